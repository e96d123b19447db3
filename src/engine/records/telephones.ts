// SPDX-License-Identifier: GPL-2.0-or-later
// What have people said of their telephones? Forwards, do not disturb, call waiting: by station, and durable before they hold.

import { NO_WISHES, type TelephoneWishes } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import { Emitter } from '../../kernel/index.js';
import type { SettingRow } from '../../store/index.js';
import type { Records } from './records.js';

/** The row of a telephone among the settings. */
const KEY = 'telephone.';

/** A telephone, and what is wished of it now. */
export interface WishedTelephone {
  readonly station: string;
  readonly wishes: TelephoneWishes;
}

/** The wishes of all telephones. */
export class Telephones {
  /** Somebody's wishes hold from now on. */
  readonly changed = new Emitter<WishedTelephone>();
  readonly #records: Records;
  readonly #wishes = new Map<string, TelephoneWishes>();
  /** What is on its way to the disk. */
  readonly #intended = new Map<string, TelephoneWishes>();

  constructor(records: Records, left: readonly Pick<SettingRow, 'key' | 'value'>[]) {
    this.#records = records;
    for (const { key, value } of left)
      if (key.startsWith(KEY)) this.#wishes.set(key.slice(KEY.length), { ...NO_WISHES, ...JSON.parse(value) });
  }

  of(station: string): TelephoneWishes {
    return this.#wishes.get(station) ?? NO_WISHES;
  }

  /** Those of which something was said. */
  get all(): readonly WishedTelephone[] {
    return [...this.#wishes].map(([station, wishes]) => ({ station, wishes }));
  }

  /** Changes some of it. Resolves when it is durable, and holds from then on; rejects with REFUSED when it cannot be written now. */
  async change(station: string, more: (now: TelephoneWishes) => Partial<TelephoneWishes>): Promise<TelephoneWishes> {
    const before = this.#intended.get(station) ?? this.of(station);
    const wishes = { ...before, ...more(before) };
    const batch = this.#put(station, wishes).event('telephone.changed', { station, ...wishes }, this.#records.now());
    this.#intended.set(station, wishes);
    const written = await this.#records.promise(batch, () => this.#put(station, before));
    if (this.#intended.get(station) === wishes) this.#intended.delete(station);
    if (!written)
      throw new TelephonyError('REFUSED', `station ${station}: it cannot be written down now, and so does not hold`);
    if (isNone(wishes)) this.#wishes.delete(station);
    else this.#wishes.set(station, wishes);
    this.changed.emit({ station, wishes });
    return wishes;
  }

  #put(station: string, wishes: TelephoneWishes) {
    const batch = this.#records.batch();
    const key = KEY + station;
    if (isNone(wishes)) return batch.deleteWhere('setting', { key });
    return batch.put('setting', { key, value: JSON.stringify(wishes), at: this.#records.now() });
  }
}

function isNone({ doNotDisturb, callWaiting, forward }: TelephoneWishes): boolean {
  return !doNotDisturb && !callWaiting && Object.keys(forward).length === 0;
}
