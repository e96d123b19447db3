// SPDX-License-Identifier: GPL-2.0-or-later
// How does a length of time read, as the file has it (`2min`)? And what is it made of: a number and a unit.

import { LENGTH_UNITS, type LengthUnit, lengthOf } from '../../kernel/duration.js';
import { t, type WordKey } from '../words/index.js';

/** Units of the file, the shortest first. */
export const UNITS = Object.keys(LENGTH_UNITS) as readonly LengthUnit[];
export type Unit = LengthUnit;

export interface Length {
  readonly count: number;
  readonly unit: Unit;
}

/** As the file has it. */
export const lengthWritten = ({ count, unit }: Length): string => `${count}${unit}`;

export const unitText = (unit: Unit): string => t(`list.unit_${unit}` as WordKey);

/** `2 分钟`; what is no length stays as it is. */
export function lengthText(text: string): string {
  const of = lengthOf(text);
  return of === undefined ? text : t('list.length', { n: of.count, unit: unitText(of.unit) });
}
