// SPDX-License-Identifier: GPL-2.0-or-later
// What do callers do who wait in a queue? They press the key that keeps their place, or give up, as chance has drawn for each.

import type { Acd } from '../../acd/index.js';
import { enqueueOptions, OldPlaces } from '../../engine/index.js';
import type { Cancel, Clock, Duration, Instant } from '../../kernel/index.js';
import type { Attempt, People, Records, Shop } from '../wave/index.js';
import type { Said } from './said.js';
import { WaitingWords } from './waiting-words.js';

/** A call that came, from its channel's seizure on. */
export interface Call {
  readonly id: string;
  readonly caller: number;
  readonly attempt: number;
  readonly accessNumber: string;
  readonly began: Instant;
}

/** What is needed of the run. */
export interface WaitingNeeds {
  readonly clock: Clock;
  readonly shop: Shop;
  readonly people: People;
  readonly records: Records;
  readonly said: Said;
  readonly acd: () => Acd;
  /** He has left the queue by the key. */
  readonly pressed: (call: Call, queue: string | undefined) => void;
  readonly gaveUp: (call: Call) => void;
}

/** Callers in queues. */
export class WaitingCallers {
  readonly #needs: WaitingNeeds;
  readonly #words: WaitingWords;
  readonly #oldPlaces: OldPlaces;
  readonly #waiting = new Map<string, Call>();
  readonly #patience = new Map<string, Cancel>();

  constructor(needs: WaitingNeeds) {
    const { clock, shop, said, acd } = needs;
    this.#needs = needs;
    this.#words = new WaitingWords(clock, shop.config, said, acd);
    this.#oldPlaces = new OldPlaces(clock);
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** He waits. `keepsPlace`: he is to be told at once how long, and by which key. From another queue he brings his patience with him. */
  enqueue(call: Call, queue: string, keepsPlace = false): void {
    const { acd, clock, people, records, shop } = this.#needs;
    const { id, accessNumber, began } = call;
    const isFirst = !this.#words.knows(id);
    this.#waiting.set(id, call);
    records.waits(id, queue);
    this.#words.begin(id, { queue, accessNumber, keepsPlace });
    const old = this.#oldPlaces.take(people.key(call.caller), queue);
    const { priority, enqueuedAt } = old ?? { priority: undefined, enqueuedAt: began };
    const place = { queue, accessNumber, enqueuedAt, ...(priority !== undefined && { priority }) };
    acd().enqueue(id, queue, enqueueOptions(shop.config, place));
    if (keepsPlace) this.tellPlace(id);
    if (!isFirst) return;
    const until = began + this.#attemptOf(call).patience;
    this.#patience.set(
      id,
      clock.at(until, () => this.#givesUp(call)),
    );
  }

  /** He goes out of the queue if he is still in it. */
  leaves(id: string, how: string): boolean {
    if (!this.#waiting.delete(id)) return false;
    this.#needs.records.waited(id, how);
    if (how === 'overflowed') return true;
    this.#words.end(id);
    this.#patience.get(id)?.();
    this.#patience.delete(id);
    return true;
  }

  /** What is said of his place tells him the key, and he presses it if he is one who does. */
  tellPlace(id: string): void {
    const call = this.#waiting.get(id);
    if (call === undefined) return;
    this.#needs.clock.at(this.#words.hearsAt(id), () => {
      if (!this.#waiting.has(id)) return;
      const known = this.#words.tell(id);
      if (known !== undefined && this.#attemptOf(call).keepsPlace) this.#later(known, () => this.#presses(call));
    });
  }

  #presses(call: Call): void {
    const { acd, pressed } = this.#needs;
    const queue = acd().waiting(call.id)?.queues[0];
    if (!this.leaves(call.id, 'captured')) return;
    acd().remove(call.id);
    pressed(call, queue);
  }

  #givesUp(call: Call): void {
    const { acd, gaveUp, people, shop } = this.#needs;
    const place = acd().waiting(call.id);
    if (!this.leaves(call.id, 'abandoned')) return;
    acd().abandon(call.id);
    const queue = place?.queues[0] ?? '';
    const resume = shop.config.queues.find(({ name }) => name === queue)?.resume;
    if (place !== undefined && resume !== undefined)
      this.#oldPlaces.keep(people.key(call.caller), queue, place, resume);
    gaveUp(call);
  }

  #attemptOf({ caller, attempt }: Call): Attempt {
    return this.#needs.people.attempt({ caller, nth: attempt });
  }

  #later(wait: Duration, then: () => void): void {
    const { clock, shop } = this.#needs;
    clock.at(clock.now() + wait + shop.presses, then);
  }
}
