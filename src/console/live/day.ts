// SPDX-License-Identifier: GPL-2.0-or-later
// What has an agent done today, and what waits for him? His own figures, his last calls, the callbacks that are due to him.

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Answered, Callback, CallRow } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { after } from './clock.js';
import { unattended } from './faults.js';
import { listing } from './listing.js';
import { useSession } from './session.js';
import { hear } from './stream.js';

const GATHERED_MS = 800;
export type OwnFigures = Answered<typeof contract.ownLine.figures>;

export const useDay = defineStore('day', () => {
  const session = useSession();
  const agent = () => session.me?.id ?? '';
  const figures = shallowRef<OwnFigures>();
  const calls = listing<CallRow>(() => ask(contract.calls.mine, { params: { agent: agent() }, query: { most: 10 } }));
  const callbacks = listing<Callback>(async () => ({
    rows: await ask(contract.callbacks.mine, { params: { agent: agent() } }),
  }));
  const due = computed(() => callbacks.rows.value.length);
  let stop: (() => void) | undefined;

  async function load(): Promise<void> {
    const got = ask(contract.ownLine.figures, { params: { agent: agent() } }).catch(() => undefined);
    await Promise.all([got.then((own) => (figures.value = own ?? figures.value)), calls.load(), callbacks.load()]);
  }

  /** What changes one's own day is told; several at once are one look. */
  function soon(): void {
    stop?.();
    stop = after(GATHERED_MS, () => unattended(load()));
  }
  hear((message) => {
    if (!session.me?.isAgent) return;
    if (message.type === 'snapshot') soon();
    if (
      message.type === 'event' &&
      /^(call\.ended|callback\.|agent\.changed)/.test(message.event.type) &&
      concerns(message.event.facts)
    )
      soon();
  });
  const concerns = (facts: Readonly<Record<string, unknown>>) =>
    facts.agent === agent() || facts.agent === undefined || facts.agent === null;

  return { figures, calls, callbacks, due, load };
});
