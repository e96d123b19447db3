// SPDX-License-Identifier: GPL-2.0-or-later
// Which settings are there, what are they when nobody writes them, and when does a change apply? The schema as a list; pure.

import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { type Applies, type JsonSchema, jsonSchema } from './schema.js';

/** A setting as the reference shows it. `[]` in a path: each entry of a list; `NAME`: any name. */
export interface Setting {
  readonly path: string;
  readonly applies: Applies;
  readonly default?: unknown;
  readonly description?: string;
}

/** Every setting, in the order of the schema. */
export function settings(): readonly Setting[] {
  const found = new Map<string, Setting>();
  for (const setting of below(jsonSchema(), '')) if (!found.has(setting.path)) found.set(setting.path, setting);
  return [...found.values()];
}

function below(node: JsonSchema, at: string): Setting[] {
  const { properties = {}, items, oneOf = [], anyOf = [], additionalProperties, page } = node;
  if (page !== undefined) return []; // it has a page of its own
  return [
    ...Object.entries(properties).flatMap(([key, child]) => {
      const path = at === '' ? key : `${at}.${key}`;
      return [settingOf(path, child), ...below(child, path)];
    }),
    ...(items === undefined || isPlain(items) ? [] : below(items, `${at}[]`)),
    ...[...oneOf, ...anyOf].flatMap((option) => below(option, at)),
    ...(typeof additionalProperties === 'object' ? below(additionalProperties, `${at}.NAME`) : []),
  ];
}

function settingOf(path: string, { applies = 'restart', description, ...rest }: JsonSchema): Setting {
  return {
    path,
    applies,
    ...(rest.default === undefined ? {} : { default: rest.default }),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

const isPlain = ({ properties, oneOf, anyOf, items }: JsonSchema): boolean =>
  properties === undefined && oneOf === undefined && anyOf === undefined && items === undefined;

const WHEN: Readonly<Record<Applies, Bilingual>> = {
  now: { en: 'now', zh: '立即' },
  nextCall: { en: 'next call', zh: '下一个呼叫起' },
  restart: { en: 'restart', zh: '重启后' },
};

const HEAD: Bilingual = {
  en: `# Settings

[中文](settings.zh-CN.md)

Everything that can stand in \`spillway.yaml\`. Written from the schema by \`node tools/gen-schema.mjs\`, as \`spillway.schema.json\` is.

*Applies* says what becomes of a change when the file is read again (\`spillway reload\`, SIGHUP, or a command that writes it): **now**, also for calls that are up; with the **next call**; after a **restart**, until which the box keeps
what it has and says so. A setting below a section goes by the section unless it says so itself. \`[]\` is each entry of a list, \`NAME\` any name.

| setting | default | applies | |
|---|---|---|---|
`,
  zh: `# 设置

[English](settings.md)

\`spillway.yaml\` 中可以写的全部内容。与 \`spillway.schema.json\` 一样，由 \`node tools/gen-schema.mjs\` 按定义生成。

“何时生效”是指重新读取文件时（\`spillway reload\`、SIGHUP，或由命令改写文件）改动从何时起有效：**立即**（包括已有的呼叫）、**下一个呼叫起**，或**重启后**（在此之前系统沿用原值，并会说明）。
小节中的设置按小节，除非另有说明。\`[]\` 表示列表的每一项，\`NAME\` 表示任意名称。

| 设置 | 默认值 | 何时生效 | 说明 |
|---|---|---|---|
`,
};

/** When a change applies, in words. */
export function appliesWords(applies: Applies, language: Language): string {
  return inLanguage(WHEN[applies], language);
}

/** The reference as a page; `say` gives a description in the page's language. */
export function referencePage(language: Language = 'en', say = (description: string) => description): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = settings().map(({ path, applies, default: usual, description = '' }) => {
    const shown = usual === undefined || usual === '' || typeof usual === 'object' ? '' : `\`${cell(String(usual))}\``;
    return `| \`${path}\` | ${shown} | ${appliesWords(applies, language)} | ${cell(say(description))} |`;
  });
  return `${inLanguage(HEAD, language)}${rows.join('\n')}\n`;
}
