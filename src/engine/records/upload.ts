// SPDX-License-Identifier: GPL-2.0-or-later
// How does a long file come over a socket? Piece by piece, in order; nothing of it holds before the last is there.

import { TelephonyError } from '../../faults.js';

/** Rows of a file from `at` on, of `of` in all. The first piece, from 0, begins anew. */
export interface UploadPiece<Row> {
  readonly at: number;
  readonly of: number;
  readonly rows: readonly Row[];
  /** What the file does not name is removed. */
  readonly replace: boolean;
}

/** Who takes the rows of a file as they come. */
interface Taker<Row> {
  take(row: Row): void;
}

/** A file that is being sent. One at a time: whoever begins anew ends what was under way. */
export class Upload<Row, Into extends Taker<Row>> {
  readonly #begin: () => Into;
  #begun: { readonly into: Into; readonly of: number; taken: number } | undefined;

  constructor(begin: () => Into) {
    this.#begin = begin;
  }

  /** Throws REFUSED for a piece that does not follow the last one. All is there when `taken` is `of`. */
  take({ at, of, rows }: UploadPiece<Row>): { readonly into: Into; readonly of: number; readonly taken: number } {
    if (at === 0) this.#begun = { into: this.#begin(), of, taken: 0 };
    const begun = this.#begun;
    if (begun === undefined || begun.taken !== at || begun.of !== of || at + rows.length > of)
      throw new TelephonyError('REFUSED', 'another import has begun meanwhile: begin this one again');
    for (const row of rows) begun.into.take(row);
    begun.taken += rows.length;
    if (begun.taken === of) this.#begun = undefined;
    return begun;
  }
}

/** Rows that are looked at when all are there. */
export class Gathered<Row> implements Taker<Row> {
  readonly rows: Row[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Throws REFUSED for more than there is room for. */
  take(row: Row): void {
    if (this.rows.length >= this.#most)
      throw new TelephonyError('REFUSED', `more than ${this.#most} rows: take them in by several files`);
    this.rows.push(row);
  }
}
