// SPDX-License-Identifier: GPL-2.0-or-later
// How are waits spread, and with which causes did calls end? Both of the sums of quarters alone.

import type { Duration, Instant } from '../kernel/index.js';
import type { CallSums } from './quarters.js';
import { WAIT_MARKS } from './wait-marks.js';

/** Waits that were longer than the step before and at most `upTo`; null: longer than all steps. */
export interface WaitStep {
  readonly upTo: Duration | null;
  readonly answered: number;
  readonly abandoned: number;
  readonly overflowed: number;
}

/** So many calls of a direction ended with this Q.850 cause. */
export interface CauseCount {
  readonly direction: string;
  readonly cause: number;
  readonly calls: number;
}

/** Of a time; times are UTC, lengths milliseconds. */
export interface Spread {
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Of all queues, or of the one that was asked for. */
  readonly queue?: string;
  readonly waits: readonly WaitStep[];
  /** Of all calls, the most frequent first. */
  readonly causes: readonly CauseCount[];
}

/** Waits of the queues that are meant; causes of all calls. */
export function spreadOf(
  { waits = {}, causes = {} }: CallSums,
  isMeant: (queue: string) => boolean = () => true,
): Pick<Spread, 'waits' | 'causes'> {
  const steps = [...WAIT_MARKS, null].map((upTo) => ({ upTo, answered: 0, abandoned: 0, overflowed: 0 }));
  for (const queues of Object.values(waits))
    for (const [name, ends] of Object.entries(queues)) {
      if (!isMeant(name)) continue;
      for (const how of ['answered', 'abandoned', 'overflowed'] as const)
        for (const [place, count] of (ends[how]?.in ?? []).entries()) {
          const step = steps[place];
          if (step !== undefined) step[how] += count;
        }
    }
  const counts = Object.entries(causes).flatMap(([direction, byCause]) =>
    Object.entries(byCause).map(([cause, calls]) => ({ direction, cause: Number(cause), calls })),
  );
  return { waits: steps, causes: byCount(counts) };
}

/** The most frequent first. */
export function byCount(causes: readonly CauseCount[]): readonly CauseCount[] {
  return [...causes].sort((a, b) => b.calls - a.calls || a.cause - b.cause);
}
