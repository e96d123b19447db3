// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at the other end of a call, in a word?

import { inLanguage, type Language } from '../kernel/index.js';
import type { ListedCall } from '../store/index.js';

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
