// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway people password ID`: by what does somebody sign in to the console?

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import { attempt, type BoxOptions, command, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { EXIT, type Output, refuse, say } from '../output.js';

interface Options extends BoxOptions {
  readonly password?: string;
}

export function peopleCommand(output: Output): Command {
  const summary = { en: 'Passwords of the console', zh: '控制台密码' };
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withBox(
    command(output, 'people <action> <id>', summary, [
      {
        line: 'spillway people password wang',
        does: { en: 'a new one, shown once; he must change it', zh: '生成新密码，仅显示一次，首次登录须修改' },
      },
      {
        line: 'spillway people password 1001 --password "correct horse battery"',
        does: { en: 'this one', zh: '指定密码' },
      },
    ]),
    output,
  )
    .option('--password <text>', t('this one, 8 to 128 characters', '指定密码，8 至 128 个字符'))
    .action(async (action: string, id: string, options: Options) => {
      if (action !== 'password') {
        const right = { en: 'write: spillway people password wang', zh: '请写：spillway people password wang' };
        return refuse(output, right, EXIT.usage);
      }
      await attempt(output, async () => {
        const params = { id, ...(options.password !== undefined && { password: options.password }) };
        const given = (await askBox(options.socket, 'people.password', { params })) as { password?: string };
        if (options.json) return output.write(JSON.stringify(given, null, 2));
        say(output, { en: `${id} has another password from now on`, zh: `${id} 的控制台密码已更换，立即生效` });
        const { password } = given;
        if (password !== undefined)
          say(output, { en: `his password: ${password} (shown only now)`, zh: `密码：${password}（仅显示这一次）` });
      });
    });
}
