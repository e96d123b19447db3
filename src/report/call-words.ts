// SPDX-License-Identifier: GPL-2.0-or-later
// How is a call told in a few words: how it ended, with which cause?

import { cause } from '../call/index.js';
import { inLanguage, type Language } from '../kernel/index.js';
import { valueWords } from '../words/index.js';

/** How it ended; why it was refused; that it goes on. */
export function resultOf(
  { disposition, reason }: { readonly disposition: string | null; readonly reason: string | null },
  language: Language,
): string {
  const result = valueWords(disposition ?? 'inProgress', language);
  if (disposition !== 'refused' || reason === null) return result;
  const why = valueWords(reason, language);
  return inLanguage({ en: `${result}: ${why}`, zh: `${result}：${why}` }, language);
}

/** `16 normal clearing`. */
export function causeOf(number: unknown, language: Language): string {
  return typeof number === 'number' ? `${number} ${inLanguage(cause(number), language)}` : '';
}
