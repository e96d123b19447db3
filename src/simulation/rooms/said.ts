// SPDX-License-Identifier: GPL-2.0-or-later
// How long does the box speak? As long as the shop's own prompts sound.

import { existsSync } from 'node:fs';
import { type Config, packagedPrompts, promptPlaces, wavLength } from '../../config/index.js';
import { spokenPrompt } from '../../engine/index.js';
import type { Duration, Instant } from '../../kernel/index.js';

const QUESTION = ['callback-greeting', 'callback-press-1'];
const OUR_OWN = 'surge'; // in place of a promise that there is not

/** Lengths of what is spoken; each file is looked at once. */
export class Said {
  readonly #config: Config;
  readonly #lengths = new Map<string, Duration>();

  constructor(config: Config) {
    this.#config = config;
  }

  /** Of the promise to callers of an access number at that time. */
  promise(accessNumber: string, utc: Instant): Duration {
    return this.#of(spokenPrompt(this.#config, accessNumber, utc)) || this.#of(OUR_OWN);
  }

  /** Until one who is called back has heard what to press. */
  get question(): Duration {
    return this.words(QUESTION);
  }

  /** Of words one after the other. */
  words(prompts: readonly string[]): Duration {
    return prompts.reduce((sum, prompt) => sum + this.#of(prompt), 0);
  }

  #of(prompt: string): Duration {
    const known = this.#lengths.get(prompt);
    if (known !== undefined) return known;
    const file = promptPlaces(this.#config, prompt, packagedPrompts()).find((place) => existsSync(place));
    const length = file === undefined ? 0 : wavLength(file);
    this.#lengths.set(prompt, length);
    return length;
  }
}
