// SPDX-License-Identifier: GPL-2.0-or-later
// Draws docs/surge.svg: the law of the surge control, of the usual settings, by the very functions that a box decides with.
// Run after `npm run build:ts`: node tools/gen-surge-plot.mjs; `--check` says whether it is up to date.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { calm, SURGE_DEFAULTS, shareAt, surgeMachine, targetShare } from '../dist/callback/index.js';
import { chartsSvg } from '../dist/cli/chart.js';

const channels = 60;
const percent = (/** @type {number} */ value) => `${Math.round(value * 100)} %`;

/** Where the share is bound for, at each number of busy channels. */
function law() {
  return Array.from({ length: channels + 1 }, (_, busy) => busy)
    .filter((busy) => busy >= channels * SURGE_DEFAULTS.on)
    .map(
      (busy) => /** @type {const} */ ([busy / channels, targetShare(SURGE_DEFAULTS, { busy, inService: channels })]),
    );
}

/** Utilisation that rises from 50 to 100 % and falls to 40 %, and the share that follows it: one point a second. */
function ramp() {
  let state = calm(SURGE_DEFAULTS);
  const used = [];
  const shares = [];
  for (let second = 0; second <= 150; second++) {
    const rising = 30 + Math.min(30, second);
    const busy = Math.round(second < 60 ? rising : Math.max(24, 60 - (second - 60) * 0.6));
    const at = second * 1000;
    const due = surgeMachine.deadline(state);
    if (due !== undefined && due <= at) state = surgeMachine.transition(state, { type: 'expired' }, due).state;
    state = surgeMachine.transition(state, { type: 'sampled', busy, inService: channels }, at).state;
    used.push(/** @type {const} */ ([second, busy / channels]));
    shares.push(/** @type {const} */ ([second, shareAt(state, at)]));
  }
  return { used, shares };
}

const { used, shares } = ramp();
const { on, off, full, ratio, hold } = SURGE_DEFAULTS;
const drawn = chartsSvg([
  {
    title: 'Share of the calls for computer agents 电脑座席比例',
    x: { label: 'busy channels of those in service 信道占用比例', domain: [0, 1], tick: percent },
    y: { label: 'share 比例', domain: [0, 1], tick: percent },
    curves: [
      { name: 'in a surge 浪涌中', points: [[off, ratio.min], ...law()] },
      {
        name: 'before it 浪涌前',
        points: [
          [0, 0],
          [on, 0],
        ],
      },
    ],
    marks: [
      { x: off, says: `off ${percent(off)}` },
      { x: on, says: `on ${percent(on)}` },
      { x: full, says: `full ${percent(full)}` },
    ],
  },
  {
    title: 'A wave over time 一次浪涌',
    x: { label: 'seconds 秒' },
    y: { label: `hold ${hold / 1000} s, step ${ratio.step}/s`, domain: [0, 1], tick: percent },
    curves: [
      { name: 'busy channels 占用', points: used, faint: true },
      { name: 'share 比例', points: shares, steps: true },
    ],
  },
]);
const file = fileURLToPath(new URL('../docs/surge.svg', import.meta.url));
if (!process.argv.includes('--check')) writeFileSync(file, `${drawn}\n`);
else if (readFileSync(file, 'utf8') !== `${drawn}\n`) {
  console.error('docs/surge.svg is not what the law says: run node tools/gen-surge-plot.mjs');
  process.exitCode = 1;
}
