// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept under keys that begin so? Small things that people change while the box runs.

import type { SettingRow } from '../rows.js';
import type { Reads } from './question.js';

/** The rows whose key begins with `begin`, by their keys. */
export function settingsNamed(reads: Reads, { begin }: { readonly begin: string }): Promise<SettingRow[]> {
  return reads
    .selectFrom('setting')
    .selectAll()
    .where('key', '>=', begin)
    .where('key', '<', `${begin}\u{10ffff}`)
    .orderBy('key')
    .execute();
}
