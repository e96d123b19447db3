// SPDX-License-Identifier: GPL-2.0-or-later
// How does one talk to a thread of one's own? It is begun with the first message and anew when it has died; or for one answer alone.

import { Worker } from 'node:worker_threads';
import { byItself } from './by-itself.js';
import { type Deferred, deferred } from './deferred.js';

/** A program that runs in a thread. */
export interface ThreadProgram {
  /** A `new URL` of its name, beside the caller, and of `import.meta.url`: by these words the compiler finds what is loaded by itself. */
  readonly file: URL;
  /** What it is begun with: `workerData`. Given anew each time that it is begun. */
  readonly given: () => unknown;
  /** The program may end while the thread waits for a message; default: it may not. */
  readonly maySleep?: boolean;
  /** It dies when what it holds is more. Default: Node's own limit. */
  readonly mostMegabytes?: number;
}

/** A thread needs none of the options that this process was given: loaders of a test runner, a debugger. */
const NO_OPTIONS = { execArgv: [] };

/** A thread that is there when something is said to it. */
export class LazyThread<Said, Told> {
  readonly #program: ThreadProgram;
  readonly #told: (told: Told) => void;
  readonly #ended: () => void;
  #worker: Worker | undefined;

  /** `ended`: it has died, or was closed; what it was asked stays unanswered. The next message begins it anew. */
  constructor(program: ThreadProgram, told: (told: Told) => void, ended: () => void) {
    this.#program = program;
    this.#told = told;
    this.#ended = ended;
  }

  /** Throws a DataCloneError for what cannot be said to another thread. */
  post(said: Said): void {
    this.#worker ??= byItself(() => this.#begin());
    this.#worker.postMessage(said);
  }

  /** What it does is cut off. */
  close(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners('exit');
    worker?.terminate().catch(() => {});
    this.#ended();
  }

  #begin(): Worker {
    const { file, given, maySleep = false, mostMegabytes } = this.#program;
    const resourceLimits = mostMegabytes === undefined ? {} : { maxOldGenerationSizeMb: mostMegabytes };
    const worker = new Worker(file, { workerData: given(), resourceLimits, ...NO_OPTIONS });
    if (maySleep) worker.unref();
    worker.on('message', this.#told);
    worker.on('error', () => {}); // its end says the same
    worker.once('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#ended();
    });
    return worker;
  }
}

/** What goes to and fro bears the number of the question. */
export interface Numbered {
  readonly n: number;
}

/** A thread that gives one answer to each question, in any order. */
export class AskedThread<Question extends Numbered, Answer extends Numbered> {
  readonly #thread: LazyThread<Question, Answer>;
  readonly #underWay = new Map<number, Deferred<Answer | undefined>>();
  #count = 0;

  constructor(program: ThreadProgram) {
    const answered = (answer: Answer) => this.#answered(answer.n, answer);
    this.#thread = new LazyThread(program, answered, () => this.#end());
  }

  /** Resolves with nothing when the thread ends first. Rejects with a DataCloneError for what cannot be said to another thread. */
  async ask(question: (n: number) => Question): Promise<Answer | undefined> {
    const n = ++this.#count;
    const answer = deferred<Answer | undefined>();
    this.#thread.post(question(n));
    this.#underWay.set(n, answer);
    return answer.promise;
  }

  close(): void {
    this.#thread.close();
  }

  #answered(n: number, answer: Answer): void {
    this.#underWay.get(n)?.resolve(answer);
    this.#underWay.delete(n);
  }

  #end(): void {
    for (const answer of this.#underWay.values()) answer.resolve(undefined);
    this.#underWay.clear();
  }
}

/** The one answer of a thread that is begun for it. Rejects when it dies first. */
export function answerOfThread<Answer>(file: URL, given: unknown): Promise<Answer> {
  const worker = new Worker(file, { workerData: given, ...NO_OPTIONS });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended with ${code}`)));
  });
}
