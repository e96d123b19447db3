// SPDX-License-Identifier: GPL-2.0-or-later
// In which groups is a telephone number read? As it is written, or as people in China group it; pure.

import type { Parts } from './speech.js';

const BREATH = 'pause';

/** Each group by `digits`, a breath between two; a number that begins with + is said so. */
export function phoneParts(text: string, digits: (group: string) => Parts): Parts {
  const written = text.trim();
  const plus = written.startsWith('+') ? ['plus'] : [];
  const said = groupsOf(written.replace(/^\+/, ''))
    .map(digits)
    .filter((parts) => parts.length > 0);
  if (said.length === 0) return [];
  return [...plus, ...said.flatMap((parts, index) => (index === 0 ? parts : [BREATH, ...parts]))];
}

/** Groups as they are written; of digits without any the usual ones. */
export function groupsOf(number: string): readonly string[] {
  const written = number.split(/[^0-9*#]+/).filter((group) => group !== '');
  return written.length === 1 && /^\d+$/.test(written[0] ?? '') ? usual(written[0] ?? '') : written;
}

/** How numbers begin in China, and the groups in which they are read; what is shorter than seven is one group. */
const USUAL: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^86(?=1[3-9]\d{9}$)/, [2, 3, 4, 4]],
  [/^1[3-9]\d{9}$/, [3, 4, 4]],
  [/^[48]00\d{7}$/, [3, 3, 4]],
  [/^0(10|2\d)\d{8}$/, [3, 4, 4]],
  [/^0[3-9]\d\d\d{8}$/, [4, 4, 4]],
  [/^0[3-9]\d\d\d{7}$/, [4, 3, 4]],
  [/^[2-8]\d{7}$/, [4, 4]],
  [/^[2-8]\d{6}$/, [3, 4]],
];

function usual(digits: string): readonly string[] {
  const sizes = USUAL.find(([begins]) => begins.test(digits))?.[1] ?? even(digits.length);
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return digits.slice(at - size, at);
  });
}

/** Groups of four from the right; three are read alone, one or two are not. */
function even(length: number): readonly number[] {
  if (length < 7) return [length];
  const fours = Math.floor(length / 4);
  const first = length % 4;
  if (first === 0) return Array.from({ length: fours }, () => 4);
  return first === 3
    ? [3, ...Array.from({ length: fours }, () => 4)]
    : [4 + first, ...Array.from({ length: fours - 1 }, () => 4)];
}
