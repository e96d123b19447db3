// SPDX-License-Identifier: GPL-2.0-or-later
// What does one tick cost without threads? A stepped engine as fast as it goes, and each function of a tick by itself
// (tools/bench/dsp/tick_cost.cc): figures that a profiler can explain.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NativeMedia } from '../../../dist/native/index.js';
import { buildProgram, readRows } from '../dsp-program.mjs';
import { mean, percent, percentile, rounded } from '../figures.mjs';
import { occupy, wiredPairs } from '../occupied.mjs';

export const about =
  'the cost of one stepped tick (media, signalling and disk work together), and of each function of it';

const tickMs = 20;
const warmUp = 100;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  await buildProgram(say);
  const whole = [60, 240, 480].map((channels) => measure(channels, (seconds * 1000) / 12));
  const slice = Math.min(0.25, Math.max(0.02, seconds / 240));
  return [...whole, ...(await readRows(['--slice', `${slice}`, '--rounds', '7', 'tick-cost'], say))];
}

/**
 * @param {number} channels
 * @param {number} milliseconds how long
 */
function measure(channels, milliseconds) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const media = new NativeMedia({
    stepped: true,
    board: { type: 'virtual', spans: wiredPairs(channels) },
    signalling: [],
  });
  try {
    occupy(media, channels, folder);
    media.step(warmUp);
    const costs = [];
    for (const end = performance.now() + milliseconds; performance.now() < end; ) {
      const begun = performance.now();
      media.step(1);
      costs.push(performance.now() - begun);
    }
    const [typical, p99] = [mean(costs), percentile(costs, 0.99)];
    return {
      what: `${channels} channels: one tick`,
      method: `stepped, n ${costs.length}`,
      figure: `mean ${typical.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms: ${percent(typical / tickMs)} of a core`,
      values: { meanMs: rounded(typical), p99Ms: rounded(p99), share: rounded(typical / tickMs), n: costs.length },
    };
  } finally {
    media.close();
    rmSync(folder, { recursive: true });
  }
}
