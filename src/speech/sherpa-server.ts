// SPDX-License-Identifier: GPL-2.0-or-later
// Who watches the process of sherpa-onnx? It is begun with the first utterance, and again, later each time, when it has died.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { byItself, type Cancel, type Clock, type Deferred, deferred } from '../kernel/index.js';
import { type EngineHealth, failedOnce, mayAsk, WELL } from './engine-health.js';
import type { HearingEngine, ListeningFor } from './ports.js';
import type { Recognition } from './recognition.js';
import type { SherpaTells, SherpaTold } from './sherpa-process.js';

type Sherpa = Extract<HearingEngine, { readonly kind: 'sherpa' }>;

/** The process, and what it is asked. */
export class SherpaServer {
  readonly #clock: Clock;
  readonly #engine: Sherpa;
  /** Undefined: it works again. */
  readonly #failing: (why: string | undefined) => void;
  readonly #asked = new Map<number, Deferred<string>>();
  #child: ChildProcess | undefined;
  #health: EngineHealth = WELL;
  #count = 0;
  #again: Cancel = () => {};

  constructor(clock: Clock, engine: Sherpa, failing: (why: string | undefined) => void) {
    this.#clock = clock;
    this.#engine = engine;
    this.#failing = failing;
  }

  /** Whether it is this one that is wanted. */
  is(engine: Sherpa): boolean {
    return JSON.stringify(engine) === JSON.stringify(this.#engine);
  }

  /** Begins the process, so that its model is read before somebody speaks. */
  start(): void {
    if (this.#child === undefined && mayAsk(this.#health, this.#clock.now())) byItself(() => this.#begin());
  }

  recognition(_what: ListeningFor): Recognition {
    this.start();
    const id = ++this.#count;
    const text = deferred<string>();
    text.promise.catch(() => {});
    if (this.#child === undefined) text.reject(new Error('sherpa-onnx has failed and rests'));
    else this.#asked.set(id, text);
    this.#tell({ type: 'open', id });
    return {
      feed: (samples) =>
        this.#tell({ type: 'feed', id, samples: Float32Array.from(samples, (sample) => sample / 32_768) }),
      finish: (within) => {
        this.#tell({ type: 'finish', id });
        const cancel = this.#clock.at(this.#clock.now() + within, () =>
          text.reject(new Error(`sherpa-onnx: no answer within ${within} ms`)),
        );
        return text.promise.finally(() => {
          cancel();
          this.#asked.delete(id);
        });
      },
      abort: () => {
        this.#tell({ type: 'abort', id });
        this.#asked.delete(id);
      },
    };
  }

  close(): void {
    const child = this.#child;
    this.#child = undefined;
    this.#again();
    child?.removeAllListeners('exit');
    child?.kill('SIGKILL');
    this.#fail('it is being closed');
  }

  #begin(): void {
    const { model, module, threads } = this.#engine;
    const file = fileURLToPath(new URL('./sherpa-process.js', import.meta.url));
    const child = fork(file, ['spillway-sherpa', model, module, String(threads)], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child = child;
    let why = 'its process has died';
    child.on('message', (told: SherpaTells) => {
      if (told.type === 'broken') why = told.why;
      if (told.type === 'text') this.#asked.get(told.id)?.resolve(told.text);
      if (told.type === 'ready' && this.#health.name === 'resting') this.#failing(undefined);
      if (told.type === 'text') this.#health = WELL;
    });
    child.on('error', () => {}); // its end says the same
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
      this.#health = failedOnce(this.#health, this.#clock.now());
      this.#failing(`sherpa-onnx: ${why}`);
      this.#fail(`sherpa-onnx: ${why}`);
      this.#later();
    });
  }

  /** Again when its rest is over. */
  #later(): void {
    if (this.#health.name === 'resting') this.#again = this.#clock.at(this.#health.until, () => this.start());
  }

  #tell(told: SherpaTold): void {
    if (this.#child?.connected) this.#child.send(told, () => {});
  }

  #fail(why: string): void {
    for (const text of this.#asked.values()) text.reject(new Error(why));
    this.#asked.clear();
  }
}
