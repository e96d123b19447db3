// SPDX-License-Identifier: GPL-2.0-or-later
// Is a figure beyond its limit for long enough to be an alarm, and back far enough for that to be over? Pure.
//
//            beyond                  for so long
//   within ──────────> beyond ─────────────────────> raised
//     ^  ^                │ not beyond                  │
//     │  └────────────────┘                             │ back at `clear`
//     └─────────────────────────────────────────────────┘

import type { Duration, Instant } from '../kernel/index.js';

/** One side of a figure. */
export interface Limit {
  readonly side: 'above' | 'below';
  readonly at: number;
  readonly for: Duration;
  /** It is over when the figure is back here: at or below it, at or above it. */
  readonly clear: number;
}

export type LimitState =
  | { readonly name: 'within' }
  | { readonly name: 'beyond'; readonly since: Instant }
  | { readonly name: 'raised' };

export const WITHIN: LimitState = { name: 'within' };

/** Whether a figure is beyond the limit itself. */
export function beyond({ side, at }: Limit, value: number): boolean {
  return side === 'above' ? value > at : value < at;
}

/** The state after one more look at the figure. */
export function limitAfter(state: LimitState, limit: Limit, value: number, now: Instant): LimitState {
  if (state.name === 'raised') return isBack(limit, value) ? WITHIN : state;
  if (!beyond(limit, value)) return WITHIN;
  const since = state.name === 'beyond' ? state.since : now;
  return now - since >= limit.for ? { name: 'raised' } : { name: 'beyond', since };
}

function isBack({ side, clear }: Limit, value: number): boolean {
  return side === 'above' ? value <= clear : value >= clear;
}
