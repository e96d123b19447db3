// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway hours [close|open|regular]`: is the shop open, and how is it closed for today?

import { Argument, type Command } from 'commander';
import type { OpeningStatus } from '../../engine/index.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import type { Output } from '../output.js';
import { when } from '../times.js';
import { timedTable } from './lists.js';

const METHODS = { close: 'closeHours', open: 'openHours', regular: 'regularHours' } as const;
type Action = keyof typeof METHODS;

interface Options extends BoxOptions {
  readonly number?: string;
  readonly until?: string;
  readonly greeting?: string;
}

const BY: Readonly<Record<OpeningStatus['by'], Bilingual>> = {
  always: { en: 'has no hours', zh: '不限时间' },
  calendar: { en: 'calendar', zh: '日历' },
  hand: { en: 'by hand', zh: '人工设置' },
};

export function hoursCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Opening hours of the access numbers now; close or open them by hand for a while',
    zh: '各接入号当前的营业状态；可临时人工关闭或开放',
  };
  const made = command(output, 'hours', summary, [
    { line: 'spillway hours', does: { en: 'what is open, and until when', zh: '各接入号是否营业及何时变化' } },
    {
      line: 'spillway hours close --until 14:00',
      does: {
        en: 'closed until then; callers hear what they hear after hours',
        zh: '关闭至该时间；来电按非工作时间处理',
      },
    },
    {
      line: 'spillway hours close --number 88880001 --greeting closed',
      does: {
        en: 'one number, until it is opened, with a prompt of your own',
        zh: '只关闭一个接入号，直到恢复，播放指定提示音',
      },
    },
    { line: 'spillway hours open --until 22:00', does: { en: 'open longer today', zh: '今天延长营业' } },
    { line: 'spillway hours regular', does: { en: 'by the calendars again', zh: '恢复按日历' } },
  ]);
  made.addArgument(new Argument('[action]').choices(Object.keys(METHODS)));
  return withBox(made, output)
    .option('--number <number>', t('one access number; default: all', '单个接入号，默认全部'))
    .option(
      '--until <time>',
      t(
        '14:00, 2026-10-08 or 2026-10-08T09:00; default: until it is ended',
        '14:00、2026-10-08 或 2026-10-08T09:00，默认直到恢复',
      ),
    )
    .option('--greeting <prompt>', t('what callers hear while it is closed', '关闭期间播放的提示音'))
    .action((action: Action | undefined, options: Options) => {
      const { number, until, greeting } = options;
      const params = { number, until, greeting };
      const question = { method: action === undefined ? 'hours' : METHODS[action], params };
      return askAndPrint<readonly OpeningStatus[]>(output, options, question, (numbers, shown) =>
        hoursTable(shown, numbers),
      );
    });
}

function hoursTable(output: Output, numbers: readonly OpeningStatus[]): void {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  timedTable(
    output,
    [
      heading('number', '接入号'),
      heading('name', '名称'),
      heading('now', '当前'),
      heading('until', '至'),
      heading('by', '依据'),
      heading('greeting', '提示音'),
      heading('who', '操作人'),
    ],
    numbers.map(({ number, name = '', open, until, by, greeting = '', actor = '' }) => [
      number,
      name,
      open ? t('open', '营业') : t('closed', '关闭'),
      until === undefined ? '-' : when(until, output.zone),
      inLanguage(BY[by], output.language),
      greeting,
      actor,
    ]),
  );
}
