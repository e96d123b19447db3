// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings are meant, and how do they become rows of a spreadsheet?

import { type CsvCell, inLanguage } from '../../kernel/index.js';
import type { ListedRecording } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { heading } from '../heading.js';
import type { Output } from '../output.js';
import type { Selection } from '../records-client.js';
import { seconds } from '../spans.js';
import { when } from '../times.js';

export interface RecordingsOptions extends Selection {
  readonly number?: string;
  readonly call?: string;
  readonly agent?: string;
  readonly queue?: string;
  readonly service?: string;
  readonly customer?: string;
  readonly tag?: string;
  /** Seconds. */
  readonly longer?: number;
  readonly shorter?: number;
  readonly scoreFrom?: number;
  readonly scoreTo?: number;
}

/** The recordings that the options name. */
export function questionOf(options: RecordingsOptions) {
  const { last, since, until, number, call, agent, queue, service, customer, tag } = options;
  const { longer, shorter, scoreFrom: minScore, scoreTo: maxScore } = options;
  const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000);
  const who = { number, call, agent, queue, accessNumber: service, customer, tag };
  return {
    method: 'recordings',
    params: {
      last,
      since: since as string | number | undefined,
      until,
      ...who,
      minMs: ms(longer),
      maxMs: ms(shorter),
      minScore,
      maxScore,
    },
  };
}

/** The customer's. */
export function numberOf({ number }: ListedRecording, { language }: Output): string {
  return number ?? inLanguage({ en: 'withheld', zh: '未显示' }, language);
}

/** Headings first; for `--csv`, and for the list beside what is exported. */
export function recordingRows(rows: readonly ListedRecording[], output: Output): readonly (readonly CsvCell[])[] {
  const { language, zone } = output;
  const heads = [
    heading('id', '编号'),
    heading('time', '时间'),
    heading('length (s)', '时长（秒）'),
    heading('direction', '方向'),
    heading('number', '号码'),
    heading('agent', '座席'),
    heading('queue', '队列'),
    heading('call', '通话'),
    heading('state', '状态'),
    heading('service', '接入号'),
    heading('customer', '客户'),
    heading('tags', '标签'),
    heading('score', '评分'),
    heading('SHA-256', 'SHA-256'),
    heading('file', '文件'),
  ];
  return [
    heads.map((one) => inLanguage(one, language)),
    ...rows.map((row) => [
      row.id,
      when(row.startedAt, zone),
      seconds(row.durationMs ?? 0),
      valueWords(row.direction, language),
      numberOf(row, output),
      row.agent ?? '',
      row.queue ?? '',
      row.call,
      valueWords(`recording.${row.state}`, language),
      row.accessName ?? row.accessNumber ?? '',
      row.customer ?? '',
      row.tags ?? '',
      row.score ?? '',
      row.sha256 ?? '',
      row.file,
    ]),
  ];
}
