// SPDX-License-Identifier: GPL-2.0-or-later
// Does the exchange let callers hear us before we answer? An outside telephone is told a code unanswered, and keys it when it is answered.

import { randomInt } from 'node:crypto';
import type { TrunkLeg } from '../../call/index.js';
import { TelephonyError } from '../../faults.js';
import type { Dialogue } from '../../ivr/index.js';
import { type Deferred, type Duration, deferred, sleep } from '../../kernel/index.js';
import { assertOpen, type Rooms } from '../rooms/index.js';
import type { HeardEarly } from '../surge/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'closing' | 'lines'>;

/** The dialogue that the tested call is led through. */
export const EARLY_MEDIA_TEST = 'test-early-media';

/** How it is tried. */
export interface EarlyMediaAsked {
  /** A trunk group; default: the first of the file. */
  readonly group?: string | undefined;
  /** Digits that the calling number ends with: no other call is taken for it. Default: the next call. */
  readonly from?: string | undefined;
  /** How long a call is waited for. */
  readonly within: Duration;
  /** Default: four digits by chance. */
  readonly code?: string | undefined;
}

/**
 * `heard`: the code was keyed. `notHeard`: other digits, or none, though the caller was there. `hungUp`: he was gone before he could key
 * anything. `noCall`: nobody called in time.
 */
export interface EarlyMediaResult {
  readonly outcome: 'heard' | 'notHeard' | 'hungUp' | 'noCall';
  readonly group: string;
  readonly keyed?: string;
}

interface Trial {
  readonly group: string;
  readonly from: string;
  readonly code: string;
  readonly result: Deferred<EarlyMediaResult>;
  leg?: TrunkLeg;
  /** He has keyed what he heard, or not: that he hangs up now says nothing. */
  isKeyed?: true;
}

const CODE_LENGTH = 4;
const PATIENCE: Duration = 10_000;

/** The test of a running box; one at a time. */
export class EarlyMediaTest {
  readonly #rooms: Needs;
  readonly #heard: HeardEarly;
  #trial: Trial | undefined;

  constructor(rooms: Needs, heard: HeardEarly) {
    this.#rooms = rooms;
    this.#heard = heard;
  }

  /** Waits for a call and tries it. Throws NOT_FOUND for a group that there is not, REFUSED while another is being tried. */
  async run({ group, from = '', within, code }: EarlyMediaAsked, signal?: AbortSignal): Promise<EarlyMediaResult> {
    const { clock, lines } = this.#rooms;
    assertOpen(this.#rooms);
    if (this.#trial !== undefined) throw new TelephonyError('REFUSED', 'early media is being tested already');
    const { name } = group === undefined ? (lines.trunkGroups[0] ?? lines.trunkGroup('')) : lines.trunkGroup(group);
    const trial: Trial = {
      ...{ group: name, from, result: deferred<EarlyMediaResult>() },
      code: code ?? String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0'),
    };
    this.#trial = trial;
    const over = new AbortController();
    const ends = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
    const waited = () => {
      if (trial.leg === undefined) trial.result.resolve({ outcome: 'noCall', group: name });
    };
    sleep(clock, within, ends).then(waited, waited);
    return trial.result.promise.finally(() => {
      over.abort();
      this.#trial = undefined;
    });
  }

  /** Whether a call that has just come is the one that is waited for: then it is led through the dialogue of the test. */
  takes(leg: TrunkLeg): boolean {
    const trial = this.#trial;
    if (trial === undefined || trial.leg !== undefined) return false;
    if (this.#rooms.lines.groupOf(leg.channel) !== trial.group || !leg.calling.digits.endsWith(trial.from))
      return false;
    trial.leg = leg;
    leg.cleared.on(() => {
      if (!trial.isKeyed) trial.result.resolve({ outcome: 'hungUp', group: trial.group });
    });
    return true;
  }

  /** The code before the answer, twice, within the exchange's T310; then the question for it. */
  async talk(dialogue: Dialogue): Promise<void> {
    const trial = this.#trial;
    if (trial?.leg === undefined) return;
    const { code, group, leg, result } = trial;
    const told = ['early-media-code', ...dialogue.speech.digits(code)];
    leg.sendProgress({ inBand: true });
    await dialogue.say([...told, ...told], { bargeIn: false });
    await dialogue.answer();
    leg.digits.clear();
    const asked = { prompt: 'early-media-ask', max: code.length, attempts: 2, timeout: PATIENCE };
    const keyed = (await dialogue.collect(asked)) ?? '';
    const outcome = keyed === code ? 'heard' : 'notHeard';
    trial.isKeyed = true;
    await this.#heard.note(group, outcome); // what is told is on the disk
    result.resolve({ outcome, group, keyed });
    await dialogue.say('goodbye');
  }
}
