// SPDX-License-Identifier: GPL-2.0-or-later
// Who may not see whole numbers, what does he see? 138****5678, wherever a number stands in what is told.

/** Fields whose text is a telephone number, a list of such, or a destination that may be one. */
const NUMBERS = new Set([
  'number',
  'numbers',
  'calling',
  'callingRaw',
  'called',
  'raw',
  'redirecting',
  'dialled',
  'subject',
  'who',
  'with',
  'to',
  'from',
]);
const NUMBER = /^(number:)?(\+?\d{7,20})$/;

/** `13812345678` as `138****5678`. */
export function maskedNumber(number: string): string {
  const shown = number.slice(-4);
  const rest = number.slice(0, -4);
  return `${rest.slice(0, Math.max(0, rest.length - 4))}****${shown}`;
}

/** JSON of a value, its numbers masked where `masked`. */
export function json(value: unknown, masked: boolean): string {
  return masked ? JSON.stringify(value, maskField) : JSON.stringify(value);
}

function maskField(this: unknown, key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const field = Array.isArray(this) ? '' : key;
  const [, kind = '', number] = NUMBER.exec(value) ?? [];
  if (number === undefined) return value;
  // A list's own field is gone by now: what has 11 digits or a country code in it is a number.
  const isNumber = field === '' ? number.startsWith('+') || number.length >= 10 : NUMBERS.has(field) || kind !== '';
  return isNumber ? `${kind}${maskedNumber(number)}` : value;
}
