// SPDX-License-Identifier: GPL-2.0-or-later
// What does the search for a better policy say? What it tried, what is best, and how certain that is.

import type { Bilingual } from '../../kernel/index.js';
import type { Advised, Known, Tried } from '../../simulation/index.js';
import { type Column, fittingTable } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { share } from '../plan/plan-page.js';
import { printKnown } from './recorded-page.js';

interface About {
  readonly seeds: number;
  readonly known?: Known;
  readonly json: boolean;
}

export function printAdvice(output: Output, advised: Advised, { seeds, known, json }: About): void {
  if (json) {
    output.write(JSON.stringify({ aim: AIM, seeds, ...(known && { known }), ...asJson(advised) }, null, 2));
    return;
  }
  if (known !== undefined) printKnown(output, known);
  fittingTable(output, COLUMNS, [...advised.tried].sort(byLost));
  for (const line of conclusion(advised, seeds)) say(output, line);
  const { on, off, share: least, interval, human } = advised.best.settings;
  const settings = `{ on: ${on}, off: ${off}, ratio: { min: ${least} }, interval: ${interval}ms, human: { min: ${human} } }`;
  output.write(`surge: ${settings}`);
}

const AIM = 'fewest lost callers, then fewest agent hours';

function asJson({ tried, best, cutShort }: Advised) {
  const row = ({ settings, staff, figures, difference }: Tried) => ({ settings, staff, figures, difference });
  return { cutShort, best: row(best), tried: tried.map(row) };
}

const byLost = (a: Tried, b: Tried) =>
  a.figures.lost.mean - b.figures.lost.mean || a.figures.agentHours.mean - b.figures.agentHours.mean;
const whole = (value: number) => String(Math.round(value));

const COLUMNS: readonly Column<Tried>[] = [
  { heading: heading('on/off', '开/关'), cell: ({ settings: { on, off } }) => `${on}/${off}` },
  { heading: heading('least share', '最小比例'), cell: ({ settings }) => share(settings.share), right: true },
  { heading: heading('pacing', '节奏'), cell: ({ settings }) => `${settings.interval} ms`, right: true },
  { heading: heading('for people', '留给人工'), cell: ({ settings }) => String(settings.human), right: true },
  { heading: heading('agents', '座席'), cell: ({ staff }) => share(staff), right: true },
  { heading: heading('hours', '小时'), cell: ({ figures }) => figures.agentHours.mean.toFixed(1), right: true },
  { heading: heading('kept', '留住'), cell: ({ figures }) => share(figures.kept.mean), right: true },
  {
    heading: heading('lost', '流失'),
    cell: ({ figures: { lost } }) => `${whole(lost.mean)}${lost.within === undefined ? '' : ` ±${whole(lost.within)}`}`,
    right: true,
  },
  { heading: heading('against own', '与现行相比'), cell: ({ difference: { lost } }) => changed(lost), right: true },
];

function changed({ mean, within }: Tried['difference']['lost']): string {
  const certain = within !== undefined && Math.abs(mean) > within ? '*' : '';
  return `${mean < 0 ? '-' : '+'}${whole(Math.abs(mean))}${within === undefined ? '' : ` ±${whole(within)}`}${certain}`;
}

function conclusion({ tried, best, cutShort }: Advised, seeds: number): readonly Bilingual[] {
  const { lost } = best.difference;
  const isCertain = lost.within !== undefined && lost.mean < -lost.within;
  const lines: Bilingual[] = [
    {
      en: `${tried.length} policies by the same callers of ${seeds} seeds; ±: 95 % certain. * differs from your own by more than chance.`,
      zh: `共尝试 ${tried.length} 种策略，来电者相同（${seeds} 组随机数）；± 为 95% 置信区间。* 表示与现行策略差异显著。`,
    },
  ];
  if (cutShort)
    lines.push({ en: 'The search was cut short: --tries allows more.', zh: '搜索未完成：可用 --tries 增加次数。' });
  lines.push(
    isCertain
      ? { en: 'Best, and better than your own:', zh: '最佳，且优于现行策略：' }
      : { en: 'Best found, not certainly better than your own:', zh: '所得最佳，但未必优于现行策略：' },
  );
  return lines;
}
