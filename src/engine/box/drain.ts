// SPDX-License-Identifier: GPL-2.0-or-later
// How does a box end without cutting anybody off? It takes no new calls, and tells when the last one has ended.

import type { Callbacks } from '../../callback/index.js';
import { TelephonyError } from '../../faults.js';
import { Actor, type Duration, Emitter } from '../../kernel/index.js';
import { assertOpen, type Rooms } from '../rooms/index.js';
import type { DrainStatus } from '../views/index.js';
import { type DrainEffect, type DrainEvent, type DrainState, drainMachine } from './drain-machine.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'calls' | 'clock' | 'closing' | 'lines' | 'log' | 'records'>;

/**
 * The drain of a box. While it lasts every channel towards the exchange takes no new call (SETUP: 44 or 34), no callback
 * is begun, and what is up goes on: queues, promises, conversations. It does not outlast the box.
 */
export class Drain {
  /** No call is left, or the time is over: the box may be closed. */
  readonly over = new Emitter<void>();
  readonly #rooms: Needs;
  readonly #promises: Callbacks;
  readonly #actor: Actor<DrainState, DrainEvent, DrainEffect>;

  constructor(rooms: Needs, promises: Callbacks) {
    this.#rooms = rooms;
    this.#promises = promises;
    this.#actor = new Actor<DrainState, DrainEvent, DrainEffect>(
      drainMachine,
      { name: 'open' },
      rooms.clock,
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
    const { records, log } = this.#rooms;
    assertOpen(this.#rooms);
    this.#actor.send({ type: 'begun', ...(within === undefined ? {} : { within }) });
    records.event('box.draining', within === undefined ? {} : { within });
    log.warn({ within, calls: this.#calls }, 'draining: no new calls');
    this.look();
  }

  /** Takes calls again. Throws REFUSED when nothing is drained. */
  cancel(): void {
    const { records, log } = this.#rooms;
    assertOpen(this.#rooms);
    if (this.status === undefined) throw new TelephonyError('REFUSED', 'the box is not being drained');
    this.#actor.send({ type: 'cancelled' });
    records.event('box.drainCancelled', {});
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
    const { calls } = this.#rooms;
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
    for (const channel of this.#rooms.lines.trunks) channel.block('stopping', type === 'hold');
  }
}
