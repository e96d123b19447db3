// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box talk to the thread that sends? It is begun with the first letter, and anew when it has died.

import { Worker } from 'node:worker_threads';
import { byItself, type Deferred, deferred, type Instant } from '../kernel/index.js';
import type { Answer, Letter, Target } from './message.js';
import type { Sender } from './ports.js';
import type { SendAnswer, SendRequest } from './sender-thread.js';

const ENDED: Answer = { took: false, fault: 'target', says: 'the sending thread has ended' };

export class SendingThread implements Sender {
  readonly #underWay = new Map<number, Deferred<Answer>>();
  #worker: Worker | undefined;
  #count = 0;
  #closed = false;

  send(target: Target, letter: Letter, at: Instant): Promise<Answer> {
    if (this.#closed) return Promise.resolve(ENDED);
    const n = ++this.#count;
    const answer = deferred<Answer>();
    this.#underWay.set(n, answer);
    this.#worker ??= byItself(() => this.#begin());
    this.#worker.postMessage({ n, target, letter, at } satisfies SendRequest);
    return answer.promise;
  }

  close(): void {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners('exit');
    worker?.terminate().catch(() => {});
    this.#end();
  }

  /** It needs none of the options that this process was given. */
  #begin(): Worker {
    const worker = new Worker(new URL('./sender-thread.js', import.meta.url), {
      workerData: 'spillway-outbox',
      execArgv: [],
    });
    worker.on('message', ({ n, answer }: SendAnswer) => {
      this.#underWay.get(n)?.resolve(answer);
      this.#underWay.delete(n);
    });
    worker.on('error', () => {}); // its end says the same
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#end();
    });
    return worker;
  }

  #end(): void {
    for (const answer of this.#underWay.values()) answer.resolve(ENDED);
    this.#underWay.clear();
  }
}
