// SPDX-License-Identifier: GPL-2.0-or-later
// Who has texts spoken, two at a time, each once? In the thread that speaks: what is in the cache is there at once.

import type { Clock, Duration } from '../kernel/index.js';
import type { SpeakingEngine, SpokenText } from './ports.js';
import type { SpokenCache } from './spoken-cache.js';
import { synthesized } from './synthesis.js';

const AT_ONCE = 2;
const MOST_WAITING = 64;
const SWEEP_AFTER = 20; // new texts

/** It is not in the cache, and the engine was not asked. */
export class Unasked extends Error {}

/** Speaks texts into the cache. */
export class Speaker {
  readonly #clock: Clock;
  readonly #cache: SpokenCache;
  readonly #underWay = new Map<string, Promise<string>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #made = 0;

  constructor(clock: Clock, cache: SpokenCache) {
    this.#clock = clock;
    this.#cache = cache;
  }

  /** The file that says it, and whether the engine had to be asked; without `within` it is not. Rejects with an Error that says why there is none. */
  async speak(
    engine: SpeakingEngine,
    said: SpokenText,
    within: Duration | undefined,
  ): Promise<{ readonly file: string; readonly made: boolean }> {
    const file = this.#cache.file(engine, said);
    const before = this.#underWay.get(file);
    if (before === undefined && (await this.#cache.has(file))) return { file, made: false };
    if (within === undefined) throw new Unasked('the engine has failed and rests');
    const work = this.#underWay.get(file) ?? this.#make(file, engine, said, within);
    this.#underWay.set(file, work);
    await work.finally(() => this.#underWay.delete(file));
    return { file, made: true };
  }

  /** Takes away what is too old or too much. */
  async sweep(): Promise<void> {
    await this.#cache.sweep(new Set(this.#underWay.keys()));
  }

  async #make(file: string, engine: SpeakingEngine, said: SpokenText, within: Duration): Promise<string> {
    await this.#turn();
    try {
      await this.#cache.put(file, await synthesized(this.#clock, engine, said, within));
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
    if (++this.#made % SWEEP_AFTER === 0) await this.sweep();
    return file;
  }

  async #turn(): Promise<void> {
    if (this.#busy >= AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING) throw new Unasked('too many texts wait to be spoken');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#busy++;
  }
}
