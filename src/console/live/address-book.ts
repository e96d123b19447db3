// SPDX-License-Identifier: GPL-2.0-or-later
// Whom does somebody call often? His own entries, kept at the web process, and his colleagues.

import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useBoard } from './board.js';
import { useSession } from './session.js';

/** An entry of one's own. */
export interface BookEntry {
  readonly name: string;
  readonly number: string;
  readonly note: string;
}
/** The name under which it is kept. */
const VIEW = 'address-book';

export const useAddressBook = defineStore('addressBook', () => {
  const session = useSession();
  const board = useBoard();
  const entries = computed<readonly BookEntry[]>(() => {
    const kept = session.views[VIEW];
    return Array.isArray(kept) ? (kept as BookEntry[]) : [];
  });
  const colleagues = computed(() => board.colleagues.filter(({ id }) => id !== session.me?.id));

  const isSame = (a: BookEntry, b: BookEntry) => a.name === b.name && a.number === b.number;
  /** In the place of `was`, or one more. */
  async function put(entry: BookEntry, was?: BookEntry): Promise<void> {
    const rest = entries.value.filter((one) => was === undefined || !isSame(one, was));
    await session.keep(
      VIEW,
      [...rest, entry].sort((a, b) => a.name.localeCompare(b.name)),
    );
  }
  async function remove(entry: BookEntry): Promise<void> {
    await session.keep(
      VIEW,
      entries.value.filter((one) => !isSame(one, entry)),
    );
  }

  return { entries, colleagues, put, remove };
});
