// SPDX-License-Identifier: GPL-2.0-or-later
// In which language do we speak to the reader? The two that the product has, and a sentence in both.

/** The languages of everything that people read or hear. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** One sentence in each language. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** The sentence in the reader's language. */
export function inLanguage(sentence: Bilingual, language: Language): string {
  return language === 'zh-CN' ? sentence.zh : sentence.en;
}

/** The system's language: Chinese when the locale says so (LC_ALL, LC_MESSAGES, LANG in this order), else English. */
export function systemLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
