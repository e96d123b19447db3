// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody hear who waits? Words, then music; words again when there is something to say; nothing once he is joined.

import type { Leg } from '../call/index.js';
import type { DialogueContext } from '../ivr/index.js';
import { type Office, unattended } from './office.js';

/** Prompts that follow each other; as a function: found when they are about to be spoken. */
export type Sentence = readonly string[] | (() => readonly string[]);

/** The entertainment of one waiting leg. Words interrupt the music; the end interrupts both at once. */
export class Pastime {
  readonly #office: Pick<Office, 'log'>;
  readonly #leg: Leg;
  readonly #context: DialogueContext;
  readonly #music: string;
  readonly #over = new AbortController();
  #turn = 0;
  #begun = false;
  /** To be said after the first words. */
  #kept: Sentence = [];

  constructor(office: Office, leg: Leg, music: string) {
    this.#office = office;
    this.#leg = leg;
    this.#context = office.dialogues;
    this.#music = music;
  }

  /** The party can hear: says these first words, what was to be said meanwhile, then plays music. */
  begin(words: readonly string[]): void {
    this.#begun = true;
    this.#speak([words, this.#kept]);
  }

  /** Says this, then plays music until the next words or the end. Before `begin`: once the first words are said. */
  say(words: Sentence): void {
    if (this.#begun) this.#speak([words]);
    else this.#kept = words;
  }

  /** Somebody is there for him: silence, also of what is still being loaded. */
  end(): void {
    this.#turn++;
    this.#over.abort(new DOMException('the wait is over', 'AbortError'));
  }

  #speak(sentences: readonly Sentence[]): void {
    const turn = ++this.#turn;
    unattended(this.#office, 'entertaining a waiting call', this.#play(sentences, turn));
  }

  async #play(sentences: readonly Sentence[], turn: number): Promise<void> {
    const { prompts, language } = this.#context;
    try {
      for (const sentence of sentences) {
        const words = typeof sentence === 'function' ? sentence() : sentence;
        const spoken = await Promise.all(words.map((name) => prompts.load(name, language)));
        if (!this.#goesOn(turn)) return;
        if (spoken.length > 0) await this.#leg.play(spoken, { signal: this.#over.signal }).finished;
      }
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
