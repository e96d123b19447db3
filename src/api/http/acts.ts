// SPDX-License-Identifier: GPL-2.0-or-later
// What if the same act is asked for twice, because its answer was lost? With one key it is done once, for a day.

import { TelephonyError } from '../../faults.js';
import type { Clock } from '../../kernel/index.js';
import type { WebDatabase } from '../../store/index.js';
import { isWritten } from '../unwritten.js';
import { Refusal } from './problems.js';

const MOST_UNWRITTEN = 1_000;

/** Acts by the key that whoever asks has given them. */
export class Acts {
  readonly #database: WebDatabase;
  readonly #clock: Clock;
  readonly #underWay = new Map<string, Promise<unknown>>();
  /** Answers that the disk did not take. */
  readonly #unwritten = new Map<string, string>();

  constructor(database: WebDatabase, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** An act that was done is done, whether the disk takes its answer or not. */
  #save(key: string, answer: string): void {
    const at = Math.round(this.#clock.now());
    if (isWritten(() => this.#database.kept.saveAct(key, { status: 200, answer }, at))) return;
    const [oldest] = this.#unwritten.keys();
    if (this.#unwritten.size >= MOST_UNWRITTEN && oldest !== undefined) this.#unwritten.delete(oldest);
    this.#unwritten.set(key, answer);
  }

  /** The answer that was given before, or that of `work`. A refusal is no act: it may be tried again. */
  once(key: string | undefined, work: () => Promise<unknown>): Promise<unknown> {
    if (key === undefined) return work();
    const under = this.#underWay.get(key);
    if (under !== undefined) return under;
    const done = this.#database.kept.act(key)?.answer ?? this.#unwritten.get(key);
    if (done !== undefined) return Promise.resolve(JSON.parse(done));
    const mine = work()
      .then((answer) => {
        this.#save(key, JSON.stringify(answer ?? null));
        return answer;
      })
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, mine);
    return mine;
  }
}

/** The key of a request, of this person and this route; undefined: it has none. Throws REFUSED for one that is none. */
export function actKey(person: string, route: string, url: string, header: unknown): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{8,100}$/.test(header)) return `${person} ${route} ${url} ${header}`;
  throw new TelephonyError('REFUSED', 'Idempotency-Key: 8 to 100 characters without spaces would be right');
}

/** `"etag"` or `W/"etag"` of `If-Match`. Throws a 428 when it is missing. */
export function ifMatch(header: unknown): string {
  const [, tag] = /^(?:W\/)?"?([^"]{1,100})"?$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (tag !== undefined) return tag;
  throw new Refusal('REFUSED', 'If-Match is missing: the ETag that was read would be right', {}, 428);
}
