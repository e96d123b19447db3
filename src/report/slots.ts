// SPDX-License-Identifier: GPL-2.0-or-later
// Which advertisement was on the air when a caller came? Showings of the schedule in a time, and the stretches between their edges.

import { showings } from '../dialling/index.js';
import { QUARTER } from '../store/index.js';
import type { ReportShop } from './keeper.js';
import { isIn, type Period } from './metrics.js';
import type { Stretch } from './stretches.js';

/** A slot while it is on; its callers come by these access numbers. */
export interface Showing extends Period {
  readonly slot: string;
  readonly accessNumbers: readonly string[];
}

/** A time in which the same slots are on. */
export interface ShownStretch extends Stretch {
  readonly on: readonly Showing[];
}

/** Those that touch a time, in their order. */
export function showingsIn({ slots, zone }: Pick<ReportShop, 'slots' | 'zone'>, period: Period): readonly Showing[] {
  const found = slots.flatMap((slot) =>
    showings(slot, zone, period).map((shown) => ({
      ...{ slot: slot.name, accessNumbers: slot.accessNumbers },
      ...{ from: Math.max(shown.from, period.from), to: Math.min(shown.to, period.to) },
    })),
  );
  return found.sort((a, b) => a.from - b.from);
}

/** The showing that a caller of an access number has seen; of two the one that began first. */
export function showingOf(shown: readonly Showing[], accessNumber: string | null, at?: number): Showing | undefined {
  return shown.find((one) => one.accessNumbers.includes(accessNumber ?? '') && (at === undefined || isIn(at, one)));
}

/** Whether sums of quarters can tell of them. */
export function areOfQuarters(shown: readonly Showing[]): boolean {
  return shown.every(({ from, to }) => from % QUARTER === 0 && to % QUARTER === 0);
}

/** A stretch for each time between two edges in which something is on. */
export function shownStretches(shown: readonly Showing[]): readonly ShownStretch[] {
  const edges = [...new Set(shown.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return edges.flatMap((from, nth) => {
    const to = edges[nth + 1];
    const on = shown.filter((one) => isIn(from, one));
    return to === undefined || on.length === 0 ? [] : [{ key: on.map(({ slot }) => slot).join('\n'), from, to, on }];
  });
}
