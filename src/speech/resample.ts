// SPDX-License-Identifier: GPL-2.0-or-later
// How does sound of one rate become sound of another? By a windowed sinc: what the lower rate cannot carry is taken away first.

const LOBES = 16; // of the sinc on each side: 80 dB down beyond a tenth of the band
const SHARE = 0.94; // of half the lower rate that passes: a telephone's band ends at 3.4 of 4 kHz

const STEPS = 512; // of the table between two samples; between its entries a straight line

/** The same sound at another rate. */
export function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const cut = (SHARE * Math.min(from, to)) / from; // of half the rate that it has
  const half = Math.ceil(LOBES / cut);
  const table = Float32Array.from({ length: half * STEPS + 2 }, (_, i) => kernel(i / STEPS, cut, half));
  const made = new Float32Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < made.length; i++) {
    const centre = (i * from) / to;
    const last = Math.min(samples.length - 1, Math.floor(centre + half));
    let sum = 0;
    for (let j = Math.max(0, Math.ceil(centre - half)); j <= last; j++) {
      const at = Math.abs(j - centre) * STEPS;
      const entry = Math.floor(at);
      const [low = 0, high = 0] = [table[entry], table[entry + 1]];
      sum += (samples[j] ?? 0) * (low + (high - low) * (at - entry));
    }
    made[i] = sum;
  }
  return made;
}

/** A sinc of this cut-off under a Hann window. */
function kernel(distance: number, cut: number, half: number): number {
  if (distance >= half) return 0;
  const x = Math.PI * distance * cut;
  const sinc = x === 0 ? 1 : Math.sin(x) / x;
  return cut * sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / half));
}
