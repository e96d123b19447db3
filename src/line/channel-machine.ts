// SPDX-License-Identifier: GPL-2.0-or-later
// May a channel carry a call now, and does it? Pure: news about one channel in, its next state out.
//
//                  last hindrance gone                seized
//   outOfService ──────────────────────▶ idle ───────────────────▶ seized
//        ▲                                │ ▲                         │
//        └────────────────────────────────┘ └─────────────────────────┤ released
//                      hindered                                       │
//        ▲                                                            │
//        └────────────────────────────────────────────────────────────┘ released, hindrances left (drained)
//
// A hindrance that comes while a call is up waits for its end: the call is cleared by others, or goes on.

import type { Instant } from '../kernel/index.js';

/** By hand: somebody busied the channel out, or the box is being drained to be stopped. */
export type Block = 'busiedOut' | 'stopping';

/**
 * Why a channel takes no call: its span's alarm or D-channel, no battery (FXO), a RESTART that is not acknowledged yet, or
 * never was (`notRestarted`), its service state on the wire, or a person's will.
 */
export type Hindrance = 'alarm' | 'dChannel' | 'battery' | 'restart' | 'notRestarted' | 'service' | Block;

/** Who began the call that holds a channel, seen from the box. */
export type Direction = 'incoming' | 'outgoing';

export type ChannelState =
  | { readonly name: 'outOfService'; readonly hindrances: readonly Hindrance[]; readonly since: Instant }
  | { readonly name: 'idle'; readonly since: Instant }
  | {
      readonly name: 'seized';
      readonly by: string;
      readonly direction: Direction;
      readonly hindrances: readonly Hindrance[];
      readonly since: Instant;
    };

export type ChannelEvent =
  | { readonly type: 'hindered'; readonly by: Hindrance }
  | { readonly type: 'freed'; readonly of: Hindrance }
  | { readonly type: 'seized'; readonly by: string; readonly direction: Direction }
  | { readonly type: 'released'; readonly by: string };

/** The next state; the very same object when the event changes nothing. */
export function channelTransition(state: ChannelState, event: ChannelEvent, at: Instant): ChannelState {
  switch (event.type) {
    case 'hindered': {
      const before = hindrancesOf(state);
      return before.includes(event.by) ? state : withHindrances(state, [...before, event.by], at);
    }
    case 'freed': {
      const before = hindrancesOf(state);
      return before.includes(event.of)
        ? withHindrances(
            state,
            before.filter((hindrance) => hindrance !== event.of),
            at,
          )
        : state;
    }
    case 'seized':
      // Glare: the exchange's call takes the channel from ours, which is moved or cleared. So the last one holds it.
      if (state.name === 'seized' && state.by === event.by) return state;
      return { name: 'seized', by: event.by, direction: event.direction, hindrances: hindrancesOf(state), since: at };
    case 'released':
      if (state.name !== 'seized' || state.by !== event.by) return state;
      return resting(state.hindrances, at);
  }
}

const NONE: readonly Hindrance[] = [];

/** What keeps the channel from taking the next call; empty when it is in service. */
export function hindrancesOf(state: ChannelState): readonly Hindrance[] {
  return state.name === 'idle' ? NONE : state.hindrances;
}

/** Whether it takes no calls by a person's will. */
export function isBlocked(state: ChannelState): boolean {
  return hindrancesOf(state).some((by) => by === 'busiedOut' || by === 'stopping');
}

function withHindrances(state: ChannelState, hindrances: readonly Hindrance[], at: Instant): ChannelState {
  return state.name === 'seized' ? { ...state, hindrances } : resting(hindrances, at);
}

function resting(hindrances: readonly Hindrance[], since: Instant): ChannelState {
  return hindrances.length === 0 ? { name: 'idle', since } : { name: 'outOfService', hindrances, since };
}
