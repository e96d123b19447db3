// SPDX-License-Identifier: GPL-2.0-or-later
// Has the wave gone? Quiet that has lasted is a trough: the time for callbacks.

import type { Instant, Machine, Step } from '../kernel/index.js';
import { altered, channelsBelow, stay } from '../kernel/index.js';
import type { TroughSettings } from './settings.js';
import type { Occupancy } from './surge-share.js';

/** What a trough is known by. */
export interface TroughSample extends Occupancy {
  /** Busy channels that callbacks use: they must not end the trough that they are made in. */
  readonly callbackChannels: number;
  /** Waiting calls, customers of callbacks not among them. */
  readonly waiting: number;
  readonly readyAgents: number;
}

/**
 *             quiet, an agent ready            held
 *   busy ────────────────────────> settling ─────────> trough
 *    ^ ^                               │                 │
 *    │ └──── no longer so, or surge ───┘                 │
 *    └─────────── not quiet, or surge ───────────────────┘
 *
 * In the trough nobody need be ready: the agents are busy with callbacks.
 */
export type TroughPhase =
  | { readonly name: 'busy' }
  | { readonly name: 'settling'; readonly since: Instant }
  | { readonly name: 'trough'; readonly since: Instant };

export interface TroughState {
  readonly settings: TroughSettings;
  readonly surging: boolean;
  readonly last: TroughSample;
  readonly phase: TroughPhase;
}

export type TroughEvent =
  | { readonly type: 'sampled'; readonly sample: TroughSample }
  | { readonly type: 'surge'; readonly on: boolean }
  | { readonly type: 'configured'; readonly settings: TroughSettings }
  | { readonly type: 'expired' };

export type TroughEffect =
  | { readonly type: 'troughBegan'; readonly at: Instant }
  | { readonly type: 'troughEnded'; readonly at: Instant; readonly since: Instant };

/** A box that has not been looked at yet. */
export function noTrough(settings: TroughSettings): TroughState {
  const last: TroughSample = { busy: 0, inService: 0, callbackChannels: 0, waiting: 0, readyAgents: 0 };
  return { settings, surging: false, last, phase: { name: 'busy' } };
}

/** Tells the trough from the wave. */
export const troughMachine: Machine<TroughState, TroughEvent, TroughEffect> = {
  expired: { type: 'expired' },

  deadline: ({ phase, settings }) => (phase.name === 'settling' ? phase.since + settings.hold : undefined),

  transition(state, event, at) {
    switch (event.type) {
      case 'sampled':
        return judged(altered(state, { last: event.sample }), at);
      case 'surge':
        return judged({ ...state, surging: event.on }, at);
      case 'configured':
        return judged({ ...state, settings: event.settings }, at);
      case 'expired':
        return judged(state, at);
    }
  },
};

function judged(state: TroughState, at: Instant): Step<TroughState, TroughEffect> {
  const { phase, settings } = state;
  if (phase.name === 'trough') {
    if (quiet(state, state.last.busy - state.last.callbackChannels)) return stay(state);
    return { state: { ...state, phase: { name: 'busy' } }, effects: [{ type: 'troughEnded', at, since: phase.since }] };
  }
  if (!quiet(state, state.last.busy) || state.last.readyAgents < 1)
    return stay(phase.name === 'busy' ? state : altered(state, { phase: { name: 'busy' } }));

  const since = phase.name === 'settling' ? phase.since : at;
  if (at < since + settings.hold) return stay(altered(state, { phase: { name: 'settling', since } }));
  return { state: { ...state, phase: { name: 'trough', since: at } }, effects: [{ type: 'troughBegan', at }] };
}

function quiet({ surging, settings, last }: TroughState, busy: number): boolean {
  if (surging || last.waiting > 0 || last.inService === 0) return false;
  return busy <= channelsBelow(settings.utilisation, last.inService);
}
