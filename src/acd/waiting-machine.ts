// SPDX-License-Identifier: GPL-2.0-or-later
// How does one call wait? From its coming until it is answered, gives up, or has waited too long.

import type { Destination } from '../config/index.js';
import type { Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';
import type { Need } from './needs.js';
import { type Relaxation, relaxAt, relaxedAt, sentAt } from './relaxation.js';
import type { Ending } from './service-level.js';

/** What waits: a caller, or a callback that needs an agent (its customer on the line, or the agent to be first). */
export type WaitingKind = 'call' | 'callback';

/** A call that waits. */
export interface WaitingCall {
  readonly call: string;
  readonly kind: WaitingKind;
  /** Higher goes first. */
  readonly priority: number;
  /** The place among calls of one priority; a callback brings the time of its first call with it. */
  readonly enqueuedAt: Instant;
  /** When it came into the queues: waits are counted from here. */
  readonly arrivedAt: Instant;
  /** Where it waits; counted in the first. */
  readonly queues: readonly string[];
  readonly needs: readonly Need[];
  /** Seats above this penalty are not for it yet; undefined: all are. */
  readonly penalty?: number | undefined;
  /** Only this agent will do. */
  readonly only?: string | undefined;
  /** In the order of their times. */
  readonly relax: readonly Relaxation[];
  /** The offers that are out for it; the place is kept meanwhile. */
  readonly offers: readonly string[];
  /** The last position told; a later one is never higher. */
  readonly told: number | undefined;
  /** When he is to be told his position, and when he has waited too long; `NEVER`: it is not for him. */
  readonly announceAt: Instant;
  readonly overflowAt: Instant;
}

export const NEVER: Instant = Number.POSITIVE_INFINITY;

/**
 *            offered              accepted
 *   waiting ─────────> waiting, ───────────> over
 *    │ │ ^             offers out             ^
 *    │ │ └── returned ────┘ declined,         │
 *    │ │     (the last)     timed out         │
 *    │ └── abandoned, removed ────────────────┤  from both
 *    └──── maxWait or sent on, no offer out ──┘
 */
export type WaitingState = WaitingCall & { readonly name: 'waiting' | 'over' };

export type WaitingEvent =
  | { readonly type: 'offered'; readonly offer: string }
  /** It came to nothing. */
  | { readonly type: 'returned'; readonly offer: string }
  | { readonly type: 'accepted'; readonly offer: string }
  /** The caller hung up. */
  | { readonly type: 'abandoned' }
  /** Its place is another one now. */
  | { readonly type: 'promoted'; readonly priority: number; readonly enqueuedAt: Instant }
  /** The one agent for whom it waited has gone: it is for anybody now. */
  | { readonly type: 'freed' }
  /** Nobody is there for it any more: it goes there. */
  | { readonly type: 'sentOn'; readonly to: Destination }
  /** Taken out by us: it goes elsewhere. */
  | { readonly type: 'removed' }
  /** He is being told a position; the next time is then. */
  | { readonly type: 'told'; readonly position: number; readonly again: Instant }
  | { readonly type: 'expired' };

export type WaitingEffect =
  /** Tell him his position; answer with `told`. */
  | { readonly type: 'announce' }
  /** What it needs, where it waits or its place has changed. */
  | { readonly type: 'relaxed' }
  /** An offer that is over because the call is. */
  | { readonly type: 'withdraw'; readonly offer: string; readonly why: 'withdrawn' | 'answeredElsewhere' }
  | ({ readonly type: 'ended' } & Ending);

/** What a step may change, but for what is relaxed. */
type Changes = Partial<Pick<WaitingState, 'name' | 'offers' | 'priority' | 'enqueuedAt' | 'told' | 'announceAt'>>;

type WaitingStep = Step<WaitingState, WaitingEffect>;

/** Lets one call wait. */
export const waitingMachine: Machine<WaitingState, WaitingEvent, WaitingEffect> = {
  expired: { type: 'expired' },

  /** A call that is being offered is left in peace; what fell due meanwhile comes when it returns. */
  deadline(state) {
    if (state.name === 'over' || state.offers.length > 0) return undefined;
    const next = Math.min(state.announceAt, state.overflowAt, relaxAt(state));
    return next === NEVER ? undefined : next;
  },

  transition(state, event, at) {
    if (state.name === 'over') return stay(state);
    switch (event.type) {
      case 'offered':
        return stay(changed(state, { offers: [...state.offers, event.offer] }));
      case 'returned':
        return stay(changed(state, { offers: state.offers.filter((offer) => offer !== event.offer) }));
      case 'accepted':
        return state.offers.includes(event.offer) ? over(state, { how: 'answered' }, at, event.offer) : stay(state);
      case 'abandoned':
      case 'removed':
        return over(state, { how: event.type }, at);
      case 'promoted': {
        const { priority, enqueuedAt } = event;
        return { state: changed(state, { priority, enqueuedAt }), effects: [{ type: 'relaxed' }] };
      }
      case 'freed': {
        if (state.only === undefined) return stay(state);
        const relax = state.relax.filter(({ anybody }) => anybody !== true);
        return { state: { ...state, only: undefined, relax }, effects: [{ type: 'relaxed' }] };
      }
      case 'sentOn':
        return over(state, { how: 'overflowed', to: event.to }, at);
      case 'told':
        return stay(changed(state, { told: event.position, announceAt: event.again }));
      case 'expired':
        return expired(state, at);
    }
  },
};

function over(state: WaitingState, end: Omit<Ending, 'waited'>, at: Instant, winner?: string): WaitingStep {
  const why = end.how === 'answered' ? 'answeredElsewhere' : 'withdrawn';
  const losers = state.offers.filter((offer) => offer !== winner);
  const waited = at - state.arrivedAt;
  const { how, to } = end;
  const effects: WaitingEffect[] = [{ type: 'ended', how, waited, ...(to !== undefined && { to }) }];
  for (const offer of losers) effects.push({ type: 'withdraw', offer, why });
  return { state: changed(state, { name: 'over' }), effects };
}

function expired(state: WaitingState, at: Instant): WaitingStep {
  if (state.offers.length > 0) return stay(state);
  const { overflowAt } = state;
  const relaxed = relaxedAt(state, Math.min(at, overflowAt));
  const to = sentAt(relaxed, Math.min(at, overflowAt));
  if (to !== undefined) return over(relaxed, { how: 'overflowed', to }, at);
  if (overflowAt <= at) return over(relaxed, { how: 'overflowed' }, at);

  const effects: WaitingEffect[] = relaxed === state ? [] : [{ type: 'relaxed' }];
  if (relaxed.announceAt > at) return { state: relaxed, effects };
  return { state: changed(relaxed, { announceAt: NEVER }), effects: [...effects, { type: 'announce' }] };
}

/** Written out, and all of one shape: every call comes by here, and to spread so many fields costs twenty times as much. */
function changed(state: WaitingState, to: Changes): WaitingState {
  const { call, kind, arrivedAt, queues, needs, penalty, only, relax, overflowAt } = state;
  const { name = state.name, offers = state.offers, priority = state.priority, enqueuedAt = state.enqueuedAt } = to;
  const { told = state.told, announceAt = state.announceAt } = to;
  return {
    name,
    call,
    kind,
    priority,
    enqueuedAt,
    arrivedAt,
    queues,
    needs,
    penalty,
    only,
    relax,
    offers,
    told,
    announceAt,
    overflowAt,
  };
}
