// SPDX-License-Identifier: GPL-2.0-or-later
// What of a number that came although it is not to be shown? It can be taken once, to be compared.

import type { NumberType } from '../native/index.js';

/** Digits that nothing shows, writes or hands on: no field, no JSON and no log has them. */
export class WithheldNumber {
  #digits: string;
  readonly #type: NumberType;

  constructor(digits: string, type: NumberType) {
    this.#digits = digits;
    this.#type = type;
  }

  /** The digits for the list of those who are not let in, and for nothing else; afterwards they are gone. */
  take(): { readonly digits: string; readonly type: NumberType } {
    const digits = this.#digits;
    this.#digits = '';
    return { digits, type: this.#type };
  }
}
