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

/** A quantity as it is written. Throws a RangeError for what is none. */
export function decimalOf(written: string): {
  readonly negative: boolean;
  readonly whole: number;
  /** The digits that follow the point. */
  readonly behind: string;
} {
  const [, sign, whole = '', behind = ''] = /^([-−]?)(\d{1,12})(?:\.(\d{1,20}))?$/.exec(written.trim()) ?? [];
  if (whole === '') throw new RangeError(`${written} cannot be said as a quantity: write 12 or -3.14, below 10^12`);
  return { negative: sign !== '', whole: sayable(Number(whole)), behind };
}

/** Yuan and fen of an amount as it is written; nothing is rounded. Throws a RangeError for what is none. */
export function fenOf(written: string): { readonly negative: boolean; readonly yuan: number; readonly fen: number } {
  const { negative, whole: yuan, behind } = decimalOf(written.trim().replace(/^([-−]?)[¥￥]/, '$1'));
  if (!/^\d{0,2}0*$/.test(behind)) throw new RangeError(`${written} cannot be said as an amount: a fen has no parts`);
  const fen = Number(behind.slice(0, 2).padEnd(2, '0'));
  return { negative: negative && yuan + fen > 0, yuan, fen };
}

/** A length of time in its units, parts of a second rounded. */
export function unitsOf(length: Duration) {
  const all = Math.max(0, Math.round(length / 1000));
  const [days, hours] = [Math.floor(all / 86_400), Math.floor(all / 3600) % 24];
  return { days, hours, minutes: Math.floor(all / 60) % 60, seconds: all % 60 };
}

/** Full minutes, rounded up, as hours and minutes. */
export function minutesOf(wait: Duration): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.max(0, Math.ceil(wait / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
