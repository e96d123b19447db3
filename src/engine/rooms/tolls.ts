// SPDX-License-Identifier: GPL-2.0-or-later
// How much has each person called today at the shop's cost? Counted durably, minute by minute; beyond the limit an alarm.

import type { Alarms } from '../../alarm/index.js';
import type { TrunkLeg } from '../../call/index.js';
import type { Config } from '../../config/index.js';
import { dayOf, TollBook, type TollKind, type TollUse, timeOn } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { type Cancel, type Clock, every } from '../../kernel/index.js';
import type { Store } from '../../store/index.js';

/** What is needed of the box. */
export interface TollNeeds {
  readonly clock: Clock;
  readonly store: Pick<Store, 'batch' | 'keep'>;
  readonly alarms: Pick<Alarms, 'raise' | 'clear'>;
  /** As it is now. */
  readonly config: () => Pick<Config, 'dialling' | 'zone'>;
  readonly failed: (error: unknown) => void;
}

const MINUTE = 60_000;
const WARNED_BEFORE = 10_000;

/** The allowances of the day. A restart gives nobody a new one: `left` is what was written. */
export class Tolls {
  readonly #needs: TollNeeds;
  readonly #book: TollBook;
  readonly #alarmed = new Map<string, Cancel>();

  constructor(needs: TollNeeds, left: readonly TollUse[]) {
    this.#needs = needs;
    this.#book = new TollBook(left);
  }

  /** Throws LIMIT_REACHED, and raises the alarm, when the allowance of one of these is used up. */
  assertLeft(kinds: readonly TollKind[], person: string): void {
    const spent = this.#book.spent(kinds, person, this.#today(), this.#needs.config().dialling.limits);
    if (spent === undefined) return;
    this.#alarm(person);
    const { calls, minutes } = this.#book.of(spent, person, this.#today());
    throw new TelephonyError('LIMIT_REACHED', `${person}: ${spent}: ${calls} calls, ${minutes} minutes today`);
  }

  /** Counts a call that is dialled, and each minute of it that begins; `warn` is told before the last one is over, then it is cleared. */
  count(kinds: readonly TollKind[], person: string, leg: TrunkLeg, warn: () => void): void {
    if (kinds.length === 0) return;
    const { clock } = this.#needs;
    this.#add(kinds, person, { calls: 1 });
    const ends: Cancel[] = [];
    const minute = () => {
      this.#add(kinds, person, { minutes: 1 });
      if (this.#areUsedUp(kinds, person)) ends.push(clock.at(clock.now() + MINUTE - WARNED_BEFORE, warn));
    };
    leg.answered.on(() => {
      minute();
      ends.push(every(clock, MINUTE, () => (this.#areUsedUp(kinds, person) ? leg.clear() : minute())));
    });
    leg.cleared.on(() => {
      for (const end of ends) end();
    });
  }

  /** The last minute that he may call has begun. */
  #areUsedUp(kinds: readonly TollKind[], person: string): boolean {
    const { limits } = this.#needs.config().dialling;
    return kinds.some((kind) => this.used(kind, person).minutes >= limits[kind].minutes);
  }

  /** What somebody has used up today. */
  used(kind: TollKind, person: string): TollUse {
    return this.#book.of(kind, person, this.#today());
  }

  #add(kinds: readonly TollKind[], person: string, more: { readonly calls?: number; readonly minutes?: number }): void {
    const { clock, config, failed, store } = this.#needs;
    const batch = store.batch();
    for (const kind of kinds) {
      const use = this.#book.add(kind, person, this.#today(), more);
      batch.put('toll', { id: `${use.day}/${kind}/${person}`, ...use, at: clock.now() });
      if (use.minutes > config().dialling.limits[kind].minutes) this.#alarm(person);
    }
    store.keep(batch).catch(failed);
  }

  /** It stands until the day is over. */
  #alarm(person: string): void {
    const { alarms, clock, config } = this.#needs;
    alarms.raise('TOLL_LIMIT', person);
    this.#alarmed.get(person)?.();
    const utc = clock.utc(clock.now());
    const left = timeOn(config().zone, utc, '24:00') - utc;
    this.#alarmed.set(
      person,
      clock.at(clock.now() + left, () => alarms.clear('TOLL_LIMIT', person)),
    );
  }

  #today(): string {
    const { clock, config } = this.#needs;
    return dayOf(config().zone, clock.utc(clock.now()));
  }
}
