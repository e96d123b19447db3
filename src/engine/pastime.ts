// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody hear who waits? Words, then music; words again when there is something to say; nothing once he is joined.

import type { Leg } from '../call/index.js';
import type { DialogueContext } from '../ivr/index.js';
import { type Office, unattended } from './office.js';

/** The entertainment of one waiting leg. Words interrupt the music; the end interrupts both at once. */
export class Pastime {
  readonly #office: Pick<Office, 'log'>;
  readonly #leg: Leg;
  readonly #context: DialogueContext;
  readonly #music: string;
  readonly #over = new AbortController();
  #turn = 0;

  constructor(office: Office, leg: Leg, music: string) {
    this.#office = office;
    this.#leg = leg;
    this.#context = office.dialogues;
    this.#music = music;
  }

  /** Says these prompts, then plays music until the next words or the end. */
  say(words: readonly string[]): void {
    const turn = ++this.#turn;
    unattended(this.#office, 'entertaining a waiting call', this.#play(words, turn));
  }

  /** Somebody is there for him: silence, also of what is still being loaded. */
  end(): void {
    this.#turn++;
    this.#over.abort(new DOMException('the wait is over', 'AbortError'));
  }

  async #play(words: readonly string[], turn: number): Promise<void> {
    const { prompts, language } = this.#context;
    const spoken = await Promise.all(words.map((name) => prompts.load(name, language)));
    try {
      if (!this.#goesOn(turn)) return;
      if (spoken.length > 0) await this.#leg.play(spoken, { signal: this.#over.signal }).finished;
      const music = await prompts.load(this.#music, language);
      if (!this.#goesOn(turn)) return;
      await this.#leg.play([music], { loop: true, signal: this.#over.signal }).finished;
    } catch (error) {
      if (!this.#over.signal.aborted) throw error;
    }
  }

  #goesOn(turn: number): boolean {
    return turn === this.#turn && !this.#leg.signal.aborted;
  }
}
