// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway leads`: who has called, given up or asked on a web page, and with whom has nobody talked since?

import { type Command, Option } from 'commander';
import { type CsvCell, inLanguage } from '../../kernel/index.js';
import { LEAD_STATES, type Lead, type LeadState } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { command, withBox } from '../command.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { askRecordsAndPrint, type Selection, withRecords, withSelection } from '../records-client.js';
import { when } from '../times.js';
import { text } from './lists.js';

interface Options extends Selection {
  readonly number?: string;
  readonly state?: LeadState;
}

export function leadsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Leads: one for each number that called, gave up or asked on a web page, and how far you have got with it',
    zh: '客户线索：每个来电、放弃或网页登记的号码一条，及跟进情况',
  };
  const made = command(output, 'leads', summary, [
    { line: 'spillway leads', does: { en: 'the last 20 of the last 30 days', zh: '近 30 天内最近 20 条' } },
    {
      line: 'spillway leads --state open --since yesterday',
      does: { en: 'who came since then, and nobody has talked with him', zh: '其后来过、尚无人跟进的线索' },
    },
    {
      line: 'spillway leads --since 2026-10-01 --csv=excel > leads.csv',
      does: { en: 'for a spreadsheet', zh: '导出为表格' },
    },
  ]);
  return withSelection(withRecords(withBox(made, output), output), output, { happened: 'came', counted: '条' })
    .option('--number <number>', t('of this number', '该号码的线索'))
    .addOption(new Option('--state <state>', t('how far it is', '跟进情况')).choices(LEAD_STATES))
    .action(({ number, state, since, until, last, ...options }: Options) =>
      askRecordsAndPrint<readonly Lead[]>(
        output,
        options,
        { method: 'leads', params: { number, state, since, until, last } },
        { people: leadTable, csv: leadRows },
      ),
    );
}

type LeadColumn = Column<Lead> & { readonly cell: (lead: Lead) => CsvCell };

function columnsOf({ language, zone }: Output): readonly LeadColumn[] {
  const right = true;
  return [
    { heading: heading('came last', '最近来访'), cell: ({ lastAt }) => when(lastAt, zone) },
    { heading: heading('number', '号码'), cell: ({ number }) => number ?? valueWords('withheld', language) },
    { heading: heading('name', '姓名'), cell: ({ customerName }) => text(customerName), spare: 1 },
    { heading: heading('state', '状态'), cell: ({ state }) => STATE_WORDS[state][language === 'en' ? 'en' : 'zh'] },
    { heading: heading('calls', '来电'), cell: ({ calls }) => calls, right },
    { heading: heading('answered', '接听'), cell: ({ answered }) => answered, right, spare: 2 },
    { heading: heading('abandoned', '放弃'), cell: ({ abandoned }) => abandoned, right, spare: 2 },
    { heading: heading('web', '网页'), cell: ({ webRequests }) => webRequests, right, spare: 2 },
    { heading: heading('dialled', '接入号'), cell: (lead) => text(lead.accessName ?? lead.accessNumber), spare: 3 },
    { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent), spare: 2 },
    {
      heading: heading('code', '小结'),
      cell: ({ code }) => (code === null ? '' : valueWords(code, language)),
      spare: 2,
    },
  ];
}

const STATE_WORDS: Readonly<Record<LeadState, ReturnType<typeof heading>>> = {
  open: heading('nobody talked with him', '待跟进'),
  promised: heading('callback promised', '已承诺回呼'),
  talked: heading('talked', '已联系'),
  won: heading('won', '已成交'),
};

function leadTable(leads: readonly Lead[], output: Output): void {
  if (leads.length === 0) say(output, { en: 'no leads', zh: '没有线索' });
  else sayLeftOut(output, fittingTable(output, columnsOf(output), leads));
}

/** Everything that is known, for another tool. */
function leadRows(leads: readonly Lead[], output: Output): CsvCell[][] {
  const more: readonly LeadColumn[] = [
    { heading: heading('came first', '首次来访'), cell: ({ firstAt }) => when(firstAt, output.zone) },
    { heading: heading('access number', '接入号码'), cell: ({ accessNumber }) => text(accessNumber) },
    { heading: heading('address', '网络地址'), cell: ({ address }) => text(address) },
    { heading: heading('page', '网页来源'), cell: ({ page }) => text(page) },
    { heading: heading('note', '备注'), cell: ({ note }) => text(note) },
    { heading: heading('customer', '客户编号'), cell: ({ customer }) => text(customer) },
    { heading: heading('call', '通话编号'), cell: ({ call }) => text(call) },
    { heading: heading('callback', '回呼编号'), cell: ({ request }) => text(request) },
    { heading: heading('talked at', '联系时间'), cell: ({ talkedAt }) => when(talkedAt ?? undefined, output.zone) },
  ];
  const columns = [...columnsOf(output), ...more];
  const heads = columns.map((column) => inLanguage(column.heading, output.language));
  return [heads, ...leads.map((lead) => columns.map(({ cell }) => cell(lead)))];
}
