// SPDX-License-Identifier: GPL-2.0-or-later
// How may a question be answered by speaking? Phrases for each choice of a menu, digits for a collect; keys always work beside it.

import { z } from 'zod';
import type { Language } from '../../kernel/index.js';

const phrases = () => z.array(z.string().trim().min(1).max(80)).min(1).max(50);

/** Phrases of one choice, by language. */
export type Phrases = Readonly<Record<Language, readonly string[]>>;

const ofChoice = z
  .union([
    phrases(),
    z.strictObject({
      'zh-CN': phrases().describe('Said by callers who hear Chinese.').exactOptional(),
      en: phrases().describe('Said by callers who hear English.').exactOptional(),
    }),
  ])
  .transform((written): Phrases => {
    const of = (language: Language) => (Array.isArray(written) ? written : (written[language] ?? []));
    return { 'zh-CN': of('zh-CN'), en: of('en') };
  });

/** Of a menu. */
export const spokenChoices = () =>
  z
    .record(z.string(), ofChoice)
    .describe(
      "What may be said for each choice: '1': [order, to order], or { zh-CN: [...], en: [...] }. Needs `speech.hear`.",
    )
    .exactOptional();

/** Of a collect. */
export const spokenDigits = () =>
  z.boolean().default(false).describe('true: he may say the digits. Needs `speech.hear`.');
