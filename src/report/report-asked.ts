// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked of a report? Its time, how it is divided, and what the records do not say.

import { REPORT_DIVISIONS } from '../config/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { Reach } from '../store/index.js';
import type { ReportName } from './days.js';
import type { CallbackCounts } from './figures.js';
import type { Period } from './metrics.js';
import type { Showing } from './slots.js';

export const DIVISIONS = REPORT_DIVISIONS;
export type Division = (typeof DIVISIONS)[number];

/** Divisions by the clock and calendar of the zone, and how their keys are written: `09`, `1` for Monday, `2026-10-01`, `2026-W40`. */
export const KEYS_OF_TIME = {
  hour: 'HH',
  weekday: 'E',
  day: 'yyyy-MM-dd',
  week: "kkkk-'W'WW",
  month: 'yyyy-MM',
} as const satisfies Partial<Record<Division, string>>;

/** Whether a division is one of time. */
export function isOfTime(by: Division): by is keyof typeof KEYS_OF_TIME {
  return Object.hasOwn(KEYS_OF_TIME, by);
}

/** What is to be reported. */
export interface ReportAsked {
  readonly name: ReportName;
  readonly zone: string;
  readonly period: Period;
  readonly now: Instant;
  readonly by?: Division | undefined;
  /** The service level's time of a queue. */
  readonly within: (queue: string) => Duration;
  /** Names of agents. */
  readonly nameOf: (agent: string) => string | undefined;
  /** How many channels towards the exchange were in service when the time began. */
  readonly channels: number;
  /** Of a division by slots: those of the time. */
  readonly shown?: readonly Showing[] | undefined;
  /** Of these queues and agents alone, and what became of their promises. */
  readonly only?: { readonly reach: Reach; readonly callbacks: CallbackCounts } | undefined;
}
