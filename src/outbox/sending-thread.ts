// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box talk to the thread that sends? It is begun with the first letter, and anew when it has died.

import { AskedThread, type Instant } from '../kernel/index.js';
import type { Answer, Letter, Target } from './message.js';
import type { Sender } from './ports.js';
import type { SendAnswer, SendRequest } from './sender-thread.js';

const ENDED: Answer = { took: false, fault: 'target', says: 'the sending thread has ended' };

export class SendingThread implements Sender {
  readonly #thread = new AskedThread<SendRequest, SendAnswer>({
    file: new URL('./sender-thread.js', import.meta.url),
    given: () => 'spillway-outbox',
  });
  #closed = false;

  async send(target: Target, letter: Letter, at: Instant): Promise<Answer> {
    if (this.#closed) return ENDED;
    return (await this.#thread.ask((n) => ({ n, target, letter, at })))?.answer ?? ENDED;
  }

  close(): void {
    this.#closed = true;
    this.#thread.close();
  }
}
