// SPDX-License-Identifier: GPL-2.0-or-later
// How does music keep its place while somebody speaks? It is a play of its own, in the background, that stands still meanwhile.

import type { Leg, Operation } from '../../call/index.js';
import type { PromptIndex } from '../../native/index.js';

/** The music of one leg. */
export class Music {
  readonly #leg: Leg;
  readonly #load: () => Promise<PromptIndex>;
  #playing: Operation | undefined;
  #wanted = false;
  #loading = false;

  constructor(leg: Leg, load: () => Promise<PromptIndex>) {
    this.#leg = leg;
    this.#load = load;
  }

  /** Begins, or goes on with the very sample that was next. Rejects when there is no such music. */
  async play(): Promise<void> {
    this.#wanted = true;
    if (this.#playing !== undefined) this.#playing.resume();
    else if (!this.#loading) await this.#begin();
  }

  /** Stands still. */
  pause(): void {
    this.#wanted = false;
    this.#playing?.pause();
  }

  /** It is over: the next time it begins at its beginning. */
  stop(): void {
    this.#wanted = false;
    this.#playing?.stop();
    this.#playing = undefined;
  }

  async #begin(): Promise<void> {
    this.#loading = true;
    const prompt = await this.#load().finally(() => {
      this.#loading = false;
    });
    if (!this.#wanted || this.#leg.signal.aborted) return;
    const playing = this.#leg.play([prompt], { loop: true, layer: 'background' });
    const over = () => {
      if (this.#playing === playing) this.#playing = undefined;
    };
    this.#playing = playing;
    await playing.finished.finally(over);
  }
}
