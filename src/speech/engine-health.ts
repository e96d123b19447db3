// SPDX-License-Identifier: GPL-2.0-or-later
// Is an engine asked again that has failed? Not before a while, which doubles: callers go on without it, and hear no long silence.

import type { Duration, Instant } from '../kernel/index.js';

const FIRST: Duration = 1_000;
const LONGEST: Duration = 60_000;
const IS_FAILING = 3; // failures in a row

/** How one engine does. */
export type EngineHealth =
  | { readonly name: 'well' }
  | { readonly name: 'resting'; readonly failures: number; readonly until: Instant };

export const WELL: EngineHealth = { name: 'well' };

/** Whether it may be asked now. */
export function mayAsk(health: EngineHealth, at: Instant): boolean {
  return health.name === 'well' || at >= health.until;
}

/** It has failed: the first time it rests for a second. */
export function failedOnce(health: EngineHealth, at: Instant): EngineHealth {
  const failures = health.name === 'well' ? 1 : health.failures + 1;
  return { name: 'resting', failures, until: at + Math.min(LONGEST, FIRST * 2 ** (failures - 1)) };
}

/** So often in a row that somebody should look after it. */
export function isFailing(health: EngineHealth): boolean {
  return health.name === 'resting' && health.failures >= IS_FAILING;
}
