// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report incoming|outgoing`: each call a row. Page by page, so that a year's calls go to a file as they are read.

import type { DetailPage } from '../host/index.js';
import { csv, oneAhead } from '../kernel/index.js';
import { type DetailName, detailRows, resultOf } from '../report/index.js';
import type { DetailedCall, Key } from '../store/index.js';
import { valueWords } from '../words/index.js';
import { attempt } from './command.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import { type Output, say } from './output.js';
import { askRecords, type RecordsOptions } from './records-client.js';
import { shortId } from './short-id.js';
import { lengthText } from './spans.js';
import { commonTimes, when } from './times.js';

const MOST = 1_000; // rows a page
const SHOWN = 100; // where a person reads
const text = (value: string | null) => value ?? '';

/** Prints it: a table of the first calls, all of them as CSV or JSON. */
export function printDetail(
  output: Output,
  options: RecordsOptions,
  name: DetailName,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  return attempt(output, async () => {
    const pages = oneAhead(detailPages(options, { name, ...params }));
    if (options.json) return printJson(output, pages);
    if (options.csv !== undefined) return printCsv(output, options, name, pages);
    for await (const { rows, zone, more } of detailPages(options, { name, most: SHOWN, ...params })) {
      printTable({ ...output, zone }, name, rows, more);
      return;
    }
  });
}

interface ReadPage {
  readonly rows: readonly DetailedCall[];
  readonly zone: string | undefined;
  readonly more: boolean;
}

/** One after the other. */
async function* detailPages(
  options: RecordsOptions,
  params: Readonly<Record<string, unknown>>,
): AsyncGenerator<ReadPage> {
  for (let after: Key | undefined; ; ) {
    const question = { method: 'report.calls', params: { most: MOST, ...params, after } };
    const { result, zone } = await askRecords(options, question);
    const { rows, next } = result as DetailPage;
    yield { rows, zone, more: next !== undefined };
    if (next === undefined) return;
    after = next;
  }
}

async function printCsv(
  output: Output,
  { csv: form }: RecordsOptions,
  name: DetailName,
  pages: AsyncIterable<ReadPage>,
): Promise<void> {
  let first = true;
  for await (const { rows, zone } of pages) {
    const { headings, cells } = detailRows(name, { ...output, zone });
    const all = [...(first ? [headings] : []), ...rows.map(cells)];
    const written = csv(all, { excel: form === 'excel' }).slice(0, -1); // the last line feed is `write`'s
    if (all.length > 0) output.write(first ? written : written.replace(/^\uFEFF/, ''));
    first = false;
  }
}

async function printJson(output: Output, pages: AsyncIterable<ReadPage>): Promise<void> {
  let before = '[';
  for await (const { rows } of pages)
    for (const row of rows) {
      output.write(`${before}${JSON.stringify(row)}`);
      before = ',';
    }
  output.write(before === '[' ? '[]' : ']');
}

function printTable(output: Output, name: DetailName, rows: readonly DetailedCall[], more: boolean): void {
  if (rows.length === 0) {
    say(output, { en: 'no calls', zh: '没有通话' });
    return;
  }
  const { language, zone } = output;
  const { form, says } = commonTimes(
    rows.map(({ offeredAt }) => offeredAt),
    zone,
  );
  const other: readonly Column<DetailedCall>[] =
    name === 'incoming'
      ? [
          { heading: heading('caller', '主叫号码'), cell: ({ calling }) => text(calling) },
          { heading: heading('dialled', '接入号'), cell: ({ accessNumber }) => text(accessNumber), spare: 4 },
        ]
      : [{ heading: heading('called', '被叫号码'), cell: ({ called }) => text(called) }];
  const columns: readonly Column<DetailedCall>[] = [
    { heading: heading('id', '编号'), cell: ({ id }) => shortId(id) },
    { heading: heading('time', '时间'), cell: ({ offeredAt }) => when(offeredAt, zone, form) },
    ...other,
    { heading: heading('queue', '队列'), cell: ({ queue }) => text(queue), spare: 3 },
    { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent) },
    { heading: heading('wait', '等待'), cell: ({ waitMs }) => lengthText(waitMs), right: true, spare: 1 },
    { heading: heading('talk', '通话'), cell: ({ talkMs }) => lengthText(talkMs), right: true },
    { heading: heading('result', '结果'), cell: (row) => resultOf(row, language) },
    { heading: heading('code', '小结'), cell: ({ code }) => (code ? valueWords(code, language) : ''), spare: 2 },
  ];
  sayLeftOut(output, fittingTable(output, columns, rows));
  say(output, says);
  if (more)
    say(output, {
      en: `the first ${rows.length} calls; --csv or --json gives all`,
      zh: `仅显示前 ${rows.length} 个通话；--csv 或 --json 可输出全部`,
    });
}
