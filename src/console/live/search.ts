// SPDX-License-Identifier: GPL-2.0-or-later
// What is found by a few letters or digits?

import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Answered } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { after } from './clock.js';
import { turns } from './turns.js';

const PAUSE_MS = 180;
export type Found = Answered<typeof contract.search.search>;

export const useSearch = defineStore('search', () => {
  const found = shallowRef<Found>();
  const busy = ref(false);
  let stop: (() => void) | undefined;
  const begin = turns();

  /** When somebody has stopped typing; an answer that is late counts no more. */
  function look(what: string): void {
    stop?.();
    const isNewest = begin();
    if (what.trim() === '') {
      found.value = undefined;
      return;
    }
    stop = after(PAUSE_MS, async () => {
      busy.value = true;
      const got = await ask(contract.search.search, { query: { what: what.trim() } }).catch(() => undefined);
      if (!isNewest()) return;
      busy.value = false;
      found.value = got;
    });
  }

  return { found, busy, look };
});
