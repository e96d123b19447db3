// SPDX-License-Identifier: GPL-2.0-or-later
// What do the quarters of a time add up to by the records themselves? Read page by page.

import type { Instant } from '../kernel/index.js';
import { addSums, type Listing, type QuarterSums, type Records, type Sums } from '../store/index.js';
import { dayOf } from './days.js';
import type { Period } from './metrics.js';
import { type Quarter, QuarterFold } from './quarters.js';

/** What is known of a box whose records are summed up. */
export interface SummedBox {
  readonly zone: string;
  readonly now: Instant;
  /** Channels towards the exchange that were in service where no event tells. */
  readonly channels: number;
}

/** Sums of each quarter; the period's edges are quarters'. */
export async function quartersRead(
  records: Records,
  period: Period,
  { zone, now, channels }: SummedBox,
): Promise<ReadonlyMap<Instant, Quarter>> {
  const { before, steps } = await records.ask('inServiceSteps', period);
  const fold = new QuarterFold({
    period,
    now,
    channels: before ?? channels,
    steps,
    // The callers were told that they would be rung today.
    promisedBy: ({ createdAt }) => dayOf(createdAt, zone).to,
  });
  await each(await records.list('measuredCalls', period), (call) => {
    fold.call(call);
    const { direction, endedAt, cause } = call;
    if (endedAt !== null && cause !== null) fold.ended({ at: endedAt, direction, cause });
  });
  await each(await records.list('madePromises', period), (promise) => fold.promised(promise));
  await each(await records.list('madeAttempts', period), (attempt) => fold.attempted(attempt));
  const { codes, scores } = await records.ask('quarterEvents', period);
  for (const { before: replaced, ...coded } of codes) {
    fold.coded({ ...coded, by: 1 });
    if (replaced !== null) fold.coded({ ...coded, code: replaced, by: -1 });
  }
  for (const score of scores) fold.scored(score);
  for (const { id: agent } of await records.ask('knownAgents', null))
    await each(await records.list('agentStays', { agent, ...period }), (state) => fold.state(state));
  return fold.quarters;
}

/** Sums of a quarter with others. */
export function addQuarter(to: QuarterSums, { calls, promises, agents }: Quarter): QuarterSums {
  addSums(to.calls, calls as unknown as Sums);
  addSums(to.promises, promises as unknown as Sums);
  addSums(to.agents, agents as unknown as Sums);
  return to;
}

/** Each row of a list, page by page. */
export async function each<Row>(listing: Listing<Row>, take: (row: Row) => void): Promise<void> {
  for await (const page of listing.pages()) for (const row of page) take(row);
}
