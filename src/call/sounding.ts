// SPDX-License-Identifier: GPL-2.0-or-later
// What is being played to a leg, and how is it stopped? The last that was begun is what sounds.

import { type Operation, type Operations, refusedOperation } from './operation.js';

/** The plays of one leg. */
export class Sounding {
  readonly #operations: Operations;
  #last: Operation | undefined;

  constructor(operations: Operations) {
    this.#operations = operations;
  }

  /** Begins, unless one of the signals has aborted; ends with the first that does. */
  begin(signals: readonly AbortSignal[], start: () => number): Operation {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) return refusedOperation(aborted.reason);
    const operation = this.#operations.run(start(), signals);
    const over = () => {
      if (this.#last === operation) this.#last = undefined;
    };
    operation.finished.then(over, over);
    this.#last = operation;
    return operation;
  }

  /** Ends what was begun last. */
  stop(): void {
    this.#last?.stop();
  }
}
