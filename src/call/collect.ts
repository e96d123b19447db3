// SPDX-License-Identifier: GPL-2.0-or-later
// Which number does a party key in? Digits up to a length, an ending key, or a pause; pure machine and its promise.

import {
  Actor,
  type Clock,
  type Duration,
  type Instant,
  type Machine,
  stay,
  type Unsubscribe,
} from '../kernel/index.js';
import type { Digits } from './digits.js';

export interface CollectOptions {
  /** So many digits and it is complete. */
  readonly max: number;
  /** Keys that complete it and are not part of it, e.g. `#`. */
  readonly terminator?: string;
  /** Waiting for the first digit; default 5 s. */
  readonly firstWithin?: Duration;
  /** Waiting for each further digit; default 4 s. */
  readonly nextWithin?: Duration;
  readonly signal?: AbortSignal;
}

/** What was keyed in and why it was complete. */
export interface Collected {
  readonly digits: string;
  readonly ended: 'max' | 'terminator' | 'timeout';
}

type State =
  | { readonly name: 'collecting'; readonly digits: string; readonly until: Instant }
  | { readonly name: 'complete'; readonly collected: Collected };
type Event = { readonly type: 'digit'; readonly digit: string } | { readonly type: 'expired' };
type Settled = { readonly max: number; readonly terminator: string; readonly nextWithin: Duration };

/** The machine of one collection. */
export function collectMachine({ max, terminator, nextWithin }: Settled): Machine<State, Event, Collected> {
  const complete = (digits: string, ended: Collected['ended']) => {
    const collected: Collected = { digits, ended };
    return { state: { name: 'complete', collected } as const, effects: [collected] };
  };
  return {
    transition: (state, event, at) => {
      if (state.name === 'complete') return stay(state);
      if (event.type === 'expired') return complete(state.digits, 'timeout');
      if (terminator.includes(event.digit)) return complete(state.digits, 'terminator');
      const digits = state.digits + event.digit;
      if (digits.length >= max) return complete(digits, 'max');
      return { state: { name: 'collecting', digits, until: at + nextWithin }, effects: [] };
    },
    deadline: (state) => (state.name === 'collecting' ? state.until : undefined),
    expired: { type: 'expired' },
  };
}

/** Reads digits until complete; those typed ahead come first. Rejects with the reason of the first signal that aborts. */
export function collect(
  digits: Digits,
  clock: Clock,
  options: CollectOptions,
  signals: readonly AbortSignal[],
): Promise<Collected> {
  const { max, terminator = '', firstWithin = 5_000, nextWithin = 4_000 } = options;
  return new Promise((resolve, reject) => {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) {
      reject(aborted.reason);
      return;
    }
    let unread: Unsubscribe = () => {};
    const finish = (settle: () => void) => {
      unread();
      actor.close();
      for (const signal of signals) signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => finish(() => reject(signals.find((signal) => signal.aborted)?.reason));
    const actor = new Actor<State, Event, Collected>(
      collectMachine({ max, terminator, nextWithin }),
      { name: 'collecting', digits: '', until: clock.now() + firstWithin },
      clock,
      (collected) => finish(() => resolve(collected)),
    );
    for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
    unread = digits.read((digit) => {
      actor.send({ type: 'digit', digit });
      return actor.state.name === 'collecting';
    });
  });
}
