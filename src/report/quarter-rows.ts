// SPDX-License-Identifier: GPL-2.0-or-later
// What is to be kept of a time's quarters, and does what is kept still say what the records say? Whoever asks need not read them himself.

import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../kernel/index.js';
import { noSums, QUARTER, type QuarterSums, type Records, rollUpId } from '../store/index.js';
import type { Period } from './metrics.js';
import type { Quarter } from './quarters.js';
import { addQuarter, quartersRead, type SummedBox } from './quarters-read.js';

/** A row of the sums; without facts there is none of this part. */
export interface QuarterRow {
  readonly id: number;
  readonly facts: string | null;
}

/** What can be asked of a time's quarters; its edges are quarters'. */
export interface QuarterQuestions {
  /** The rows of each quarter, by the records. */
  readonly rows: readonly QuarterRow[];
  /** Whether what is kept is another than the records'; undefined: not all of it is kept. */
  readonly differs: boolean | undefined;
}
export type QuarterQuestion = keyof QuarterQuestions;

/** Who answers them. */
export interface QuarterAdder {
  quarters<Question extends QuarterQuestion>(
    question: Question,
    period: Period,
    box: SummedBox,
  ): Promise<QuarterQuestions[Question]>;
}

export const QUARTER_QUESTIONS: {
  readonly [Question in QuarterQuestion]: (
    records: Records,
    period: Period,
    box: SummedBox,
  ) => Promise<QuarterQuestions[Question]>;
} = { rows: quarterRows, differs: keptDiffer };

/** Adds up in this thread. */
export function addedHere(records: Records): QuarterAdder {
  return { quarters: (question, period, box) => QUARTER_QUESTIONS[question](records, period, box) };
}

async function quarterRows(records: Records, period: Period, box: SummedBox): Promise<readonly QuarterRow[]> {
  return [...(await quartersRead(records, period, box))].flatMap(([at, quarter]) => rowsOf(at, quarter));
}

/** An agent's or a promise's where there are some. */
function rowsOf(at: Instant, quarter: Quarter): readonly QuarterRow[] {
  return (['calls', 'promises', 'agents'] as const).map((part) => {
    const facts = JSON.stringify(quarter[part]);
    return { id: rollUpId(at / QUARTER, part), facts: part === 'calls' || facts !== '{}' ? facts : null };
  });
}

async function keptDiffer(records: Records, period: Period, box: SummedBox): Promise<boolean | undefined> {
  const { groups, missing } = await records.ask('rolledUp', { stretches: [{ ...period, group: 0 }] });
  if (missing.length > 0) return undefined; // they are read from the records
  const whole = noSums();
  for (const quarter of (await quartersRead(records, period, box)).values()) addQuarter(whole, quarter);
  return !isDeepStrictEqual(plain(groups[0] ?? noSums()), plain(whole));
}

const plain = (sums: QuarterSums): unknown => JSON.parse(JSON.stringify(sums));
