// SPDX-License-Identifier: GPL-2.0-or-later
// What has an agent done today, and what waits for him? His own figures, his last calls, the callbacks that are due to him.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Answered, Callback, CallRow, RosterAgent } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { after, elapsed } from './clock.js';
import { unattended } from './faults.js';
import { listing } from './listing.js';
import { useSession } from './session.js';
import { hear } from './stream.js';

const GATHERED_MS = 800;
/** What was loaded so lately is as the snapshot is. */
const FRESH_MS = 3_000;
/** Shifts are no hurry: two hundred who begin at once ask one after the other. */
const SHIFTS_WITHIN_MS = 3_000;
const SHIFT_DAYS = 3;
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
  let loadedAt = Number.NEGATIVE_INFINITY;

  let loading: Promise<void> | undefined;
  /** Whoever asks while it is being asked has the same answer: the page and the snapshot both do when it is opened. */
  function load(): Promise<void> {
    loading ??= read().finally(() => {
      loading = undefined;
      loadedAt = elapsed();
    });
    return loading;
  }
  async function read(): Promise<void> {
    const got = ask(contract.ownLine.figures, { params: { agent: agent() } }).catch(() => undefined);
    await Promise.all([got.then((own) => (figures.value = own ?? figures.value)), calls.load(), callbacks.load()]);
  }

  /** Unless it has just come. */
  const look = (): Promise<void> => (isFresh() ? Promise.resolve() : load());
  const isFresh = () => elapsed() - loadedAt < FRESH_MS;

  const shifts = shallowRef<RosterAgent['days']>([]);
  const shiftsToday = ref<string>();
  async function loadShifts(): Promise<void> {
    const got = await ask(contract.shifts.mine, { params: { agent: agent() }, query: { days: SHIFT_DAYS } });
    shifts.value = got.agents[0]?.days ?? [];
    shiftsToday.value = got.today;
  }
  /** A moment later: when he works today, and next. */
  function lookAtShifts(): void {
    after(Math.random() * SHIFTS_WITHIN_MS, () => unattended(loadShifts().catch(() => undefined)));
  }

  // The console begins with it.
  watch(
    () => session.started,
    (start) => {
      if (start?.figures === undefined || start.calls === undefined || start.callbacks === undefined) return;
      figures.value = start.figures;
      calls.take({ rows: start.calls });
      callbacks.take({ rows: start.callbacks });
      loadedAt = elapsed();
    },
    { immediate: true },
  );

  /** What changes one's own day is told; several at once are one look. */
  function soon(): void {
    stop?.();
    stop = after(GATHERED_MS, () => unattended(load()));
  }
  hear((message) => {
    if (!session.me?.isAgent) return;
    if (message.type === 'snapshot' && loading === undefined && !isFresh()) soon();
    if (
      message.type === 'event' &&
      /^(call\.ended|callback\.|agent\.changed)/.test(message.event.type) &&
      concerns(message.event.facts)
    )
      soon();
  });
  const concerns = (facts: Readonly<Record<string, unknown>>) =>
    facts.agent === agent() || facts.agent === undefined || facts.agent === null;

  return { figures, calls, callbacks, due, shifts, shiftsToday, load, look, lookAtShifts };
});
