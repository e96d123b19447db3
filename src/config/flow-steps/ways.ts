// SPDX-License-Identifier: GPL-2.0-or-later
// Where can a step lead, wherever in it that is written? Found by the names of its keys, so that a new step needs no word here; pure.

import type { Path } from '../problems.js';
import type { FlowStep } from './index.js';
import { type Next, WAY_TABLES, WAYS } from './next.js';

/** Where a step leads, and where in it that is written. */
export type Way = readonly [Next, Path];

/** Every place to which a step leads. */
export function waysOf(step: FlowStep): readonly Way[] {
  const ways: Way[] = [];
  eachWay(step, [], (next, at) => {
    ways.push([next, at]);
    return next;
  });
  return ways;
}

/** The same step, each place to which it leads changed. */
export function withWays(step: FlowStep, change: (next: Next) => Next): FlowStep {
  return eachWay(step, [], change) as FlowStep;
}

type Change = (next: Next, at: Path) => Next;

/** Lists and records of a step can have keys of ways inside, such as `when: [{ if, next }]`. */
function eachWay(value: unknown, at: Path, change: Change): unknown {
  if (Array.isArray(value)) return value.map((item, index) => eachWay(item, [...at, index], change));
  if (!isRecord(value)) return value;
  return mapped(value, (inner, key) => {
    const here = [...at, key];
    if (isRecord(inner) && isOf(WAYS, key)) return change(inner as Next, here);
    if (isRecord(inner) && isOf(WAY_TABLES, key))
      return mapped(inner, (next, which) => change(next as Next, [...here, which]));
    return eachWay(inner, here, change);
  });
}

function mapped(record: Readonly<Record<string, unknown>>, change: (value: unknown, key: string) => unknown) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOf = (keys: readonly string[], key: string) => keys.includes(key);
