// SPDX-License-Identifier: GPL-2.0-or-later
// Which texts does the console have, and in which language does it speak? The door of this folder.

import { createI18n } from 'vue-i18n';
import { askedWords, foundWords, valueWords } from '../../words/findings.js';
import { AREAS } from './areas.js';
import type { Pairs } from './pair.js';

type Areas = typeof AREAS;
export type Area = keyof Areas;

/** `frame.signIn`. */
export type WordKey = { [A in Area]: `${A}.${keyof Areas[A] & string}` }[Area];
export type Language = 'zh-CN' | 'en';

function messages(side: 0 | 1): Record<string, Record<string, string>> {
  const texts = (pairs: Pairs) => Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[side]]));
  return Object.fromEntries(Object.entries(AREAS).map(([area, pairs]) => [area, texts(pairs)]));
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'en',
  messages: { 'zh-CN': messages(0), en: messages(1) },
});

/** A text in the language of who sits here; reactive in templates. English says one thing and several by `n`, with a `|` between. */
export function t(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  return i18n.global.t(key, values, Number(String(values.n ?? 1).replaceAll(',', '')) || 0);
}

/** The word for a value that the box names, by the area or else as the box itself says it; a name of the shop's own stays as it is. */
export function word(area: Area, value: string | undefined): string {
  if (value === undefined) return '';
  if (knows(area, value)) return i18n.global.t(`${area}.${value}`);
  const inBox = `${BEFORE[area] ?? ''}${value}`;
  const said = valueWords(inBox, spoken());
  return said === inBox ? value : said;
}

/** Whether the area has a word of its own for it. */
export function knows(area: Area, value: string): boolean {
  return i18n.global.te(`${area}.${value}`, i18n.global.locale.value);
}

/** What stands before values of an area among the box's own words. */
const BEFORE: Partial<Record<Area, string>> = { endReason: 'end.' };

/** A line of a call's way: what was asked, and what was found. */
export function found(asked: string, answer: string): { readonly asked: string; readonly found: string } {
  return { asked: askedWords(asked, spoken()), found: foundWords(asked, answer, spoken()) };
}

/** Speaks this language from now on. */
export function speak(language: Language): void {
  i18n.global.locale.value = language;
}

export function spoken(): Language {
  return i18n.global.locale.value === 'en' ? 'en' : 'zh-CN';
}

/** Several names, as a sentence of the language has them. */
export function listed(names: readonly string[]): string {
  return names.join(spoken() === 'en' ? ', ' : '、');
}
