// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway events`: what happens in the box, event by event, for people and for the shop's own programs?

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import type { ToldEvent } from '../../store/index.js';
import { attempt, type BoxOptions, command, integerOption, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import type { Output } from '../output.js';
import { when, zoneOf } from '../times.js';
import { untilInterrupted } from '../until-interrupted.js';

interface Options extends BoxOptions {
  readonly follow?: boolean;
  readonly since?: number;
  readonly snapshot?: boolean;
}

export function eventsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Events of the log, each with its number n: what has happened since n, and with --follow what comes',
    zh: '按序号 n 显示事件：自 n 以来发生的，加 --follow 则持续显示新事件',
  };
  return withBox(
    command(output, 'events [types...]', summary, [
      {
        line: 'spillway events --follow',
        does: { en: 'from now on, until Ctrl-C', zh: '从现在起持续显示，按 Ctrl-C 结束' },
      },
      {
        line: 'spillway events offer call --follow --since 1042 --json',
        does: {
          en: 'for a program: offers and calls after event 1042, none missed',
          zh: '供程序使用：事件 1042 之后的振铃与通话，不遗漏',
        },
      },
      {
        line: 'spillway events --follow --snapshot --json',
        does: { en: 'first how the box is, as of event n', zh: '先给出截至事件 n 的系统状态' },
      },
    ]),
    output,
  )
    .option('--follow', t('and those to come', '持续显示新事件'))
    .option(
      '--since <n>',
      t('after this event; 0: from the first', '从该事件之后开始；0 为从头开始'),
      integerOption('since', 0, 2 ** 52),
    )
    .option('--snapshot', t('first how the box is', '先显示系统状态'))
    .action((types: readonly string[], options: Options) => attempt(output, () => follow(output, types, options)));
}

async function follow(output: Output, types: readonly string[], options: Options): Promise<void> {
  const { socket, since, json } = options;
  const zone = await zoneOf(socket);
  const item = (told: unknown) => {
    if (json) output.write(JSON.stringify(told));
    else if (isEvent(told)) output.write(lineOf(told, zone));
  };
  const params = {
    ...{ types, follow: options.follow ?? false, snapshot: options.snapshot ?? false },
    ...(since !== undefined ? { since } : options.follow ? {} : { since: 0 }),
  };
  const { signal, stop } = untilInterrupted();
  await askBox(socket, 'events', { params, item, signal }).finally(stop);
}

const isEvent = (told: unknown): told is ToldEvent => typeof told === 'object' && told !== null && 'n' in told;

function lineOf({ n, type, at, actor, facts }: ToldEvent, zone: string | undefined): string {
  const particulars = Object.entries((facts ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  return [String(n), when(at, zone), type, ...particulars, ...(actor === null ? [] : [`by ${actor}`])].join('  ');
}
