// SPDX-License-Identifier: GPL-2.0-or-later
// How do call records leave the box? In the form of the annual licence review of China, as CSV; whole, as JSON.

import { DateTime } from 'luxon';
import { csv, inLanguage, type Language } from '../kernel/index.js';
import type { ExportedCall } from '../store/index.js';
import { valueWords } from '../words/index.js';

/** JSON, one call a line's indentation; every column. */
export function callsAsJson(calls: readonly ExportedCall[]): string {
  return `${JSON.stringify(calls, null, 2)}\n`;
}

const HEADINGS = [
  { en: 'Calling number', zh: '主叫号码' },
  { en: 'Called number', zh: '被叫号码' },
  { en: 'Start', zh: '起始时间' },
  { en: 'Duration (s)', zh: '通话时长（秒）' },
  { en: 'Type', zh: '呼叫类型' },
  { en: 'Result', zh: '通话结果' },
] as const;

/**
 * The annual review's form: calling, called, start to the second in `zone`, duration, type, result. UTF-8 with a byte
 * order mark and CRLF, as spreadsheets want it. `more`: rows that follow others, without headings.
 */
export function callsAsCsv(
  calls: readonly ExportedCall[],
  options: { readonly zone: string; readonly language: Language; readonly more?: boolean },
): string {
  const say = (sentence: { readonly en: string; readonly zh: string }) => inLanguage(sentence, options.language);
  const lines = calls.map((call) => [
    call.calling ?? call.callingRaw ?? '',
    call.called ?? call.accessNumber ?? '',
    DateTime.fromMillis(call.offeredAt, { zone: options.zone }).toFormat('yyyy-MM-dd HH:mm:ss'),
    String(Math.round(call.talkMs / 1000)),
    valueWords(call.direction, options.language),
    valueWords(call.disposition ?? 'inProgress', options.language),
  ]);
  return options.more ? csv(lines) : `\uFEFF${csv([HEADINGS.map(say), ...lines])}`;
}
