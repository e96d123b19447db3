// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway demo`: a TV-shopping wave against a box, both real processes, until every promise is kept or has failed.

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import { attempt, command, integerOption, numberOption, withJson } from '../command.js';
import { DEMO_DEFAULTS, type DemoOptions } from '../demo/plan.js';
import { isGood } from '../demo/report.js';
import { runDemo, stayDemo } from '../demo/run.js';
import { EXIT, type Output } from '../output.js';

export function demoCommand(output: Output): Command {
  const summary = {
    en: 'A TV-shopping wave on the virtual board, from the wire to the record, in about 90 s',
    zh: '在虚拟板卡上演示一次电视购物来电浪涌，从线路到话单，约 90 秒',
  };
  const d = DEMO_DEFAULTS;
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withJson(
    command(output, 'demo', summary, [
      { line: 'npm run demo', does: { en: 'the whole story', zh: '完整演示' } },
      { line: 'npm run demo -- --calls 300 --agents 20 --spans 2', does: { en: 'a larger wave', zh: '更大的浪涌' } },
      {
        line: 'npm run demo -- --speed 10 --report run.json',
        does: { en: 'ten times as fast, figures to a file', zh: '十倍速，结果写入文件' },
      },
      {
        line: 'npm run demo -- --stay --calls 600 --seconds 600',
        does: { en: 'ten minutes of calls, to be watched at the console', zh: '十分钟来电，可在控制台观看' },
      },
    ]),
    output,
  )
    .option('--calls <n>', t('callers', '来电数'), integerOption('calls', 1, 100_000), d.calls)
    .option('--seconds <s>', t('length of the wave', '浪涌时长'), numberOption('seconds', 1, 86_400), d.seconds)
    .option('--spans <n>', t('E1 spans', 'E1 中继数'), integerOption('spans', 1, 8), d.spans)
    .option('--agents <n>', t('agents', '座席数'), integerOption('agents', 1, 30), d.agents)
    .option('--talk <s>', t('mean length of a conversation', '平均通话时长'), numberOption('talk', 1, 3_600), d.talk)
    .option('--seed <n>', t('seed of chance', '随机种子'), integerOption('seed', 0, 2 ** 31), d.seed)
    .option(
      '--speed <x>',
      t('times real time; 0: as fast as it goes', '倍速；0 为最快'),
      numberOption('speed', 0, 1_000),
      d.speed,
    )
    .option('--report <file>', t('write the figures as JSON', '将结果写成 JSON 文件'))
    .option('--keep <dir>', t('keep files, database and recordings there', '将文件、数据库和录音保留在该目录'))
    .option('--stay', t('box and console stay up until Ctrl-C', '系统和控制台保持运行，直到按 Ctrl-C'))
    .option(
      '--web-port <n>',
      t('--stay: where the console is', '--stay：控制台端口'),
      integerOption('web-port', 1, 65_535),
    )
    .action(async (options: DemoOptions) => {
      await attempt(output, async () => {
        if (options.stay) return stayDemo(output, options);
        const result = await runDemo(output, options);
        if (!isGood(result)) process.exitCode = EXIT.failed;
      });
    });
}
