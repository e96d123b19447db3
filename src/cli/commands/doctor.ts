// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway doctor`: what is missing or wrong on this machine, and how is it mended?

import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { loadConfig } from '../../config/index.js';
import { type Bilingual, inLanguage, LANGUAGES, type Language } from '../../kernel/index.js';
import { attempt, command, withJson } from '../command.js';
import { examine } from '../doctor/checks.js';
import { thisMachine } from '../doctor/here.js';
import type { Finding, Machine, Setting, Verdict } from '../doctor/machine.js';
import { EXIT, type Output, say } from '../output.js';

interface Options {
  readonly json?: boolean;
  readonly lang?: Language;
}

const USUAL = 'spillway.yaml';

/** The words before each sentence, of equal width in a terminal. */
const WORDS: Readonly<Record<Verdict, Bilingual>> = {
  good: { en: 'good   ', zh: '正常' },
  warning: { en: 'warning', zh: '注意' },
  bad: { en: 'BAD    ', zh: '故障' },
};

/** `machine` is for tests; the default is the one that we run on. */
export function doctorCommand(output: Output, machine: () => Machine = thisMachine): Command {
  const summary = {
    en: 'Says what is missing or wrong on this machine, and how to mend it',
    zh: '检查本机缺少什么、哪里有问题,以及如何解决',
  };
  const lang = new Option('--lang <language>', inLanguage({ en: 'speak it', zh: '输出语言' }, output.language));
  return withJson(
    command(output, 'doctor [file]', summary, [
      {
        line: 'spillway doctor',
        does: {
          en: 'for ./spillway.yaml; exit 1 when anything is bad',
          zh: '按当前目录的 spillway.yaml 检查;有故障返回 1',
        },
      },
      { line: 'spillway doctor /etc/spillway.yaml --lang zh-CN', does: { en: 'in Chinese', zh: '用中文输出' } },
      {
        line: 'spillway doctor --json | jq \'.findings[] | select(.verdict=="bad")\'',
        does: { en: 'for a script, in both languages', zh: '供脚本使用,两种语言都有' },
      },
    ]),
    output,
  )
    .addOption(lang.choices([...LANGUAGES]))
    .action((file: string | undefined, options: Options) =>
      attempt(output, async () => {
        const findings = await examine(machine(), settingOf(file));
        if (findings.some(({ verdict }) => verdict === 'bad')) process.exitCode = EXIT.failed;
        if (options.json) output.write(JSON.stringify({ verdict: worst(findings), findings }, null, 2));
        else print({ ...output, language: options.lang ?? output.language }, findings);
      }),
    );
}

function settingOf(named: string | undefined): Setting {
  const file = named ?? USUAL;
  if (named === undefined && !existsSync(file)) return { file };
  const parsed = loadConfig(file);
  return 'config' in parsed ? { file, parsed, config: parsed.config } : { file, parsed };
}

function worst(findings: readonly Finding[]): Verdict {
  const order: readonly Verdict[] = ['bad', 'warning', 'good'];
  return order.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'good';
}

function print(output: Output, findings: readonly Finding[]): void {
  for (const { verdict, what, remedy } of findings) {
    const word = WORDS[verdict];
    say(output, { en: `${word.en}  ${what.en}`, zh: `${word.zh}  ${what.zh}` });
    if (remedy) say(output, { en: `         -> ${remedy.en}`, zh: `      -> ${remedy.zh}` });
  }
  const count = (wanted: Verdict) => findings.filter(({ verdict }) => verdict === wanted).length;
  say(output, {
    en: `${count('bad')} bad, ${count('warning')} warnings, ${count('good')} good.`,
    zh: `故障 ${count('bad')} 项,注意 ${count('warning')} 项,正常 ${count('good')} 项。`,
  });
}
