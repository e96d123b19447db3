// SPDX-License-Identifier: GPL-2.0-or-later
// How does the report of a wave look? Lines that answer its owner's questions, tables per station and showing, and the curve as rows or a picture.

import { inLanguage, type Language } from '../kernel/index.js';
import type { WaveFigures, WavePart, WaveReport } from '../report/index.js';
import { valueWords } from '../words/index.js';
import { chartsSvg } from './chart.js';
import { timedTable } from './commands/lists.js';
import { heading } from './heading.js';
import type { Output } from './output.js';
import { lengthText, percent } from './spans.js';
import { when } from './times.js';
import { padded, widthOf, wrapped } from './width.js';

/** The whole page. */
export function printWave(output: Output, report: WaveReport): void {
  const { language, columns = Number.POSITIVE_INFINITY } = output;
  const title = {
    en: `Wave, ${when(report.from, report.zone)} to ${when(report.until, report.zone)}`,
    zh: `浪涌报表，${when(report.from, report.zone)} 至 ${when(report.until, report.zone)}`,
  };
  output.write(wrapped(inLanguage(title, language), columns));
  output.write('');
  const said = lines(report, language);
  const width = Math.max(...said.map(([head]) => widthOf(head))) + 2;
  for (const [head, text] of said) {
    const [first = '', ...rest] = wrapped(text, Math.max(20, columns - width)).split('\n');
    output.write(padded(head, width) + first);
    for (const more of rest) output.write(padded('', width) + more);
  }
  output.write('');
  partTable(output, report.stations, 'station');
  if (report.slots.length > 1) {
    output.write('');
    partTable(output, report.slots, 'slot');
  }
}

function lines(report: WaveReport, language: Language): readonly (readonly [string, string])[] {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const { calls, merged, unconfirmed, blocked, callbacks, lines: trunks } = report;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([word, count]) => `${valueWords(word, language)} ${count}`)
      .join(t(', ', '，')) || '0';
  const { p50, p90, calls: back } = callbacks.timeToCallBack;
  const time =
    p50 === null || p90 === null
      ? t('nobody was called back yet', '尚无回呼接通')
      : t(
          `half within ${lengthText(p50)}, nine of ten within ${lengthText(p90)} (${back})`,
          `一半在 ${lengthText(p50)} 内，九成在 ${lengthText(p90)} 内（${back}）`,
        );
  return [
    [
      t('Calls', '来电'),
      `${t('offered', '呼入')} ${calls.offered} = ${list({ ...calls.ended, ...(calls.inProgress > 0 && { inProgress: calls.inProgress }) })}`,
    ],
    [t('Lost', '流失'), `${calls.lost}`],
    [
      t('Captured', '捕获'),
      `${list(report.captured)}; ${t('merged', '合并')} ${merged}, ${t('unconfirmed', '未确认')} ${unconfirmed}`,
    ],
    [
      t('Blocked', '阻塞'),
      t(
        `${blocked.withoutChannel} without a channel; by the exchange: not known (all channels busy for ${lengthText(trunks.allBusy)}, most at once ${trunks.peak})`,
        `无信道 ${blocked.withoutChannel}；交换机拒绝：未知（信道全忙 ${lengthText(trunks.allBusy)}，同时最多 ${trunks.peak}）`,
      ),
    ],
    [
      t('Callbacks', '回呼'),
      `${t('promised', '承诺')} ${callbacks.created} = ${list(callbacks.states)}; ${t('recovery', '挽回率')} ${percent(callbacks.recoveryRate)}, ${t('on the same day', '当日兑现')} ${percent(callbacks.serviceLevel)}`,
    ],
    [t('Called back', '回呼用时'), time],
  ];
}

const taken = ({ captured }: WaveFigures) => Object.values(captured).reduce((sum, count) => sum + count, 0);

function partTable(
  output: Output,
  parts: readonly (WavePart & { readonly from?: number })[],
  what: 'station' | 'slot',
): void {
  const none = inLanguage({ en: '(none)', zh: '（无）' }, output.language);
  const isShown = what === 'slot';
  timedTable(
    output,
    [
      isShown ? heading('slot', '时段') : heading('number', '接入号'),
      isShown ? heading('from', '起始') : heading('name', '名称'),
      heading('offered', '呼入'),
      heading('answered', '接听'),
      heading('captured', '捕获'),
      heading('lost', '流失'),
      heading('promised', '承诺'),
      heading('kept', '兑现'),
    ],
    parts.map((part) => [
      part.key || none,
      isShown ? (part.key === '' || part.from === undefined ? '' : when(part.from, output.zone)) : (part.name ?? ''),
      String(part.calls.offered),
      String(part.calls.ended.answered ?? 0),
      String(taken(part)),
      String(part.calls.lost),
      String(part.promised),
      String(part.kept),
    ]),
  );
}

/** The curve as a picture: callers a step, by what became of them; and what the schedule's earlier showings had. */
export function curvePicture(report: WaveReport, language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const { curve, zone, step, slots } = report;
  const of = (name: string, value: (point: WaveReport['curve'][number]) => number) => ({
    name,
    steps: true,
    points: curve.map((point) => [point.at, value(point)] as const),
  });
  const [first, last] = [curve[0]?.at ?? 0, curve.at(-1)?.at ?? 0];
  const isIn = (at: number) => at >= first && at <= last + step;
  const perStep = step / 60_000;
  const learned = slots.flatMap(({ key, from, learned: earlier = [] }) =>
    earlier.length === 0 || !isIn(from)
      ? []
      : [
          {
            name: t(`${key}, earlier`, `${key}（以往）`),
            faint: true,
            points: earlier
              .map((count, minute) => [from + minute * 60_000, count * perStep] as const)
              .filter(([at]) => isIn(at)),
          },
        ],
  );
  return chartsSvg([
    {
      title: t(`Callers from ${when(report.from, zone)}`, `来电曲线，自 ${when(report.from, zone)}`),
      x: { label: t('time', '时间'), tick: (at) => when(at, zone, 'time').slice(0, 5) },
      y: { label: t(`in ${lengthText(step)}`, `每 ${lengthText(step)}`) },
      curves: [
        of(t('offered', '呼入'), ({ offered }) => offered),
        of(t('answered', '接听'), ({ answered }) => answered),
        of(t('captured', '捕获'), ({ captured }) => captured),
        of(t('lost', '流失'), ({ lost }) => lost),
        ...learned,
      ],
      marks: slots.flatMap(({ key, from }) => (key !== '' && isIn(from) ? [{ x: from, says: key }] : [])),
    },
  ]);
}
