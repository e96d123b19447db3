// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report custom [NAME]`: what does a report of the shop's own say, and which are there?

import type { CustomReport } from '../config/index.js';
import { type SheetRow, shown } from '../print/index.js';
import { type CustomAnswer, figureSheet } from '../report/index.js';
import { heading } from './heading.js';
import { type Output, say, table } from './output.js';
import { askRecordsAndPrint, type RecordsOptions } from './records-client.js';

export function printCustom(output: Output, answer: CustomAnswer): void {
  const sheet = figureSheet('custom', answer, output.language);
  const { title, notes, headings, rows } = sheet;
  for (const line of [title, ...notes]) output.write(line);
  output.write('');
  table(
    output,
    headings.map((text) => heading(text, text)),
    [...(rows as Iterable<SheetRow>)].map((row, nth) => row.map((cell, at) => shown(sheet, cell, nth, at))),
  );
}

/** Those that the file has. */
export function printCustoms(output: Output, options: RecordsOptions): Promise<void> {
  return askRecordsAndPrint<readonly CustomReport[]>(
    output,
    options,
    { method: 'report.customs' },
    {
      people: (reports, shown) => {
        if (reports.length === 0)
          say(shown, { en: 'none: write `customReports` into the file', zh: '没有：请在文件中写入 `customReports`' });
        else
          table(
            shown,
            [
              heading('name', '名称'),
              heading('title', '标题'),
              heading('measures', '指标'),
              heading('by', '分类'),
              heading('where', '条件'),
            ],
            reports.map(({ name, title = '', measures, by, where = '' }) => [
              name,
              title,
              measures.join(' '),
              by.join(' '),
              where,
            ]),
          );
      },
    },
  );
}
