// SPDX-License-Identifier: GPL-2.0-or-later
// Which policy is better, and is that certain? Means over seeds, and of the differences of the same seeds, with their intervals. Pure.

import type { Outcome } from './outcome.js';

/** A mean, and how far it may be off with a chance of 95 %; with one run nothing is known of that. */
export interface Estimate {
  readonly mean: number;
  readonly within: number | undefined;
}

/** Figures that are compared. */
export const COMPARED = [
  'kept',
  'talked',
  'promised',
  'lost',
  'blocked',
  'serviceLevel',
  'meanWait',
  'abandonRate',
  'connected',
  'open',
  'calledBackAfter',
  'occupancy',
  'agentHours',
] as const;
export type Compared = (typeof COMPARED)[number];

/** A policy's figures, and by how much each differs from the first policy's under the same callers. */
export interface Comparison {
  readonly policy: string;
  readonly figures: Readonly<Record<Compared, Estimate>>;
  readonly difference: Readonly<Record<Compared, Estimate>>;
}

/** `runs`: for each policy one outcome a seed, the same seeds in the same order. */
export function compared(runs: Readonly<Record<string, readonly Outcome[]>>): readonly Comparison[] {
  const entries = Object.entries(runs);
  const first = entries[0]?.[1] ?? [];
  return entries.map(([policy, outcomes]) => ({
    policy,
    figures: figuresOf((figure) => outcomes.map((outcome) => figureOf(outcome, figure))),
    difference: figuresOf((figure) =>
      outcomes.map((outcome, seed) => figureOf(outcome, figure) - figureOf(first[seed] ?? outcome, figure)),
    ),
  }));
}

function figuresOf(values: (figure: Compared) => readonly number[]): Record<Compared, Estimate> {
  return Object.fromEntries(COMPARED.map((figure) => [figure, estimated(values(figure))])) as Record<
    Compared,
    Estimate
  >;
}

function figureOf(outcome: Outcome, figure: Compared): number {
  return outcome[figure] ?? 0;
}

/** Student's t for a chance of 95 %, by the count of values less one; beyond the table the normal distribution's. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086,
];
const NORMAL = 1.96;

export function estimated(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  if (values.length < 2) return { mean, within: undefined };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, within: (T95[values.length - 2] ?? NORMAL) * error };
}
