// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway lines measure`: how loud, how quiet and how well matched are analog lines?

import type { MeasuredLine } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { LINE_FINDINGS } from '../../words/index.js';
import type { BoxOptions } from '../command.js';
import { askBox } from '../control-client.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say } from '../output.js';
import { timedTable } from './lists.js';

export interface MeasureOptions extends BoxOptions {
  readonly digit?: string;
}

/** Measures each line in turn, some seconds a line; a line that is not as it should be makes the exit code 1. */
export async function measureLines(
  output: Output,
  { socket, json, digit }: MeasureOptions,
  targets: readonly string[],
): Promise<void> {
  const measured: MeasuredLine[] = [];
  for (const line of targets) {
    const params = { line, ...(digit && { digit }) };
    measured.push(...((await askBox(socket, 'lines.measure', { params, item: () => {} })) as MeasuredLine[]));
  }
  if (output.json || json) output.write(JSON.stringify(measured, null, 2));
  else measuredTable(output, measured);
  if (measured.some(({ findings }) => findings.length > 0)) process.exitCode = EXIT.failed;
}

/** A row a line, then what is wrong with which. */
export function measuredTable(output: Output, measured: readonly MeasuredLine[]): void {
  timedTable(
    output,
    [
      heading('line', '线路'),
      heading('dial tone dBm0', '拨号音 dBm0'),
      heading('Hz', '频率 Hz'),
      heading('noise dBm0', '噪声 dBm0'),
      heading('hum dBm0', '交流声 dBm0'),
      heading('echo return loss dB', '回波损耗 dB'),
      heading('well', '正常'),
    ],
    measured.map(({ line, measures: { dialTone, noise, hum, echoReturnLoss }, findings }) => [
      line,
      dialTone?.dbm0 ?? inLanguage({ en: 'none', zh: '无' }, output.language),
      dialTone?.hertz.join('+') ?? '',
      noise,
      hum,
      echoReturnLoss.mean,
      inLanguage(findings.length === 0 ? { en: 'yes', zh: '是' } : { en: 'NO', zh: '否' }, output.language),
    ]),
  );
  for (const { line, findings } of measured)
    for (const finding of findings) {
      const { en, zh } = LINE_FINDINGS[finding];
      say(output, { en: `${line}: ${en}`, zh: `${line}：${zh}` });
    }
}
