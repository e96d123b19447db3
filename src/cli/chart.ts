// SPDX-License-Identifier: GPL-2.0-or-later
// How do figures look as curves? Axes, lines, marks and a legend, as SVG that any browser shows; scales and shapes by d3.

import { scaleLinear } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import { escaped } from '../kernel/index.js';
import { widthOf } from './width.js';

export type Point = readonly [x: number, y: number];

export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  /** Each value holds up to the next one. */
  readonly steps?: boolean;
  /** What is only there to be compared with. */
  readonly faint?: boolean;
}

export interface Axis {
  readonly label: string;
  /** From and to; by the curves, from 0 on, where it is left out. */
  readonly domain?: readonly [number, number];
  /** How a value reads at the axis. */
  readonly tick?: (value: number) => string;
  /** Where ticks stand; by the scale where it is left out. */
  readonly at?: readonly number[];
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  /** A line across at a value, and what it says. */
  readonly marks?: readonly { readonly x: number; readonly says: string }[];
}

const WIDTH = 860;
const HEIGHT = 330;
const LEFT = 64;
const RIGHT = 24;
const TOP = 62;
const BOTTOM = 52;
const LETTER = 6.6;
const FAINT = ' opacity="0.45"';
/** Told apart also by who sees no red or green (Okabe and Ito 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];

/** Charts one below the other, as one SVG document. */
export function chartsSvg(charts: readonly Chart[]): string {
  const height = charts.length * HEIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="12" fill="#223">`,
    `<title>${escaped(charts.map(({ title }) => title).join('; '))}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...charts.map((chart, nth) => `<g transform="translate(0 ${nth * HEIGHT})">\n${chartSvg(chart)}\n</g>`),
    '</svg>',
  ].join('\n');
}

function chartSvg({ title, x, y, curves, marks = [] }: Chart): string {
  const points = curves.flatMap((curve) => curve.points);
  const across = scaleLinear(
    x.domain ??
      extent(
        points.map(([at]) => at),
        undefined,
      ),
    [LEFT, WIDTH - RIGHT],
  );
  const up = scaleLinear(
    y.domain ??
      extent(
        points.map(([, value]) => value),
        0,
      ),
    [HEIGHT - BOTTOM, TOP],
  );
  if (y.domain === undefined) up.nice(5);
  return [
    `<text x="16" y="22" font-size="15" font-weight="600">${escaped(title)}</text>`,
    legend(curves),
    ...up.ticks(5).map((value) => rung(up(value), (y.tick ?? String)(value))),
    ...(x.at ?? across.ticks(10)).map((value) => foot(across(value), (x.tick ?? String)(value))),
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}" stroke="#556"/>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${escaped(x.label)}</text>`,
    `<text x="16" y="${TOP - 10}" fill="#556">${escaped(y.label)}</text>`,
    ...marks.map((mark, nth) => markSvg(across(mark.x), mark.says, nth)),
    ...curves.map((curve, nth) => curveSvg(curve, { across, up, colour: colourOf(nth) })),
  ].join('\n');
}

type Scale = (value: number) => number;

function curveSvg(
  { points, steps, faint }: Curve,
  { across, up, colour }: { readonly across: Scale; readonly up: Scale; readonly colour: string },
): string {
  const drawn = line<Point>(
    ([at]) => round(across(at)),
    ([, value]) => round(up(value)),
  ).curve(steps ? curveStepAfter : curveLinear)([...points]);
  return `<path d="${drawn ?? ''}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"${faint ? FAINT : ''}/>`;
}

function legend(curves: readonly Curve[]): string {
  const entries: string[] = [];
  let right = WIDTH - RIGHT;
  for (const [nth, { name, faint }] of [...curves.entries()].reverse()) {
    right -= widthOf(name) * LETTER + 34;
    entries.push(
      `<line x1="${round(right)}" x2="${round(right + 18)}" y1="36" y2="36" stroke="${colourOf(nth)}" stroke-width="3"${faint ? FAINT : ''}/><text x="${round(right + 24)}" y="40">${escaped(name)}</text>`,
    );
  }
  return entries.join('\n');
}

function rung(y: number, says: string): string {
  return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y)}" y2="${round(y)}" stroke="#dde"/><text x="${LEFT - 8}" y="${round(y + 4)}" text-anchor="end">${escaped(says)}</text>`;
}

function foot(x: number, says: string): string {
  return `<line x1="${round(x)}" x2="${round(x)}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 5}" stroke="#556"/><text x="${round(x)}" y="${HEIGHT - BOTTOM + 19}" text-anchor="middle">${escaped(says)}</text>`;
}

/** Each says its words a line lower than the one before: two that stand close do not cover each other. */
function markSvg(x: number, says: string, nth: number): string {
  const leftwards = x > WIDTH * 0.75;
  const text = `<text x="${round(x + (leftwards ? -6 : 6))}" y="${TOP + 14 + nth * 16}"${leftwards ? ' text-anchor="end"' : ''} stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escaped(says)}</text>`;
  return `<line x1="${round(x)}" x2="${round(x)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#889" stroke-dasharray="4 3"/>${text}`;
}

function extent(values: readonly number[], least: number | undefined): [number, number] {
  const from = least ?? values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const to = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return Number.isFinite(from) && to > from ? [from, to] : [0, 1];
}

const colourOf = (nth: number) => COLOURS[nth % COLOURS.length] ?? '#000000';
const round = (value: number) => Math.round(value * 10) / 10;
