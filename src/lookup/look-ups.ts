// SPDX-License-Identifier: GPL-2.0-or-later
// What is known outside? Look-ups of the file, asked by their names; what was just asked is not asked again.

import type { Config, DatabaseConfig, LookupConfig } from '../config/index.js';
import { type Clock, type Instant, SystemClock } from '../kernel/index.js';
import { Failures } from './failures.js';
import { type Found, foundOf, type Places } from './found.js';
import { type Begin, inProcess, inThread, Lane } from './lane.js';
import { type Answer, type Question, questionOf } from './question.js';
import { failed } from './row.js';
import type { TableTold } from './tables.js';

/** What they go by; `told`: what became of a table's file. */
export interface LookUpsOptions {
  readonly config: Pick<Config, 'lookups' | 'databases'>;
  readonly places: Places;
  readonly told?: (told: TableTold) => void;
  /** A far end takes real time, whatever the box's clock is. */
  readonly clock?: Clock;
  readonly begin?: { readonly thread: Begin; readonly process: Begin };
}

const MOST_KEPT = 10_000; // answers

interface KeptAnswer {
  readonly answer: Promise<Answer>;
  readonly until: Instant;
}

/** The look-ups of a box. Nothing is begun before the first that needs it. */
export class LookUps {
  readonly #failures = new Failures();
  /** One has failed three times in a row, or is answered again. */
  readonly failing = this.#failures.changed;
  readonly #clock: Clock;
  readonly #places: Places;
  readonly #thread: Lane;
  readonly #process: Lane;
  readonly #kept = new Map<string, KeptAnswer>();
  #lookups: Readonly<Record<string, LookupConfig>> = {};
  #databases: Readonly<Record<string, DatabaseConfig>> = {};

  constructor({ config, places, told, clock = new SystemClock(), begin }: LookUpsOptions) {
    this.#clock = clock;
    this.#places = places;
    this.#thread = new Lane(begin?.thread ?? inThread, clock, told);
    this.#process = new Lane(begin?.process ?? inProcess, clock);
    this.configure(config);
  }

  /** By these from now on; nothing that was known before is. */
  configure({ lookups, databases }: LookUpsOptions['config']): void {
    this.#lookups = lookups;
    this.#databases = databases;
    this.#kept.clear();
    this.#failures.forget();
    const columns = new Map<string, Set<string>>();
    for (const lookup of Object.values(lookups)) {
      if (!('table' in lookup)) continue;
      columns.set(lookup.table, (columns.get(lookup.table) ?? new Set()).add(lookup.key));
    }
    this.#thread.watch([...columns].map(([table, by]) => ({ table, columns: [...by] })));
  }

  /** Looks it up. Never rejects. */
  async ask(name: string, values: Readonly<Record<string, string>>): Promise<Found> {
    const lookup = this.#lookups[name];
    if (lookup === undefined) return { outcome: 'failed', why: `there is no look-up ${name}` };
    let question: Question;
    try {
      question = questionOf(lookup, this.#databases, values);
    } catch (error) {
      return { outcome: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
    const most = 'cache' in lookup ? lookup.cache : 0;
    const answer = await (most > 0 ? this.#once(question, most) : this.#asked(question));
    const found = foundOf(answer, lookup.gives, this.#places);
    if (found.outcome === 'failed') this.#failures.failed(name);
    else this.#failures.answered(name);
    return found;
  }

  close(): void {
    this.#thread.close();
    this.#process.close();
    this.#kept.clear();
  }

  #asked(question: Question): Promise<Answer> {
    const isFile = question.kind === 'sql' && question.database.type === 'sqlite';
    return (isFile ? this.#process : this.#thread).ask(question);
  }

  /** Who asks the same meanwhile waits for the same answer; one that failed is not kept. */
  async #once(question: Question, most: number): Promise<Answer> {
    const key = JSON.stringify(question);
    const now = this.#clock.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.answer;
    this.#kept.delete(key);
    for (const [oldest] of this.#kept) {
      if (this.#kept.size < MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    const entry = { answer: this.#asked(question), until: now + most };
    this.#kept.set(key, entry);
    const answer = await entry.answer.catch((error: unknown) => failed(String(error)));
    if (answer.outcome === 'failed' && this.#kept.get(key) === entry) this.#kept.delete(key);
    return answer;
  }
}
