// SPDX-License-Identifier: GPL-2.0-or-later
// How good is a line? Levels, noise, hum and echo return loss, by what it receives; and what is too little.

import type { Duration } from '../../kernel/index.js';
import { dbm0Of, meanSquare } from '../a-law.js';
import { cadenceIn } from './cadence.js';
import type { LineProbe } from './line-probe.js';
import { powerOf } from './spectrum.js';

/** What was measured on a line; each in dBm0 but where it says so. */
export interface LineMeasures {
  /** The exchange's dial tone; undefined: none came. */
  readonly dialTone?: { readonly dbm0: number; readonly hertz: readonly number[] };
  /** What is heard while nobody sends, from 300 Hz on: a high-pass keeps hum out of it. */
  readonly noise: number;
  /** 50 Hz and what goes with it, up to 150 Hz. */
  readonly hum: number;
  /** Of what we send, so much less comes back, dB: at 500, 1,000 and 2,000 Hz, and their mean by power. */
  readonly echoReturnLoss: { readonly mean: number; readonly at: Readonly<Record<string, number>> };
}

/** The store keeps what was measured under this and the line's name: its measures, findings and when, as JSON. */
export const MEASURED_LINE = 'line.measured.';

/** What is wrong with a measured line. */
export type LineFinding = 'noDialTone' | 'dialToneSoft' | 'dialToneLoud' | 'noisy' | 'hum' | 'echo';

/** What a line should keep. An exchange's tone is -10 dBm at the exchange (zone cn), less up to 7 dB of cable; noise by ITU-T G.712 and Q.45, with room. */
const LIMITS = { dialToneLeast: -25, dialToneMost: -3, noise: -45, hum: -35, echoReturnLoss: 10 };

const TEST_HERTZ = [500, 1_000, 2_000] as const;
const TEST_DBM0 = -16;
const [TONE, SETTLES, QUIET, TEST]: readonly [Duration, Duration, Duration, Duration] = [2_500, 700, 1_500, 600];

/**
 * Of a line that was just seized. A digit ends the dial tone; the exchange waits for the next one for some seconds, and meanwhile the
 * line is measured. Takes 7 s.
 */
export async function measure(probe: LineProbe, quietDigit: string, signal: AbortSignal): Promise<LineMeasures> {
  const tone = cadenceIn(await probe.hear(TONE, signal));
  probe.dial(quietDigit);
  await probe.hear(SETTLES, signal);
  const quiet = await probe.hear(QUIET, signal);
  const losses: [string, number][] = [];
  for (const hertz of TEST_HERTZ) losses.push([`${hertz}`, await returnLoss(probe, hertz, signal)]);
  const powers = losses.map(([, loss]) => 10 ** (-loss / 10));
  const mean = -10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
  return {
    ...(tone?.cadence.length === 0 && { dialTone: { dbm0: tone.dbm0, hertz: tone.hertz } }),
    noise: rounded(dbm0Of(meanSquare(highPassed(quiet)))),
    hum: rounded(humOf(quiet)),
    echoReturnLoss: { mean: rounded(mean), at: Object.fromEntries(losses) },
  };
}

async function returnLoss(probe: LineProbe, hertz: number, signal: AbortSignal): Promise<number> {
  const end = probe.send(hertz, TEST_DBM0);
  try {
    await probe.hear(TEST / 3, signal);
    return rounded(TEST_DBM0 - levelAt(await probe.hear(TEST, signal), hertz));
  } finally {
    end();
  }
}

const rounded = (decibels: number) => Math.round(decibels * 10) / 10;

/** Level of one frequency, dBm0. */
const levelAt = (samples: Int16Array, hertz: number) => dbm0Of(powerOf(samples, hertz));

function humOf(samples: Int16Array): number {
  return dbm0Of([50, 100, 150].reduce((sum, hertz) => sum + powerOf(samples, hertz), 0));
}

/** Two poles at 300 Hz: hum is 30 dB less behind them. */
function highPassed(samples: Int16Array): Float64Array {
  const edge = Math.tan((Math.PI * 300) / 8_000);
  const whole = 1 + Math.SQRT2 * edge + edge ** 2;
  const [one, two] = [(2 * (edge ** 2 - 1)) / whole, (1 - Math.SQRT2 * edge + edge ** 2) / whole];
  const out = new Float64Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const [now, last, before] = [samples[i] ?? 0, samples[i - 1] ?? 0, samples[i - 2] ?? 0];
    out[i] = (now - 2 * last + before) / whole - one * (out[i - 1] ?? 0) - two * (out[i - 2] ?? 0);
  }
  return out;
}

/** What of it is not as it should be. */
export function findingsOf({ dialTone, noise, hum, echoReturnLoss }: LineMeasures): readonly LineFinding[] {
  return [
    ...(dialTone === undefined ? (['noDialTone'] as const) : []),
    ...(dialTone !== undefined && dialTone.dbm0 < LIMITS.dialToneLeast ? (['dialToneSoft'] as const) : []),
    ...(dialTone !== undefined && dialTone.dbm0 > LIMITS.dialToneMost ? (['dialToneLoud'] as const) : []),
    ...(noise > LIMITS.noise ? (['noisy'] as const) : []),
    ...(hum > LIMITS.hum ? (['hum'] as const) : []),
    ...(echoReturnLoss.mean < LIMITS.echoReturnLoss ? (['echo'] as const) : []),
  ];
}
