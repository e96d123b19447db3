// SPDX-License-Identifier: GPL-2.0-or-later
// Was today good? The day beside yesterday and a week ago, looked up anew each minute while somebody looks.

import { defineStore } from 'pinia';
import { reactive, shallowRef } from 'vue';
import type { Answered } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { every } from './clock.js';
import { unattended } from './faults.js';
import { type ListState, stateOf } from './listing.js';

const MINUTE_MS = 60_000;
export type Today = Answered<typeof contract.today.today>;

export const useToday = defineStore('today', () => {
  const day = shallowRef<Today>();
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  let stop: (() => void) | undefined;

  async function load(): Promise<void> {
    try {
      day.value = await ask(contract.today.today, {});
      Object.assign(status, { state: 'there', count: 1 });
    } catch (thrown) {
      Object.assign(status, stateOf(thrown));
    }
  }
  function show(is: boolean): void {
    stop?.();
    stop = undefined;
    if (!is) return;
    unattended(load());
    stop = every(MINUTE_MS, () => unattended(load()));
  }

  return { day, status, load, show };
});
