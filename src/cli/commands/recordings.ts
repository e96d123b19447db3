// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway recordings`: which conversations are recorded, let me hear one, give me them with checksums, are they all as they were?

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import type { ListedRecording } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { command, integerOption, withBox } from '../command.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say } from '../output.js';
import {
  type ActOptions,
  deletedRecordings,
  deleteRecording,
  markRecording,
  newKey,
  tagRecording,
} from '../recordings/acts.js';
import { exportRecordings } from '../recordings/export.js';
import { playRecording } from '../recordings/play.js';
import { numberOf, questionOf, recordingRows } from '../recordings/rows.js';
import { checkExport, verifyRecordings } from '../recordings/verify.js';
import { askRecordsAndPrint, withRecords, withSelection } from '../records-client.js';
import { shortId } from '../short-id.js';
import { lengthText } from '../spans.js';
import { commonTimes, when } from '../times.js';
import { text } from './lists.js';

export function recordingsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Recordings: list them, play one, export some with checksums',
    zh: '录音：列出、播放、导出（附校验值）',
  };
  const made = command(output, 'recordings [action] [argument] [words]', summary, [
    { line: 'spillway recordings', does: { en: 'the last 20', zh: '最近 20 条' } },
    {
      line: 'spillway recordings --number 13912345678 --since 7d',
      does: { en: 'conversations with this number', zh: '与该号码的通话录音' },
    },
    {
      line: 'spillway recordings play 0a1b2c3',
      does: { en: 'hear one: by its id, or that of its call', zh: '播放：写录音编号或通话编号' },
    },
    {
      line: 'spillway recordings --queue sales --longer 300 --score-to 60',
      does: { en: 'talks of five minutes and more that were judged badly', zh: '五分钟以上且评分低的通话' },
    },
    {
      line: 'spillway recordings verify',
      does: { en: 'read them all: missing, changed, orphaned?', zh: '全部读一遍：有无缺失、改动、无主文件' },
    },
    {
      line: 'spillway recordings tag 0a1b2c3 complaint',
      does: { en: 'find it again by this word', zh: '加标签，便于查找' },
    },
    {
      line: 'spillway recordings mark 0a1b2c3 "here he agrees" --at 95',
      does: { en: 'a note at a moment, in seconds', zh: '在某一秒处加注' },
    },
    {
      line: 'spillway recordings delete 0a1b2c3 --reason "asked by the customer"',
      does: { en: 'delete its sound; a row of it stays', zh: '删除录音，保留记录' },
    },
    {
      line: 'spillway recordings deleted',
      does: { en: 'what was deleted, when and by whom', zh: '已删除的录音、时间与操作人' },
    },
    {
      line: 'spillway recordings new-key /etc/spillway/recording.keys',
      does: { en: 'a key that seals recordings from now on', zh: '新建加密录音的密钥' },
    },
    {
      line: 'spillway recordings export case-17 --number 13912345678',
      does: {
        en: 'copy them into a new folder, with SHA256SUMS and a list',
        zh: '复制到新目录，附 SHA256SUMS 校验文件和清单',
      },
    },
  ]);
  return withSelection(withRecords(withBox(made, output), output), output, { happened: 'begun', counted: '条' })
    .option('--number <number>', t('with this number', '与该号码的通话'))
    .option('--call <id>', t('of this call', '该通话的录音'))
    .option('--agent <agent>', t('with this agent', '该座席的录音'))
    .option('--queue <queue>', t('of this queue', '该队列的录音'))
    .option('--service <number>', t('of callers who dialled this access number', '拨打该接入号的来电'))
    .option('--customer <id>', t('with this customer', '与该客户的通话'))
    .option('--tag <word>', t('with this tag; `tag`: see --off', '有该标签'))
    .option('--longer <seconds>', t('at least so long', '时长不少于（秒）'), integerOption('longer', 0, 86_400))
    .option('--shorter <seconds>', t('at most so long', '时长不超过（秒）'), integerOption('shorter', 0, 86_400))
    .option('--score-from <n>', t('judged with this score at least', '评分不低于'), integerOption('score-from', 0, 100))
    .option('--score-to <n>', t('judged with this score at most', '评分不高于'), integerOption('score-to', 0, 100))
    .option(
      '--at <seconds>',
      t('`mark`: the moment, from the beginning', '`mark`：距开头的秒数'),
      integerOption('at', 0, 86_400),
    )
    .option('--off', t('`tag`: take it off again', '`tag`：去除标签'))
    .option('--reason <text>', t('`delete`: why', '`delete`：原因'))
    .action(
      (action: string | undefined, argument: string | undefined, words: string | undefined, options: ActOptions) =>
        act(output, { action, argument, words }, options),
    );
}

interface Acted {
  readonly action: string | undefined;
  readonly argument: string | undefined;
  readonly words: string | undefined;
}

async function act(output: Output, { action, argument, words }: Acted, options: ActOptions): Promise<void> {
  if (action === undefined) {
    await askRecordsAndPrint<readonly ListedRecording[]>(output, options, questionOf(options), {
      people: recordingTable,
      csv: recordingRows,
    });
    return;
  }
  if (action === 'verify') return verifyRecordings(output, options);
  if (action === 'deleted') return deletedRecordings(output, options);
  if (action === 'new-key') return newKey(output, options, argument);
  if (argument !== undefined) {
    if (action === 'play') return playRecording(output, options, argument);
    if (action === 'export') return exportRecordings(output, options, argument);
    if (action === 'check') return checkExport(output, argument, { json: options.json === true });
    if (action === 'delete') return deleteRecording(output, options, argument);
    if (action === 'tag' && words !== undefined) return tagRecording(output, options, argument, words);
    if (action === 'mark' && words !== undefined) return markRecording(output, options, argument, words);
  }
  const right = 'play ID, export DIR, check DIR, verify, tag ID WORD, mark ID TEXT, delete ID, deleted, new-key [FILE]';
  output.complain(inLanguage({ en: `write: ${right}`, zh: `请写：${right}` }, output.language));
  process.exitCode = EXIT.usage;
}

function recordingTable(rows: readonly ListedRecording[], output: Output): void {
  if (rows.length === 0) {
    say(output, { en: 'no recordings', zh: '没有录音' });
    return;
  }
  const { language, zone } = output;
  const { form, says } = commonTimes(
    rows.map(({ startedAt }) => startedAt),
    zone,
  );
  const columns: readonly Column<ListedRecording>[] = [
    { heading: heading('id', '编号'), cell: ({ id }) => shortId(id) },
    { heading: heading('time', '时间'), cell: ({ startedAt }) => when(startedAt, zone, form) },
    { heading: heading('length', '时长'), cell: (row) => lengthText(row.durationMs ?? 0), right: true },
    { heading: heading('direction', '方向'), cell: ({ direction }) => valueWords(direction, language), spare: 3 },
    { heading: heading('number', '号码'), cell: (row) => numberOf(row, output) },
    { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent) },
    { heading: heading('queue', '队列'), cell: ({ queue }) => text(queue), spare: 1 },
    { heading: heading('call', '通话'), cell: ({ call }) => shortId(call), spare: 2 },
    { heading: heading('tags', '标签'), cell: ({ tags }) => text(tags), spare: 4 },
    { heading: heading('score', '评分'), cell: ({ score }) => text(score), right: true, spare: 5 },
    { heading: heading('state', '状态'), cell: ({ state }) => valueWords(`recording.${state}`, language) },
  ];
  sayLeftOut(output, fittingTable(output, columns, rows));
  say(output, says);
}
