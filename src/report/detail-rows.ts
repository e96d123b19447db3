// SPDX-License-Identifier: GPL-2.0-or-later
// Which columns have the detail reports, as people of the trade know them? A call a row: for files, whoever writes them.

import { type Bilingual, type CsvCell, inLanguage, type Language } from '../kernel/index.js';
import type { DetailedCall } from '../store/index.js';
import { valueWords, wallClock } from '../words/index.js';
import { causeOf, resultOf } from './call-words.js';
import { heading, seconds } from './cells.js';

export type DetailName = 'incoming' | 'outgoing';

/** In which language it is read, and in whose time. */
export interface DetailReader {
  readonly language: Language;
  readonly zone?: string | undefined;
}

/** Who reads it, by his clock. */
interface Reading extends DetailReader {
  readonly wall: (instant: number | null) => string;
}

interface DetailColumn {
  readonly heading: Bilingual;
  readonly cell: (row: DetailedCall, reader: Reading) => CsvCell;
  readonly only?: DetailName;
}

const text = (value: string | null) => value ?? '';

/** Of the trade's detail reports, in their order. */
const COLUMNS: readonly DetailColumn[] = [
  { heading: heading('id', '编号'), cell: ({ id }) => id },
  { heading: heading('time', '时间'), cell: ({ offeredAt }, { wall }) => wall(offeredAt) },
  { heading: heading('caller', '主叫号码'), cell: ({ calling }) => text(calling) },
  { heading: heading('called', '被叫号码'), cell: ({ called }) => text(called), only: 'outgoing' },
  { heading: heading('access number', '接入号'), cell: ({ accessNumber }) => text(accessNumber), only: 'incoming' },
  { heading: heading('station or programme', '接入号名称'), cell: (row) => text(row.accessName), only: 'incoming' },
  { heading: heading('queue', '队列'), cell: ({ queue }) => text(queue) },
  { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent) },
  { heading: heading('answered at', '接通时间'), cell: ({ answeredAt }, { wall }) => wall(answeredAt) },
  { heading: heading('ended at', '结束时间'), cell: ({ endedAt }, { wall }) => wall(endedAt) },
  { heading: heading('wait (s)', '等待（秒）'), cell: ({ waitMs }) => seconds(waitMs) },
  { heading: heading('talk (s)', '通话（秒）'), cell: ({ talkMs }) => seconds(talkMs) },
  { heading: heading('hold (s)', '保持（秒）'), cell: ({ holdMs }) => seconds(holdMs) },
  { heading: heading('line held (s)', '占线（秒）'), cell: (row) => heldFor(row) },
  { heading: heading('result', '结果'), cell: (row, { language }) => resultOf(row, language) },
  { heading: heading('cause', '原因值'), cell: ({ cause }) => cause ?? '' },
  { heading: heading('meaning', '原因'), cell: ({ cause }, { language }) => causeOf(cause, language) },
  { heading: heading('code', '小结'), cell: ({ code }, { language }) => (code ? valueWords(code, language) : '') },
  { heading: heading('callback', '回呼编号'), cell: ({ request }) => text(request) },
  { heading: heading('recordings', '录音'), cell: ({ recordings }) => recordings.join(' ') },
];

/** From the offer to its end; of one that goes on nothing. */
function heldFor({ offeredAt, endedAt }: DetailedCall): CsvCell {
  return endedAt === null ? '' : seconds(endedAt - offeredAt);
}

/** Headings, and a function that gives a call's cells. */
export function detailRows(
  name: DetailName,
  reader: DetailReader,
): { readonly headings: readonly string[]; readonly cells: (row: DetailedCall) => readonly CsvCell[] } {
  const reading: Reading = { ...reader, wall: wallClock(reader.zone) };
  const columns = COLUMNS.filter(({ only = name }) => only === name);
  return {
    headings: columns.map((column) => inLanguage(column.heading, reader.language)),
    cells: (row) => columns.map(({ cell }) => cell(row, reading)),
  };
}
