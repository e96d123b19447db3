// SPDX-License-Identifier: GPL-2.0-or-later
// Who may sign in? The agents of the configuration, each with a PIN; wrong ones are counted across restarts.

import { timingSafeEqual } from 'node:crypto';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import type { Store } from '../store/index.js';
import { afterWrongPin, type LockoutSettings, lockedUntil, NO_TRIES, type Tries } from './lockout.js';
import { Passwords } from './passwords.js';
import { hashPin, isPin, isPossiblePin } from './pin.js';

/** An agent as the configuration has him: at most one of `pin` and `pinHash`; without either he has the PIN that a command gave him, or none. */
export interface AgentEntry {
  readonly id: string;
  readonly name: string;
  readonly pin?: string | undefined;
  readonly pinHash?: string | undefined;
}

/** What came of a try to sign in. */
export type Verdict =
  | { readonly granted: true; readonly agent: string; readonly name: string }
  | { readonly granted: false; readonly reason: 'unknown' | 'wrongPin' }
  | { readonly granted: false; readonly reason: 'lockedOut'; readonly until: Instant };

/** The agents and their PINs. PINs are never logged, stored or told. */
export class Access {
  /** By which people sign in to the console. Guesses of an agent's are counted with those of his PIN. */
  readonly passwords: Passwords;
  readonly #store: Store;
  readonly #tries: Map<string, Tries>;
  /** Hashes of PINs that were given by command or telephone: they go before the file's. */
  readonly #own: Map<string, string>;
  #agents = new Map<string, AgentEntry>();
  #settings: LockoutSettings;

  private constructor(store: Store, settings: LockoutSettings, tries: Map<string, Tries>, own: Map<string, string>) {
    this.#own = own;
    this.#store = store;
    this.#settings = settings;
    this.#tries = tries;
    this.passwords = new Passwords(store, this, () => this.#settings);
  }

  /** Reads the counts of wrong PINs and makes the agents known to the store. */
  static async open(store: Store, agents: readonly AgentEntry[], settings: LockoutSettings): Promise<Access> {
    const rows = await store.ask('wrongTries', null);
    const tries = rows.map((row) => [row.id, { wrong: row.wrongTries, lockedUntil: row.lockedUntil }] as const);
    const own = rows.flatMap(({ id, pinHash }) => (pinHash === null ? [] : [[id, pinHash] as const]));
    const access = new Access(store, settings, new Map(tries), new Map(own));
    await access.configure(agents, settings);
    await access.passwords.load();
    return access;
  }

  /** Takes a new list of agents; counts of wrong PINs stay. */
  async configure(agents: readonly AgentEntry[], settings: LockoutSettings): Promise<void> {
    this.#agents = new Map(agents.map((agent) => [agent.id, agent]));
    this.#settings = settings;
    const batch = this.#store.batch();
    for (const { id, name } of agents) batch.put('agent', { id, name });
    await this.#store.commit(batch, { finishing: true });
  }

  /** Judges one try. It counts at once; the promise resolves when that is durable, or after 3 s. Blocks for about 10 ms. */
  async verify(agent: string, pin: string, at: Instant): Promise<Verdict> {
    const verdict = this.#judge(agent, pin, at);
    const before = this.#tries.get(agent) ?? NO_TRIES;
    const after = this.#count(before, verdict, at);
    if (this.#agents.has(agent)) this.#tries.set(agent, after);
    if (verdict.granted && before.wrong === 0) return verdict;

    const batch = this.#store.batch();
    if (this.#agents.has(agent))
      batch.update('agent', agent, { wrongTries: after.wrong, lockedUntil: after.lockedUntil });
    if (!verdict.granted) batch.event('agent.refused', { agent, reason: verdict.reason }, at);
    await this.#store.keep(batch);
    return verdict;
  }

  /** A password of his was judged: it counts as a PIN would. The promise resolves when that is durable, or after 3 s. */
  async judged(agent: string, granted: boolean, at: Instant): Promise<void> {
    const before = this.#tries.get(agent) ?? NO_TRIES;
    const after = granted ? NO_TRIES : afterWrongPin(before, this.#settings, at);
    if (granted && before.wrong === 0) return;
    this.#tries.set(agent, after);
    const batch = this.#store.batch();
    batch.update('agent', agent, { wrongTries: after.wrong, lockedUntil: after.lockedUntil });
    if (!granted) batch.event('agent.refused', { agent, reason: 'wrongPin' }, at);
    await this.#store.keep(batch);
  }

  /** Whether the file has him. */
  isAgent(id: string): boolean {
    return this.#agents.has(id);
  }

  /** Gives him another PIN, and forgets wrong ones. Throws NOT_FOUND, and REFUSED for what is no PIN. Blocks for about 10 ms. */
  async setPin(agent: string, pin: string, at: Instant): Promise<void> {
    const { name } = this.#entry(agent);
    if (!isPossiblePin(pin)) throw new TelephonyError('REFUSED', 'a PIN has 4 to 12 digits');
    const pinHash = hashPin(pin);
    this.#own.set(agent, pinHash);
    this.#tries.set(agent, NO_TRIES);
    const batch = this.#store.batch().put('agent', { id: agent, name, pinHash, wrongTries: 0, lockedUntil: null });
    await this.#store.keep(batch.event('agent.pinChanged', { agent }, at));
  }

  /** The PIN of the file is his again, if it has one for him. Throws NOT_FOUND. */
  async forgetPin(agent: string, at: Instant): Promise<void> {
    const { name } = this.#entry(agent);
    this.#own.delete(agent);
    const batch = this.#store.batch().put('agent', { id: agent, name, pinHash: null });
    await this.#store.keep(batch.event('agent.pinChanged', { agent, fromFile: true }, at));
  }

  /** Forgets his wrong PINs; gives whether he was locked out. Throws NOT_FOUND. */
  async unlock(agent: string, at: Instant): Promise<boolean> {
    const { name } = this.#entry(agent);
    const wasLocked = this.lockedUntil(agent, at) !== undefined;
    this.#tries.set(agent, NO_TRIES);
    const batch = this.#store.batch().put('agent', { id: agent, name, wrongTries: 0, lockedUntil: null });
    await this.#store.keep(batch.event('agent.unlocked', { agent }, at));
    return wasLocked;
  }

  /** Until when he is locked out; undefined: he may try. */
  lockedUntil(agent: string, at: Instant): Instant | undefined {
    return lockedUntil(this.#tries.get(agent) ?? NO_TRIES, at);
  }

  /** Whether a command or he himself has given him a PIN, or the file has. */
  hasPin(agent: string): boolean {
    const { pin, pinHash } = this.#agents.get(agent) ?? {};
    return this.#own.has(agent) || pin !== undefined || pinHash !== undefined;
  }

  #entry(agent: string): AgentEntry {
    const entry = this.#agents.get(agent);
    if (entry === undefined) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    return entry;
  }

  #judge(agent: string, pin: string, at: Instant): Verdict {
    const entry = this.#agents.get(agent);
    if (!entry) return { granted: false, reason: 'unknown' };
    const until = lockedUntil(this.#tries.get(agent) ?? NO_TRIES, at);
    if (until !== undefined) return { granted: false, reason: 'lockedOut', until };
    if (!matches({ ...entry, ...this.#ownOf(agent) }, pin)) return { granted: false, reason: 'wrongPin' };
    return { granted: true, agent, name: entry.name };
  }

  #ownOf(agent: string): { readonly pinHash?: string } {
    const pinHash = this.#own.get(agent);
    return pinHash === undefined ? {} : { pinHash };
  }

  #count(before: Tries, verdict: Verdict, at: Instant): Tries {
    if (verdict.granted) return NO_TRIES;
    return verdict.reason === 'wrongPin' ? afterWrongPin(before, this.#settings, at) : before;
  }
}

/** A PIN that stands plainly in the file is compared as such: hashing it first would protect nothing. */
function matches({ pin, pinHash }: AgentEntry, given: string): boolean {
  if (pinHash !== undefined) return isPin(given, pinHash);
  const [wanted, found] = [Buffer.from(pin ?? ''), Buffer.from(given)];
  return wanted.length > 0 && wanted.length === found.length && timingSafeEqual(wanted, found);
}
