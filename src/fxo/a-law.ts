// SPDX-License-Identifier: GPL-2.0-or-later
// Which samples, and how loud, is what a line carries? ITU-T G.711, A-law.

/** Level of the loudest sine that A-law carries, dBm0; G.711, section 4. */
const FULL_SCALE = 3.14;
const FULL_SCALE_SQUARE = 32_768 ** 2 / 2;
/** What no power at all reads, dBm0. */
export const SILENCE_DBM0 = -96;

function expand(code: number): number {
  const byte = code ^ 0x55;
  const exponent = (byte >> 4) & 7;
  const step = ((byte & 0x0f) << 4) + 8; // half a step up: the middle of the interval
  const magnitude = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
  return byte & 0x80 ? magnitude : -magnitude;
}

const SAMPLES = Int16Array.from({ length: 256 }, (_, code) => expand(code));

/** 16-bit samples of A-law. */
export function samplesOf(sound: Uint8Array): Int16Array {
  return Int16Array.from(sound, (code) => SAMPLES[code] ?? 0);
}

/** Level of a mean square of 16-bit samples, dBm0. */
export function dbm0Of(meanSquare: number): number {
  if (meanSquare <= 0) return SILENCE_DBM0;
  return Math.max(SILENCE_DBM0, FULL_SCALE + 10 * Math.log10(meanSquare / FULL_SCALE_SQUARE));
}

/** Mean square of a stretch of samples. */
export function meanSquare(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (samples[i] ?? 0) ** 2;
  return to > from ? sum / (to - from) : 0;
}
