// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box talk to those who ask for it? They begin with the first question, and anew when they have died or hang.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { byItself, type Clock, type Deferred, type Duration, deferred, LazyThread } from '../kernel/index.js';
import type { Said, Told } from './asking.js';
import type { Answer, Question } from './question.js';
import { failed } from './row.js';
import type { TableTold } from './tables.js';

/** A thread or a process that answers. */
export interface Asker {
  say(said: Said): void;
  end(): void;
}

/** Begins one; it tells what it has found, and once that it has ended. */
export type Begin = (told: (told: Told) => void, ended: () => void) => Asker;

const GRACE: Duration = 500; // it gives up by itself; who has not by then hangs
const MOST = 256; // questions under way
const MEGABYTES = 128; // an answer that fills more ends the thread, not the box

export class Lane {
  readonly #begin: Begin;
  readonly #clock: Clock;
  readonly #tell: (told: TableTold) => void;
  readonly #open = new Map<number, Deferred<Answer>>();
  #asker: Asker | undefined;
  #watched: Extract<Said, { readonly watch: unknown }>['watch'] = [];
  #count = 0;
  #closed = false;

  /** `clock`: the machine's, a far end takes real time. */
  constructor(begin: Begin, clock: Clock, tell: (told: TableTold) => void = () => {}) {
    this.#begin = begin;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Never rejects, and always answers. */
  async ask(question: Question): Promise<Answer> {
    if (this.#closed) return failed('the box ends');
    if (this.#open.size >= MOST) return failed(`${MOST} look-ups are under way: no more can be asked`);
    const n = ++this.#count;
    const answer = deferred<Answer>();
    this.#open.set(n, answer);
    const cancel = this.#clock.at(this.#clock.now() + question.timeout + GRACE, () => this.#hangs(n, question.timeout));
    this.#here().say({ n, question });
    return answer.promise.finally(cancel);
  }

  /** Tables that are read beforehand. */
  watch(watched: Extract<Said, { readonly watch: unknown }>['watch']): void {
    this.#watched = watched;
    if (this.#closed || (watched.length === 0 && this.#asker === undefined)) return;
    if (this.#asker === undefined) this.#here();
    else this.#asker.say({ watch: watched });
  }

  close(): void {
    this.#closed = true;
    this.#end('the box ends');
  }

  #here(): Asker {
    if (this.#asker !== undefined) return this.#asker;
    const ended = () => {
      if (this.#asker === asker) this.#end('who looks it up has ended');
    };
    const asker: Asker = byItself(() => this.#begin((told) => this.#told(told), ended));
    this.#asker = asker;
    if (this.#watched.length > 0) asker.say({ watch: this.#watched });
    return asker;
  }

  #told(told: Told): void {
    if ('told' in told) {
      this.#tell(told.told);
      return;
    }
    this.#open.get(told.n)?.resolve(told.answer);
    this.#open.delete(told.n);
  }

  #hangs(n: number, timeout: Duration): void {
    if (!this.#open.has(n)) return;
    this.#open.get(n)?.resolve(failed(`no answer within ${timeout} ms`));
    this.#open.delete(n);
    this.#end('who looks it up was hanging');
  }

  #end(why: string): void {
    const asker = this.#asker;
    this.#asker = undefined;
    asker?.end();
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const answer of open) answer.resolve(failed(why));
  }
}

/** Who waits for an answer keeps the program up. */
export const inThread: Begin = (told, ended) => {
  const program = {
    file: new URL('./thread.js', import.meta.url),
    given: () => 'spillway-lookup',
    maySleep: true,
    mostMegabytes: MEGABYTES,
  };
  const thread = new LazyThread<Said, Told>(program, told, ended);
  return { say: (said) => thread.post(said), end: () => thread.close() };
};

/** A statement that hangs is ended by the system. */
export const inProcess: Begin = (told, ended) => {
  const child = fork(fileURLToPath(new URL('./process.js', import.meta.url)), [], {
    execArgv: [`--max-old-space-size=${MEGABYTES}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (message) => told(message as Told));
  child.on('error', () => {});
  child.once('exit', ended);
  child.unref();
  child.channel?.unref();
  return {
    say: (said) => {
      if (child.connected) child.send(said, () => {});
    },
    end: () => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    },
  };
};
