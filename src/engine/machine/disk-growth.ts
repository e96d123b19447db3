// SPDX-License-Identifier: GPL-2.0-or-later
// How long until a disk is full? By what it has lost of its room in days that were seen; pure.

import type { Duration, Instant } from '../../kernel/index.js';

/** Bytes that were free at an instant (UTC). */
export interface Room {
  readonly at: Instant;
  readonly free: number;
}

/** `unknown`: not seen for a day yet, from then on it is known. `steady`: it does not fill. `days`: until nothing is free. */
export type Outlook =
  | { readonly outlook: 'unknown'; readonly until: Instant }
  | { readonly outlook: 'steady' }
  | { readonly outlook: 'fills'; readonly days: number; readonly perDay: number };

const DAY: Duration = 86_400_000;
const WEEK = 7 * DAY;
const EVERY: Duration = 3_600_000;
/** Farther ahead nobody can say. */
const MOST_DAYS = 3_650;

/** The samples with one more: one an hour of the last week. A clock that was put back drops what is ahead of it. */
export function noted(samples: readonly Room[], now: Room): readonly Room[] {
  const before = samples.filter(({ at }) => at <= now.at && at > now.at - WEEK);
  const last = before.at(-1);
  return last !== undefined && now.at - last.at < EVERY ? before : [...before, now];
}

/** A day has its busy hours and its night: less than one says nothing. */
export function outlookOf(samples: readonly Room[], now: Room): Outlook {
  const first = samples[0];
  if (first === undefined || now.at - first.at < DAY) return { outlook: 'unknown', until: (first?.at ?? now.at) + DAY };
  const perDay = ((first.free - now.free) * DAY) / (now.at - first.at);
  if (perDay <= 0) return { outlook: 'steady' };
  const days = now.free / perDay;
  if (days > MOST_DAYS) return { outlook: 'steady' };
  return { outlook: 'fills', days: Math.floor(days), perDay: Math.round(perDay) };
}
