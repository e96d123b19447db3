// SPDX-License-Identifier: GPL-2.0-or-later
// Which steps can a flow have, and what can stand in each? The table of the schema as a page; pure.

import { z } from 'zod';
import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { STEPS, type StepKind } from './flow-steps/index.js';
import type { JsonSchema } from './schema.js';

const HEAD: Bilingual = {
  en: '| step | key | default | |\n|---|---|---|---|\n',
  zh: '| 步骤 | 键 | 默认值 | 说明 |\n|---|---|---|---|\n',
};
const MUST: Bilingual = { en: 'must be written', zh: '必须写出' };

/** Every description of a step's keys, in the order of the table. */
export function stepDescriptions(): readonly string[] {
  return (Object.keys(STEPS) as StepKind[]).flatMap((kind) => keysOf(kind).map(({ description }) => description));
}

/** The steps as a table; `say` gives a description in the page's language. */
export function stepsTable(language: Language = 'en', say = (description: string) => description): string {
  const rows = (Object.keys(STEPS) as StepKind[]).flatMap((kind) =>
    keysOf(kind).map(({ key, description, usual, must }) => {
      const shown = must ? inLanguage(MUST, language) : usual;
      return `| ${key === kind ? `**\`${kind}\`**` : ''} | \`${key}\` | ${shown} | ${say(description).replaceAll('|', '\\|')} |`;
    }),
  );
  return `${inLanguage(HEAD, language)}${rows.join('\n')}\n`;
}

function keysOf(kind: StepKind) {
  const { properties = {}, required = [] } = z.toJSONSchema(STEPS[kind], { io: 'input' }) as JsonSchema & {
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([key, { description, default: usual }]) => ({
    key,
    description: String(description ?? ''),
    usual: usual === undefined || typeof usual === 'object' ? '' : `\`${String(usual)}\``,
    must: required.includes(key),
  }));
}
