// SPDX-License-Identifier: GPL-2.0-or-later
// Which one or two frequencies has a sound? Pure.

const RATE = 8_000;
/** What exchanges send, and what a line carries, Hz. */
const [LEAST, MOST] = [250, 3_400];
const STEP = 5; // Hz
const LONGEST = 1_600; // samples: two frequencies 30 Hz apart are two
const APART = 30; // Hz
/** A second frequency that is weaker is an overtone, or noise. */
const SECOND_SHARE = 10 ** (-10 / 10);

/** Power at a frequency, of samples under a Hann window. */
function powerAt(windowed: Float64Array, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
  let [last, before] = [0, 0];
  for (const sample of windowed) [last, before] = [sample + turn * last - before, last];
  return last * last + before * before - turn * last * before;
}

/** Mean square of one frequency in samples. */
export function powerOf(samples: Int16Array, hertz: number): number {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const turn = (2 * Math.PI * hertz * i) / RATE;
    real += (samples[i] ?? 0) * Math.cos(turn);
    imaginary += (samples[i] ?? 0) * Math.sin(turn);
  }
  return (2 * (real ** 2 + imaginary ** 2)) / Math.max(1, samples.length) ** 2;
}

function windowedOf(samples: Int16Array): Float64Array {
  const length = Math.min(samples.length, LONGEST);
  const from = Math.floor((samples.length - length) / 2);
  return Float64Array.from({ length }, (_, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length);
    return window * (samples[from + i] ?? 0);
  });
}

interface Peak {
  readonly hertz: number;
  readonly power: number;
}

/** Peaks of the spectrum, the strongest first; between two steps by the parabola through three of them. */
function peaksOf(powers: readonly number[]): readonly Peak[] {
  const peaks = powers.flatMap((power, i): Peak[] => {
    const [below, above] = [powers[i - 1], powers[i + 1]];
    if (below === undefined || above === undefined || power < below || power <= above) return [];
    const bend = below - 2 * power + above;
    const beside = bend === 0 ? 0 : (0.5 * (below - above)) / bend;
    return [{ hertz: LEAST + STEP * (i + beside), power }];
  });
  return peaks.sort((one, other) => other.power - one.power);
}

/** One or two frequencies of a steady sound, the lower one first, Hz; of too little none. */
export function frequenciesOf(samples: Int16Array): readonly number[] {
  if (samples.length < 400) return [];
  const windowed = windowedOf(samples);
  const powers = Array.from({ length: (MOST - LEAST) / STEP + 1 }, (_, i) => powerAt(windowed, LEAST + STEP * i));
  const peaks = peaksOf(powers);
  const first = peaks[0];
  if (first === undefined) return [];
  const second = peaks.find(
    ({ hertz, power }) => Math.abs(hertz - first.hertz) >= APART && power >= first.power * SECOND_SHARE,
  );
  const found = second === undefined ? [first] : [first, second];
  return found.map(({ hertz }) => rounded(hertz)).sort((one, other) => one - other);
}

/** Exchanges' frequencies are whole multiples of 5 Hz nearly always. */
function rounded(hertz: number): number {
  const near = Math.round(hertz / 5) * 5;
  return Math.abs(near - hertz) <= 2 ? near : Math.round(hertz);
}
