// SPDX-License-Identifier: GPL-2.0-or-later
// Which columns have leads, as tables of the terminal and files show them? A lead a row.

import { type Bilingual, type CsvCell, inLanguage } from '../kernel/index.js';
import type { Lead, LeadState } from '../store/index.js';
import { valueWords, when } from '../words/index.js';
import { heading } from './cells.js';
import type { DetailReader } from './detail-rows.js';

export interface LeadColumn {
  readonly heading: Bilingual;
  readonly cell: (lead: Lead, reader: DetailReader) => CsvCell;
  /** Figures stand one below the other. */
  readonly right?: boolean;
  /** Where there is no room it goes, the highest first. */
  readonly spare?: number;
  /** A terminal has no room for it at all. */
  readonly ofFiles?: boolean;
}

const STATE_WORDS: Readonly<Record<LeadState, Bilingual>> = {
  open: heading('nobody talked with him', '待跟进'),
  promised: heading('callback promised', '已承诺回呼'),
  talked: heading('talked', '已联系'),
  won: heading('won', '已成交'),
};

const text = (value: string | null) => value ?? '';
const [right, ofFiles] = [true, true];

export const LEAD_COLUMNS: readonly LeadColumn[] = [
  { heading: heading('came last', '最近来访'), cell: ({ lastAt }, { zone }) => when(lastAt, zone) },
  {
    heading: heading('number', '号码'),
    cell: ({ number }, { language }) => number ?? valueWords('withheld', language),
  },
  { heading: heading('name', '姓名'), cell: ({ customerName }) => text(customerName), spare: 1 },
  { heading: heading('state', '状态'), cell: ({ state }, { language }) => inLanguage(STATE_WORDS[state], language) },
  { heading: heading('calls', '来电'), cell: ({ calls }) => calls, right },
  { heading: heading('answered', '接听'), cell: ({ answered }) => answered, right, spare: 2 },
  { heading: heading('abandoned', '放弃'), cell: ({ abandoned }) => abandoned, right, spare: 2 },
  { heading: heading('web', '网页'), cell: ({ webRequests }) => webRequests, right, spare: 2 },
  { heading: heading('dialled', '接入号'), cell: (lead) => text(lead.accessName ?? lead.accessNumber), spare: 3 },
  { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent), spare: 2 },
  {
    heading: heading('code', '小结'),
    cell: ({ code }, { language }) => (code === null ? '' : valueWords(code, language)),
    spare: 2,
  },
  { heading: heading('came first', '首次来访'), cell: ({ firstAt }, { zone }) => when(firstAt, zone), ofFiles },
  { heading: heading('access number', '接入号码'), cell: ({ accessNumber }) => text(accessNumber), ofFiles },
  { heading: heading('address', '网络地址'), cell: ({ address }) => text(address), ofFiles },
  { heading: heading('page', '网页来源'), cell: ({ page }) => text(page), ofFiles },
  { heading: heading('note', '备注'), cell: ({ note }) => text(note), ofFiles },
  { heading: heading('customer', '客户编号'), cell: ({ customer }) => text(customer), ofFiles },
  { heading: heading('call', '通话编号'), cell: ({ call }) => text(call), ofFiles },
  { heading: heading('callback', '回呼编号'), cell: ({ request }) => text(request), ofFiles },
  {
    heading: heading('talked at', '联系时间'),
    cell: ({ talkedAt }, { zone }) => when(talkedAt ?? undefined, zone),
    ofFiles,
  },
];

/** Everything that is known, for another tool: headings, and a function that gives a lead's cells. */
export function leadRows(reader: DetailReader): {
  readonly headings: readonly string[];
  readonly cells: (lead: Lead) => readonly CsvCell[];
} {
  return {
    headings: LEAD_COLUMNS.map((column) => inLanguage(column.heading, reader.language)),
    cells: (lead) => LEAD_COLUMNS.map(({ cell }) => cell(lead, reader)),
  };
}
