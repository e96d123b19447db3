// SPDX-License-Identifier: GPL-2.0-or-later
// How long, or since when? Lengths of time and dates as options take them.

import { InvalidArgumentError } from 'commander';
import { type Duration, durationOf, type Instant } from '../kernel/index.js';

/** `90s`, `10m`, `2h`, `7d`. */
export function durationOption(name: string): (text: string) => Duration {
  return (text) => {
    const length = durationOf(text);
    if (length !== undefined) return length;
    throw new InvalidArgumentError(`--${name}: a length of time such as 90s, 10m, 2h or 7d would be right.`);
  };
}

/** An instant: so long before `now`, or a date and time of this machine's zone (`2026-10-01`, `2026-10-01T08:00`). */
export function sinceOption(name: string, now: () => Instant): (text: string) => Instant {
  return (text) => {
    const ago = durationOf(text);
    if (ago !== undefined) return now() - ago;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text;
    const instant = /^\d{4}-\d{2}-\d{2}T/.test(day) ? Date.parse(day) : Number.NaN;
    if (!Number.isNaN(instant)) return instant;
    throw new InvalidArgumentError(`--${name}: 24h, 7d, 2026-10-01 or 2026-10-01T08:00 would be right.`);
  };
}
