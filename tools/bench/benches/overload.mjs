// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of calls when a tick costs more than it may? tools/bench/dsp/overload.cc is the engine with its threads under them.
import { buildProgram, readRows } from '../dsp-program.mjs';

export const about =
  'thirty calls while every tick is made to cost too much: what is given up, and that nothing else is';
export const onlyWhenAsked = true; // it burns a processor at real-time rank

/** @param {import('../figures.mjs').Run} run */
export async function run({ say }) {
  await buildProgram(say);
  return readRows(['overload'], say);
}
