// SPDX-License-Identifier: GPL-2.0-or-later
// How does a report look as a picture? A bar for each part, divided as the traffic is, and the whole as a pie; the same figures as the table.

import { scaleBand, scaleLinear } from 'd3-scale';
import { arc, pie } from 'd3-shape';
import { type Bilingual, escaped, inLanguage, type Language } from '../kernel/index.js';
import { type ContactFigures, partName, type Report, type ReportPart, titleOf } from '../report/index.js';
import { widthOf } from './width.js';

/** What a bar is made of, from the bottom up; told apart also by who sees no red or green (Okabe and Ito 2008). */
const COLUMNS: readonly {
  readonly of: (calls: ContactFigures) => number;
  readonly says: Bilingual;
  readonly colour: string;
}[] = [
  { of: ({ traffic }) => traffic.answered, says: { en: 'answered', zh: '接听' }, colour: '#0072b2' },
  { of: ({ traffic }) => traffic.deflected, says: { en: 'deflected', zh: '分流' }, colour: '#56b4e9' },
  { of: ({ traffic }) => traffic.abandoned, says: { en: 'abandoned', zh: '放弃' }, colour: '#d55e00' },
  { of: ({ traffic }) => traffic.blocked, says: { en: 'blocked', zh: '阻塞' }, colour: '#000000' },
  { of: ({ inProgress }) => inProgress, says: { en: 'in progress', zh: '进行中' }, colour: '#9aa0a6' },
];

const HEIGHT = 360;
const LEFT = 56;
const TOP = 72;
const BOTTOM = 78;
const LEAST_BARS = 420; // the width of all bars
const A_BAR = 34;
const PIE = 210;
const RADIUS = 78;
const LETTER = 6.6;
const TITLE_LETTER = 8.6;

/** The parts of a report as an SVG document of its own. */
export function partsPicture(report: Report, parts: readonly ReportPart[], language: Language): string {
  const title = inLanguage(titleOf(report), language);
  const beside = LEFT + PIE + 16;
  const bars = Math.max(LEAST_BARS, parts.length * A_BAR, widthOf(title) * TITLE_LETTER - beside);
  const width = bars + beside;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="12" fill="#223">`,
    `<title>${escaped(title)}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="16" y="24" font-size="15" font-weight="600">${escaped(title)}</text>`,
    legend(language),
    ...barsSvg(report, parts, { bars, language }),
    pieSvg(report, LEFT + bars + PIE / 2, language),
    '</svg>',
  ].join('\n');
}

function legend(language: Language): string {
  let at = 16;
  return COLUMNS.map(({ says, colour }) => {
    const text = inLanguage(says, language);
    const entry = `<rect x="${at}" y="36" width="12" height="12" fill="${colour}"/><text x="${at + 17}" y="46">${escaped(text)}</text>`;
    at += 17 + widthOf(text) * LETTER + 20;
    return entry;
  }).join('\n');
}

function barsSvg(
  { by = 'queue' }: Report,
  parts: readonly ReportPart[],
  { bars, language }: { readonly bars: number; readonly language: Language },
): string[] {
  const across = scaleBand<number>([...parts.keys()], [LEFT, LEFT + bars]).padding(0.25);
  const most = Math.max(1, ...parts.map(({ calls }) => calls.offered));
  const up = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice(5);
  const rungs = up.ticks(5).filter(Number.isInteger);
  return [
    ...rungs.map(
      (value) =>
        `<line x1="${LEFT}" x2="${LEFT + bars}" y1="${round(up(value))}" y2="${round(up(value))}" stroke="#dde"/><text x="${LEFT - 8}" y="${round(up(value) + 4)}" text-anchor="end">${value}</text>`,
    ),
    ...parts.map((part, nth) => {
      const x = across(nth) ?? LEFT;
      return barSvg(part, { x, width: across.bandwidth(), up, says: partName(by, part, language) });
    }),
  ];
}

function barSvg(
  { calls }: ReportPart,
  {
    x,
    width,
    up,
    says,
  }: { readonly x: number; readonly width: number; readonly up: (value: number) => number; readonly says: string },
): string {
  let under = 0;
  const pieces = COLUMNS.flatMap(({ of, colour }) => {
    const count = of(calls);
    const [low, high] = [up(under), up(under + count)];
    under += count;
    return count === 0
      ? []
      : [
          `<rect x="${round(x)}" y="${round(high)}" width="${round(width)}" height="${round(low - high)}" fill="${colour}"/>`,
        ];
  });
  const [middle, foot] = [round(x + width / 2), HEIGHT - BOTTOM + 14];
  return [
    ...pieces,
    `<text x="${middle}" y="${round(up(under) - 5)}" text-anchor="middle">${calls.offered}</text>`,
    `<text x="${middle}" y="${foot}" text-anchor="end" transform="rotate(-35 ${middle} ${foot})">${escaped(says)}</text>`,
  ].join('');
}

function pieSvg({ calls }: Report, x: number, language: Language): string {
  const slices = pie<(typeof COLUMNS)[number]>()
    .sort(null)
    .value(({ of }) => of(calls))([...COLUMNS]);
  const edge = arc<(typeof slices)[number]>()
    .innerRadius(RADIUS * 0.55)
    .outerRadius(RADIUS);
  const drawn = slices.flatMap((slice) =>
    slice.value === 0 ? [] : [`<path d="${edge(slice) ?? ''}" fill="${slice.data.colour}" stroke="#fff"/>`],
  );
  const all = inLanguage({ en: 'offered', zh: '呼入' }, language);
  return `<g transform="translate(${x} ${(TOP + HEIGHT - BOTTOM) / 2})">${drawn.join('')}<text y="0" text-anchor="middle" font-size="20" font-weight="600">${calls.offered.toLocaleString('en')}</text><text y="18" text-anchor="middle">${escaped(all)}</text></g>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
