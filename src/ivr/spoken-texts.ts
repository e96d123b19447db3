// SPDX-License-Identifier: GPL-2.0-or-later
// How does a text become a prompt? Spoken by the engine into a file, which the media engine holds only as long as somebody hears it, or was heard of late.

import type { Duration, Language } from '../kernel/index.js';
import type { PromptIndex } from '../native/index.js';
import type { Synthesizer } from '../speech/index.js';
import type { Prompts } from './prompts.js';

/** What is heard while a text is not there yet, and after how much silence. */
export interface Filler {
  readonly prompt: string;
  readonly after: Duration;
}

/** A text, ready to be played; `done` when it was. */
export interface ReadyText {
  readonly prompt: PromptIndex;
  done(): void;
}

const MOST_HELD = 128;

/** Texts as prompts. */
export class SpokenTexts {
  readonly #prompts: Prompts;
  readonly #synthesizer: Synthesizer;
  readonly #filler: () => Filler;
  /** Files in memory and by how many they are heard; who was heard of last stands last. */
  readonly #held = new Map<string, number>();

  constructor(prompts: Prompts, synthesizer: Synthesizer, filler: () => Filler) {
    this.#prompts = prompts;
    this.#synthesizer = synthesizer;
    this.#filler = filler;
  }

  get filler(): Filler {
    return this.#filler();
  }

  /** Speaks it; rejects with SPEECH_FAILED or PROMPT_UNUSABLE. */
  async ready(text: string, language: Language): Promise<ReadyText> {
    const file = await this.#synthesizer.speak(text, language);
    this.#hold(file, 1);
    let over = false;
    const done = () => {
      if (!over) this.#hold(file, -1);
      over = true;
    };
    try {
      return { prompt: await this.#prompts.load(file, language), done };
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Has it spoken, so that it is in the cache when somebody is to hear it. Never rejects. */
  async speakInAdvance(text: string, language: Language): Promise<void> {
    await this.#synthesizer.speak(text, language).catch(() => {});
  }

  #hold(file: string, by: 1 | -1): void {
    const heard = (this.#held.get(file) ?? 0) + by;
    this.#held.delete(file);
    this.#held.set(file, heard);
    for (const [old, users] of this.#held) {
      if (this.#held.size <= MOST_HELD) return;
      if (users > 0) continue;
      this.#held.delete(old);
      this.#prompts.drop(old);
    }
  }
}
