// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits in a queue, in which order, and until when? Places, positions, overflow.

import type { Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';
import { NO_CALLS_YET, type QueueTally } from './service-level.js';
import type { QueueSettings } from './settings.js';

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
  /** When it came into this queue: waits are counted from here. */
  readonly arrivedAt: Instant;
  /** Only this agent will do. */
  readonly only?: string;
  /** The offer that is out for it; the place is kept meanwhile. */
  readonly offer?: string;
  /** The last position told; a later one is never higher. */
  readonly told?: number;
  readonly announceAt?: Instant;
  readonly overflowAt?: Instant;
}

/**
 *   (waiting) ──offered──> (offered) ──answered──> gone
 *     │  │ ^                  │
 *     │  │ └── returned ──────┘  declined, timed out: to its old place
 *     │  └── abandoned, removed ──> gone
 *     └───── maxWait, no offer out ──> overflow
 */
export interface QueueState {
  readonly settings: QueueSettings;
  /** In the order in which they are served. */
  readonly waiting: readonly WaitingCall[];
  readonly tally: QueueTally;
}

export type QueueEvent =
  | {
      readonly type: 'enqueued';
      readonly call: string;
      readonly kind: WaitingKind;
      readonly priority: number;
      readonly enqueuedAt: Instant;
      readonly only?: string;
    }
  | { readonly type: 'offered'; readonly call: string; readonly offer: string }
  | { readonly type: 'returned'; readonly offer: string }
  | { readonly type: 'answered'; readonly offer: string }
  /** The caller hung up. */
  | { readonly type: 'abandoned'; readonly call: string }
  /** Taken out by us: it goes elsewhere. */
  | { readonly type: 'removed'; readonly call: string }
  | { readonly type: 'configured'; readonly settings: QueueSettings }
  | { readonly type: 'expired' };

export type QueueEffect =
  | { readonly type: 'announce'; readonly call: string; readonly position: number }
  | { readonly type: 'overflow'; readonly call: string; readonly waited: number };

type QueueStep = Step<QueueState, QueueEffect>;

/** A queue in which nobody waits. */
export function emptyQueue(settings: QueueSettings): QueueState {
  return { settings, waiting: [], tally: NO_CALLS_YET };
}

/** Calls ahead and one: 1 is next. Nothing for a call that does not wait here. */
export function positionOf({ waiting }: QueueState, call: string): number | undefined {
  const index = waiting.findIndex((other) => other.call === call);
  return index < 0 ? undefined : index + 1;
}

/** How long the one who waits longest has waited here. */
export function longestWait({ waiting }: QueueState, at: Instant): number {
  return waiting.reduce((longest, { arrivedAt }) => Math.max(longest, at - arrivedAt), 0);
}

/** Keeps the places of a queue. */
export const queueMachine: Machine<QueueState, QueueEvent, QueueEffect> = {
  expired: { type: 'expired' },

  deadline({ waiting }) {
    const times = waiting.filter(({ offer }) => offer === undefined).flatMap(timesOf);
    return times.length === 0 ? undefined : Math.min(...times);
  },

  transition(state, event, at) {
    switch (event.type) {
      case 'enqueued':
        return enqueued(state, event, at);
      case 'offered':
        return stay(changed(state, ({ call }) => call === event.call, { offer: event.offer }));
      case 'returned':
        return stay(changed(state, ({ offer }) => offer === event.offer, { offer: undefined }));
      case 'answered':
        return answered(state, event.offer, at);
      case 'abandoned':
        return abandoned(state, event.call);
      case 'removed':
        return stay(without(state, event.call));
      case 'configured':
        return stay({ ...state, settings: event.settings });
      case 'expired':
        return expired(state, at);
    }
  },
};

function timesOf({ announceAt, overflowAt }: WaitingCall): Instant[] {
  return [announceAt, overflowAt].filter((time) => time !== undefined);
}

function enqueued(state: QueueState, event: Extract<QueueEvent, { type: 'enqueued' }>, at: Instant): QueueStep {
  if (positionOf(state, event.call) !== undefined) return stay(state);
  const { type: _, ...call } = event;
  const { announce, maxWait } = state.settings;
  // A callback hears no positions and overflows nowhere: its own machine sees to it.
  const isCall = event.kind === 'call';
  const entry: WaitingCall = {
    ...call,
    arrivedAt: at,
    ...(isCall && announce.position ? { announceAt: at } : {}),
    ...(isCall ? { overflowAt: at + maxWait } : {}),
  };
  const place = state.waiting.findIndex((other) => comesBefore(entry, other));
  const waiting = state.waiting.toSpliced(place < 0 ? state.waiting.length : place, 0, entry);
  const tally = isCall ? { ...state.tally, enqueued: state.tally.enqueued + 1 } : state.tally;
  return stay({ ...state, waiting, tally });
}

/** Who came later stays behind, at equal times too. */
function comesBefore(call: WaitingCall, other: WaitingCall): boolean {
  if (call.priority !== other.priority) return call.priority > other.priority;
  return call.enqueuedAt < other.enqueuedAt;
}

function answered(state: QueueState, offer: string, at: Instant): QueueStep {
  const call = state.waiting.find((waiting) => waiting.offer === offer);
  if (call === undefined) return stay(state);
  const { tally, settings } = state;
  const rest = without(state, call.call);
  if (call.kind === 'callback') return stay({ ...rest, tally: { ...tally, callbacks: tally.callbacks + 1 } });

  const wait = at - call.arrivedAt;
  const counted: QueueTally = {
    ...tally,
    answered: tally.answered + 1,
    answeredInTime: tally.answeredInTime + (wait <= settings.serviceLevel ? 1 : 0),
    waited: tally.waited + wait,
  };
  return stay({ ...rest, tally: counted });
}

function abandoned(state: QueueState, call: string): QueueStep {
  const waiting = state.waiting.find((other) => other.call === call);
  if (waiting === undefined) return stay(state);
  const rest = without(state, call);
  if (waiting.kind === 'callback') return stay(rest);
  return stay({ ...rest, tally: { ...state.tally, abandoned: state.tally.abandoned + 1 } });
}

/** Announcements and overflows that are due. A call that is being offered is left in peace; they come when it returns. */
function expired(state: QueueState, at: Instant): QueueStep {
  const effects: QueueEffect[] = [];
  const kept: WaitingCall[] = [];
  let { tally } = state;
  for (const [index, call] of state.waiting.entries()) {
    if (call.offer === undefined && call.overflowAt !== undefined && call.overflowAt <= at) {
      effects.push({ type: 'overflow', call: call.call, waited: at - call.arrivedAt });
      tally = { ...tally, overflowed: tally.overflowed + 1 };
    } else if (call.offer === undefined && call.announceAt !== undefined && call.announceAt <= at) {
      const position = Math.min(call.told ?? Number.POSITIVE_INFINITY, index + 1);
      effects.push({ type: 'announce', call: call.call, position });
      kept.push({ ...call, told: position, announceAt: at + state.settings.announce.every });
    } else {
      kept.push(call);
    }
  }
  return { state: { ...state, waiting: kept, tally }, effects };
}

function changed(
  state: QueueState,
  which: (call: WaitingCall) => boolean,
  { offer }: { readonly offer: string | undefined },
): QueueState {
  const waiting = state.waiting.map((call) => {
    if (!which(call)) return call;
    const { offer: _, ...rest } = call;
    return offer === undefined ? rest : { ...rest, offer };
  });
  return { ...state, waiting };
}

function without(state: QueueState, call: string): QueueState {
  return { ...state, waiting: state.waiting.filter((other) => other.call !== call) };
}
