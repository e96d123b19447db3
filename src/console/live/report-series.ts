// SPDX-License-Identifier: GPL-2.0-or-later
// Which columns of a report does its picture show? Those that are counted alike: counts are not piled upon seconds, nor a whole upon its parts.

/** A column that is drawn: its name, and a figure for each row. */
export interface DrawnColumn {
  readonly name: string;
  readonly values: readonly number[];
}

interface Drawable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly shares?: { readonly columns: readonly number[] } | undefined;
}

/** More colours than these nobody tells apart. */
const MOST = 4;

/** Of shares alone there is `shares: true`: together they make no whole. */
export function seriesOf({ headings, rows, shares }: Drawable): {
  readonly series: readonly DrawnColumn[];
  readonly shares: boolean;
} {
  const figures = headings
    .map((name, at) => ({ name, at, values: rows.map((row) => row[at] ?? '') }))
    .filter(({ values }) => values.every((value) => typeof value === 'number')) as (DrawnColumn & { at: number })[];
  const counted = figures.filter(({ at }) => shares?.columns.includes(at) !== true);
  if (counted.length === 0) return { series: figures.slice(0, MOST), shares: true };
  const byUnit = new Map<string, DrawnColumn[]>();
  for (const one of counted) byUnit.set(unitOf(one.name), [...(byUnit.get(unitOf(one.name)) ?? []), one]);
  const alike = [...byUnit.values()].reduce((most, some) => (some.length > most.length ? some : most));
  const [first, ...others] = alike;
  const parts = others.slice(0, MOST);
  const isWhole =
    first !== undefined && parts.length > 1 && first.values.every((whole, row) => whole >= sum(parts, row));
  return { series: isWhole ? parts : alike.slice(0, MOST), shares: false };
}

/** `talk (s)`, `通话（秒）`: what is counted in is told in brackets; nothing: calls, people. */
const unitOf = (heading: string): string => /[（(]([^()（）]*)[)）]$/.exec(heading)?.[1] ?? '';

const sum = (columns: readonly DrawnColumn[], row: number): number =>
  columns.reduce((all, { values }) => all + (values[row] ?? 0), 0);
