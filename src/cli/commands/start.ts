// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway start`: runs the box until it is told to stop.

import type { Command } from 'commander';
import { runBox } from '../../host/index.js';
import { attempt, command, numberOption } from '../command.js';
import type { Output } from '../output.js';

interface Options {
  readonly speed: number;
  readonly start?: number;
  readonly json?: boolean;
  readonly status?: boolean;
}

export function startCommand(output: Output): Command {
  const summary = {
    en: 'Runs the box by a configuration file, until SIGTERM or Ctrl-C',
    zh: '按配置文件运行系统，直到 SIGTERM 或 Ctrl-C',
  };
  return command(output, 'start [file]', summary, [
    { line: 'spillway start', does: { en: 'run ./spillway.yaml', zh: '运行当前目录的 spillway.yaml' } },
    {
      line: 'spillway start /etc/spillway.yaml',
      does: { en: 'run another file; SIGHUP reads it again', zh: '运行指定文件；SIGHUP 重新读取' },
    },
  ])
    .option(
      '--speed <x>',
      'virtual board only: times real time, in lock-step with its far ends; 0: as fast as it goes',
      numberOption('speed', 0, 1000),
      1,
    )
    .option('--start <instant>', 'lock-step: where time begins, ms since 1970', numberOption('start', 0, 1e15))
    .option('--status', 'print the status as one line of JSON each second')
    .option('--json', 'log as JSON lines (the default when standard error is no terminal)')
    .action(async (file: string | undefined, options: Options) => {
      await attempt(output, () =>
        runBox({
          file: file ?? 'spillway.yaml',
          speed: options.speed,
          ...(options.start === undefined ? {} : { start: options.start }),
          pretty: process.stderr.isTTY && !options.json,
          ...(options.status && { status: (status) => output.write(JSON.stringify(status)) }),
        }),
      );
    });
}
