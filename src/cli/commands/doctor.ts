// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway doctor`: what is missing or wrong on this machine, and how is it mended?

import { type Command, Option } from 'commander';
import { loadConfig } from '../../config/index.js';
import { type Bilingual, inLanguage, LANGUAGES, type Language } from '../../kernel/index.js';
import { attempt, command, withJson } from '../command.js';
import { examine } from '../doctor/checks.js';
import { thisMachine } from '../doctor/here.js';
import type { Finding, Machine, Setting, Verdict } from '../doctor/machine.js';
import { asService, serviceOf } from '../doctor/service.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { type Asker, terminalAsker } from '../propose/terminal.js';
import { USUAL_FILES, usualFile } from '../usual-file.js';
import { type ProposeOptions, propose, strayOptions, withPropose } from './propose.js';

interface Options extends ProposeOptions {
  readonly lang?: Language;
}

/** The words before each sentence, of equal width in a terminal. */
const WORDS: Readonly<Record<Verdict, Bilingual>> = {
  good: { en: 'good   ', zh: '正常' },
  warning: { en: 'warning', zh: '注意' },
  bad: { en: 'BAD    ', zh: '故障' },
};

/** `machine` and `asker` are for tests; the defaults are the one that we run on, and the person at its terminal. */
export function doctorCommand(
  output: Output,
  machine: () => Machine = thisMachine,
  asker: (language: Language) => Asker | undefined = terminalAsker,
): Command {
  const summary = {
    en: 'Says what is missing or wrong on this machine, and how to mend it',
    zh: '检查本机缺少什么、哪里有问题，以及如何解决',
  };
  const lang = new Option('--lang <language>', inLanguage({ en: 'speak it', zh: '输出语言' }, output.language));
  const made = withJson(
    command(output, 'doctor [file]', summary, [
      {
        line: 'spillway doctor',
        does: {
          en: 'for ./spillway.yaml, else /etc/spillway/spillway.yaml; exit 1 when anything is bad',
          zh: '按当前目录的 spillway.yaml 检查，其次 /etc/spillway/spillway.yaml；有故障返回 1',
        },
      },
      {
        line: 'spillway doctor /etc/spillway/spillway.yaml --lang zh-CN',
        does: {
          en: 'for the installed service, as its unit starts it, in Chinese',
          zh: '按已安装的服务判断，用中文输出',
        },
      },
      {
        line: 'spillway doctor --propose --write proposal',
        does: {
          en: 'looks at the card, asks for the shop, writes proposal/system.conf and proposal/spillway.yaml',
          zh: '查看板卡并询问店铺信息，生成 proposal/system.conf 和 proposal/spillway.yaml',
        },
      },
      {
        line: 'spillway doctor --json | jq \'.findings[] | select(.verdict=="bad")\'',
        does: { en: 'for a script, in both languages', zh: '供脚本使用，两种语言都有' },
      },
    ]),
    output,
  );
  return withPropose(made, output)
    .addOption(lang.choices([...LANGUAGES]))
    .action((file: string | undefined, options: Options) => {
      const said = { ...output, language: options.lang ?? output.language };
      const wrong = misuse(file, options);
      if (wrong === undefined) {
        return attempt(said, () =>
          options.propose
            ? propose(said, machine(), options, () => (options.json ? undefined : asker(said.language)))
            : look(said, machine(), file, options),
        );
      }
      return refuse(said, wrong, EXIT.usage);
    });
}

/** Arguments that go with one of its two uses only. */
function misuse(file: string | undefined, options: Options): Bilingual | undefined {
  if (options.propose) {
    if (file === undefined) return undefined;
    return { en: `${file}: --propose reads no file`, zh: `${file}：--propose 不读取配置文件` };
  }
  const strays = strayOptions(options);
  return strays.length === 0
    ? undefined
    : { en: `${strays.join(', ')}: only with --propose`, zh: `${strays.join('、')}：须与 --propose 同用` };
}

async function look(output: Output, machine: Machine, file: string | undefined, options: Options): Promise<void> {
  const setting = settingOf(file);
  const unit = serviceOf(machine, setting);
  const findings = await examine(unit === undefined ? machine : asService(machine, unit), setting);
  if (findings.some(({ verdict }) => verdict === 'bad')) process.exitCode = EXIT.failed;
  if (options.json) output.write(JSON.stringify({ verdict: worst(findings), findings }, null, 2));
  else print(output, findings);
}

/** What the machine is to run, by a file; by default the one in the usual places, if it is there. */
export function settingOf(named: string | undefined): Setting {
  const file = named ?? usualFile();
  if (file === undefined) return { file: USUAL_FILES.join(', ') };
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
    zh: `故障 ${count('bad')} 项，注意 ${count('warning')} 项，正常 ${count('good')} 项。`,
  });
}
