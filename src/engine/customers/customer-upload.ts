// SPDX-License-Identifier: GPL-2.0-or-later
// How does a long list of customers come over the socket? Piece by piece, in order; nothing of it holds before the last is there.

import { CustomerFile, type CustomerRow, type KeyOf } from '../../customer/index.js';
import { TelephonyError } from '../../faults.js';
import type { LineProblem } from '../../kernel/index.js';

/** Rows of a file from `at` on, of `of` in all. The first piece, from 0, begins anew. */
export interface CustomerPiece {
  readonly at: number;
  readonly of: number;
  readonly rows: readonly CustomerRow[];
  /** Customers whom the file does not name are removed. */
  readonly replace: boolean;
}

/** What became of the file. */
export interface CustomerImport {
  readonly taken: number;
  readonly of: number;
  /** The first of what is wrong, and how much is: nothing was written. */
  readonly problems?: readonly LineProblem[];
  readonly wrong?: number;
  readonly added?: number;
  readonly changed?: number;
  readonly removed?: number;
  readonly hints?: readonly string[];
}

interface Begun {
  readonly file: CustomerFile;
  readonly of: number;
  readonly replace: boolean;
  taken: number;
}

/** A file that is being sent. One at a time: whoever begins anew ends what was under way. */
export class CustomerUpload {
  readonly #keyOf: KeyOf;
  #begun: Begun | undefined;

  constructor(keyOf: KeyOf) {
    this.#keyOf = keyOf;
  }

  /** Throws REFUSED for a piece that does not follow the last one. */
  take({ at, of, rows, replace }: CustomerPiece): Readonly<Begun> {
    if (at === 0) this.#begun = { file: new CustomerFile(this.#keyOf), of, replace, taken: 0 };
    const begun = this.#begun;
    if (begun === undefined || begun.taken !== at || begun.of !== of || at + rows.length > of)
      throw new TelephonyError('REFUSED', 'another import has begun meanwhile: begin this one again');
    for (const row of rows) begun.file.take(row);
    begun.taken += rows.length;
    if (begun.taken === of) this.#begun = undefined;
    return begun;
  }
}
