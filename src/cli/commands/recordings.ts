// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway recordings [play|export]`: which conversations are recorded, let me hear one, give me them with checksums.

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import type { ListedRecording } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { command, withBox } from '../command.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say } from '../output.js';
import { exportRecordings } from '../recordings/export.js';
import { playRecording } from '../recordings/play.js';
import { numberOf, questionOf, type RecordingsOptions, recordingRows } from '../recordings/rows.js';
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
  const made = command(output, 'recordings [action] [argument]', summary, [
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
    .action((action: string | undefined, argument: string | undefined, options: RecordingsOptions) =>
      act(output, { action, argument }, options),
    );
}

async function act(
  output: Output,
  { action, argument }: { readonly action: string | undefined; readonly argument: string | undefined },
  options: RecordingsOptions,
): Promise<void> {
  if (action === undefined) {
    await askRecordsAndPrint<readonly ListedRecording[]>(output, options, questionOf(options), {
      people: recordingTable,
      csv: recordingRows,
    });
    return;
  }
  if (action === 'play' && argument !== undefined) return playRecording(output, options, argument);
  if (action === 'export' && argument !== undefined) return exportRecordings(output, options, argument);
  const right = 'spillway recordings play ID, export DIR';
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
    { heading: heading('state', '状态'), cell: ({ state }) => valueWords(`recording.${state}`, language) },
  ];
  sayLeftOut(output, fittingTable(output, columns, rows));
  say(output, says);
}
