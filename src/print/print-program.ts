// SPDX-License-Identifier: GPL-2.0-or-later
// A program of its own: lines of JSON in (a head, then rows), the bytes of a file out. Its libraries never share a process with calls; the
// last line on standard error tells its memory.

import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Head } from './printing.js';
import type { SheetRow } from './sheet.js';

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) throw new Error('no head came in');
  const head = JSON.parse(first.value) as Head;
  async function* rows(): AsyncGenerator<SheetRow> {
    for await (const line of { [Symbol.asyncIterator]: () => lines }) yield JSON.parse(line) as SheetRow;
  }
  const bytes =
    head.format === 'xlsx'
      ? (await import('./spreadsheet.js')).spreadsheet(head, rows())
      : (await import('./paper.js')).paper(head, rows());
  for await (const some of bytes) if (!process.stdout.write(some)) await once(process.stdout, 'drain');
  process.stderr.write(`${JSON.stringify({ peak: process.resourceUsage().maxRSS })}\n`);
}

await main();
