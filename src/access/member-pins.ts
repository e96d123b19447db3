// SPDX-License-Identifier: GPL-2.0-or-later
// Is he the customer that he says he is? Customers' PINs as hashes; wrong ones lock out as agents' do, and are counted across restarts.

import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import type { Store } from '../store/index.js';
import { afterWrongPin, type LockoutSettings, lockedUntil, NO_TRIES } from './lockout.js';
import { hashPin, isPin, isPossiblePin } from './pin.js';

/** `wrong` also: there is nobody of that name, or he has no PIN; a caller does not hear which. */
export type MemberVerdict = 'granted' | 'wrong' | 'locked';

/** The PINs of customers. They are never logged, stored or told. */
export class MemberPins {
  readonly #store: Store;
  readonly #settings: () => LockoutSettings;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store, settings: () => LockoutSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  /** Judges one try, one after the other; it is counted before anybody hears of it. Blocks for about 10 ms. */
  verify(customer: string, pin: string, at: Instant): Promise<MemberVerdict> {
    const judged = this.#last.then(() => this.#judge(customer, pin, at));
    this.#last = judged.catch(() => {});
    return judged;
  }

  /** Gives him another PIN, and forgets wrong ones. Throws REFUSED for what is no PIN. Blocks for about 10 ms. */
  async setPin(customer: string, pin: string, at: Instant): Promise<void> {
    if (!isPossiblePin(pin)) throw new TelephonyError('REFUSED', 'a PIN has 4 to 12 digits');
    const row = { id: customer, pinHash: hashPin(pin), wrongTries: 0, lockedUntil: null, at };
    await this.#store.commit(this.#store.batch().put('memberPin', row).event('member.pinChanged', { customer }, at));
  }

  async #judge(customer: string, pin: string, at: Instant): Promise<MemberVerdict> {
    const row = await this.#store.ask('memberPin', { customer });
    if (row === null) return 'wrong';
    const tries = { wrong: row.wrongTries, lockedUntil: row.lockedUntil };
    const locked = lockedUntil(tries, at) !== undefined;
    const granted = !locked && isPin(pin, row.pinHash);
    if (granted && tries.wrong === 0) return 'granted';
    const after = granted ? NO_TRIES : locked ? tries : afterWrongPin(tries, this.#settings(), at);
    const batch = this.#store.batch();
    batch.update('memberPin', customer, { wrongTries: after.wrong, lockedUntil: after.lockedUntil });
    const verdict: MemberVerdict = granted ? 'granted' : locked ? 'locked' : 'wrong';
    if (verdict !== 'granted') batch.event('member.refused', { customer, reason: verdict }, at);
    await this.#store.keep(batch);
    return verdict;
  }
}
