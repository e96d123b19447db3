// SPDX-License-Identifier: GPL-2.0-or-later
// Who works in which week, and who should be here now?

import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Roster, RosterAgent } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { listing, type Page } from './listing.js';

const DAY_MS = 86_400_000;
const WEEK = 7;

/** `2026-11-30`, so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || WEEK;
}

export const useShifts = defineStore('shifts', () => {
  /** The Monday that is shown; undefined: that of this week. */
  const from = ref<string>();
  const roster = shallowRef<Roster>();
  const list = listing<RosterAgent, Page<RosterAgent> & { readonly whole: Roster }>(
    async () => {
      const today = roster.value?.today ?? (await ask(contract.shifts.list, { query: { days: 1 } })).today;
      from.value ??= dayAfter(today, 1 - weekdayOf(today));
      const whole = await ask(contract.shifts.list, { query: { from: from.value, days: WEEK } });
      return { rows: whole.agents, whole };
    },
    ({ whole }) => {
      roster.value = whole;
    },
  );
  const due = computed(() => list.rows.value.filter(({ now }) => now !== undefined));
  const missing = computed(() => list.rows.value.filter(({ missingSince }) => missingSince !== undefined));

  async function move(weeks: number): Promise<void> {
    const { today } = roster.value ?? {};
    if (from.value === undefined || today === undefined) return;
    from.value = weeks === 0 ? dayAfter(today, 1 - weekdayOf(today)) : dayAfter(from.value, weeks * WEEK);
    await list.load();
  }
  return { from, roster, list, due, missing, move };
});
