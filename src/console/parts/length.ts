// SPDX-License-Identifier: GPL-2.0-or-later
// How does a length of time read, as the file has it (`2min`)? And what is it made of: a number and a unit.

import { t, type WordKey } from '../words/index.js';

/** Units of the file, the shortest first. */
export const UNITS = ['ms', 's', 'min', 'h', 'd'] as const;
export type Unit = (typeof UNITS)[number];

export interface Length {
  readonly count: number;
  readonly unit: Unit;
}

/** Undefined: it is none, as the file would not have it either. */
export function lengthOf(text: string | undefined): Length | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|min|h|d)$/.exec(text ?? '') ?? [];
  return unit === undefined ? undefined : { count: Number(count), unit: unit as Unit };
}

/** As the file has it. */
export const lengthWritten = ({ count, unit }: Length): string => `${count}${unit}`;

export const unitText = (unit: Unit): string => t(`list.unit_${unit}` as WordKey);

/** `2 分钟`; what is no length stays as it is. */
export function lengthText(text: string): string {
  const of = lengthOf(text);
  return of === undefined ? text : t('list.length', { n: of.count, unit: unitText(of.unit) });
}
