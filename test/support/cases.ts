// SPDX-License-Identifier: GPL-2.0-or-later
// How many cases does a property test make up? Ten times as many in `npm run check:deep`.

const TIMES = process.env.SPILLWAY_DEEP === undefined ? 1 : 10;

/** So many, `usual` on every change. */
export function cases(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * TIMES };
}
