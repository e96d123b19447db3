// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway reload`: what does the box make of its file, read again?

import type { Command } from 'commander';
import type { Reloaded } from '../../host/index.js';
import { attempt, type BoxOptions, command, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { EXIT, type Output } from '../output.js';
import { sayTaken } from '../shop-client.js';

export function reloadCommand(output: Output): Command {
  const summary = {
    en: 'Reads the configuration file again; says what is in force, what needs a restart, or what is wrong',
    zh: '重新读取配置文件；说明哪些已生效、哪些需要重启、哪里有误',
  };
  return withBox(
    command(output, 'reload', summary, [
      {
        line: 'spillway reload',
        does: { en: 'exit 0 when the file is in force, 1 when it has errors', zh: '已生效返回 0，有错误返回 1' },
      },
      { line: 'spillway reload --json', does: { en: 'problems, hints, restart: for a script', zh: '供脚本使用' } },
    ]),
    output,
  ).action((options: BoxOptions) =>
    attempt(output, async () => {
      const reloaded = (await askBox(options.socket, 'reload')) as Reloaded;
      if (options.json) output.write(JSON.stringify(reloaded, null, 2));
      else sayTaken(output, reloaded);
      if (reloaded.problems.length > 0) process.exitCode = EXIT.failed;
    }),
  );
}
