// SPDX-License-Identifier: GPL-2.0-or-later
// How fast and how good is the signal processing, beside spandsp in the same run? tools/bench/dsp measures, one file a function.
import { buildProgram, readRows } from '../dsp-program.mjs';

export const about = 'signal processing beside spandsp: channels in real time per core, and what is detected';

const rounds = 7; // figures are medians of these
const slice = { least: 0.02, most: 0.5, aSecond: 1 / 120 }; // of processor time, seconds

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  await buildProgram(say);
  const sliceSeconds = Math.min(slice.most, Math.max(slice.least, seconds * slice.aSecond));
  return readRows(['--slice', `${sliceSeconds}`, '--rounds', `${rounds}`], say);
}
