// SPDX-License-Identifier: GPL-2.0-or-later
// Who sends what the outbox sends? A thread, all but calls: those the box itself makes, by whoever has said that he does.

import { deferred } from '../../kernel/index.js';
import type { Answer, CallTarget, Letter, Sender, Target } from '../../outbox/index.js';

type Call = (target: CallTarget, letter: Letter) => Promise<Answer>;

const NOBODY: Answer = { took: false, fault: 'target', says: 'only a running box makes calls' };

/** A sender for targets of every form. */
export class MessageCallPort implements Sender {
  readonly #others: Sender;
  readonly #call = deferred<Call>();

  constructor(others: Sender) {
    this.#others = others;
  }

  /** Once: who calls. */
  serve(call: Call): void {
    this.#call.resolve(call);
  }

  async send(target: Target, letter: Letter, at: number): Promise<Answer> {
    if (target.form !== 'call') return this.#others.send(target, letter, at);
    const call = await this.#call.promise; // what the last run left is taken up before anybody can call
    return call(target, letter);
  }

  close(): void {
    this.#call.resolve(async () => NOBODY);
    this.#others.close();
  }
}
