// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box have texts spoken? By a thread that is begun with the first one, and anew when it has died; an engine that fails rests.

import { Worker } from 'node:worker_threads';
import { TelephonyError } from '../faults.js';
import {
  byItself,
  type Clock,
  type Deferred,
  type Duration,
  deferred,
  Emitter,
  type Language,
} from '../kernel/index.js';
import { type EngineHealth, failedOnce, isFailing, mayAsk, WELL } from './engine-health.js';
import type { CacheLimits, SpeakingEngine, Synthesizer } from './ports.js';
import type { SpeakAnswer, SpeakerData, SpeakRequest } from './speaker-thread.js';

/** Who speaks now; read anew for each text. Throws an Error when a secret cannot be read. */
export interface SpeakingSettings {
  engine(language: Language): SpeakingEngine;
  readonly timeout: Duration;
  readonly limits: CacheLimits;
}

const LONGEST_TEXT = 2_000; // characters
const OWN_TIME = 5_000; // beside the engine's: until it is its turn, and for the file

export class SpeakingThread implements Synthesizer {
  /** Whether the engine fails, and by which words. */
  readonly failing = new Emitter<string | undefined>();
  readonly #clock: Clock;
  readonly #settings: () => SpeakingSettings;
  readonly #underWay = new Map<number, Deferred<SpeakAnswer>>();
  #worker: Worker | undefined;
  #health: EngineHealth = WELL;
  #count = 0;
  #closed = false;

  constructor(clock: Clock, settings: () => SpeakingSettings) {
    this.#clock = clock;
    this.#settings = settings;
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
    const n = ++this.#count;
    const answer = deferred<SpeakAnswer>();
    this.#underWay.set(n, answer);
    this.#worker ??= byItself(() => this.#begin(this.#settings().limits));
    this.#worker.postMessage({ n, level: file } satisfies SpeakRequest);
    const told = await answer.promise.finally(() => this.#underWay.delete(n));
    return 'seconds' in told ? told.seconds : undefined;
  }

  close(): void {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners('exit');
    worker?.terminate().catch(() => {});
    this.#end();
  }

  async #ask(text: string, language: Language): Promise<SpeakAnswer> {
    const n = ++this.#count;
    const { timeout, limits } = this.#settings();
    const resting = !mayAsk(this.#health, this.#clock.now());
    const answer = deferred<SpeakAnswer>();
    this.#underWay.set(n, answer);
    const cancel = this.#clock.at(this.#clock.now() + timeout + OWN_TIME, () =>
      answer.resolve({ n, why: 'the engine did not answer in time' }),
    );
    try {
      const engine = this.#settings().engine(language);
      this.#worker ??= byItself(() => this.#begin(limits));
      const request: SpeakRequest = { n, engine, said: { text, language }, within: timeout, cachedOnly: resting };
      this.#worker.postMessage(request);
      const told = await answer.promise;
      if ('why' in told && !told.unasked) this.#wentWrong(told.why);
      return told;
    } catch (error) {
      return { n, why: error instanceof Error ? error.message : String(error) };
    } finally {
      cancel();
      this.#underWay.delete(n);
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

  #begin(limits: CacheLimits): Worker {
    const worker = new Worker(new URL('./speaker-thread.js', import.meta.url), {
      workerData: { spillway: 'speaker', limits } satisfies SpeakerData,
      execArgv: [],
    });
    worker.unref();
    worker.on('message', (answer: SpeakAnswer) => this.#underWay.get(answer.n)?.resolve(answer));
    worker.on('error', () => {}); // its end says the same
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#end();
    });
    return worker;
  }

  #end(): void {
    for (const [n, answer] of this.#underWay) answer.resolve({ n, why: 'the thread that speaks has ended' });
    this.#underWay.clear();
  }
}
