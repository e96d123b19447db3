// SPDX-License-Identifier: GPL-2.0-or-later
// How does a long list get from the disk to whoever asked for it? Page by page, when he has taken the last one.

import type { Instant } from '../kernel/index.js';
import type { JsonPage, Key, PageAsked } from './reads/question.js';

/** What is decided and not on the disk: it is missing in a list. */
export interface NotYetWritten {
  readonly batches: number;
  /** Since when the oldest waits, UTC. */
  readonly since: Instant;
}

/** Rows; `unwritten` when the database cannot be written and they may lack what was decided since. */
export type Listed<Row> = readonly Row[] & { readonly unwritten?: NotYetWritten };

const PAGE_ROWS = 250; // some hundred kilobytes: a few milliseconds of whoever makes objects of them

/** A list that is being read. To be read once. */
export class Listing<Row> {
  readonly unwritten: NotYetWritten | undefined;
  readonly #read: (page: PageAsked) => Promise<JsonPage>;
  readonly #most: number;

  /** `most`: how many rows at most. */
  constructor(read: (page: PageAsked) => Promise<JsonPage>, most: number, unwritten?: NotYetWritten) {
    this.#read = read;
    this.#most = most;
    this.unwritten = unwritten;
  }

  /** Its pages as JSON: rows with commas between them. The next is read when this one is taken. */
  async *json(): AsyncGenerator<Uint8Array> {
    let after: Key | undefined;
    for (let left = this.#most; left > 0; ) {
      const { json, rows, next } = await this.#read({ after, most: Math.min(left, PAGE_ROWS) });
      if (rows > 0) yield json;
      if (next === undefined) return;
      after = next;
      left -= rows;
    }
  }

  /** Its pages; the next is read when this one is taken. */
  async *pages(): AsyncGenerator<readonly Row[]> {
    for await (const page of this.json()) yield parsed<Row>(page);
  }

  /** All of them. */
  async rows(): Promise<Listed<Row>> {
    const rows: Row[] = [];
    for await (const page of this.pages()) rows.push(...page);
    return this.unwritten === undefined ? rows : Object.assign(rows, { unwritten: this.unwritten });
  }
}

function parsed<Row>(page: Uint8Array): readonly Row[] {
  return JSON.parse(`[${new TextDecoder().decode(page)}]`) as readonly Row[];
}
