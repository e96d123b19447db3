// SPDX-License-Identifier: GPL-2.0-or-later
// What is a batch on its way to the disk, and what becomes of it? Plain types: whoever embeds the box sees them, and no driver of a database.

import type { FaultCode } from '../faults.js';
import type { Statement } from './batch.js';
import type { Trouble } from './trouble.js';

/** A batch on its way. `finishing`: it ends what was begun and may use the reserve. */
export interface Order {
  readonly statements: readonly Statement[];
  readonly finishing: boolean;
}

/** What became of a batch. `kept`: nothing of it was written, and it is to be tried again, in its place. */
export type Fate =
  | { readonly name: 'durable' | 'kept' }
  | { readonly name: 'refused'; readonly code: FaultCode; readonly detail: string };

/** What became of a group, batch by batch, and what was in the way of those that are kept. */
export interface Written {
  readonly fates: readonly Fate[];
  readonly trouble?: Trouble;
}

/** What the group asks of the database's files; see `WatchedFile`. */
export interface Watched {
  look(): Trouble | undefined;
  accept(): void;
}
