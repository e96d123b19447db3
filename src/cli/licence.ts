// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway calls licence`: the calls of a time in the form of the yearly licence review, however many they are.

import { callsAsCsv } from '../cdr/index.js';
import type { LicencePage } from '../host/index.js';
import type { Key } from '../store/index.js';
import { attempt } from './command.js';
import type { Output } from './output.js';
import { askRecords, type RecordsOptions } from './records-client.js';

/** Prints it as CSV, page by page; with `--json` every column of each call. */
export function printLicence(
  output: Output,
  options: RecordsOptions,
  { since, until }: { readonly since?: string; readonly until?: string },
): Promise<void> {
  return attempt(output, async () => {
    let before = '[';
    for (let after: Key | undefined, more = false; ; more = true) {
      const question = { method: 'calls.licence', params: { from: since, to: until, after } };
      const { zone, rows, next } = (await askRecords(options, question)).result as LicencePage;
      if (!options.json) {
        const text = callsAsCsv(rows, { zone, language: output.language, more }).slice(0, -1); // the last line feed is `write`'s
        if (text !== '') output.write(text);
      }
      for (const row of options.json ? rows : []) {
        output.write(`${before}${JSON.stringify(row)}`);
        before = ',';
      }
      if (next === undefined) break;
      after = next;
    }
    if (options.json) output.write(before === '[' ? '[]' : ']');
  });
}
