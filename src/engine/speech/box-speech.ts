// SPDX-License-Identifier: GPL-2.0-or-later
// How does a box speak texts and understand callers? By the engines of the file, or those that a program gives; an alarm says when one fails.

import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Alarms } from '../../alarm/index.js';
import type { Config } from '../../config/index.js';
import { type Ears, type Prompts, SpokenTexts } from '../../ivr/index.js';
import type { Clock, Language } from '../../kernel/index.js';
import { HearingThread, type Recognizer, SpeakingThread, type Synthesizer } from '../../speech/index.js';
import { hearingEngine, speakingEngine } from './engines.js';

/** Engines that a program gives in place of those of the file. */
export interface SpeechPorts {
  readonly synthesizer?: Synthesizer;
  readonly recognizer?: Recognizer;
}

/** What it goes by. */
export interface SpeechParts extends SpeechPorts {
  /** As it is now. */
  readonly config: () => Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly alarms: Alarms;
  readonly prompts: Prompts;
}

const MEGABYTE = 1024 * 1024;

/** The speech of a box. */
export class BoxSpeech {
  readonly texts: SpokenTexts;
  readonly #parts: SpeechParts;
  readonly #speaking: SpeakingThread;
  readonly #hearing: HearingThread;
  #levelling: Promise<unknown> | undefined;

  constructor(parts: SpeechParts) {
    this.#parts = parts;
    const { clock, config, log, prompts } = parts;
    this.#speaking = new SpeakingThread(clock, () => {
      const { data, speech } = config();
      const { cacheSize, cacheAge, timeout } = speech.say;
      const limits = { folder: join(data, 'spoken'), bytes: cacheSize * MEGABYTE, age: cacheAge };
      return { engine: (language) => speakingEngine(speech.say, language), timeout, limits };
    });
    this.#hearing = new HearingThread(clock, () => {
      const { hear } = config().speech;
      return hear && { engine: () => hearingEngine(hear), longest: hear.longest, timeout: hear.timeout };
    });
    this.#watch();
    this.texts = new SpokenTexts(prompts, parts.synthesizer ?? this.#speaking, () => {
      const { filler, fillerAfter } = config().speech.say;
      return { prompt: filler, after: fillerAfter };
    });
    this.ears = {
      recognizer: parts.recognizer ?? this.#hearing,
      isThere: () => parts.recognizer !== undefined || config().speech.hear !== undefined,
      bargeIn: () => config().speech.hear?.bargeIn ?? true,
      failed: (why) => log.warn({ why }, 'a caller could not be understood'),
    };
  }

  readonly ears: Ears;

  /** The configuration is read, or read anew: texts without values are spoken in advance, a model is read. */
  async configured(): Promise<void> {
    this.#hearing.ready();
    for (const [text, language] of textsWithoutValues(this.#parts.config()))
      await this.texts.speakInAdvance(text, language);
  }

  /** Makes a recording a prompt: its first side, as loud as all others, without silence at its ends. Its seconds; undefined: nobody spoke. */
  level(file: string): Promise<number | undefined> {
    const work = this.#speaking.level(file);
    const over = work
      .catch(() => {})
      .then(() => {
        if (this.#levelling === over) this.#levelling = undefined;
      });
    this.#levelling = over;
    return work;
  }

  /** Whether a recording is being made a prompt. */
  get busy(): boolean {
    return this.#levelling !== undefined;
  }

  /** Resolves when no recording is being made a prompt. */
  async settled(): Promise<void> {
    await this.#levelling;
  }

  close(): void {
    this.#speaking.close();
    this.#hearing.close();
  }

  #watch(): void {
    const { alarms, log } = this.#parts;
    const told = [
      ['SYNTHESIS_FAILING', this.#speaking.failing],
      ['RECOGNITION_FAILING', this.#hearing.failing],
    ] as const;
    for (const [code, failing] of told) {
      failing.on((why) => {
        if (why !== undefined) log.warn({ why }, 'an engine of speech fails');
        alarms.set(why !== undefined, code);
      });
    }
  }
}

/** In each language that a caller may hear them. */
function textsWithoutValues({ flows, language }: Config): readonly (readonly [string, Language])[] {
  const steps = Object.values(flows).flatMap((flow) => Object.values(flow.steps));
  const spoken = new Set<Language>([
    language,
    ...steps.flatMap((step) => (step.kind === 'language' ? [step.language] : [])),
  ]);
  const texts = steps.flatMap((step) => {
    const said = 'say' in step ? step.say : 'menu' in step ? step.menu : 'collect' in step ? step.collect : [];
    return said.flatMap((piece) =>
      typeof piece === 'object' && 'text' in piece && !/[{}]/.test(piece.text) ? [piece.text] : [],
    );
  });
  return [...new Set(texts)].flatMap((text) => [...spoken].map((one) => [text, one] as const));
}
