// SPDX-License-Identifier: GPL-2.0-or-later
// How does each agent sell today? Looked up anew when a call has ended or its code was said, while somebody looks.

import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import type { Answered } from '../../api/contract/index.js';
import { useBoard } from './board.js';
import { ask, contract } from './client.js';
import { after, every } from './clock.js';
import { unattended } from './faults.js';
import { type ListState, stateOf } from './listing.js';
import { useSession } from './session.js';
import { hear } from './stream.js';
import { turns } from './turns.js';

const GATHERED_MS = 1_500;
const MINUTE_MS = 60_000;
const CODE = 'team-code';
export type TeamDay = Answered<typeof contract.team.team>;
export type TeamAgent = TeamDay['agents'][number];

export const useTeam = defineStore('team', () => {
  const session = useSession();
  const board = useBoard();
  const day = shallowRef<TeamDay>();
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  const shown = ref(false);
  let stopLook: (() => void) | undefined;
  let stop: (() => void) | undefined;

  /** The code that counts as a result; empty: any. */
  const code = computed(() => (typeof session.views[CODE] === 'string' ? session.views[CODE] : ''));
  /** Who is signed in, or did something today; nothing yet is a row of noughts. */
  const agents = computed<readonly TeamAgent[]>(() => {
    const did = day.value?.agents ?? [];
    const here = board.standing?.people.filter(({ state }) => state !== 'signedOut') ?? [];
    return [...did, ...here.filter(({ id }) => !did.some(({ agent }) => agent === id)).map(nothing)];
  });
  const nothing = ({ id, name }: { readonly id: string; readonly name: string }): TeamAgent => ({
    ...{ agent: id, name, signedIn: 0, codes: {}, handled: 0, talk: 0, results: 0, resultsPerHour: 0 },
    hours: (day.value?.hours ?? []).map(() => ({ handled: 0, talk: 0, results: 0 })),
  });

  const begin = turns();
  async function load(): Promise<void> {
    const isNewest = begin();
    try {
      const got = await ask(contract.team.team, { query: code.value === '' ? {} : { code: code.value } });
      if (!isNewest()) return;
      day.value = got;
      Object.assign(status, { state: 'there', count: agents.value.length });
    } catch (thrown) {
      if (isNewest()) Object.assign(status, stateOf(thrown));
    }
  }
  hear((message) => {
    if (!shown.value || message.type !== 'event' || !/^(call\.ended|agent\.)/.test(message.event.type)) return;
    if (stopLook === undefined) stopLook = after(GATHERED_MS, look);
  });

  function look(): void {
    stopLook = undefined;
    unattended(load());
  }

  /** Somebody looks at it, or does not any more. */
  function show(is: boolean): void {
    shown.value = is;
    stop?.();
    stopLook?.();
    stopLook = undefined;
    stop = is ? every(MINUTE_MS, () => unattended(load())) : undefined;
    if (is) unattended(load());
  }
  async function count(only: string): Promise<void> {
    await session.keep(CODE, only);
    await load();
  }

  return { day, status, agents, code, load, show, count };
});
