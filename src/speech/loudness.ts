// SPDX-License-Identifier: GPL-2.0-or-later
// How does a recording become as loud as all other prompts? One gain for the whole, and a limiter for its peaks: nothing is clipped.

import { activeLevel } from './active-level.js';

/** As loud as prompts are to be; -20 dBm0 is what exchanges announce at. */
export const PROMPT_LEVEL = -20; // dBm0, active

const LIMIT = 0.97; // of full scale; the largest step of A-law is 0.984
const LOOK = 0.005; // s before and behind a peak within which the limiter turns down
const ROUNDS = 4; // what the limiter takes is given back
const CLOSE = 0.1; // dB

/** The same at `PROMPT_LEVEL`, and by how much it was raised, in dB. Undefined: there is nothing but silence. */
export function levelled(
  samples: Float32Array,
  rate: number,
): { readonly samples: Float32Array; readonly raised: number } | undefined {
  const level = activeLevel(samples, rate);
  if (level === undefined) return undefined;
  let raised = PROMPT_LEVEL - level;
  let made = limited(amplified(samples, raised), rate);
  for (let round = 0; round < ROUNDS; round++) {
    const missing = PROMPT_LEVEL - (activeLevel(made, rate) ?? PROMPT_LEVEL);
    if (Math.abs(missing) < CLOSE) break;
    raised += missing;
    made = limited(amplified(samples, raised), rate);
  }
  return { samples: made, raised };
}

function amplified(samples: Float32Array, gainDb: number): Float32Array {
  const gain = 10 ** (gainDb / 20);
  return samples.map((sample) => sample * gain);
}

/**
 * Turned down around peaks that would not fit, smoothly: the least gain within `LOOK` of each sample, averaged over as long, is never more
 * than the sample itself allows.
 */
function limited(samples: Float32Array, rate: number): Float32Array {
  if (!samples.some((sample) => Math.abs(sample) > LIMIT)) return samples;
  const reach = Math.round(LOOK * rate);
  const allowed = samples.map((sample) => Math.min(1, LIMIT / Math.max(Math.abs(sample), LIMIT)));
  const least = new Float32Array(samples.length).fill(1);
  allowed.forEach((gain, at) => {
    if (gain === 1) return;
    const last = Math.min(samples.length - 1, at + reach);
    for (let i = Math.max(0, at - reach); i <= last; i++) least[i] = Math.min(least[i] ?? 1, gain);
  });
  const half = Math.floor(reach / 2);
  const sums = new Float64Array(samples.length + 1);
  least.forEach((gain, at) => {
    sums[at + 1] = (sums[at] ?? 0) + gain;
  });
  return samples.map((sample, at) => {
    const [from, to] = [Math.max(0, at - half), Math.min(samples.length, at + half + 1)];
    return (sample * ((sums[to] ?? 0) - (sums[from] ?? 0))) / (to - from);
  });
}
