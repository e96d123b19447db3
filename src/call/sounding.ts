// SPDX-License-Identifier: GPL-2.0-or-later
// What is being played to a leg, and how is it stopped? One play in the foreground, one in the background.

import { type Operation, type Operations, refusedOperation } from './operation.js';

/** The plays of one leg. */
export class Sounding {
  readonly #operations: Operations;
  readonly #sounding = new Set<Operation>();

  constructor(operations: Operations) {
    this.#operations = operations;
  }

  /** Begins, unless one of the signals has aborted; ends with the first that does. */
  begin(signals: readonly AbortSignal[], start: () => number): Operation {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) return refusedOperation(aborted.reason);
    const operation = this.#operations.run(start(), signals);
    const over = () => this.#sounding.delete(operation);
    this.#sounding.add(operation);
    operation.finished.then(over, over);
    return operation;
  }

  /** Ends what sounds. */
  stop(): void {
    for (const operation of this.#sounding) operation.stop();
  }
}
