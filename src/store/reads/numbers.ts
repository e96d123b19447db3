// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers has somebody put on a list, when, why, and until when?

import type { Reads } from './question.js';

/** A number on a list of the database. */
export interface StoredNumber {
  readonly number: string;
  readonly at: number;
  readonly reason: string | null;
  readonly by: string | null;
  readonly until: number | null;
}

/** As long as the shop's own list. */
export async function numbersOf(
  reads: Reads,
  { list }: { readonly list: 'blocked' | 'doNotCall' },
): Promise<readonly StoredNumber[]> {
  if (list === 'blocked')
    return reads.selectFrom('blockedNumber').selectAll().orderBy('at').orderBy('number').execute();
  const rows = await reads.selectFrom('doNotCall').selectAll().orderBy('at').orderBy('number').execute();
  return rows.map((row) => ({ ...row, until: null }));
}
