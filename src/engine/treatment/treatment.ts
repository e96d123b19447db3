// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody hear who waits? A welcome and a notice that he hears to their end, words, then music; nothing once he is joined.

import type { Leg } from '../../call/index.js';
import type { DialogueContext } from '../../ivr/index.js';
import type { PromptIndex } from '../../native/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'dialogues' | 'log'>;

/** Prompts that follow each other; as a function: found when they are about to be spoken. */
export type Sentence = readonly string[] | (() => readonly string[]);

/** What one who waits hears. */
export interface TreatmentOptions {
  readonly music: string;
  /** He hears this whole, before the notice; one that cannot be played is left out. */
  readonly welcome?: string | undefined;
  /** He hears this to its end, first of all, whoever is there for him meanwhile. */
  readonly notice?: readonly string[];
}

/** The entertainment of one waiting leg. Words interrupt the music; the end interrupts both at once, but never the notice. */
export class Treatment {
  /** Resolves when welcome and notice have been given, or cannot be. Nobody is joined to him before. */
  readonly noticed: Promise<void>;
  readonly #rooms: Pick<Rooms, 'log'>;
  readonly #leg: Leg;
  readonly #context: DialogueContext;
  readonly #music: string;
  readonly #welcome: string | undefined;
  readonly #notice: readonly string[];
  #over = new AbortController();
  #turn = 0;
  #begun = false;
  #isNoticed: boolean;
  #gave = () => {};
  /** To be said after the first words. */
  #kept: Sentence = [];

  constructor(rooms: Needs, leg: Leg, { music, welcome, notice = [] }: TreatmentOptions) {
    this.#rooms = rooms;
    this.#leg = leg;
    this.#context = rooms.dialogues;
    this.#music = music;
    this.#welcome = welcome;
    this.#notice = notice;
    this.#isNoticed = welcome === undefined && notice.length === 0;
    this.noticed = new Promise((resolve) => {
      this.#gave = resolve;
    });
    if (this.#isNoticed) this.#gave();
  }

  /** Whether nothing is left of welcome and notice. */
  get isNoticed(): boolean {
    return this.#isNoticed;
  }

  /** The party can hear: gives the notice, says these first words and what was to be said meanwhile, then plays music. */
  begin(words: readonly string[]): void {
    this.#begun = true;
    if (this.#isNoticed) this.#speak([words, this.#kept]);
    else unattended(this.#rooms, 'giving a notice to a waiting call', this.#giveNotice(words));
  }

  /** Says this, then plays music until the next words or the end. Before the first words are said: after them. */
  say(words: Sentence): void {
    if (this.#begun && this.#isNoticed) this.#speak([words]);
    else this.#kept = words;
  }

  /** Somebody is there for him: silence, also of what is still being loaded, but for the notice. */
  end(): void {
    this.#turn++;
    this.#over.abort(new DOMException('the wait is over', 'AbortError'));
  }

  /** He who was there is gone: music again. */
  goOn(): void {
    this.#over = new AbortController();
    if (this.#begun && this.#isNoticed) this.#speak([]);
  }

  async #giveNotice(words: readonly string[]): Promise<void> {
    try {
      const welcome = this.#welcome === undefined ? [] : await this.#loadWelcome(this.#welcome);
      const spoken = [...welcome, ...(await this.#load(this.#notice))];
      if (spoken.length > 0) await this.#leg.play(spoken).finished;
    } finally {
      this.#isNoticed = true;
      this.#gave();
      if (!this.#over.signal.aborted && !this.#leg.signal.aborted) this.#speak([words, this.#kept]);
    }
  }

  #speak(sentences: readonly Sentence[]): void {
    const turn = ++this.#turn;
    unattended(this.#rooms, 'entertaining a waiting call', this.#play(sentences, turn, this.#over.signal));
  }

  async #play(sentences: readonly Sentence[], turn: number, over: AbortSignal): Promise<void> {
    try {
      for (const sentence of sentences) {
        const spoken = await this.#load(typeof sentence === 'function' ? sentence() : sentence);
        if (!this.#goesOn(turn)) return;
        if (spoken.length > 0) await this.#leg.play(spoken, { signal: over }).finished;
      }
      const music = await this.#load([this.#music]);
      if (!this.#goesOn(turn)) return;
      await this.#leg.play(music, { loop: true, signal: over }).finished;
    } catch (error) {
      if (!over.aborted) throw error;
    }
  }

  /** Without its welcome a shop is still to be reached, and what must be said before a recording is said. */
  async #loadWelcome(name: string): Promise<readonly PromptIndex[]> {
    try {
      return await this.#load([name]);
    } catch (error) {
      this.#rooms.log.error({ err: error }, 'the welcome cannot be played');
      return [];
    }
  }

  #load(words: readonly string[]): Promise<PromptIndex[]> {
    const { prompts, language } = this.#context;
    return Promise.all(words.map((name) => prompts.load(name, language)));
  }

  #goesOn(turn: number): boolean {
    return turn === this.#turn && !this.#leg.signal.aborted;
  }
}
