// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody go out of the records who asks for it (PIPL, article 47)? His number, his voice; every count stays what it was.

import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TelephonyError } from '../../faults.js';
import { deleteRecordings, foldersOf } from '../../recording/index.js';
import {
  ERASURES_FILE,
  erasedName,
  eraseInEvents,
  eraseInRows,
  erasureHash,
  type PersonalData,
  type Traces,
} from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'records' | 'store'>;

const SALT = 'erasure.salt';
const SALT_BYTES = 16;
/** Events that one commit may change: promises are written in between. */
const EVENTS_AT_ONCE = 20_000;

/** What was erased. */
export interface Erased {
  /** What stands in the place of the number. */
  readonly name: string;
  readonly erased: Traces;
}

/** Personal data of customers, for commands. */
export class PersonalDesk {
  readonly #rooms: Needs;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** Where a number stands. `number`: canonical; `digits`: as it was typed. */
  find(number: string, digits: string): Promise<PersonalData> {
    return this.#rooms.store.ask('personalData', { number, digits });
  }

  /** Erases a number. Rejects with NOT_FOUND, and REFUSED while a call with it goes on, a promise is open, or it is held. One after the other. */
  erase(
    asked: { readonly number: string; readonly digits: string },
    why: { readonly reason: string; readonly by: string },
  ): Promise<Erased> {
    const erased = this.#turn.then(() => this.#erase(asked, why));
    this.#turn = erased.catch(() => {});
    return erased;
  }

  async #erase(
    { number, digits }: { readonly number: string; readonly digits: string },
    { reason, by }: { readonly reason: string; readonly by: string },
  ): Promise<Erased> {
    const { store, records, config } = this.#rooms;
    const { forms, traces, calls, open } = await this.find(number, digits);
    const rows = Object.entries(traces).filter(([kind]) => kind !== 'doNotCall' && kind !== 'broken'); // broken: by four digits, perhaps another's
    if (rows.every(([, count]) => count === 0))
      throw new TelephonyError('NOT_FOUND', 'nothing is known of this number');
    refuseOpen(open);
    const at = records.now();
    const salt = await this.#salt();
    const known = await store.ask('erasures', null);
    const hash = erasureHash(number, salt);
    const n = known.find((one) => one.hash === hash)?.n ?? (known[0]?.n ?? 0) + 1;
    for (const call of calls) {
      const recordings = (await (await store.list('listedRecordings', { call })).rows()).filter(
        ({ call: of }) => of === call,
      );
      if (recordings.length > 0)
        await deleteRecordings(store, foldersOf(config), recordings, { by, reason: 'erased', at });
    }
    await this.#eraseInEvents(forms, n);
    const columns = await store.ask('textColumns', null);
    const batch = store.batch().erase(eraseInRows(forms, n, batchTime(store, at), columns));
    batch.put('erasure', { n, hash, at, by, reason });
    batch.event('audit.noted', { what: 'number.erased', subject: erasedName(n) }, at);
    await store.commit(batch, { finishing: true });
    await this.#writeList(salt);
    return { name: erasedName(n), erased: traces };
  }

  async #eraseInEvents(forms: readonly string[], n: number): Promise<void> {
    const { store } = this.#rooms;
    const { last } = await store.ask('eventRange', null);
    for (let from = 0; from <= last; from += EVENTS_AT_ONCE) {
      const batch = store.batch().erase(eraseInEvents(forms, n, from, from + EVENTS_AT_ONCE - 1));
      await store.commit(batch, { finishing: true });
    }
  }

  async #salt(): Promise<string> {
    const { store, records } = this.#rooms;
    const [kept] = await store.ask('settingsNamed', { begin: SALT });
    if (kept !== undefined) return JSON.parse(kept.value) as string;
    const salt = randomBytes(SALT_BYTES).toString('hex');
    const batch = store.batch().put('setting', { key: SALT, value: JSON.stringify(salt), at: records.now() });
    await store.commit(batch, { finishing: true });
    return salt;
  }

  /** Beside the database, for a restore of one that is older. */
  async #writeList(salt: string): Promise<void> {
    const erased = (await this.#rooms.store.ask('erasures', null)).toReversed();
    const file = join(this.#rooms.config.data, ERASURES_FILE);
    const draft = `${file}.draft`;
    writeFileSync(draft, `${JSON.stringify({ salt, erased }, null, 2)}\n`, { mode: 0o640 });
    const handle = openSync(draft, 'r');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(draft, file);
  }
}

function batchTime(store: Needs['store'], at: number): number {
  return store.batch().utc(at);
}

function refuseOpen({ calls, requests, holds }: PersonalData['open']): void {
  if (calls > 0) throw new TelephonyError('REFUSED', 'a call with this number goes on: wait for its end');
  if (requests > 0)
    throw new TelephonyError('REFUSED', 'a callback is promised to this number: give it up first (spillway callbacks)');
  if (holds > 0)
    throw new TelephonyError(
      'REFUSED',
      `${holds} of its calls are held: spillway records names the hold, and releases it`,
    );
}
