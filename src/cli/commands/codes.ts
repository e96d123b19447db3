// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway codes [--print]`: what can be dialled at the shop's telephones? By its file; no box need run.

import type { Command } from 'commander';
import { ConfigFile } from '../../config/index.js';
import { inLanguage } from '../../kernel/index.js';
import { cardGroups, cardPage } from '../codes-card.js';
import { attempt, command, withJson } from '../command.js';
import { heading } from '../heading.js';
import { type Output, table } from '../output.js';

interface Options {
  readonly config: string;
  readonly print?: boolean;
  readonly json?: boolean;
}

export function codesCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = { en: 'Codes of the telephones, and a card of them to print', zh: '话机功能码，可打印成卡片' };
  const made = withJson(
    command(output, 'codes', summary, [
      { line: 'spillway codes', does: { en: 'those of ./spillway.yaml', zh: '当前目录 spillway.yaml 的功能码' } },
      {
        line: 'spillway codes --print > codes.html',
        does: { en: 'a page in both languages, to print from a browser', zh: '中英文对照卡片，用浏览器打印' },
      },
    ]),
    output,
  );
  return made
    .option('--config <file>', t("the box's configuration file", '系统的配置文件'), 'spillway.yaml')
    .option('--print', t('a page of HTML to print', '输出可打印的 HTML 页面'))
    .action((options: Options) =>
      attempt(output, () => {
        const config = ConfigFile.open(options.config).current;
        const lines = cardGroups(config).flatMap((group) => group.lines);
        if (options.json) output.write(JSON.stringify(lines, null, 2));
        else if (options.print) output.write(cardPage(config));
        else
          table(
            output,
            [heading('code', '功能码'), heading('meaning', '含义')],
            lines.map((line) => [line.code, inLanguage(line, output.language)]),
          );
      }),
    );
}
