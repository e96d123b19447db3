// SPDX-License-Identifier: GPL-2.0-or-later
// What can one do with a handset at one's ear? Hear, speak, press keys.

import { join } from 'node:path';
import { TelephonyError } from '../faults.js';
import { type Clock, type Duration, sleep } from '../kernel/index.js';
import type { ChannelIndex, Fact, MediaPort, OperationId, PromptIndex } from '../native/index.js';

/** What the people of a town share. */
export interface Neighbourhood {
  readonly media: MediaPort;
  readonly clock: Clock;
  /** Folder of the WAV files that people hear and say. */
  readonly prompts: string;
}

const KEYS = { onMs: 80, offMs: 80 };
const PATIENCE: Duration = 60_000;
const LONGEST_SPEECH: Duration = 600_000;

/** A handset on a channel. What is waited for rejects with LEG_CLEARED when the line is cleared before. */
export abstract class Handset {
  protected readonly media: MediaPort;
  protected readonly clock: Clock;
  readonly #prompts: string;

  constructor({ media, clock, prompts }: Neighbourhood) {
    this.media = media;
    this.clock = clock;
    this.#prompts = prompts;
  }

  protected abstract get channel(): ChannelIndex;
  /** Aborts when the line is cleared. */
  protected abstract get line(): AbortSignal;

  /** Resolves when some of the prompt was heard, bit by bit as it is in its file. Rejects after `within`, default 60 s. */
  async hears(prompt: string, { within = PATIENCE }: { readonly within?: Duration } = {}): Promise<void> {
    const index = await this.#load(prompt);
    const operation = this.media.listen(this.channel, index);
    await this.#until(`hearing ${prompt}`, within, (fact) => fact.type === 'heard' && fact.operation === operation);
  }

  /** Resolves when a key that somebody presses at the other end is heard. Rejects after `within`, default 60 s. */
  async hearsKey(key: string, { within = PATIENCE }: { readonly within?: Duration } = {}): Promise<void> {
    const { channel } = this;
    this.media.detect(channel, true);
    const isKey = (fact: Fact) => fact.type === 'digit' && fact.channel === channel && fact.digit === key;
    await this.#until(`hearing the key ${key}`, within, isKey);
  }

  /** Says it to the end. */
  async says(prompt: string): Promise<void> {
    const index = await this.#load(prompt);
    await this.#ended(`saying ${prompt}`, this.media.play(this.channel, [index]));
  }

  /** Presses keys, 80 ms each, 80 ms apart. */
  presses(keys: string): Promise<void> {
    return this.#ended(`pressing ${keys}`, this.media.sendDigits(this.channel, keys, KEYS));
  }

  async #ended(what: string, operation: OperationId): Promise<void> {
    await this.#until(what, LONGEST_SPEECH, (fact) => fact.type === 'finished' && fact.operation === operation);
  }

  async #load(prompt: string): Promise<PromptIndex> {
    const file = join(this.#prompts, `${prompt}.wav`);
    const index = this.media.loadPrompt(file);
    const news = await this.#until(
      `loading ${file}`,
      PATIENCE,
      (fact) => (fact.type === 'promptLoaded' || fact.type === 'promptFailed') && fact.prompt === index,
    );
    if (news.type === 'promptFailed') throw new TelephonyError('PROMPT_UNUSABLE', `${file}: ${news.failure}`);
    return index;
  }

  /** The first fact that is it. */
  async #until(what: string, within: Duration, isIt: (fact: Fact) => boolean): Promise<Fact> {
    const { line } = this;
    const enough = new AbortController();
    const stop = () => enough.abort();
    let found: Fact | undefined;
    const done = this.media.onFact((fact) => {
      if (!isIt(fact)) return;
      found ??= fact;
      stop();
    });
    line.addEventListener('abort', stop);
    if (line.aborted) stop();
    await sleep(this.clock, within, enough.signal).catch(() => {});
    line.removeEventListener('abort', stop);
    done();
    if (found) return found;
    if (line.aborted) throw line.reason;
    throw new Error(`${what}: nothing came of it within ${within / 1_000} s`);
  }
}
