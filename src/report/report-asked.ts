// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked of a report? Its time, how it is divided, and what the records do not say.

import type { Duration, Instant } from '../kernel/index.js';
import type { ReportName } from './days.js';
import type { Period } from './metrics.js';

/** How a report is divided. */
export const DIVISIONS = ['queue', 'access-number', 'hour', 'agent'] as const;
export type Division = (typeof DIVISIONS)[number];

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
  /** How many B-channels were in service when the time began. */
  readonly channels: number;
}
