// SPDX-License-Identifier: GPL-2.0-or-later
// How does a line's sound reach an engine that wants 16 kHz? A half-band filter between each two samples, block by block.

const TAPS = 16; // on each side of the sample that is made
const HALF = Float64Array.from({ length: TAPS }, (_, i) => {
  const distance = i + 0.5;
  const x = Math.PI * distance;
  return (Math.sin(x) / x) * (0.5 + 0.5 * Math.cos((Math.PI * distance) / TAPS));
});

/** Sound of 8 kHz at the rate that is wanted, 8 or 16 kHz; it is 2 ms late. */
export class Upsampler {
  readonly #twice: boolean;
  #before = new Int16Array(2 * TAPS);

  constructor(rate: number) {
    this.#twice = rate === 16_000;
  }

  next(samples: Int16Array): Int16Array {
    if (!this.#twice) return samples;
    const all = new Int16Array(this.#before.length + samples.length);
    all.set(this.#before);
    all.set(samples, this.#before.length);
    const made = new Int16Array(samples.length * 2);
    for (let i = 0; i < samples.length; i++) {
      const centre = i + TAPS;
      let between = 0;
      for (let tap = 0; tap < TAPS; tap++)
        between += (HALF[tap] ?? 0) * ((all[centre - tap] ?? 0) + (all[centre + 1 + tap] ?? 0));
      made[2 * i] = all[centre] ?? 0;
      made[2 * i + 1] = Math.max(-32_768, Math.min(32_767, Math.round(between)));
    }
    this.#before = all.slice(-2 * TAPS);
    return made;
  }
}
