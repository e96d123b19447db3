// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box have callers understood? By a thread that is begun with the first one, and anew when it has died; an engine that fails rests.

import { type Clock, type Deferred, type Duration, deferred, Emitter, LazyThread } from '../kernel/index.js';
import type { StreamHandle } from '../native/index.js';
import { type EngineHealth, failedOnce, isFailing, mayAsk, WELL } from './engine-health.js';
import type { HearNews, HearRequest } from './listener-thread.js';
import type { HearingEngine, ListeningFor, Recognizer, UnderHearing, Understood } from './ports.js';

/** Who understands now. Throws an Error when a secret cannot be read. */
export interface HearingSettings {
  engine(): HearingEngine;
  readonly longest: Duration;
  readonly timeout: Duration;
}

interface Under {
  readonly begun: Deferred<void>;
  readonly understood: Deferred<Understood>;
}

export class HearingThread implements Recognizer {
  /** Whether the engine fails, and by which words. */
  readonly failing = new Emitter<string | undefined>();
  readonly #clock: Clock;
  readonly #settings: () => HearingSettings | undefined;
  readonly #underWay = new Map<number, Under>();
  readonly #thread = new LazyThread<HearRequest, HearNews>(
    { file: new URL('./listener-thread.js', import.meta.url), given: () => 'spillway-listener', maySleep: true },
    (news) => this.#learn(news),
    () => this.#end(),
  );
  #health: EngineHealth = WELL;
  #count = 0;
  #closed = false;

  constructor(clock: Clock, settings: () => HearingSettings | undefined) {
    this.#clock = clock;
    this.#settings = settings;
  }

  hear(stream: StreamHandle, what: ListeningFor): UnderHearing {
    const n = ++this.#count;
    const under: Under = { begun: deferred<void>(), understood: deferred<Understood>() };
    const settings = this.#settings();
    const rests = !mayAsk(this.#health, this.#clock.now());
    if (settings === undefined || rests || this.#closed) {
      under.understood.resolve({
        kind: 'failed',
        why: rests ? 'the engine has failed and rests' : 'there is no engine',
      });
    } else
      this.#ask(n, under, () => {
        const { longest, timeout: within } = settings;
        return { n, type: 'hear', stream, engine: settings.engine(), what, longest, within };
      });
    return {
      begun: under.begun.promise,
      understood: under.understood.promise,
      stop: () => this.#underWay.has(n) && this.#thread.post({ n, type: 'stop' }),
    };
  }

  /** A model takes seconds to be read: it is begun before somebody speaks. */
  ready(): void {
    try {
      const engine = this.#settings()?.engine();
      if (engine?.kind === 'sherpa' && !this.#closed) this.#thread.post({ n: 0, type: 'prepare', engine });
    } catch {
      // whoever is heard first says why
    }
  }

  close(): void {
    this.#closed = true;
    this.#thread.close();
  }

  #ask(n: number, under: Under, request: () => HearRequest): void {
    this.#underWay.set(n, under);
    try {
      this.#thread.post(request());
    } catch (error) {
      this.#understood(n, { kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  }

  #learn(news: HearNews): void {
    if (news.type === 'begun') this.#underWay.get(news.n)?.begun.resolve();
    else if (news.type === 'understood') this.#understood(news.n, news.understood);
    else if (!this.#closed) this.failing.emit(news.why);
  }

  #understood(n: number, understood: Understood): void {
    if (understood.kind === 'failed') {
      this.#health = failedOnce(this.#health, this.#clock.now());
      if (isFailing(this.#health) && !this.#closed) this.failing.emit(understood.why);
    } else if (understood.kind === 'text' && this.#health.name === 'resting') {
      this.#health = WELL;
      this.failing.emit(undefined);
    }
    this.#underWay.get(n)?.understood.resolve(understood);
    this.#underWay.delete(n);
  }

  #end(): void {
    for (const { understood } of this.#underWay.values())
      understood.resolve({ kind: 'failed', why: 'the thread that listens has ended' });
    this.#underWay.clear();
  }
}
