// SPDX-License-Identifier: GPL-2.0-or-later
// Does a look-up fail again and again, so that somebody should look after it?

import { Emitter } from '../kernel/index.js';

const IS_FAILING = 3; // in a row

/** A look-up that fails, or does so no more. */
export interface LookUpFailing {
  readonly name: string;
  readonly failing: boolean;
}

/** Counts the failures of each look-up. What a caller has keyed in wrong is none of these. */
export class Failures {
  readonly changed = new Emitter<LookUpFailing>();
  readonly #inARow = new Map<string, number>();

  failed(name: string): void {
    const count = (this.#inARow.get(name) ?? 0) + 1;
    this.#inARow.set(name, count);
    if (count === IS_FAILING) this.changed.emit({ name, failing: true });
  }

  /** It was answered: something was found, or nothing was. */
  answered(name: string): void {
    const count = this.#inARow.get(name) ?? 0;
    this.#inARow.delete(name);
    if (count >= IS_FAILING) this.changed.emit({ name, failing: false });
  }

  /** Everything is another now. */
  forget(): void {
    for (const name of [...this.#inARow.keys()]) this.answered(name);
  }
}
