// SPDX-License-Identifier: GPL-2.0-or-later
// How does a play or a tone become something that can be awaited? Facts find their operation by its id; late ones find none.

import { TelephonyError } from '../faults.js';
import { deferred } from '../kernel/index.js';
import type { Fact, FinishReason, MediaPort, OperationId } from '../native/index.js';

/** How an operation ended. `digit` is the one that stopped it. */
export interface Finished {
  readonly reason: FinishReason;
  readonly digit: string;
  readonly playedMs: number;
  readonly gapMs: number;
}

/** A play, tone or sending of digits under way. */
export interface Operation {
  /** Resolves when the first sample has gone out. */
  readonly started: Promise<void>;
  /**
   * Resolves when it is over or was stopped. Rejects with LEG_CLEARED when the leg is cleared, with PROMPT_UNUSABLE when
   * it could not be played, with the reason of the caller's signal. Need not be awaited.
   */
  readonly finished: Promise<Finished>;
  /** Ends it early; `finished` then says `stopped`. */
  stop(): void;
  /** Stands still; `resume` goes on with the very sample that was next. */
  pause(): void;
  resume(): void;
  /** Becomes louder or softer, in dB: -40 to 20. */
  gain(decibels: number): void;
}

/** A fact about an operation. */
export type OperationFact = Extract<Fact, { readonly operation: OperationId }>;

/** Every operation that somebody waits for. */
export class Operations {
  readonly #media: MediaPort;
  readonly #followers = new Map<OperationId, (fact: OperationFact) => void>();
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort) {
    this.#media = media;
    this.#unsubscribe = media.onFact((fact) => {
      if ('operation' in fact) this.#followers.get(fact.operation)?.(fact);
    });
  }

  /** Tells `follower` every fact of an operation, up to and with `finished`, or `ended` of a stream. */
  follow(id: OperationId, follower: (fact: OperationFact) => void): void {
    this.#followers.set(id, (fact) => {
      if (fact.type === 'finished' || fact.type === 'ended') this.#followers.delete(id);
      follower(fact);
    });
  }

  /** Makes an operation awaitable; the first signal that aborts ends it. */
  run(id: OperationId, signals: readonly AbortSignal[]): Operation {
    const started = deferred<void>();
    const finished = deferred<Finished>();
    const forget = () => {
      this.#followers.delete(id);
      for (const signal of signals) signal.removeEventListener('abort', abort);
    };
    const abort = () => {
      forget();
      this.#media.stop(id);
      const { reason } = signals.find((signal) => signal.aborted) ?? {};
      started.reject(reason);
      finished.reject(reason);
    };
    for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
    this.follow(id, (fact) => {
      if (fact.type === 'started') started.resolve();
      if (fact.type !== 'finished') return;
      forget();
      const fault = faultOf(fact.reason, fact.channel);
      if (fault === undefined) {
        started.resolve();
        finished.resolve({ reason: fact.reason, digit: fact.digit, playedMs: fact.playedMs, gapMs: fact.gapMs });
        return;
      }
      started.reject(fault);
      finished.reject(fault);
    });
    return {
      started: started.promise,
      finished: finished.promise,
      stop: () => this.#media.stop(id),
      pause: () => this.#media.pause(id, true),
      resume: () => this.#media.pause(id, false),
      gain: (decibels) => this.#media.gain(id, decibels),
    };
  }

  /** Ends listening. */
  close(): void {
    this.#unsubscribe();
  }
}

/** An operation that never began. */
export function refusedOperation(reason: unknown): Operation {
  const [started, finished] = [deferred<void>(), deferred<Finished>()];
  started.reject(reason);
  finished.reject(reason);
  const nothing = () => {};
  return {
    started: started.promise,
    finished: finished.promise,
    stop: nothing,
    pause: nothing,
    resume: nothing,
    gain: nothing,
  };
}

function faultOf(reason: FinishReason, channel: number): TelephonyError | undefined {
  if (reason === 'failed')
    return new TelephonyError('PROMPT_UNUSABLE', `on channel ${channel}: it could not be played`);
  if (reason === 'cleared') return new TelephonyError('LEG_CLEARED', `on channel ${channel}`);
  return undefined;
}
