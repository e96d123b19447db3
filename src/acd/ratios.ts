// SPDX-License-Identifier: GPL-2.0-or-later
// Which of two shares is greater? In whole numbers, so that no rounding decides who gets a call.

/** The largest number whose square a double holds exactly: as milliseconds 26 h 21 min, longer than any day from roll-over to roll-over. */
const EXACT = 94_906_265;

/** Positive: `a / b` is greater than `c / d`; 0: they are equal. Whole numbers, none negative; `b` and `d` are not 0. */
export function compareShares(a: number, b: number, c: number, d: number): number {
  if (a <= EXACT && b <= EXACT && c <= EXACT && d <= EXACT) return a * d - c * b;
  const difference = BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b);
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}
