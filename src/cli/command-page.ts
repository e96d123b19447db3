// SPDX-License-Identifier: GPL-2.0-or-later
// Which commands are there, with which arguments, options and examples? The page of docs/, from what `--help` knows.

import type { Command, Option } from 'commander';
import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { say } from '../words/index.js';
import { defaultSocket, examplesOf } from './command.js';
import { helpIn } from './help.js';
import { program } from './program.js';

const HEAD: Bilingual = {
  en: `# Commands

[中文](commands.zh-CN.md)

What \`spillway\` can do. Written from what \`--help\` says by \`node tools/gen-commands.mjs\`. Exit codes: 0 done, 1 failed, 2 the command line cannot mean that, 3 no box runs. With \`--json\` an error is one object on standard error.
`,
  zh: `# 命令

[English](commands.md)

\`spillway\` 的全部命令，由 \`node tools/gen-commands.mjs\` 按 \`--help\` 的内容生成。返回码：0 完成，1 失败，2 命令写法有误，3 没有系统在运行。加 \`--json\` 时，错误以一个 JSON 对象写到标准错误。
`,
};

/** The page in one language. */
export async function commandPage(language: Language): Promise<string> {
  const root = await program({ language, write: () => {}, complain: () => {} });
  const commands = root.commands.flatMap((made) => withSubcommands(made, 'spillway'));
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const list = commands.map(({ name, made }) => `| [\`${name}\`](#${anchor(name)}) | ${cell(made.description())} |`);
  return [
    inLanguage(HEAD, language),
    `| ${t('command', '命令')} | ${t('what it does', '作用')} |\n|---|---|\n${list.join('\n')}\n`,
    ...commands.map(({ name, made }) => section(name, made, language)),
  ].join('\n');
}

interface Named {
  /** As it is typed: `spillway agents`. */
  readonly name: string;
  readonly made: Command;
}

function withSubcommands(made: Command, above: string): Named[] {
  const name = `${above} ${made.name()}`;
  return [{ name, made }, ...made.commands.flatMap((below) => withSubcommands(below, name))];
}

function section(name: string, made: Command, language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const words = made.registeredArguments.map((argument) => {
    const shown = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${shown}>` : `[${shown}]`;
  });
  const aliases = made.aliases().map((alias) => `\`${alias}\``);
  const rows = made.options.filter(({ hidden }) => !hidden).map((option) => row(option, language));
  const examples = examplesOf(made).map(({ line, does }) => `# ${inLanguage(does, language)}\n${line}`);
  return [
    `## ${name}\n`,
    `${[made.description(), ...(aliases.length > 0 ? [`${t('Also', '也可写作')} ${aliases.join(', ')}`] : [])].join(t('. ', '。'))}\n`,
    `\`${[name, ...words].join(' ')}\`\n`,
    ...(rows.length === 0 ? [] : [`| ${t('option', '选项')} | |\n|---|---|\n${rows.join('\n')}\n`]),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join('\n')}\n\`\`\`\n`]),
  ].join('\n');
}

function row(option: Option, language: Language): string {
  const known = helpIn(language).optionDescription?.(elsewhere(option)) ?? option.description;
  return `| \`${cell(option.flags)}\` | ${cell(say(known, language))} |`;
}

/** The default socket is another one where a box is: the page tells that of a folder in which nothing is yet. */
function elsewhere(option: Option): Option {
  if (option.long !== '--socket') return option;
  option.defaultValue = defaultSocket({}, () => false);
  return option;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
/** As GitHub makes it of a heading. */
const anchor = (name: string) => name.replaceAll(' ', '-');
