// SPDX-License-Identifier: GPL-2.0-or-later
// How long is `90s`? Lengths of time as people type them and as the file has them.

import type { Duration } from './clock.js';

/** Units of a length, the shortest first; each in milliseconds. */
export const LENGTH_UNITS = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type LengthUnit = keyof typeof LENGTH_UNITS;

/** A number and its unit, with a space between them or without. */
const PART = `(\\d+(?:\\.\\d+)?) ?(${Object.keys(LENGTH_UNITS).join('|')})`;
/** `500ms`, `10s`, `5min`, `24h`, `180d`: the file's form. */
export const LENGTH = new RegExp(`^${PART}$`);
const LENGTHS = new RegExp(`^(?:${PART} ?)+$`);
const PARTS = new RegExp(PART, 'g');

/** A length as the file has it, in its parts; undefined: it is none. */
export function lengthOf(text: string): { readonly count: number; readonly unit: LengthUnit } | undefined {
  const [, count, unit] = LENGTH.exec(text) ?? [];
  return unit === undefined ? undefined : { count: Number(count), unit: unit as LengthUnit };
}

/** Several of them: `1h 30min`; undefined: it is no length of time. */
export function lengthsOf(text: string): Duration | undefined {
  if (!LENGTHS.test(text)) return undefined;
  const parts = [...text.matchAll(PARTS)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * LENGTH_UNITS[unit as LengthUnit], 0);
}

/** On a command line: `90s`, `10m`, `2h`, `7d`; undefined: it is no length of time. */
export function durationOf(text: string): Duration | undefined {
  const { count, unit } = lengthOf(text.replace(/m$/, 'min')) ?? {};
  return count === undefined || unit === undefined || unit === 'ms' ? undefined : count * LENGTH_UNITS[unit];
}
