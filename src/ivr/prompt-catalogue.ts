// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts come with the package, what do they say, and when is each played? `prompts/texts.yaml`, read.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Bilingual, LANGUAGES, type Language } from '../kernel/index.js';

/** A prompt of the package. */
export interface CataloguedPrompt {
  readonly name: string;
  /** What it says; a language that does without it is left out, and music has none. */
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  readonly when: Bilingual;
}

/** What many have in common. */
const KINDS: Readonly<Record<string, Bilingual>> = {
  own: { en: 'in dialogues of your own; the box itself does not play it', zh: '供自编语音流程使用，系统本身不播放' },
  figures: { en: 'in figures: positions, numbers, amounts', zh: '数字：排队位置、号码、数量' },
  dates: { en: 'in times and dates', zh: '时间和日期' },
};

/** Every prompt of the package in this folder, in the order of its texts. */
export function promptCatalogue(packaged: string): readonly CataloguedPrompt[] {
  const written: unknown = parse(readFileSync(join(packaged, 'texts.yaml'), 'utf8'));
  return Object.entries(written as Readonly<Record<string, Readonly<Record<string, unknown>>>>).map(
    ([name, entry]) => ({
      name,
      texts: textsOf(entry),
      when: whenOf(entry.when),
    }),
  );
}

/** One that is said in all languages together is the same in each. */
function textsOf(entry: Readonly<Record<string, unknown>>): CataloguedPrompt['texts'] {
  const all = LANGUAGES.flatMap((language) =>
    entry[language] === undefined ? [] : [[language, textOf(entry[language])] as const],
  );
  if (entry.together !== true) return Object.fromEntries(all);
  const together = all.map(([, text]) => text).join(' ');
  return Object.fromEntries(all.map(([language]) => [language, together]));
}

function textOf(said: unknown): string {
  return typeof said === 'object' && said !== null && 'text' in said ? String(said.text) : String(said);
}

function whenOf(written: unknown): Bilingual {
  if (typeof written === 'string') return KINDS[written] ?? { en: written, zh: written };
  const { en = '', 'zh-CN': zh = '' } = (written ?? {}) as Readonly<Record<string, string>>;
  return { en, zh };
}
