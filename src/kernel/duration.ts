// SPDX-License-Identifier: GPL-2.0-or-later
// How long is `90s`? Lengths of time as people type them.

import type { Duration } from './clock.js';

const UNITS: Readonly<Record<string, Duration>> = {
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `90s`, `10m`, `2h`, `7d`; undefined: it is no length of time. */
export function durationOf(text: string): Duration | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(s|min|m|h|d)$/.exec(text) ?? [];
  return unit === undefined ? undefined : Number(count) * (UNITS[unit] ?? Number.NaN);
}
