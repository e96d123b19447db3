// SPDX-License-Identifier: GPL-2.0-or-later
// How does a tone of an exchange sound, by what was heard of it: which frequencies, how long, which pauses? Pure.

import type { Duration } from '../../kernel/index.js';
import { dbm0Of, meanSquare } from '../a-law.js';
import { frequenciesOf, powerOf } from './spectrum.js';

/** A tone as it was heard. */
export interface HeardCadence {
  /** One or two frequencies, Hz. */
  readonly hertz: readonly number[];
  /** Sound and pause in turn, milliseconds; none: it does not pause. */
  readonly cadence: readonly Duration[];
  /** So many whole cadences were heard; of a tone without pauses 0. */
  readonly cycles: number;
  /** While it sounds, dBm0. */
  readonly dbm0: number;
}

const WINDOW = 80; // samples: 10 ms
const MS = 10;
/** Nothing softer is a tone; nothing so much softer than the loudest sounds along with it. */
const [LEAST_DBM0, BELOW_LOUDEST] = [-42, 12];
/** Shorter is a click, or a gap of the line. */
const LEAST_RUN = 5; // windows
const CONTINUOUS = 150; // windows
const LEAST_SHARE = 0.6;
const MOST_PAIRS = 3;
const TOLERANCE = { share: 0.12, ms: 40 };

interface Run {
  readonly on: boolean;
  readonly from: number;
  readonly to: number;
}

/** Of 16-bit samples at 8 kHz; undefined: there is no tone, or not enough of it (two whole cadences, or 1.5 s without pause). */
export function cadenceIn(samples: Int16Array): HeardCadence | undefined {
  const count = Math.floor(samples.length / WINDOW);
  const levels = Array.from({ length: count }, (_, i) => dbm0Of(meanSquare(samples, i * WINDOW, (i + 1) * WINDOW)));
  const loudest = [...levels].sort((one, other) => other - one)[Math.floor(count / 20)] ?? LEAST_DBM0;
  const limit = Math.max(LEAST_DBM0, loudest - BELOW_LOUDEST);
  const runs = joined(runsOf(levels.map((level) => level > limit)));
  const steady = runs.find(({ on, from, to }) => on && to - from >= CONTINUOUS);
  const cadence = steady === undefined ? repeated(runs) : { steps: [], cycles: 0 };
  if (cadence === undefined) return undefined;
  const sound = steady ?? longestSound(runs);
  if (sound === undefined) return undefined;
  const inside = samples.subarray((sound.from + 1) * WINDOW, (sound.to - 1) * WINDOW);
  const hertz = frequenciesOf(inside);
  if (hertz.length === 0 || !runs.every((run) => isOf(hertz, samples, run))) return undefined;
  return {
    hertz,
    cadence: cadence.steps,
    cycles: cadence.cycles,
    dbm0: Math.round(dbm0Of(meanSquare(inside)) * 10) / 10,
  };
}

/** A sound has nearly all its power in the frequencies; who speaks in pauses has not. The first and the last sound may be cut. */
function isOf(hertz: readonly number[], samples: Int16Array, { on, from, to }: Run): boolean {
  if (!on || to - from < 2 * LEAST_RUN) return true;
  const sound = samples.subarray((from + 1) * WINDOW, (to - 1) * WINDOW);
  const found = hertz.reduce((sum, frequency) => sum + powerOf(sound, frequency), 0);
  return found >= meanSquare(sound) * LEAST_SHARE;
}

function runsOf(sounds: readonly boolean[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [at, on] of sounds.entries()) {
    const last = runs.at(-1);
    if (last?.on === on) runs[runs.length - 1] = { ...last, to: at + 1 };
    else runs.push({ on, from: at, to: at + 1 });
  }
  return runs;
}

/** Without clicks and gaps: what is too short belongs to what is before it. */
function joined(runs: readonly Run[]): readonly Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    const last = kept.at(-1);
    const short = run.to - run.from < LEAST_RUN;
    if (last !== undefined && (short || last.on === run.on)) kept[kept.length - 1] = { ...last, to: run.to };
    else kept.push(run);
  }
  return kept;
}

/** Of the runs between the first and the last, which may be cut: how often one, two or three sounds with their pauses come again. */
function repeated(runs: readonly Run[]): { readonly steps: readonly Duration[]; readonly cycles: number } | undefined {
  const from = runs.findIndex(({ on }, at) => on && at > 0);
  const whole = from < 0 ? [] : runs.slice(from, -1);
  for (let pairs = 1; pairs <= MOST_PAIRS; pairs++) {
    const length = 2 * pairs;
    const cycles = Math.floor(whole.length / length);
    if (cycles < 2) return undefined;
    const steps = Array.from({ length }, (_, step) =>
      Array.from({ length: cycles }, (_, cycle) => durationOf(whole[cycle * length + step])),
    );
    if (steps.every(alike)) return { steps: beginningWithSound(steps.map(mean)), cycles };
  }
  return undefined;
}

const durationOf = (run: Run | undefined): Duration => (run === undefined ? 0 : (run.to - run.from) * MS);
const mean = (times: readonly Duration[]) =>
  Math.round(times.reduce((sum, time) => sum + time, 0) / times.length / MS) * MS;
const alike = (times: readonly Duration[]) =>
  times.every((time) => Math.abs(time - mean(times)) <= Math.max(TOLERANCE.ms, mean(times) * TOLERANCE.share));

/** Of several sounds the one behind the longest pause is the first: so people count a double ring. */
function beginningWithSound(steps: readonly Duration[]): readonly Duration[] {
  const pauses = steps.filter((_, at) => at % 2 === 1);
  const last = 2 * pauses.indexOf(Math.max(...pauses)) + 2;
  return [...steps.slice(last), ...steps.slice(0, last)];
}

function longestSound(runs: readonly Run[]): Run | undefined {
  return runs.filter(({ on }) => on).sort((one, other) => other.to - other.from - (one.to - one.from))[0];
}

/** As settings have it: libtonezone's notation, `hertz[+hertz][/milliseconds]` parted by commas, over and over. */
export function toneText({ hertz, cadence }: Pick<HeardCadence, 'hertz' | 'cadence'>): string {
  const sound = hertz.join('+');
  if (cadence.length === 0) return sound;
  return cadence.map((time, at) => `${at % 2 === 0 ? sound : '0'}/${time}`).join(',');
}
