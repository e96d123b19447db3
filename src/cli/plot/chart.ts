// SPDX-License-Identifier: GPL-2.0-or-later
// How do figures look over time, or one over another? Lines and steps with axes, as SVG that any browser shows.

import { scaleLinear } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';

/** One line of a chart. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Holds until the next point; else straight lines lead from one to the next. */
  readonly steps?: boolean;
}

/** What is drawn. */
export interface Chart {
  readonly title: string;
  readonly x: { readonly name: string; readonly text: (value: number) => string };
  readonly y: { readonly name: string; readonly text: (value: number) => string };
  readonly series: readonly Series[];
  /** Upright lines with a word. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
}

const WIDTH = 860;
const HEIGHT = 360;
const LEFT = 64;
const RIGHT = 24;
const TOP = 64;
const BOTTOM = 52;
// Told apart by who sees no colours, too: by their dashes.
const COLOURS = ['#1f5fa8', '#b4541a', '#2a7d4f', '#7a3b8f', '#555'];
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 4'];

/** A chart as an SVG document. */
export function chart({ title, x, y, series, marks = [] }: Chart): string {
  const all = series.flatMap(({ points }) => points);
  const across = scaleLinear()
    .domain(spread(all.map(([at]) => at)))
    .range([LEFT, WIDTH - RIGHT]);
  const top = Math.max(0, ...all.map(([, value]) => value)) || 1;
  const up = scaleLinear()
    .domain([0, top])
    .nice(5)
    .range([HEIGHT - BOTTOM, TOP]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/><text x="${LEFT}" y="22" font-size="15" font-weight="600">${escaped(title)}</text>`,
    ...up.ticks(5).map((value) => levelSvg(up(value), y.text(value))),
    ...across.ticks(8).map((value) => tickSvg(across(value), x.text(value))),
    `<text x="${LEFT - 48}" y="${TOP - 10}" fill="#445">${escaped(y.name)}</text>`,
    `<text x="${WIDTH - RIGHT}" y="${HEIGHT - 10}" text-anchor="end" fill="#445">${escaped(x.name)}</text>`,
    ...marks.map(({ x: at, name }) => markSvg(across(at), name)),
    ...series.map((one, nth) => seriesSvg(one, nth, across, up)),
    ...series.map(({ name }, nth) => legendSvg(name, nth, series)),
    '</svg>',
    '',
  ].join('\n');
}

type Scale = (value: number) => number;

function seriesSvg({ points, steps = false }: Series, nth: number, across: Scale, up: Scale): string {
  const path = line<readonly [number, number]>()
    .x(([at]) => across(at))
    .y(([, value]) => up(value))
    .curve(steps ? curveStepAfter : curveLinear)
    .digits(1);
  return `<path d="${path(points) ?? ''}" fill="none" stroke-width="2" ${strokeOf(nth)}/>`;
}

function legendSvg(name: string, nth: number, series: readonly Series[]): string {
  const before = series.slice(0, nth).reduce((sum, one) => sum + one.name.length * 8 + 52, 0);
  const at = LEFT + before;
  return `<path d="M${at} 38h24" stroke-width="2" ${strokeOf(nth)}/><text x="${at + 30}" y="42">${escaped(name)}</text>`;
}

function strokeOf(nth: number): string {
  const dash = DASHES[nth % DASHES.length] ?? '';
  return `stroke="${COLOURS[nth % COLOURS.length]}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
}

function levelSvg(at: number, text: string): string {
  return `<path d="M${LEFT} ${round(at)}H${WIDTH - RIGHT}" stroke="#dde"/><text x="${LEFT - 8}" y="${round(at + 4)}" text-anchor="end">${escaped(text)}</text>`;
}

function tickSvg(at: number, text: string): string {
  return `<path d="M${round(at)} ${HEIGHT - BOTTOM}v5" stroke="#667"/><text x="${round(at)}" y="${HEIGHT - BOTTOM + 19}" text-anchor="middle">${escaped(text)}</text>`;
}

function markSvg(at: number, name: string): string {
  return `<path d="M${round(at)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#99a" stroke-dasharray="2 2"/><text x="${round(at + 4)}" y="${TOP + 12}" fill="#667">${escaped(name)}</text>`;
}

function spread(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(least)) return [0, 1];
  return least === most ? [least, least + 1] : [least, most];
}

const round = (value: number) => Math.round(value * 10) / 10;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
