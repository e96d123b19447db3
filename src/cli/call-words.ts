// SPDX-License-Identifier: GPL-2.0-or-later
// How is a call told in a few words: with whom, how it ended, with which cause?

import { cause } from '../call/index.js';
import { inLanguage, type Language } from '../kernel/index.js';
import type { ListedCall } from '../store/index.js';
import { valueWords } from '../words/index.js';

/** Who is at the other end. */
export function customerOf(
  row: Pick<ListedCall, 'direction' | 'calling' | 'callingRaw' | 'callingPresentation' | 'called'>,
  language: Language,
): string {
  if (row.direction !== 'inbound') return row.called ?? '';
  if (row.calling !== null) return row.calling;
  const hidden = row.callingPresentation !== null && row.callingPresentation !== 'allowed';
  return hidden || row.callingRaw === null ? inLanguage({ en: 'withheld', zh: '未显示' }, language) : row.callingRaw;
}

/** How it ended; why it was refused; that it goes on. */
export function resultOf(
  { disposition, reason }: Pick<ListedCall, 'disposition' | 'reason'>,
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
