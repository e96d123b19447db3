// SPDX-License-Identifier: GPL-2.0-or-later
// How are waits kept so that any usual service level can be told of their sums? Counted between fixed lengths.

import type { Duration } from '../kernel/index.js';

/** Lengths between which waits are counted; a service level's time that is one of them can be told of sums, another needs the calls. */
export const WAIT_MARKS: readonly Duration[] = [
  ...[5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600].map((seconds) => seconds * 1_000),
];

/** The place of a wait: the first mark that it does not exceed; behind the last one those that are longer. */
export function placeOfWait(waited: Duration): number {
  const place = WAIT_MARKS.findIndex((mark) => waited <= mark);
  return place < 0 ? WAIT_MARKS.length : place;
}

/** How many of the counts lie within a time; undefined: it is no mark. */
export function countWithin(counts: readonly (number | undefined)[], within: Duration): number | undefined {
  const place = WAIT_MARKS.indexOf(within);
  if (place < 0) return undefined;
  return counts.slice(0, place + 1).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
