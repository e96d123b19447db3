// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is a sound, where does one stand in another, and what of it is left over? A-law.

const SECOND = 8_000;
/** A sine of 4096 peak is 0 dBm0 less 3.14 dB - 20 log10(32768/4096): A-law's full scale, +3.14 dBm0, is a sine of 32,256. */
const FULL_SCALE_DBM0 = 3.14;
const FULL_SCALE_POWER = 32_256 ** 2 / 2;

/** A-law to linear, 16 bits (G.711). */
export function decoded(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 0x0f) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (bits & 0x80) !== 0 ? size : -size;
}

const CODES = Array.from({ length: 256 }, (_, code) => code).sort((a, b) => decoded(a) - decoded(b));

/** The code whose sound is nearest. */
export function encoded(sample: number): number {
  let [low, high] = [0, CODES.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (decoded(CODES[middle] ?? 0) <= sample) low = middle;
    else high = middle;
  }
  const [below = 0, above = 0] = [CODES[low], CODES[high]];
  return sample - decoded(below) <= decoded(above) - sample ? below : above;
}

export const linear = (codes: Uint8Array): Float64Array => Float64Array.from(codes, (code) => decoded(code));

/** The mean power. */
export function power(sound: Float64Array): number {
  return sound.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, sound.length);
}

export const dbm0 = (mean: number): number => FULL_SCALE_DBM0 + 10 * Math.log10(Math.max(mean, 1) / FULL_SCALE_POWER);

/** The level of a voice while it speaks: frames of 20 ms that are no pauses. */
export function spokenLevel(sound: Float64Array): number {
  const frames: number[] = [];
  for (let at = 0; at + 160 <= sound.length; at += 160) frames.push(power(sound.subarray(at, at + 160)));
  const spoken = frames.filter((each) => dbm0(each) > -45);
  return dbm0(spoken.reduce((sum, each) => sum + each, 0) / Math.max(1, spoken.length));
}

/** The same voice at another level. */
export function atLevel(sound: Float64Array, level: number): Float64Array {
  const factor = 10 ** ((level - spokenLevel(sound)) / 20);
  return sound.map((sample) => sample * factor);
}

/** A stretch, in seconds. */
export const stretch = (sound: Float64Array, from: number, to: number): Float64Array =>
  sound.subarray(Math.round(from * SECOND), Math.round(to * SECOND));

/** How much louder one power is than another. Nothing counts as silence of -66 dBm0, as A-law has it. */
export const ratioDb = (one: number, other: number): number => 10 * Math.log10(Math.max(one, 1) / Math.max(other, 1));

/** When the first sound begins, in seconds. */
export function onset(sound: Float64Array): number {
  const first = sound.findIndex((sample) => Math.abs(sample) > 200);
  return Math.max(0, first) / SECOND;
}

/** Where in `within` the samples of `sound` fit best, looked for between `least` and `most`. */
function placeOf(sound: Float64Array, within: Float64Array, least: number, most: number): number {
  let [best, found] = [Number.POSITIVE_INFINITY, least];
  for (let place = least; place <= most; place++) {
    let misfit = 0;
    for (let i = 0; i < sound.length; i += STRIDE) {
      const other = within[place + i] ?? 0;
      misfit += other * (other - 2 * (sound[i] ?? 0));
    }
    if (misfit >= best) continue;
    [best, found] = [misfit, place];
  }
  return found;
}

const PIECE = 320; // samples: two blocks
const NEAR = 640; // four blocks that were dropped or repeated
const STRIDE = 3; // not every sample: an emulated machine computes slowly

/**
 * The mean power of what is left of `heard` when `known`, which is in it over and over from some moment on, is taken out. A
 * slip moves what follows, and an emulated machine has many, so it is done in pieces; those that a slip has broken fit nowhere,
 * and are counted.
 */
export function residues(heard: Float64Array, known: Float64Array) {
  const said = Float64Array.from({ length: heard.length + known.length }, (_, i) => known[i % known.length] ?? 0);
  const left: number[] = [];
  let [pieces, slips] = [0, 0];
  let place = placeOf(heard.subarray(2 * SECOND, 2.2 * SECOND), said, 0, 2.5 * SECOND) - 2 * SECOND;
  for (let at = 2 * SECOND; at + PIECE <= heard.length; at += PIECE) {
    const piece = heard.subarray(at, at + PIECE);
    const where = placeOf(piece, said, Math.max(0, at + place - NEAR), at + place + NEAR);
    const own = power(said.subarray(where, where + PIECE));
    if (dbm0(power(piece)) < -30) continue; // he draws breath: nobody knows where this is
    pieces++;
    const rest = power(piece.map((sample, i) => sample - (said[where + i] ?? 0)));
    if (rest > own / 2) slips++;
    else {
      left.push(rest);
      place = where - at;
    }
  }
  return { power: left.reduce((sum, each) => sum + each, 0) / Math.max(1, left.length), pieces, slips };
}
