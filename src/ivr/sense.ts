// SPDX-License-Identifier: GPL-2.0-or-later
// Do the digits that a caller keyed in make sense? As a card number, a date, an amount, a telephone or an identity number; pure.

import type { Sense } from '../config/index.js';

/** What the keys mean, in the form in which programs read it; undefined: they make no sense. */
export function senseOf(kind: Sense, keys: string): string | undefined {
  return MEANINGS[kind](keys);
}

const MEANINGS: Readonly<Record<Sense, (keys: string) => string | undefined>> = {
  card: (keys) => (/^\d{12,19}$/.test(keys) && luhn(keys) ? keys : undefined),
  date,
  amount,
  phone: (keys) => (/^(1[3-9]\d{9}|0[1-9]\d{8,10}|[2-8]\d{6,7})$/.test(keys) ? keys : undefined),
  identity,
};

/** ISO/IEC 7812-1, annex B: the sum of the digits, every second one from the right doubled, is a multiple of 10. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length > 1 && sum % 10 === 0;
}

/** Year, month, day as eight digits: a day that there is, as `2026-11-29`. */
function date(keys: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(keys) ?? [];
  const text = `${year}-${month}-${day}`;
  const at = new Date(`${text}T00:00:00Z`);
  if (year < '1900' || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text) return undefined;
  return text;
}

/** The star is the point: `12*5` is 12.50. */
function amount(keys: string): string | undefined {
  const [, whole, parts = ''] = /^(\d{1,9})(?:\*(\d{1,2}))?$/.exec(keys) ?? [];
  return whole === undefined ? undefined : `${Number(whole)}.${parts.padEnd(2, '0')}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** GB 11643-1999: the birthday is a day that there is, and the last character, X keyed as a star, checks the others (ISO 7064, mod 11-2). */
function identity(keys: string): string | undefined {
  const number = keys.replace(/\*$/, 'X');
  if (!/^[1-8]\d{16}[\dX]$/.test(number) || date(number.slice(6, 14)) === undefined) return undefined;
  const sum = WEIGHTS.reduce((before, weight, place) => before + weight * Number(number[place]), 0);
  return CHECKS[sum % 11] === number[17] ? number : undefined;
}
