// SPDX-License-Identifier: GPL-2.0-or-later
// How far is a call leg? Q.931's call states in plain words; pure, for trunk and station alike.
//
//   incoming   offered ──proceed──▶ proceeding ──alert──▶ alerting ──answer──▶ answering ──answered──▶ connected
//                 └───────────────────────┴───────answer───────┘▲
//   outgoing   dialling ──proceeding──▶ proceeding ──alerting──▶ alerting ──answered──▶ connected
//                (T303: libpri)         T310 40 s ▼              T301 180 s ▼
//   all        any of these ──clear, expired──▶ clearing ──cleared──▶ cleared
//              any of these ──cleared (the far end hung up, the D-channel was lost)──▶ cleared
//
// Commands that do not fit the state are refused before they come here (`allows`); facts that come late change nothing.

import { type Duration, type Instant, type Machine, type Step, stay } from '../kernel/index.js';
import type { Direction } from '../line/index.js';

/** Q.931 9.5.2: in an outgoing call, from CALL PROCEEDING to ALERTING, CONNECT or an announcement in band. */
export const T310: Duration = 40_000;
/** Q.931 9.5.2: ringing, or an announcement, without an answer. */
export const T301: Duration = 180_000;
/** libpri's T305 and T308 end a clearing within 38 s; if their fact was lost, the leg ends by itself. */
export const CLEARING_LIMIT: Duration = 60_000;

const NO_ANSWER = 19; // Q.850: what an expired T301 is cleared with
const RECOVERY_ON_TIMER_EXPIRY = 102; // Q.850: T310

/** Who ended the leg: the box, the party on it, or the line under it (D-channel lost, no response, board failed). */
export type ClearedBy = 'box' | 'party' | 'line';

/** When the stages of a leg were reached. */
export interface Stamps {
  readonly start: Instant;
  readonly ring?: Instant;
  readonly answer?: Instant;
  readonly bridge?: Instant;
  readonly end?: Instant;
}

interface Lasting {
  readonly direction: Direction;
  readonly stamps: Stamps;
  /** Outgoing: how long to let it ring. */
  readonly ringFor: Duration;
}

/** Where a leg stands. `until` is when patience ends. */
export type LegState = Lasting &
  (
    | { readonly name: 'offered' | 'dialling' | 'answering' | 'connected' }
    | { readonly name: 'proceeding' | 'alerting'; readonly until: Instant | undefined }
    | { readonly name: 'clearing'; readonly cause: number; readonly until: Instant }
    | { readonly name: 'cleared'; readonly cause: number; readonly by: ClearedBy }
  );

/** What the box asks of a leg. */
export type LegCommand =
  | { readonly type: 'proceed' }
  | { readonly type: 'alert'; readonly inBand: boolean }
  | { readonly type: 'progress'; readonly inBand: boolean; readonly cause: number | undefined }
  | { readonly type: 'answer' }
  | { readonly type: 'clear'; readonly cause: number };

/** What the line tells of a leg; `at` is when it happened there. */
export type LegNews =
  | { readonly type: 'proceeding'; readonly at: Instant }
  | { readonly type: 'progressed'; readonly at: Instant; readonly inBand: boolean; readonly cause: number }
  | { readonly type: 'alerting'; readonly at: Instant; readonly inBand: boolean }
  | { readonly type: 'answered'; readonly at: Instant }
  | { readonly type: 'bridged'; readonly at: Instant }
  | { readonly type: 'cleared'; readonly at: Instant; readonly cause: number; readonly by: ClearedBy };

export type LegEvent = LegCommand | LegNews | { readonly type: 'expired' };

/** What the leg has to do: a command to the line, news to those above, or the unwinding of what runs on it. */
export type LegEffect =
  | { readonly type: 'command'; readonly command: LegCommand }
  | { readonly type: 'news'; readonly news: LegNews }
  | { readonly type: 'unwind' };

type LegStep = Step<LegState, LegEffect>;

/** A leg's first state. */
export function begin(direction: Direction, at: Instant, ringFor: Duration = T301): LegState {
  return { name: direction === 'incoming' ? 'offered' : 'dialling', direction, stamps: { start: at }, ringFor };
}

/** Whether a command makes sense now. Clearing always does: what is over stays over. */
export function allows(state: LegState, command: LegCommand['type']): boolean {
  if (command === 'clear') return true;
  if (state.direction !== 'incoming') return false;
  return state.name === 'offered' || state.name === 'proceeding' || state.name === 'alerting';
}

/** The life of a leg. */
export const legMachine: Machine<LegState, LegEvent, LegEffect> = {
  transition,
  deadline: (state) => ('until' in state ? state.until : undefined),
  expired: { type: 'expired' },
};

function transition(state: LegState, event: LegEvent, now: Instant): LegStep {
  if (state.name === 'cleared') return stay(state);
  switch (event.type) {
    case 'proceed':
    case 'alert':
    case 'progress':
    case 'answer':
      return allows(state, event.type) ? command(state, event, now) : stay(state);
    case 'clear':
      return state.name === 'clearing' ? stay(state) : clear(state, event.cause, now);
    case 'expired':
      return expire(state, now);
    case 'cleared':
      return end(state, event);
    default:
      return state.name === 'clearing' ? stay(state) : learn(state, event);
  }
}

function command(state: LegState, order: Exclude<LegCommand, { type: 'clear' }>, now: Instant): LegStep {
  const effects = [{ type: 'command', command: order }] as const;
  switch (order.type) {
    case 'proceed':
      // The signalling thread may have sent CALL PROCEEDING by itself; a second one would be an error.
      return state.name === 'offered' ? { state: waiting(state, 'proceeding', undefined), effects } : stay(state);
    case 'alert':
      if (state.name === 'alerting') return stay(state);
      return { state: waiting({ ...state, stamps: ringing(state.stamps, now) }, 'alerting', undefined), effects };
    case 'progress':
      return { state, effects };
    case 'answer':
      return { state: { ...lasting(state), name: 'answering' }, effects };
  }
}

function learn(state: LegState, news: Exclude<LegNews, { type: 'cleared' }>): LegStep {
  const effects = [{ type: 'news', news }] as const;
  switch (news.type) {
    case 'bridged':
      return { state: { ...state, stamps: { ...state.stamps, bridge: state.stamps.bridge ?? news.at } }, effects: [] };
    case 'proceeding': {
      if (state.name !== 'offered' && state.name !== 'dialling') return stay(state);
      return { state: waiting(state, 'proceeding', patience(state, news.at, T310)), effects };
    }
    case 'progressed': {
      if (state.name !== 'dialling' && state.name !== 'proceeding') return stay(state);
      // An announcement is heard instead of ringing: it gets the time of ringing.
      const limit = news.inBand ? state.ringFor : T310;
      return { state: waiting(state, 'proceeding', patience(state, news.at, limit)), effects };
    }
    case 'alerting': {
      if (state.name !== 'dialling' && state.name !== 'proceeding') return stay(state);
      const rung = { ...state, stamps: ringing(state.stamps, news.at) };
      return { state: waiting(rung, 'alerting', patience(state, news.at, state.ringFor)), effects };
    }
    case 'answered':
      if (state.name === 'connected') return stay(state);
      return { state: { ...lasting(state), name: 'connected', stamps: { ...state.stamps, answer: news.at } }, effects };
  }
}

function expire(state: LegState, now: Instant): LegStep {
  if (state.name === 'proceeding') return clear(state, RECOVERY_ON_TIMER_EXPIRY, now);
  if (state.name === 'alerting') return clear(state, NO_ANSWER, now);
  if (state.name === 'clearing') return end(state, { type: 'cleared', at: now, cause: state.cause, by: 'box' });
  return stay(state);
}

function clear(state: LegState, cause: number, now: Instant): LegStep {
  return {
    state: { ...lasting(state), name: 'clearing', cause, until: now + CLEARING_LIMIT },
    effects: [{ type: 'unwind' }, { type: 'command', command: { type: 'clear', cause } }],
  };
}

function end(state: LegState, news: Extract<LegNews, { type: 'cleared' }>): LegStep {
  // Both sides may hang up at once: the box's cause stands when the box was first.
  const { cause, by } = state.name === 'clearing' ? { cause: state.cause, by: 'box' as const } : news;
  return {
    state: { ...lasting(state), name: 'cleared', cause, by, stamps: { ...state.stamps, end: news.at } },
    effects: [{ type: 'unwind' }, { type: 'news', news: { ...news, cause, by } }],
  };
}

/** What outlasts a state. */
function lasting({ direction, stamps, ringFor }: LegState): Lasting {
  return { direction, stamps, ringFor };
}

function waiting(state: LegState, name: 'proceeding' | 'alerting', until: Instant | undefined): LegState {
  return { ...lasting(state), name, until };
}

/** Only outgoing legs run T310 and T301: in an incoming one the exchange does. */
function patience(state: LegState, at: Instant, limit: Duration): Instant | undefined {
  return state.direction === 'outgoing' ? at + limit : undefined;
}

function ringing(stamps: Stamps, at: Instant): Stamps {
  return { ...stamps, ring: stamps.ring ?? at };
}
