// SPDX-License-Identifier: GPL-2.0-or-later
// How does a box end without cutting anybody off? It takes no new calls, and tells when the last one has ended.

import type { Callbacks } from '../../callback/index.js';
import { TelephonyError } from '../../faults.js';
import { Actor, type Duration, Emitter, type Instant } from '../../kernel/index.js';
import { assertOpen, type Office } from '../rooms/index.js';
import { type DrainEffect, type DrainEvent, type DrainState, drainMachine } from './drain-machine.js';

/** How far a drain is. */
export interface DrainStatus {
  readonly since: Instant;
  /** Then the box stops whatever is still up; undefined: it waits as long as it takes. */
  readonly until?: Instant;
  /** Calls that are still up, those in queues among them. */
  readonly calls: number;
}

/**
 * The drain of a box. While it lasts every channel towards the exchange takes no new call (SETUP: 44 or 34), no callback
 * is begun, and what is up goes on: queues, promises, conversations. It does not outlast the box.
 */
export class Drain {
  /** No call is left, or the time is over: the box may be closed. */
  readonly over = new Emitter<void>();
  readonly #office: Office;
  readonly #promises: Callbacks;
  readonly #actor: Actor<DrainState, DrainEvent, DrainEffect>;

  constructor(office: Office, promises: Callbacks) {
    this.#office = office;
    this.#promises = promises;
    this.#actor = new Actor<DrainState, DrainEvent, DrainEffect>(
      drainMachine,
      { name: 'open' },
      office.clock,
      (effect) => this.#perform(effect),
    );
  }

  /** Undefined: the box is not being drained. */
  get status(): DrainStatus | undefined {
    const { state } = this.#actor;
    if (state.name !== 'draining') return undefined;
    const until = state.until === undefined ? {} : { until: state.until };
    return { since: state.since, ...until, calls: this.#calls };
  }

  /** Whether the last call has ended, or the time is over. */
  get isOver(): boolean {
    return this.#actor.state.name === 'over';
  }

  /** Begins, or gives one that is under way another limit. */
  begin({ within }: { readonly within?: Duration } = {}): void {
    const { books, log } = this.#office;
    assertOpen(this.#office);
    this.#actor.send({ type: 'begun', ...(within === undefined ? {} : { within }) });
    books.event('box.draining', within === undefined ? {} : { within });
    log.warn({ within, calls: this.#calls }, 'draining: no new calls');
    this.look();
  }

  /** Takes calls again. Throws REFUSED when nothing is drained. */
  cancel(): void {
    const { books, log } = this.#office;
    assertOpen(this.#office);
    if (this.status === undefined) throw new TelephonyError('REFUSED', 'the box is not being drained');
    this.#actor.send({ type: 'cancelled' });
    books.event('box.drainCancelled', {});
    log.warn('the drain is cancelled: calls are taken again');
  }

  /** To be called once a second: counts. */
  look(): void {
    if (this.status !== undefined) this.#actor.send({ type: 'counted', calls: this.#calls });
  }

  /** Ends its timer: the box is closing. */
  close(): void {
    this.#actor.close();
  }

  /** An agent who has lifted to dial a code is no call: he does not keep the box from stopping. */
  get #calls(): number {
    const { calls } = this.#office;
    const legs = calls.legs.filter(({ kind }) => kind === 'trunk');
    const alone = legs.filter((leg) => !calls.calls.some((call) => call.legs.includes(leg)));
    return calls.calls.length + alone.length;
  }

  #perform({ type }: DrainEffect): void {
    if (type === 'over') {
      this.over.emit();
      return;
    }
    this.#promises.hold(type === 'hold');
    for (const channel of this.#office.lines.trunks) channel.block('stopping', type === 'hold');
  }
}
