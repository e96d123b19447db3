// SPDX-License-Identifier: GPL-2.0-or-later
// Which advertisement brings customers, not only calls? Of the callers of each access number, those whose agents wrote down a sale.

import type { Instant } from '../kernel/index.js';
import type { Converted } from '../store/index.js';
import { answeredShare, conversionRate } from './figures.js';
import type { Period } from './metrics.js';

/** What callers came to. */
export interface ConversionFigures {
  readonly offered: number;
  readonly answered: number;
  /** Of callers who were promised a callback: those whom an agent has reached and written a code of. */
  readonly calledBack: number;
  /** In the call itself. */
  readonly sold: number;
  /** In the callback that it was promised. */
  readonly soldLater: number;
  /** Sold by either way, of all that came, 0 to 1. */
  readonly conversion: number;
  /** Of all that came. */
  readonly answeredShare: number;
  /** All last words of agents, by code: of the callback where there was one. */
  readonly codes: Readonly<Record<string, number>>;
}

export interface ConversionPart extends ConversionFigures {
  readonly accessNumber: string;
  /** The station or programme. */
  readonly name?: string;
}

export interface Conversion extends Period {
  readonly until: Instant;
  readonly zone: string;
  /** Codes that are a sale by the file. */
  readonly sales: readonly string[];
  readonly whole: ConversionFigures;
  /** By access number; the most sold first. */
  readonly parts: readonly ConversionPart[];
}

export function conversionFigures(rows: readonly Converted[], sales: ReadonlySet<string>): ConversionFigures {
  const sums = { offered: 0, answered: 0, calledBack: 0, sold: 0, soldLater: 0 };
  const codes = new Map<string, number>();
  for (const { disposition, code, later, callers } of rows) {
    sums.offered += callers;
    if (disposition === 'answered') sums.answered += callers;
    if (later !== null) sums.calledBack += callers;
    if (code !== null && sales.has(code)) sums.sold += callers;
    else if (later !== null && sales.has(later)) sums.soldLater += callers;
    const last = later ?? code;
    if (last !== null) codes.set(last, (codes.get(last) ?? 0) + callers);
  }
  return {
    ...sums,
    conversion: conversionRate(sums),
    answeredShare: answeredShare({ offered: sums.offered, ended: { answered: sums.answered } }),
    codes: Object.fromEntries([...codes].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))),
  };
}
