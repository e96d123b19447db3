// SPDX-License-Identifier: GPL-2.0-or-later
// When has one who waits heard by which key his place is kept? When it is said among what a box tells him, in as many words.

import type { Acd } from '../../acd/index.js';
import type { Config } from '../../config/index.js';
import { callbackKeyOf, NOTHING_TOLD, placeWords, type ToldPlace } from '../../engine/index.js';
import { speechOf } from '../../ivr/index.js';
import type { Clock, Duration, Instant } from '../../kernel/index.js';
import type { Said } from './said.js';

/** One who waits. */
export interface Waits {
  readonly queue: string;
  readonly accessNumber: string;
  /** He is to be told at once how long, and by which key. */
  readonly keepsPlace: boolean;
}

interface Listening extends Waits {
  told: ToldPlace;
  /** Until then something else is said to him. */
  free: Instant;
}

const FIRST_WORDS = ['please-hold'];
const KEY = 'key-callback';

export class WaitingWords {
  readonly #clock: Clock;
  readonly #config: Config;
  readonly #said: Said;
  readonly #acd: () => Acd;
  readonly #listening = new Map<string, Listening>();

  constructor(clock: Clock, config: Config, said: Said, acd: () => Acd) {
    this.#clock = clock;
    this.#config = config;
    this.#said = said;
    this.#acd = acd;
  }

  /** He begins to wait; a caller from another queue has been welcomed. */
  begin(call: string, waits: Waits): void {
    const known = this.#listening.get(call);
    const { accessNumbers } = this.#config;
    const welcome = accessNumbers.find(({ number }) => number === waits.accessNumber)?.welcome;
    const words = [...(welcome === undefined ? [] : [welcome]), ...FIRST_WORDS];
    const free = known?.free ?? this.#clock.now() + this.#said.words(words);
    const { queue, accessNumber, keepsPlace } = waits;
    this.#listening.set(call, { queue, accessNumber, keepsPlace, told: known?.told ?? NOTHING_TOLD, free });
  }

  end(call: string): void {
    this.#listening.delete(call);
  }

  /** Whether he waits, or has been led to another queue. */
  knows(call: string): boolean {
    return this.#listening.has(call);
  }

  /** His place is to be told: when he can hear it. */
  hearsAt(call: string): Instant {
    return Math.max(this.#clock.now(), this.#listening.get(call)?.free ?? 0);
  }

  /** It is told him now: after how long he knows the key; undefined: he is told of none. */
  tell(call: string): Duration | undefined {
    const listening = this.#listening.get(call);
    const position = this.#acd().position(call);
    const queue = this.#config.queues.find(({ name }) => name === listening?.queue);
    if (listening === undefined || queue === undefined || position === undefined) return undefined;
    const { announce } = queue;
    const telling = {
      position: announce.position,
      wait: announce.wait || listening.keepsPlace,
      callbackKey: callbackKeyOf(queue),
    };
    const now = { position, wait: this.#acd().expectedWait(call) };
    const { words, told } = placeWords(speechOf(this.#config.language), now, listening.told, telling);
    listening.told = told;
    listening.free = this.#clock.now() + this.#said.words(words);
    const at = words.indexOf(KEY);
    return at < 0 ? undefined : this.#said.words(words.slice(0, at));
  }
}
