// SPDX-License-Identifier: GPL-2.0-or-later
// Whose figures does somebody see who supervises some queues only? Those of these queues and of their agents; lines are the house's.

import type { Reach, Records } from '../store/index.js';
import { CallbackSums } from './callbacks.js';
import { dayOf } from './days.js';
import type { CallbackCounts } from './figures.js';
import type { Period } from './metrics.js';
import { each } from './quarters-read.js';

/** `reach` undefined: he sees everything. */
export function seesQueue(reach: Reach | undefined, queue: string | null): boolean {
  return reach === undefined || reach.queues.includes(queue ?? '');
}

export function seesAgent(reach: Reach | undefined, agent: string | null): boolean {
  return reach === undefined || reach.agents.includes(agent ?? '');
}

/** A call that was in one of his queues, or with one of his agents. */
export function seesCall(
  reach: Reach | undefined,
  {
    queue,
    segments,
  }: {
    readonly queue: string | null;
    readonly segments: readonly { readonly agent: string | null; readonly queue: string | null }[];
  },
): boolean {
  if (reach === undefined || seesQueue(reach, queue)) return true;
  return segments.some((segment) => seesAgent(reach, segment.agent) || seesQueue(reach, segment.queue));
}

/** Of his queues' promises; the sums of quarters are of all queues together. */
export async function callbacksOf(
  records: Records,
  period: Period,
  { queues }: Pick<Reach, 'queues'>,
  zone: string,
): Promise<CallbackCounts> {
  const sums = new CallbackSums(period, ({ createdAt }) => dayOf(createdAt, zone).to);
  const asked = { ...period, queues };
  await each(await records.list('madePromises', asked), (promise) => sums.promised(promise));
  await each(await records.list('madeAttempts', asked), (attempt) => sums.attempted(attempt));
  return { ...sums.counts, merged: await records.ask('mergedCaptures', asked) };
}
