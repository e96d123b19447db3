// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box talk to the thread that seals? It is begun for a round that has something to do, and ends with it.

import { AskedThread } from '../kernel/index.js';
import type { CarryJob, Digest, SealJob } from './seal.js';
import type { SealAnswer, SealRequest } from './seal-thread.js';

const ENDED = 'the sealing thread has ended';

/** One round of work, a job after the other. */
export class SealingThread {
  readonly #thread = new AskedThread<SealRequest, SealAnswer>({
    file: new URL('./seal-thread.js', import.meta.url),
    given: () => 'spillway-seal',
  });

  /** Rejects with why the file could not be read or written. */
  async seal(job: SealJob): Promise<Digest> {
    const digest = await this.#ask((n) => ({ n, seal: job }));
    if (digest === null) throw new Error(ENDED);
    return digest;
  }

  async carry(job: CarryJob): Promise<void> {
    await this.#ask((n) => ({ n, carry: job }));
  }

  close(): void {
    this.#thread.close();
  }

  async #ask(request: (n: number) => SealRequest): Promise<Digest | null> {
    const answer = (await this.#thread.ask(request)) ?? { failed: ENDED };
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.digest;
  }
}
