// SPDX-License-Identifier: GPL-2.0-or-later
// What is told of a long list of customers that comes over the socket?

import type { CustomerRow } from '../../customer/index.js';
import type { LineProblem } from '../../kernel/index.js';
import type { UploadPiece } from '../records/index.js';

/** Rows of a file; `replace`: customers whom it does not name are removed. */
export type CustomerPiece = UploadPiece<CustomerRow>;

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
