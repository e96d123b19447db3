// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box have texts spoken? By a thread that is begun with the first one, and anew when it has died; an engine that fails rests.

import { TelephonyError } from '../faults.js';
import { AskedThread, type Clock, type Duration, deferred, Emitter, type Language } from '../kernel/index.js';
import { type EngineHealth, failedOnce, isFailing, mayAsk, WELL } from './engine-health.js';
import type { CacheLimits, SpeakingEngine, Synthesizer } from './ports.js';
import type { SpeakAnswer, SpeakerData, SpeakRequest } from './speaker-thread.js';

/** Who speaks now; read anew for each text. Throws an Error when a secret cannot be read. */
export interface SpeakingSettings {
  engine(language: Language): SpeakingEngine;
  readonly timeout: Duration;
  readonly limits: CacheLimits;
}

type Spoken = SpeakAnswer | { readonly why: string; readonly unasked?: boolean };

const LONGEST_TEXT = 2_000; // characters
const ENDED: Spoken = { why: 'the thread that speaks has ended' };
const OWN_TIME = 5_000; // beside the engine's: until it is its turn, and for the file

export class SpeakingThread implements Synthesizer {
  /** Whether the engine fails, and by which words. */
  readonly failing = new Emitter<string | undefined>();
  readonly #clock: Clock;
  readonly #settings: () => SpeakingSettings;
  readonly #thread: AskedThread<SpeakRequest, SpeakAnswer>;
  #health: EngineHealth = WELL;
  #closed = false;

  constructor(clock: Clock, settings: () => SpeakingSettings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#thread = new AskedThread({
      file: new URL('./speaker-thread.js', import.meta.url),
      given: () => ({ spillway: 'speaker', limits: settings().limits }) satisfies SpeakerData,
      maySleep: true,
    });
  }

  async speak(text: string, language: Language): Promise<string> {
    if (this.#closed) throw new TelephonyError('SPEECH_FAILED', 'the box is being closed');
    if (text.trim() === '') throw new TelephonyError('SPEECH_FAILED', 'there is nothing to be said');
    if (text.length > LONGEST_TEXT)
      throw new TelephonyError('SPEECH_FAILED', `it has more than ${LONGEST_TEXT} characters`);
    const answer = await this.#ask(text, language);
    if ('file' in answer) {
      if (answer.made) this.#wentWell();
      return answer.file;
    }
    throw new TelephonyError('SPEECH_FAILED', 'why' in answer ? answer.why : '');
  }

  /** Makes a recording a prompt, in its place; gives its seconds. Undefined: nobody spoke, or it cannot be done. */
  async level(file: string): Promise<number | undefined> {
    if (this.#closed) return undefined;
    const told = (await this.#thread.ask((n) => ({ n, level: file }))) ?? ENDED;
    return 'seconds' in told ? told.seconds : undefined;
  }

  close(): void {
    this.#closed = true;
    this.#thread.close();
  }

  async #ask(text: string, language: Language): Promise<Spoken> {
    const { timeout } = this.#settings();
    const cachedOnly = !mayAsk(this.#health, this.#clock.now());
    const late = deferred<Spoken>();
    const cancel = this.#clock.at(this.#clock.now() + timeout + OWN_TIME, () =>
      late.resolve({ why: 'the engine did not answer in time' }),
    );
    try {
      const engine = this.#settings().engine(language);
      const answer = this.#thread.ask((n) => ({ n, engine, said: { text, language }, within: timeout, cachedOnly }));
      const told = (await Promise.race([answer, late.promise])) ?? ENDED;
      if ('why' in told && !told.unasked) this.#wentWrong(told.why);
      return told;
    } catch (error) {
      return { why: error instanceof Error ? error.message : String(error) };
    } finally {
      cancel();
    }
  }

  #wentWell(): void {
    if (this.#health.name === 'well') return;
    this.#health = WELL;
    this.failing.emit(undefined);
  }

  #wentWrong(why: string): void {
    if (this.#closed) return;
    this.#health = failedOnce(this.#health, this.#clock.now());
    if (isFailing(this.#health)) this.failing.emit(why);
  }
}
