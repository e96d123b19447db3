// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk refuses a row? It is written again, until it is there or a newer one has taken its place.

import type { Cancel, Clock, Duration } from '../kernel/index.js';
import type { CallbackChange } from './rows.js';

const AGAIN: Duration = 5_000;

/** Writes changes in their order, and those that were refused with the next ones or after 5 s. */
export class Journal {
  readonly #clock: Clock;
  readonly #commit: (changes: readonly CallbackChange[]) => Promise<void>;
  /** The newest version of each row that is on its way to the disk. */
  readonly #newest = new Map<string, CallbackChange>();
  readonly #refused = new Map<string, CallbackChange>();
  /** The newest version of a row that went down with somebody else's batch, until that batch is settled. */
  readonly #lent = new Map<string, CallbackChange>();
  #cancel: Cancel | undefined;

  constructor(clock: Clock, commit: (changes: readonly CallbackChange[]) => Promise<void>) {
    this.#clock = clock;
    this.#commit = commit;
  }

  /** Resolves when the changes are on disk; rejects when the disk refused them this time. */
  async write(changes: readonly CallbackChange[]): Promise<void> {
    this.#supersede(changes);
    const batch = this.#refused.size === 0 ? changes : [...this.#refused.values(), ...changes];
    if (this.#refused.size > 0) this.#refused.clear();
    for (const change of batch) this.#newest.set(keyOf(change), change);
    try {
      await this.#commit(batch);
      for (const change of batch) if (this.#isNewest(change)) this.#newest.delete(keyOf(change));
    } catch (error) {
      for (const change of batch) if (this.#isNewest(change)) this.#refused.set(keyOf(change), change);
      this.#arm();
      throw error;
    }
  }

  /** The rows of a number's requests that may not be on disk yet; without their facts, which are told once. */
  unconfirmed(number: string): readonly CallbackChange[] {
    const found: CallbackChange[] = [];
    for (const change of this.#newest.values())
      if (change.type === 'request' && change.row.number === number) found.push({ type: change.type, row: change.row });
    return found;
  }

  /** Newer rows go to the disk in somebody else's batch: what was refused of them is out of date. */
  lend(changes: readonly CallbackChange[]): void {
    this.#supersede(changes);
    for (const change of changes) this.#lent.set(keyOf(change), change);
  }

  /** That batch is settled; gives those of its rows of which there is no newer version. */
  takeBack(changes: readonly CallbackChange[]): readonly CallbackChange[] {
    const newest = changes.filter((change) => this.#lent.get(keyOf(change)) === change);
    for (const change of newest) this.#lent.delete(keyOf(change));
    return newest;
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #supersede(changes: readonly CallbackChange[]): void {
    if (this.#refused.size + this.#newest.size + this.#lent.size === 0) return;
    for (const change of changes) {
      const key = keyOf(change);
      this.#refused.delete(key);
      this.#newest.delete(key);
      this.#lent.delete(key);
    }
  }

  #isNewest(change: CallbackChange): boolean {
    return this.#newest.get(keyOf(change)) === change;
  }

  #arm(): void {
    if (this.#cancel !== undefined || this.#refused.size === 0) return;
    this.#cancel = this.#clock.at(this.#clock.now() + AGAIN, () => {
      this.#cancel = undefined;
      if (this.#refused.size > 0) this.write([]).catch(() => {}); // refused again: armed again
    });
  }
}

/** Ids of requests and attempts say what they are; the keys of others have a blank in them, as no id has. */
function keyOf(change: CallbackChange): string {
  switch (change.type) {
    case 'capture':
      return `capture ${change.row.call}`;
    case 'doNotCall':
      return `doNotCall ${change.number}`;
    case 'asked':
      return `asked ${change.request}`;
    default:
      return change.row.id;
  }
}
