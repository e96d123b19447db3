// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway calls [show ID]`: which calls were there, from whom, to whom, how did they end, and what happened in one?

import type { Command } from 'commander';
import { cause } from '../../call/index.js';
import { type Bilingual, type CsvCell, inLanguage } from '../../kernel/index.js';
import { causeOf, resultOf } from '../../report/index.js';
import type { ListedCall } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { customerOf } from '../call-words.js';
import { command, withBox } from '../command.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { printLicence } from '../licence.js';
import { EXIT, type Output, say } from '../output.js';
import { askRecordsAndPrint, type Selection, withRecords, withSelection } from '../records-client.js';
import { shortId } from '../short-id.js';
import { lengthText, seconds } from '../spans.js';
import { commonTimes, when } from '../times.js';
import { text } from './lists.js';
import { showCall } from './timeline.js';

interface Options extends Selection {
  readonly number?: string;
  readonly agent?: string;
  readonly queue?: string;
  readonly lost?: boolean;
}

export function callsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Calls in progress and those that are over; show ID: all that happened in one; licence: for the yearly review',
    zh: '通话：进行中及已结束的；show 编号：一个通话的全过程；licence：年检话单',
  };
  const made = command(output, 'calls [action] [id]', summary, [
    { line: 'spillway calls', does: { en: 'the last 20', zh: '最近 20 个' } },
    {
      line: 'spillway calls --number 13912345678 --since 7d',
      does: {
        en: 'those from or to this number, in whatever form it is typed',
        zh: '该号码的呼入和呼出，号码写法不限',
      },
    },
    {
      line: 'spillway calls --lost --since yesterday --until yesterday',
      does: { en: 'whom we lost yesterday: gave up or turned away', zh: '昨天流失的来电：放弃或被拒' },
    },
    {
      line: 'spillway calls --agent 1001 --since today',
      does: { en: "one agent's calls today", zh: '座席 1001 今天的通话' },
    },
    { line: 'spillway calls show 0a1b2c3', does: { en: 'what happened, step by step', zh: '逐步查看一个通话的经过' } },
    {
      line: 'spillway calls licence --since 2026-01-01 --until 2026-12-31 > review.csv',
      does: { en: 'the form of the yearly licence review', zh: '导出年检所要求格式的话单' },
    },
    { line: 'spillway calls --last 1000 --csv=excel > calls.csv', does: { en: 'for a spreadsheet', zh: '导出为表格' } },
    { line: 'spillway calls --last 1000 --json', does: { en: 'CDRs for a script', zh: '输出话单供脚本使用' } },
  ]);
  return withSelection(withRecords(withBox(made, output), output), output, { happened: 'offered', counted: '个' })
    .option('--number <number>', t('from or to this number', '主叫或被叫为该号码'))
    .option('--agent <agent>', t('with this agent', '该座席的通话'))
    .option('--queue <name>', t('that waited in this queue', '进入该队列的通话'))
    .option(
      '--lost',
      t('nobody served the caller, and no callback is promised', '只看流失的来电：无人服务，也未登记回呼'),
    )
    .action((action: string | undefined, id: string | undefined, options: Options) =>
      act(output, { action, id }, options),
    );
}

async function act(
  output: Output,
  { action, id }: { readonly action: string | undefined; readonly id: string | undefined },
  options: Options,
): Promise<void> {
  if (action === 'show' && id !== undefined) return showCall(output, options, id);
  if (action === 'licence' && id === undefined) return printLicence(output, options, options);
  if (action !== undefined) {
    output.complain(
      inLanguage(
        {
          en: 'write: spillway calls show ID, spillway calls licence',
          zh: '请写：spillway calls show 编号，或 spillway calls licence',
        },
        output.language,
      ),
    );
    process.exitCode = EXIT.usage;
    return;
  }
  const { last, since, until, number, agent, queue, lost } = options;
  const question = { method: 'calls', params: { last, since, until, number, agent, queue, lost } };
  await askRecordsAndPrint<readonly ListedCall[]>(output, options, question, { people: callTable, csv: callRows });
}

function callTable(rows: readonly ListedCall[], output: Output): void {
  if (rows.length === 0) {
    say(output, { en: 'no calls', zh: '没有通话' });
    return;
  }
  const { form, says } = commonTimes(
    rows.map(({ offeredAt }) => offeredAt),
    output.zone,
  );
  const { language, zone } = output;
  const columns: readonly Column<ListedCall>[] = [
    { heading: heading('id', '编号'), cell: ({ id }) => shortId(id) },
    { heading: heading('time', '时间'), cell: ({ offeredAt }) => when(offeredAt, zone, form) },
    { heading: heading('direction', '方向'), cell: ({ direction }) => valueWords(direction, language), spare: 6 },
    { heading: heading('number', '号码'), cell: (row) => customerOf(row, language) },
    { heading: heading('dialled', '接入号'), cell: ({ accessNumber }) => text(accessNumber), spare: 7 },
    { heading: heading('queue', '队列'), cell: ({ queue }) => text(queue), spare: 4 },
    { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent) },
    { heading: heading('wait', '等待'), cell: ({ waitMs }) => lengthText(waitMs), right: true, spare: 1 },
    { heading: heading('talk', '通话'), cell: ({ talkMs }) => lengthText(talkMs), right: true },
    { heading: heading('result', '结果'), cell: (row) => resultOf(row, language) },
    { heading: heading('cause', '原因值'), cell: (row) => causeOf(row.cause, language), spare: 5 },
    {
      heading: heading('recording', '录音'),
      cell: ({ recordings }) => recordings.map(({ id }) => shortId(id)).join(' '),
      spare: 3,
    },
  ];
  sayLeftOut(output, fittingTable(output, columns, rows));
  say(output, says);
}

const CSV_HEADINGS: readonly Bilingual[] = [
  heading('id', '编号'),
  heading('time', '时间'),
  heading('direction', '方向'),
  heading('number', '号码'),
  heading('dialled', '接入号'),
  heading('station or programme', '接入号名称'),
  heading('queue', '队列'),
  heading('agent', '座席'),
  heading('wait (s)', '等待（秒）'),
  heading('talk (s)', '通话（秒）'),
  heading('hold (s)', '保持（秒）'),
  heading('result', '结果'),
  heading('cause', '原因值'),
  heading('meaning', '原因'),
  heading('recordings', '录音'),
];

function callRows(rows: readonly ListedCall[], { language, zone }: Output): readonly (readonly CsvCell[])[] {
  const cells = (row: ListedCall): readonly CsvCell[] => [
    row.id,
    when(row.offeredAt, zone),
    valueWords(row.direction, language),
    customerOf(row, language),
    text(row.accessNumber),
    text(row.accessName),
    text(row.queue),
    text(row.agent),
    seconds(row.waitMs),
    seconds(row.talkMs),
    seconds(row.holdMs),
    resultOf(row, language),
    row.cause ?? '',
    row.cause === null ? '' : inLanguage(cause(row.cause), language),
    row.recordings.map(({ file }) => file).join(' '),
  ];
  return [CSV_HEADINGS.map((one) => inLanguage(one, language)), ...rows.map(cells)];
}
