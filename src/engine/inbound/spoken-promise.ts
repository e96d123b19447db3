// SPDX-License-Identifier: GPL-2.0-or-later
// Which sound is a promise spoken with? The prompt in memory, and the digest of its file: evidence of what the caller heard, when the file is another one.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Duration, Language } from '../../kernel/index.js';
import type { PromptIndex } from '../../native/index.js';
import type { Rooms } from '../rooms/index.js';

/** The promise, ready to be spoken. */
export interface Voice {
  readonly name: string;
  readonly prompt: PromptIndex;
  readonly length: Duration;
  /** SHA-256 of its file, in hexadecimal; nothing: it could not be read again. */
  readonly digest: string | undefined;
}

const OUR_OWN = 'surge'; // what is spoken when the site's prompt cannot be

/** The promises of a box as they sound. */
export class SpokenPromises {
  readonly #rooms: Pick<Rooms, 'dialogues' | 'log'>;
  /** Of prompts in memory: a file that has changed is another one. */
  readonly #digests = new Map<PromptIndex, string | undefined>();

  constructor(rooms: Pick<Rooms, 'dialogues' | 'log'>) {
    this.#rooms = rooms;
  }

  /** Loaded before anything is promised; ours when the site's cannot be used, undefined when neither can. */
  async voice(wish: string, language = this.#rooms.dialogues.language): Promise<Voice | undefined> {
    for (const name of new Set([wish, OUR_OWN])) {
      try {
        return await this.#load(name, language);
      } catch (error) {
        this.#rooms.log.error({ err: error }, 'the promise cannot be spoken with this prompt');
      }
    }
    return undefined;
  }

  async #load(name: string, language: Language): Promise<Voice> {
    const { prompts } = this.#rooms.dialogues;
    const prompt = await prompts.load(name, language);
    if (!this.#digests.has(prompt)) this.#digests.set(prompt, digestOf(prompts.fileOf(prompt)));
    return { name, prompt, length: prompts.durationOf(prompt), digest: this.#digests.get(prompt) };
  }
}

/** At once: a second of sound is 8 KB, it was read a moment ago, and a caller waits; once for each prompt. */
function digestOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}
