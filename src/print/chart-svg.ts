// SPDX-License-Identifier: GPL-2.0-or-later
// How do figures of a sheet look on paper? Bars that stand on each other, or curves, as SVG; scales by d3.

import { scaleBand, scaleLinear } from 'd3-scale';
import { escaped } from '../kernel/index.js';
import type { SheetChart, SheetRow } from './sheet.js';

/** Told apart also by who sees no red or green (Okabe and Ito 2008). */
export const COLOURS = ['#0072b2', '#d55e00', '#56b4e9', '#000000', '#e69f00', '#009e73', '#cc79a7'];

const [WIDTH, HEIGHT] = [520, 210];
const [LEFT, TOP, BOTTOM] = [44, 22, 48];
const MOST_NAMES = 24; // below the bars; of more every second, third ... is written
const round = (value: number) => Math.round(value * 10) / 10;
const colourOf = (nth: number) => COLOURS[nth % COLOURS.length] ?? '#000000';

interface Drawn {
  readonly values: readonly (readonly number[])[];
  readonly across: (nth: number) => number;
  readonly width: number;
  readonly up: (value: number) => number;
}

/** One picture; `all`: rows of the sheet. */
export function chartSvg(
  { looks, names, columns, rows }: SheetChart,
  headings: readonly string[],
  all: readonly SheetRow[],
): string {
  const shown = all.slice(0, rows);
  const values = shown.map((row) => columns.map((column) => Number(row[column]) || 0));
  const heights = values.map((row) =>
    looks === 'bars' ? row.reduce((sum, value) => sum + value, 0) : Math.max(0, ...row),
  );
  const band = scaleBand<number>([...shown.keys()], [LEFT, WIDTH]).padding(looks === 'bars' ? 0.25 : 0);
  const up = scaleLinear([0, Math.max(...heights, 0) || 1], [HEIGHT - BOTTOM, TOP]).nice(5);
  const drawn = { values, across: (nth: number) => band(nth) ?? LEFT, width: band.bandwidth(), up };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="paper" font-size="7.5" fill="#223">`,
    legend(columns.map((column) => headings[column] ?? '')),
    ...up.ticks(5).map((value) => rung(value, round(up(value)))),
    ...(looks === 'bars' ? bars(drawn) : curves(drawn, columns.length)),
    ...below(
      shown.map((row) => String(row[names] ?? '')),
      drawn,
    ),
    '</svg>',
  ].join('\n');
}

function legend(names: readonly string[]): string {
  const step = (WIDTH - LEFT) / Math.max(4, names.length);
  return names
    .map((name, nth) => {
      const x = round(LEFT + nth * step);
      return `<rect x="${x}" y="4" width="7" height="7" fill="${colourOf(nth)}"/><text x="${x + 10}" y="10.5">${escaped(name)}</text>`;
    })
    .join('');
}

function rung(value: number, y: number): string {
  return `<line x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}" stroke="#dde" stroke-width="0.5"/><text x="${LEFT - 4}" y="${y + 2.5}" text-anchor="end">${value}</text>`;
}

function* bars({ values, across, width, up }: Drawn): Generator<string> {
  for (const [nth, row] of values.entries()) {
    let under = 0;
    for (const [place, value] of row.entries()) {
      if (value <= 0) continue;
      const [low, high] = [up(under), up(under + value)];
      under += value;
      yield `<rect x="${round(across(nth))}" y="${round(high)}" width="${round(width)}" height="${round(low - high)}" fill="${colourOf(place)}"/>`;
    }
  }
}

function* curves({ values, across, width, up }: Drawn, count: number): Generator<string> {
  for (let place = 0; place < count; place++) {
    const points = values.map((row, nth) => `${round(across(nth) + width / 2)},${round(up(row[place] ?? 0))}`);
    yield `<polyline points="${points.join(' ')}" fill="none" stroke="${colourOf(place)}" stroke-width="1"/>`;
  }
}

function* below(names: readonly string[], { across, width }: Drawn): Generator<string> {
  const every = Math.ceil(names.length / MOST_NAMES);
  const y = HEIGHT - BOTTOM + 9;
  for (const [nth, name] of names.entries()) {
    if (nth % every !== 0) continue;
    const x = round(across(nth) + width / 2);
    yield `<text x="${x}" y="${y}" text-anchor="end" transform="rotate(-35 ${x} ${y})">${escaped(name)}</text>`;
  }
}
