// SPDX-License-Identifier: GPL-2.0-or-later
// How long are records kept? Each kind for its time, and what somebody holds for a court as long as he holds it.

import { TelephonyError } from '../faults.js';
import type { Duration, Ids, Instant } from '../kernel/index.js';
import {
  type Ages,
  type BrokenRows,
  callsGo,
  eventsGo,
  type HoldRow,
  legsGo,
  type Over,
  type RecordKind,
  requestsGo,
  type Store,
} from '../store/index.js';

/** Summed up again, that time would have less than its sums say. */
const GONE = 'records of that time are gone by retention: its sums stay as they are';

/** How long each kind is kept. */
export type Retention = Readonly<Record<RecordKind | 'recordings', Duration>> & {
  /** Recordings of these queues. */
  readonly queues?: Readonly<Record<string, Duration>>;
};

/** What is to be held, why, and who asks for it. */
export interface HoldAsked {
  readonly kind: HoldRow['kind'];
  /** An id, or a canonical number. */
  readonly subject: string;
  readonly reason: string;
  readonly by: string;
}

export interface KeepingOptions {
  readonly store: Store;
  readonly ids: Ids;
  /** Now in whole milliseconds. */
  readonly now: () => Instant;
  readonly retention: () => Retention;
}

const CALLS_AT_ONCE = 200;
const EVENTS_AT_ONCE = 1_000;
const KINDS: readonly HoldRow['kind'][] = ['contact', 'call', 'number'];

/** How many of each kind went; callbacks are requests that were closed, as old as the calls that went. */
export type Pruned = Readonly<Record<RecordKind | 'callbacks', number>>;

/** The keeper of calls, legs and events. Recordings are the catalogue's to delete; they go before their calls. */
export class Keeping {
  readonly #store: Store;
  readonly #ids: Ids;
  readonly #now: () => Instant;
  readonly #retention: () => Retention;
  #pruning: Promise<Pruned> | undefined;

  constructor({ store, ids, now, retention }: KeepingOptions) {
    this.#store = store;
    this.#ids = ids;
    this.#now = now;
    this.#retention = retention;
  }

  /** Puts a legal hold on a contact, a call or a number, also on what will come; gives its id. Rejects with REFUSED. */
  async hold({ kind, subject, reason, by }: HoldAsked): Promise<string> {
    if (!KINDS.includes(kind)) throw new TelephonyError('REFUSED', `${kind}: ${KINDS.join(', ')} would be right`);
    for (const [name, text] of Object.entries({ subject, reason, by }))
      if (text.trim() === '') throw new TelephonyError('REFUSED', `a hold needs ${name}`);
    const [id, at] = [this.#ids.next('hold'), this.#now()];
    const batch = this.#store.batch().put('hold', { id, kind, subject, reason, by, at });
    batch.event('records.held', { hold: id, kind, subject, reason, by }, at);
    await this.#store.commit(batch, { finishing: true });
    return id;
  }

  /** Ends a hold; what it was on goes by its age again. Rejects with NOT_FOUND. */
  async release(id: string, by: string): Promise<void> {
    if (by.trim() === '') throw new TelephonyError('REFUSED', 'a release needs by');
    const hold = (await this.holds()).find((one) => one.id === id);
    if (hold === undefined) throw new TelephonyError('NOT_FOUND', `hold ${id}`);
    const at = this.#now();
    const batch = this.#store.batch().update('hold', id, { releasedAt: at, releasedBy: by });
    batch.event('records.released', { hold: id, kind: hold.kind, subject: hold.subject, by }, at);
    await this.#store.commit(batch, { finishing: true });
  }

  /** Holds that stand, the newest first; `all`: also those that were released. */
  holds({ all = false }: { readonly all?: boolean } = {}): Promise<readonly HoldRow[]> {
    return this.#store.ask('holds', { all });
  }

  /** Rows that cannot be read, by their table and column: lists and reports pass over what is broken in them. */
  broken(): Promise<readonly BrokenRows[]> {
    return this.#store.ask('brokenRows', null);
  }

  /** How many of each kind are over their time and would go; `held`: calls that stay all the same. Deletes nothing. */
  over(): Promise<Over> {
    return this.#store.ask('overTime', this.#before());
  }

  /**
   * Sums of reports of a time are made anew from the records; meanwhile reports read those. Rejects with REFUSED where retention has
   * thrown records away: the sums are all that is left of them.
   */
  async sumAgain({ from, to }: { readonly from: Instant; readonly to: Instant }): Promise<void> {
    const { calls, events } = await this.#store.ask('keptSince', null);
    if (from < Math.max(calls, events)) throw new TelephonyError('REFUSED', GONE);
    await this.#store.commit(this.#store.batch().sumAgain(from, to), { finishing: true });
  }

  /** Throws away what is over its time, some at a time, each time a commit of its own. Gives how many calls' legs, calls and events went. */
  prune(): Promise<Pruned> {
    this.#pruning ??= this.#prune().finally(() => {
      this.#pruning = undefined;
    });
    return this.#pruning;
  }

  async #prune(): Promise<Pruned> {
    const before = this.#before();
    const legs = before.legs > before.calls ? await this.#pruneCalls('legs', before.legs) : 0;
    const pruned = {
      calls: await this.#pruneCalls('calls', before.calls),
      legs,
      callbacks: await this.#pruneRequests(before.calls),
      events: await this.#pruneEvents(before.events),
    };
    if (Object.values(pruned).some((gone) => gone > 0)) {
      const batch = this.#store.batch().event('records.pruned', pruned, this.#now());
      await this.#store.commit(batch, { finishing: true });
    }
    return pruned;
  }

  async #pruneCalls(kind: 'legs' | 'calls', before: Instant): Promise<number> {
    const go = kind === 'calls' ? callsGo : legsGo;
    for (let [gone, since] = [0, 0]; ; ) {
      const { calls, last } = await this.#store.ask('oldCalls', { kind, since, before, most: CALLS_AT_ONCE });
      if (calls.length === 0) return gone;
      since = last; // the rest that is older stays, and need not be looked at again
      await this.#store.commit(this.#store.batch().forget(kind, go(calls), before), { finishing: true });
      gone += calls.length;
    }
  }

  /** They go with the age of calls, after these: some at a time. */
  async #pruneRequests(before: Instant): Promise<number> {
    for (let [gone, since] = [0, 0]; ; ) {
      const { requests, last } = await this.#store.ask('oldRequests', { since, before, most: CALLS_AT_ONCE });
      if (requests.length === 0) return gone;
      since = last;
      await this.#store.commit(this.#store.batch().forget('calls', requestsGo(requests), before), { finishing: true });
      gone += requests.length;
    }
  }

  async #pruneEvents(before: Instant): Promise<number> {
    let gone = 0;
    for (let after = 0; ; ) {
      const range = await this.#store.ask('oldEvents', { after, before, most: EVENTS_AT_ONCE });
      if (range === null) return gone;
      const { from, to, go } = range;
      after = to;
      if (go === 0) continue;
      const batch = this.#store.batch().forget('events', eventsGo(from, to, before), before);
      await this.#store.commit(batch, { finishing: true });
      gone += go;
    }
  }

  #before(): Ages {
    const { recordings, legs, calls, events, queues = {} } = this.#retention();
    const utc = this.#store.batch().utc(this.#now());
    const ofQueues = Object.entries(queues).map(([queue, kept]) => [queue, utc - kept]);
    const kinds = { recordings: utc - recordings, legs: utc - legs, calls: utc - calls, events: utc - events };
    return { ...kinds, queues: Object.fromEntries(ofQueues) };
  }
}
