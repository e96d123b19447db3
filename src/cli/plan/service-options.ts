// SPDX-License-Identifier: GPL-2.0-or-later
// What else is on the lines, and what does a computer agent ask? Options of `spillway plan` and how they are printed.

import { type Command, InvalidArgumentError } from 'commander';
import { type Bilingual, type Duration, durationOf, inLanguage } from '../../kernel/index.js';
import type { PartCost, QuestionPart, ServiceName, Services } from '../../planning/index.js';
import { numberOption } from '../command.js';
import { fittingTable } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { durationOption } from '../span-of-time.js';

const MOST_CALLS = 10_000_000;

export interface ServiceOptions {
  readonly outbound: number;
  readonly outboundTime: Duration;
  readonly fax: number;
  readonly faxTime: Duration;
}

export function withServices(made: Command, { language }: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return made
    .option(
      '--outbound <n>',
      t("agents' calls out in the busy hour", '忙时人工呼出数'),
      numberOption('outbound', 0, MOST_CALLS),
      0,
    )
    .option('--outbound-time <time>', t('each', '每次时长'), durationOption('outbound-time'), 120_000)
    .option('--fax <n>', t('faxes in the busy hour', '忙时传真数'), numberOption('fax', 0, MOST_CALLS), 0)
    .option('--fax-time <time>', t('each', '每次时长'), durationOption('fax-time'), 90_000);
}

/** `6s`, or its parts: `1=2s,2=2s,9=1.5s,wait=3s`. */
export function questionOption(text: string): readonly QuestionPart[] {
  const whole = lengthOf(text);
  if (whole !== undefined && whole > 0) return [{ key: '', each: whole }];
  return text.split(',').map((part) => {
    const [, key = '', length = ''] = /^([0-9*#]|wait)=(.+)$/.exec(part.trim()) ?? [];
    const each = lengthOf(length);
    if (key !== '' && each !== undefined && each > 0) return { key, each };
    throw new InvalidArgumentError(`--question: ${part}: 6s, or 1=2s,2=2s,9=2s,wait=5s, would be right.`);
  });
}

/** Words are short: halves of seconds count. */
function lengthOf(text: string): Duration | undefined {
  return /^\d+\.\d+s$/.test(text) ? Number(text.slice(0, -1)) * 1000 : durationOf(text);
}

const NAMES: Readonly<Record<ServiceName, Bilingual>> = {
  people: { en: 'calls to people', zh: '人工呼入' },
  outbound: { en: 'calls out', zh: '人工呼出' },
  automatic: { en: 'greeting, menus, self-service', zh: '自动服务' },
  fax: { en: 'fax', zh: '传真' },
};

export function printServices(output: Output, { each, ...sum }: Services): void {
  output.write('');
  const rows = [
    ...each.map(({ name, erlangs, channels, byErlang }) => ({ says: NAMES[name], erlangs, channels, byErlang })),
    { says: { en: 'all', zh: '合计' }, ...sum },
  ];
  fittingTable(
    output,
    [
      { heading: heading('channels for', '通道'), cell: ({ says }) => inLanguage(says, output.language) },
      { heading: heading('Erlangs', '话务量'), cell: ({ erlangs }) => erlangs.toFixed(2), right: true },
      { heading: heading('rule of thumb', '经验公式'), cell: ({ channels }) => channels, right: true },
      { heading: heading('Erlang', '爱尔兰公式'), cell: ({ byErlang }) => byErlang, right: true },
    ],
    rows,
  );
}

/** What each option takes of every call, and whom that turns away. */
export function printQuestion(output: Output, parts: readonly PartCost[]): void {
  for (const { key, each, costs } of parts) {
    const seconds = (each / 1000).toFixed(1);
    const lost = Math.round(costs).toLocaleString('en-US');
    if (key === '') continue; // the line above says it
    const [en, zh] = key === 'wait' ? ['waiting for a key', '等待按键'] : [`key ${key}`, `按键 ${key}`];
    say(output, {
      en: `  ${en}: ${seconds} s of each call, ${lost} callers fewer`,
      zh: `  ${zh}：每个呼叫 ${seconds} 秒，少留住 ${lost} 个`,
    });
  }
}
