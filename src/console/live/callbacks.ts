// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are open? All by right, else one's own; what people do with them.

import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Callback } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { after } from './clock.js';
import { unattended } from './faults.js';
import { type Listing, listing } from './listing.js';
import { useSession } from './session.js';
import { hear } from './stream.js';

const GATHERED_MS = 1_000;

export const useCallbacks = defineStore('callbacks', () => {
  const session = useSession();
  const all = ref(false);
  const shown = ref(false);
  let stop: (() => void) | undefined;
  const list: Listing<Callback> = listing(async (next) => {
    const agent = session.me?.id ?? '';
    if (!session.may('callbacks.read')) return { rows: await ask(contract.callbacks.mine, { params: { agent } }) };
    return ask(contract.callbacks.list, {
      query: { ...(next !== undefined && { after: next }), ...(all.value && { all: 'true' }) },
    });
  });
  hear((message) => {
    if (!shown.value || message.type !== 'event' || !message.event.type.startsWith('callback.')) return;
    stop?.();
    stop = after(GATHERED_MS, () => unattended(list.load()));
  });

  /** Somebody looks at them, or does not any more. */
  async function show(is: boolean): Promise<void> {
    shown.value = is;
    if (is) await list.load();
  }
  async function cancel(request: string): Promise<void> {
    await ask(contract.callbacks.cancel, { params: { request } });
    await list.load();
  }
  async function create(body: { number: string; queue?: string; at?: string; note?: string }): Promise<void> {
    await ask(contract.callbacks.create, { body });
    await list.load();
  }

  return { all, list, show, cancel, create };
});
