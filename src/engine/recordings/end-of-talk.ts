// SPDX-License-Identifier: GPL-2.0-or-later
// When has a recorded customer left the conversation, and by whose doing is its recording over? His whose request ended it, else the box's.

import type { Call, Leg } from '../../call/index.js';
import { untraced } from '../../faults.js';
import { byItself, type InHisName, inHisName } from '../../kernel/index.js';

/** Of every one: an error of its own would say where it was made, and cost more than the rest of it. */
const LEFT = untraced(() => new DOMException('the customer is no more in the conversation', 'AbortError'));

/** The end of what is recorded. */
export class EndOfTalk {
  readonly #over = new AbortController();
  #by: InHisName | undefined;

  constructor({ call, leg }: { readonly call: Call; readonly leg: Leg }) {
    const end = () => {
      this.asked();
      this.#over.abort(LEFT);
    };
    call.left.on((stay) => {
      if (stay.leg === leg) end();
    });
    if (leg.signal.aborted) end();
    leg.signal.addEventListener('abort', end, { once: true });
  }

  /** Aborts when the customer is no more in the conversation. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Whoever acts now ends it; who asks later, when it ends already, does not. */
  asked(): void {
    this.#by ??= inHisName();
  }

  /** Runs work in the name of whoever ended it. */
  inName<T>(work: () => T): T {
    return this.#by === undefined ? byItself(work) : this.#by(work);
  }
}
