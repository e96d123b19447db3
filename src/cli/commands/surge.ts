// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway surge [on|off|auto]`: is there a surge, where, by which thresholds; and switched by hand for a while.

import { Argument, type Command } from 'commander';
import type { SurgeStatus } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { when } from '../times.js';
import { timedTable } from './lists.js';

const SAYS = { on: 'on', off: 'off', auto: 'byThresholds' } as const;
type Action = keyof typeof SAYS;

interface Options extends BoxOptions {
  readonly until?: string;
  readonly for?: string;
  readonly number?: string;
}

export function surgeCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'The surge control now: channels, thresholds, share of the computer agents; switch it by hand for a while',
    zh: '浪涌控制的当前状态：信道、阈值、电脑座席比例；可临时人工启停',
  };
  const made = command(output, 'surge', summary, [
    {
      line: 'spillway surge',
      does: { en: 'each trunk group, and each number of its own', zh: '各中继组及单独设置的接入号' },
    },
    {
      line: 'spillway surge on --for 30min',
      does: { en: 'computer agents answer, whatever the thresholds say', zh: '不论阈值，立即启动电脑座席' },
    },
    { line: 'spillway surge off --until 22:00', does: { en: 'none of them until then', zh: '至该时间不启用电脑座席' } },
    {
      line: 'spillway surge off --number 88880001 --for 1h',
      does: { en: 'the same for one access number', zh: '只对一个接入号' },
    },
    { line: 'spillway surge auto', does: { en: 'by the thresholds again', zh: '恢复按阈值' } },
    {
      line: "spillway surge --json | jq '.controls[].share'",
      does: { en: 'the shares, for a script', zh: '各项比例，供脚本使用' },
    },
  ]);
  made.addArgument(new Argument('[action]').choices(Object.keys(SAYS)));
  return withBox(made, output)
    .option('--until <time>', t('14:00, 2026-10-08 or 2026-10-08T09:00', '14:00、2026-10-08 或 2026-10-08T09:00'))
    .option(
      '--for <time>',
      t('for so long: 30min, 2h; default: until it is ended', '持续时长：30min、2h；默认直到恢复'),
    )
    .option('--number <number>', t('only this access number; default: all', '只对该接入号，默认全部'))
    .action((action: Action | undefined, options: Options) => {
      const { until, number: accessNumber } = options;
      const params = { is: action && SAYS[action], until, for: options.for, accessNumber };
      const question = action === undefined ? { method: 'surge', params: {} } : { method: 'surge.say', params };
      return askAndPrint<SurgeStatus>(output, options, question, (status, shown) => page(shown, status));
    });
}

function page(output: Output, { controls, manual, manualOf = [] }: SurgeStatus): void {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  if (manual !== undefined) saidByHand(output, manual);
  for (const said of manualOf) saidByHand(output, said);
  timedTable(
    output,
    [
      heading('trunk group', '中继组'),
      heading('number', '接入号'),
      heading('surge', '浪涌'),
      heading('share', '比例'),
      heading('busy', '占用'),
      heading('in service', '可用'),
      heading('on at', '启动'),
      heading('off at', '结束'),
      heading('wait', '等待'),
      heading('since', '起始时间'),
    ],
    controls.map(({ group, accessNumber = '', on, share, busy, inService, threshold, quiet, wait, since }) => [
      group,
      accessNumber,
      on ? t('on', '已启动') : t('off', '未启动'),
      `${Math.round(share * 100)} %`,
      String(busy),
      String(inService),
      String(threshold),
      String(quiet),
      wait === undefined ? '-' : `${Math.round(wait / 1_000)} s`,
      since === undefined ? '-' : when(since, output.zone),
    ]),
  );
}

type Said = NonNullable<SurgeStatus['manual']> & { readonly accessNumber?: string };

function saidByHand(output: Output, { is, until, by, accessNumber }: Said): void {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const end = until === undefined ? '' : t(` until ${when(until, output.zone)}`, `，至 ${when(until, output.zone)}`);
  const who = by === undefined ? '' : t(` by ${by}`, `，操作人 ${by}`);
  const of = accessNumber === undefined ? '' : `${accessNumber} `;
  say(output, {
    en: `${of}switched ${is} by hand${end}${who}`,
    zh: `${of}已人工${is === 'on' ? '启动' : '停止'}${end}${who}`,
  });
}
