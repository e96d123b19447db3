// SPDX-License-Identifier: GPL-2.0-or-later
// How does a list of any length become a CSV file that somebody takes away? Read page by page, each while the one before is written.

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { type CsvCell, type CsvForm, csv, oneAhead } from '../../kernel/index.js';
import type { Key, Page } from '../../store/index.js';
import { json } from '../masking.js';
import type { Asker } from '../sessions.js';

export interface ListFile<Row> {
  /** Without `.csv`. */
  readonly name: string;
  readonly read: (after: Key | undefined) => Promise<Page<Row>>;
  /** The lines of a page; the first has the headings before it. */
  readonly write: (rows: readonly Row[], first: boolean) => string;
}

/** Numbers are masked for whoever has not the right to see them. */
export function sentList<Row>(
  { asker, reply }: { readonly asker: Asker; readonly reply: FastifyReply },
  { name, read, write }: ListFile<Row>,
): FastifyReply {
  const masked = !asker.rights.has('numbers.see');
  const shown = (rows: readonly Row[]) => (masked ? (JSON.parse(json(rows, true)) as readonly Row[]) : rows);
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(lines(pages(read), (rows, first) => write(shown(rows), first))));
}

/** Pages of one table: headings and byte order mark stand before the first alone. */
export function tablePages<Row>(
  { headings, cells }: { readonly headings: readonly string[]; readonly cells: (row: Row) => readonly CsvCell[] },
  form: CsvForm,
): ListFile<Row>['write'] {
  return (rows, first) => {
    const text = csv([...(first ? [headings] : []), ...rows.map(cells)], form);
    return first ? text : text.replace(/^\uFEFF/, '');
  };
}

async function* pages<Row>(read: ListFile<Row>['read']): AsyncGenerator<readonly Row[]> {
  for (let after: Key | undefined; ; ) {
    const { rows, next } = await read(after);
    yield rows;
    if (next === undefined) return;
    after = next;
  }
}

async function* lines<Row>(
  rows: AsyncGenerator<readonly Row[]>,
  write: ListFile<Row>['write'],
): AsyncGenerator<string> {
  let first = true;
  for await (const some of oneAhead(rows)) {
    yield write(some, first);
    first = false;
  }
}
