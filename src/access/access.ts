// SPDX-License-Identifier: GPL-2.0-or-later
// Who may sign in? The agents of the configuration, each with a PIN; wrong ones are counted across restarts.

import { timingSafeEqual } from 'node:crypto';
import type { Instant } from '../kernel/index.js';
import type { Store } from '../store/index.js';
import { afterWrongPin, type LockoutSettings, lockedUntil, NO_TRIES, type Tries } from './lockout.js';
import { isPin } from './pin.js';

/** An agent as the configuration has him: one of `pin` and `pinHash`. */
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
  readonly #store: Store;
  readonly #tries: Map<string, Tries>;
  #agents = new Map<string, AgentEntry>();
  #settings: LockoutSettings;

  private constructor(store: Store, settings: LockoutSettings, tries: Map<string, Tries>) {
    this.#store = store;
    this.#settings = settings;
    this.#tries = tries;
  }

  /** Reads the counts of wrong PINs and makes the agents known to the store. */
  static async open(store: Store, agents: readonly AgentEntry[], settings: LockoutSettings): Promise<Access> {
    const rows = await store.ask('wrongTries', null);
    const tries = rows.map((row) => [row.id, { wrong: row.wrongTries, lockedUntil: row.lockedUntil }] as const);
    const access = new Access(store, settings, new Map(tries));
    await access.configure(agents, settings);
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

  #judge(agent: string, pin: string, at: Instant): Verdict {
    const entry = this.#agents.get(agent);
    if (!entry) return { granted: false, reason: 'unknown' };
    const until = lockedUntil(this.#tries.get(agent) ?? NO_TRIES, at);
    if (until !== undefined) return { granted: false, reason: 'lockedOut', until };
    if (!matches(entry, pin)) return { granted: false, reason: 'wrongPin' };
    return { granted: true, agent, name: entry.name };
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
