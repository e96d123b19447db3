// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway start`: runs the box until it is told to stop.

import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { runBox } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { attempt, command, numberOption } from '../command.js';
import type { Output } from '../output.js';

interface Options {
  readonly speed: number;
  readonly start?: number;
  readonly json?: boolean;
  readonly status?: boolean;
  readonly web: boolean;
}

/** What runs the web process. */
const WEB = [fileURLToPath(new URL('../main.js', import.meta.url)), 'web'];

export function startCommand(output: Output): Command {
  const summary = {
    en: 'Runs the box by a configuration file, until SIGTERM or Ctrl-C',
    zh: '按配置文件运行系统，直到 SIGTERM 或 Ctrl-C',
  };
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return command(output, 'start [file]', summary, [
    { line: 'spillway start', does: { en: 'run ./spillway.yaml', zh: '运行当前目录的 spillway.yaml' } },
    {
      line: 'spillway start /etc/spillway/spillway.yaml',
      does: { en: 'run another file; SIGHUP reads it again', zh: '运行指定文件；SIGHUP 重新读取' },
    },
  ])
    .option(
      '--speed <x>',
      t(
        'virtual board only: times real time, in lock-step with its far ends; 0: as fast as it goes',
        '仅虚拟板卡：倍速，与对端同步；0 为最快',
      ),
      numberOption('speed', 0, 1000),
      1,
    )
    .option(
      '--start <instant>',
      t('lock-step: where time begins, ms since 1970', '同步运行的起始时刻，1970 年起的毫秒数'),
      numberOption('start', 0, 1e15),
    )
    .option(
      '--no-web',
      t('without the web process, which a service of its own starts', '不启动 Web 进程（由单独的服务启动）'),
    )
    .option('--status', t('print the status as one line of JSON each second', '每秒输出一行 JSON 状态'))
    .option(
      '--json',
      t(
        'log as JSON lines (the default when standard error is no terminal)',
        '日志为 JSON（标准错误不是终端时的默认值）',
      ),
    )
    .action(async (file: string | undefined, options: Options) => {
      await attempt(output, () =>
        runBox({
          file: file ?? 'spillway.yaml',
          speed: options.speed,
          ...(options.start === undefined ? {} : { start: options.start }),
          people: process.stderr.isTTY && !options.json,
          language: output.language,
          ...(options.web && { web: { program: WEB } }),
          ...(options.status && { status: (status) => output.write(JSON.stringify(status)) }),
        }),
      );
    });
}
