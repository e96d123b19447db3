// SPDX-License-Identifier: GPL-2.0-or-later
// How does one read a data directory beside its box, or after it?

import { openForReading, readsOver } from './handle.js';
import type { Reads } from './question.js';
import { type Answer, type QuestionAsked, type QuestionName, questionOf } from './table.js';

/** Reads of a data directory without owning it, beside a running box or after it. Call `destroy()` when done. */
export function openReads(directory: string): Reads {
  return readsOver(openForReading(directory));
}

/** Asks one question of a data directory, in this thread: for commands, which have nothing else to do meanwhile. */
export async function askDirectory<Name extends QuestionName>(
  directory: string,
  name: Name,
  asked: QuestionAsked<Name>,
): Promise<Answer<Name>> {
  const reads = openReads(directory);
  try {
    return (await questionOf(name)(reads, asked)) as Answer<Name>;
  } finally {
    await reads.destroy();
  }
}
