// SPDX-License-Identifier: GPL-2.0-or-later
// How do letters of the outbox get into the batch of their cause?

import type { Instant } from '../../kernel/index.js';
import type { DeadLetter, Letter } from '../../outbox/index.js';
import type { Batch } from '../../store/index.js';

/** Puts letters into the batch of their cause. */
export function putLetters(batch: Batch, letters: readonly (Letter | DeadLetter)[]): Batch {
  for (const { id, target, at, message, tries, reason = null, ...more } of letters) {
    const deadAt: Instant | null = 'deadAt' in more ? more.deadAt : null;
    batch.put('outbox', { id, target, at, message: JSON.stringify(message), tries, reason, deadAt });
  }
  return batch;
}
