// SPDX-License-Identifier: GPL-2.0-or-later
// Which fields of a record are instants, and what are they for people and the disk? Told by their names.

import type { Clock } from './clock.js';

/** `at`, `since`, `until`, `due`, and names such as `endedAt`, `leaseUntil` and `dChannelSince`. */
export const INSTANT_NAME = /^(at|since|until|due)$|(At|Until|Since)$/;

/** The value with its instants, and those of what is in it, as people and the disk have them (see `Clock.utc`). */
export function inUtc<T>(value: T, clock: Pick<Clock, 'utc'>): T {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => inUtc(item, clock)) as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  // Not `{ ...value }`: see `altered`.
  const copy = Object.assign({}, value) as Record<string, unknown>;
  for (const name in copy) {
    const field = copy[name];
    if (typeof field === 'number') {
      if (INSTANT_NAME.test(name)) copy[name] = clock.utc(field);
    } else if (typeof field === 'object') copy[name] = inUtc(field, clock);
  }
  return copy as T;
}
