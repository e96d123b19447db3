// SPDX-License-Identifier: GPL-2.0-or-later
// How good are the analog lines, and how do their exchanges' tones sound? Tried on a line that rests, or heard on one that is up.

import { TelephonyError } from '../../faults.js';
import {
  cadenceIn,
  type FxoLine,
  findingsOf,
  type HeardCadence,
  type LineFinding,
  type LineMeasures,
  type LineProbe,
  MEASURED_LINE,
  measure,
  toneText,
} from '../../fxo/index.js';
import { type Duration, type Instant, sleep } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** Tones of an exchange that can be learned. */
export const LEARNED_TONES = ['dial', 'busy', 'ringback', 'congestion'] as const;
export type LearnedTone = (typeof LEARNED_TONES)[number];

/** How a line was when it was measured last. */
export interface MeasuredLine {
  readonly line: string;
  readonly at: Instant;
  readonly measures: LineMeasures;
  readonly findings: readonly LineFinding[];
}

/** What was heard of a tone; without `heard`: nothing that is one. */
export interface LearnedSound {
  readonly line: string;
  readonly tone: LearnedTone;
  readonly heard?: HeardCadence & { readonly text: string };
}

/** How a tone is brought about: by dialling, or it comes by itself on a line with a call. */
export interface LearnOptions {
  readonly tone: LearnedTone;
  readonly dial?: string;
  /** Listen to the call on the line instead of seizing it. */
  readonly listen?: boolean;
  readonly within: Duration;
}

type Needs = Pick<Rooms, 'clock' | 'exchangeLines' | 'lines' | 'log' | 'records' | 'store'>;

const DIAL_TONE: Duration = 2_500;
const PART: Duration = 1_000;
/** Of what came last: what was said before the tone does not count. Two ringing tones last 10 s. */
const LOOKED_AT: Readonly<Record<LearnedTone, Duration>> = {
  dial: 2_500,
  busy: 6_000,
  congestion: 8_000,
  ringback: 16_000,
};
const CYCLES: Readonly<Record<LearnedTone, number>> = { dial: 0, busy: 3, congestion: 3, ringback: 2 };
const SAMPLES_A_MS = 8;
const [LET_GO, LOOK]: readonly [Duration, Duration] = [3_000, 100];

/** Measurements through the running box, one at a time on a line. */
export class LineTests {
  readonly #rooms: Needs;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** How the lines of this board were when they were measured last; the order is theirs. */
  async measured(): Promise<readonly MeasuredLine[]> {
    const rows = await this.#rooms.store.ask('settingsNamed', { begin: MEASURED_LINE });
    const kept = new Map(rows.map(({ key, value }) => [key.slice(MEASURED_LINE.length), value]));
    const names = this.#rooms.lines.trunks.map(({ name }) => name);
    return names.flatMap((line) => {
      const value = kept.get(line);
      return value === undefined ? [] : [{ line, ...(JSON.parse(value) as Omit<MeasuredLine, 'line'>) }];
    });
  }

  /** The FXO lines that a target names: `lines`, `lines/2`, `lines/1-3`. Throws NOT_FOUND. */
  named(target: string): readonly string[] {
    const { lines, exchangeLines } = this.#rooms;
    const found = lines.targets(target).filter(({ index }) => exchangeLines?.line(index) !== undefined);
    if (found.length > 0) return found.map(({ name }) => name);
    throw new TelephonyError('NOT_FOUND', `${target}: a line to an exchange (FXO) would be right`);
  }

  /** Seizes the line for 7 s. Rejects with REFUSED where it is not free. `digit` ends the dial tone. */
  async measure(name: string, digit: string, signal: AbortSignal): Promise<MeasuredLine> {
    const { clock, log, records, store } = this.#rooms;
    const probe = await this.#seize(this.#line(name), signal);
    try {
      const measures = await measure(probe, digit, signal);
      const measured = { at: Math.round(clock.utc(clock.now())), measures, findings: findingsOf(measures) };
      log.info({ line: name, ...measured }, 'a line was measured');
      const row = { key: MEASURED_LINE + name, value: JSON.stringify(measured), at: records.now() };
      await store.keep(records.batch().put('setting', row));
      return { line: name, ...measured };
    } finally {
      probe.close();
    }
  }

  /** Hears a tone and says how it sounds. Rejects with REFUSED where the line is not free, or, to listen to its call, where it has none. */
  async learn(name: string, options: LearnOptions, signal: AbortSignal): Promise<LearnedSound> {
    const line = this.#line(name);
    const { tone, listen = false } = options;
    if (listen && !line.isUp) throw new TelephonyError('REFUSED', `${name}: there is no call to listen to`);
    const probe = listen ? line.overhear() : await this.#seize(line, signal);
    try {
      const heard = await heardBy(probe, options, signal);
      this.#rooms.log.info({ line: name, tone, heard }, 'a tone was listened for');
      return { line: name, tone, ...(heard && { heard: { ...heard, text: toneText(heard) } }) };
    } finally {
      probe.close();
    }
  }

  /** A line that was just let go is free a moment later. */
  async #seize(line: FxoLine, signal: AbortSignal): Promise<LineProbe> {
    const { clock } = this.#rooms;
    for (let waited = 0; line.state.name === 'guarded' && waited < LET_GO; waited += LOOK)
      await sleep(clock, LOOK, signal);
    return line.probe();
  }

  #line(name: string): FxoLine {
    const { lines, exchangeLines } = this.#rooms;
    const [channel] = lines.targets(this.named(name)[0] ?? name);
    const line = channel && exchangeLines?.line(channel.index);
    if (line === undefined) throw new TelephonyError('NOT_FOUND', `line ${name}`);
    return line;
  }
}

async function heardBy(
  probe: LineProbe,
  { tone, dial, listen, within }: LearnOptions,
  signal: AbortSignal,
): Promise<HeardCadence | undefined> {
  if (tone !== 'dial' && !listen) {
    await probe.hear(DIAL_TONE, signal);
    if (dial) probe.dial(dial);
  }
  let heard = new Int16Array(0);
  for (let waited = 0; waited < within; waited += PART) {
    heard = joined(heard, await probe.hear(PART, signal)).slice(-LOOKED_AT[tone] * SAMPLES_A_MS);
    const found = cadenceIn(heard);
    if (found !== undefined && isWhole(found, tone)) return found;
  }
  return undefined;
}

/** The dial tone is the one without pauses; others count when they have come often enough. */
function isWhole({ cadence, cycles }: HeardCadence, tone: LearnedTone): boolean {
  return tone === 'dial' ? cadence.length === 0 : cadence.length > 0 && cycles >= CYCLES[tone];
}

function joined(one: Int16Array, other: Int16Array): Int16Array<ArrayBuffer> {
  const both = new Int16Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
