// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is speech while it lasts? The active speech level of ITU-T P.56, method B: pauses do not make it softer.

/** P.56, table 1: time constant of the envelope, the hangover that bridges pauses in words, and how far below speech its threshold lies. */
const SMOOTHING = 0.03; // s
const HANGOVER = 0.2; // s
const MARGIN = 15.9; // dB

const THRESHOLDS = Array.from({ length: 15 }, (_, index) => 2 ** (index - 15)); // of full scale, 6.02 dB apart

/** G.711 at its loudest sine is +3.14 dBm0, and such a sine is 3.01 dB below full scale as an effective value. */
export const DBM0_OF_FULL_SCALE = 3.14 + 3.01;

const db = (power: number) => 10 * Math.log10(power);

/** Of samples whose full scale is 1, in dBm0; undefined: there is nothing but silence. */
export function activeLevel(samples: Float32Array, rate: number): number | undefined {
  const keep = Math.exp(-1 / (SMOOTHING * rate));
  const longest = Math.ceil(HANGOVER * rate);
  const active = THRESHOLDS.map(() => 0);
  const since = THRESHOLDS.map(() => longest);
  let [energy, first, envelope] = [0, 0, 0];
  for (const sample of samples) {
    energy += sample * sample;
    first = keep * first + (1 - keep) * Math.abs(sample);
    envelope = keep * envelope + (1 - keep) * first;
    for (let j = 0; j < THRESHOLDS.length; j++) {
      const over = envelope >= (THRESHOLDS[j] ?? 0);
      since[j] = over ? 0 : (since[j] ?? 0) + 1;
      if (over || (since[j] ?? 0) <= longest) active[j] = (active[j] ?? 0) + 1;
      else if (!over) break; // it is below all higher ones, and has been for as long
    }
  }
  return energy === 0 ? undefined : atMargin(energy, active);
}

/** The level at which the threshold lies the margin below it, between two thresholds by a straight line. */
function atMargin(energy: number, active: readonly number[]): number | undefined {
  let before: { readonly level: number; readonly apart: number } | undefined;
  for (const [j, count] of active.entries()) {
    if (count === 0) break;
    const level = db(energy / count);
    const apart = level - 2 * db(THRESHOLDS[j] ?? 1);
    if (apart <= MARGIN) {
      if (before === undefined) return level + DBM0_OF_FULL_SCALE;
      const share = (before.apart - MARGIN) / (before.apart - apart);
      return before.level + share * (level - before.level) + DBM0_OF_FULL_SCALE;
    }
    before = { level, apart };
  }
  return before === undefined ? undefined : before.level + DBM0_OF_FULL_SCALE;
}
