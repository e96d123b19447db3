// SPDX-License-Identifier: GPL-2.0-or-later
// What do both languages' figures share? The range of numbers, keys of the telephone, hours and minutes of a wait.

import type { Duration } from '../kernel/index.js';

const LIMIT = 1e12;

/** Throws a RangeError for what cannot be said as a number. */
export function sayable(value: number): number {
  if (!Number.isSafeInteger(value) || Math.abs(value) >= LIMIT) {
    throw new RangeError(`${value} cannot be said: only integers below 10^12 in size`);
  }
  return value;
}

/** The prompt of a single figure 0 to 9 (in English to 20, and tens). */
export function part(value: number): string {
  return `number-${value}`;
}

/** The prompts of a telephone's keys; `of` names the digits. */
export function keys(text: string, of: (digit: string) => string): readonly string[] {
  return [...text].flatMap((key) => {
    if (key === '*') return ['star'];
    if (key === '#') return ['hash'];
    return key >= '0' && key <= '9' ? [of(key)] : [];
  });
}

/** Full minutes, rounded up, as hours and minutes. */
export function minutesOf(wait: Duration): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.max(0, Math.ceil(wait / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
