// SPDX-License-Identifier: GPL-2.0-or-later
// How is a message put together that came in several facts?

import type { Fact } from '../native/index.js';

type CallerIdFact = Extract<Fact, { readonly type: 'callerId' }>;

/** Of one line. */
export class MessageParts {
  #bytes: number[] = [];

  /** One part; the message when it is whole. What does not follow on the last part begins anew. */
  add({ from, size, hex }: CallerIdFact): Uint8Array | undefined {
    if (from !== this.#bytes.length) this.#bytes = [];
    if (from !== this.#bytes.length) return undefined;
    this.#bytes.push(...Buffer.from(hex, 'hex'));
    if (this.#bytes.length < size) return undefined;
    const message = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    return message;
  }
}
