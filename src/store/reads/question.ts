// SPDX-License-Identifier: GPL-2.0-or-later
// What is a question to the database? A function of a connection for reading; a long list is asked for page by page.

import type { Kysely } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { Tables } from '../rows.js';

/** Queries; it cannot write. */
export type Reads = Kysely<Tables>;

/** What is answered whole: its size depends on what is open or asked for, never on the age of the database. */
export type Question<Asked, Answer> = (reads: Reads, asked: Asked) => Promise<Answer>;

/** Where a page ends: every list goes by an instant, and by the id where that is the same. */
export interface Key {
  readonly at: Instant;
  readonly id: string;
}

/** Some rows of a list. `next`: there are more, behind this key. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: Key | undefined;
}

/** Which rows: behind a key, and how many at most. */
export interface PageAsked {
  readonly after?: Key | undefined;
  readonly most: number;
}

/**
 * A list by pages. Each page is a read by itself: rows that come meanwhile may be missing, none comes twice, and no reader
 * keeps the write-ahead log from being emptied while a year is read.
 */
export type List<Asked, Row> = (reads: Reads, asked: Asked, page: PageAsked) => Promise<Page<Row>>;

/** The page of rows that were read one more than it may have: that one more tells that there is a next page. */
export function pageOf<Row>(read: readonly Row[], most: number, keyOf: (row: Row) => Key): Page<Row> {
  if (read.length <= most) return { rows: read };
  const rows = read.slice(0, most);
  const last = rows.at(-1);
  return last === undefined ? { rows } : { rows, next: keyOf(last) };
}

/** Rows of a list as JSON, with commas between them and no brackets. */
export interface JsonPage {
  readonly json: Uint8Array;
  readonly rows: number;
  readonly next: Key | undefined;
}
