// SPDX-License-Identifier: GPL-2.0-or-later
// By what does somebody sign in to the console? A password of the box's, kept as an argon2id hash; guesses lock him out.

import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import type { Store } from '../store/index.js';
import { afterWrongPin, type LockoutSettings, lockedUntil, NO_TRIES, type Tries } from './lockout.js';

/** What came of a try. `mustChange`: somebody else has given him this one. */
export type PasswordVerdict =
  | { readonly granted: true; readonly mustChange: boolean }
  | { readonly granted: false; readonly reason: 'wrong' }
  | { readonly granted: false; readonly reason: 'lockedOut'; readonly until: Instant };

/** Agents' PINs and tries are counted there. */
interface PinKeeper {
  isAgent(id: string): boolean;
  hasPin(id: string): boolean;
  lockedUntil(id: string, at: Instant): Instant | undefined;
  judged(id: string, granted: boolean, at: Instant): Promise<void>;
  verify(id: string, pin: string, at: Instant): Promise<{ readonly granted: boolean }>;
}

interface Kept {
  readonly hash: string;
  readonly mustChange: boolean;
  readonly tries: Tries;
}

const KEY = 'password.';
// OWASP's least for argon2id: 19 MiB, two passes, one lane. Some 50 ms of a thread that carries no call.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 8;
const LONGEST = 128;
const MOST_WAITING = 40; // tries; more are an attack
/** Of nobody: a try with an id that there is not takes as long as any other. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

const COMMON =
  /^(password|passw0rd|12345678\d*|qwerty\w*|admin\w*|letmein\w*|welcome\w*|iloveyou\w*|spillway\w*|(.)\2+)$/i;

/** Whether it is one that is tried first: too short, one of the usual ones, or made of his own name. */
export function isWeakPassword(password: string, id: string): boolean {
  if (password.length < SHORTEST || password.length > LONGEST || COMMON.test(password)) return true;
  return id.length >= 4 && password.toLowerCase().includes(id.toLowerCase());
}

/** The passwords of everybody who may sign in to the console. Never logged or told; asked one after the other. */
export class Passwords {
  readonly #store: Store;
  readonly #pins: PinKeeper;
  readonly #settings: () => LockoutSettings;
  readonly #kept = new Map<string, Kept>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(store: Store, pins: PinKeeper, settings: () => LockoutSettings) {
    this.#store = store;
    this.#pins = pins;
    this.#settings = settings;
  }

  /** Reads them from the store. */
  async load(): Promise<void> {
    for (const { key, value } of await this.#store.ask('settingsNamed', { begin: KEY }))
      this.#kept.set(key.slice(KEY.length), JSON.parse(value) as Kept);
  }

  has(id: string): boolean {
    return this.#kept.has(id);
  }

  /** Until when he is locked out; undefined: he may try. */
  lockedUntil(id: string, at: Instant): Instant | undefined {
    if (this.#pins.isAgent(id)) return this.#pins.lockedUntil(id, at);
    return lockedUntil(this.#kept.get(id)?.tries ?? NO_TRIES, at);
  }

  /** Judges one try; an agent without a password has his PIN. Throws LIMIT_REACHED when too many are tried at once. */
  verify(id: string, given: string, at: Instant): Promise<PasswordVerdict> {
    return this.#inTurn(() => this.#judge(id, given, at));
  }

  /** Gives him this one, or one that is made up and must be changed. Throws REFUSED for a weak one. Gives what was made up. */
  async set(id: string, given: string | undefined, at: Instant): Promise<string | undefined> {
    if (given !== undefined && isWeakPassword(given, id))
      throw new TelephonyError('REFUSED', 'the password is too weak: 8 to 128 characters that are not easily guessed');
    const password = given ?? randomPassword();
    const hashed = await this.#inTurn(() => hash(password, COST));
    await this.#keep(id, { hash: hashed, mustChange: given === undefined, tries: NO_TRIES }, at);
    if (this.#pins.isAgent(id)) await this.#pins.judged(id, true, at);
    return given === undefined ? password : undefined;
  }

  /** Forgets his wrong ones. */
  async unlock(id: string, at: Instant): Promise<void> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) await this.#keep(id, { ...kept, tries: NO_TRIES }, at);
  }

  async #judge(id: string, given: string, at: Instant): Promise<PasswordVerdict> {
    const until = this.lockedUntil(id, at);
    if (until !== undefined) return { granted: false, reason: 'lockedOut', until };
    const kept = this.#kept.get(id);
    if (kept === undefined && this.#pins.hasPin(id)) {
      const { granted } = await this.#pins.verify(id, given, at);
      return granted ? { granted, mustChange: false } : { granted, reason: 'wrong' };
    }
    const granted = (await matches(kept?.hash ?? NOBODY, given)) && kept !== undefined;
    await this.#count(id, kept, granted, at);
    return granted ? { granted, mustChange: kept.mustChange } : { granted: false, reason: 'wrong' };
  }

  async #count(id: string, kept: Kept | undefined, granted: boolean, at: Instant): Promise<void> {
    if (this.#pins.isAgent(id)) return this.#pins.judged(id, granted, at);
    if (kept === undefined || (granted && kept.tries.wrong === 0)) return;
    const tries = granted ? NO_TRIES : afterWrongPin(kept.tries, this.#settings(), at);
    await this.#keep(id, { ...kept, tries }, at);
  }

  async #keep(id: string, kept: Kept, at: Instant): Promise<void> {
    this.#kept.set(id, kept);
    const whole = Math.round(at);
    await this.#store.keep(
      this.#store.batch().put('setting', { key: KEY + id, value: JSON.stringify(kept), at: whole }),
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MOST_WAITING) throw new TelephonyError('LIMIT_REACHED', 'too many sign in at once: try again');
    this.#waiting++;
    const mine = this.#last.then(work).finally(() => this.#waiting--);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

function matches(hashed: string, given: string): Promise<boolean> {
  return verify(hashed, given).catch(() => false);
}

/** Twelve letters and digits that are not taken for one another: 59 bits. */
function randomPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}
