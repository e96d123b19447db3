// SPDX-License-Identifier: GPL-2.0-or-later
// When are the sums of a day written? When it is over and all its quarters are summed up; again when one of them has changed.

import type { Instant } from '../../kernel/index.js';
import { dayOf, type Period, stretchesOf } from '../../report/index.js';
import { addSums, type HourSums, noSums, QUARTER, ROLL_UP_PARTS, type Store, type Sums } from '../../store/index.js';

/** Sums up days that wait for it, the newest first: of so many at most; gives how many. */
export async function sumUpDays(
  store: Store,
  { before, most }: { readonly before: Instant; readonly most: number },
  zone: string,
): Promise<number> {
  let summed = 0;
  for (const day of await daysDue(store, { before, most }, zone)) summed += (await sumUpDay(store, day, zone)) ? 1 : 0;
  return summed;
}

/** Days of the zone without sums. Those that are known are passed over without a look at the calendar. */
async function daysDue(
  store: Store,
  { before, most }: { readonly before: Instant; readonly most: number },
  zone: string,
): Promise<readonly Period[]> {
  const { first, days } = await store.ask('summedDays', null);
  if (first === undefined) return [];
  const known = new Map(days.map(({ from, until }) => [until * QUARTER, from * QUARTER]));
  const due: Period[] = [];
  for (let end = dayOf(before, zone).from; end > first * QUARTER && due.length < most; ) {
    const begin = known.get(end);
    const day = begin === undefined ? dayOf(end - 1, zone) : undefined;
    if (day !== undefined && day.from % QUARTER === 0) due.push(day);
    end = begin ?? day?.from ?? 0;
  }
  return due;
}

/** False: some of its quarters are not summed up yet. */
async function sumUpDay(store: Store, day: Period, zone: string): Promise<boolean> {
  const hours = stretchesOf({ period: day, by: 'hour', zone });
  const stretches = hours.map(({ from, to }, group) => ({ from, to, group }));
  const { groups, missing } = await store.ask('rolledUp', { stretches });
  if (missing.length > 0) return false;
  const whole = noSums();
  const byHour: HourSums[] = [];
  for (const [n, { from, to }] of hours.entries()) {
    const { calls = {}, promises = {}, agents = {} } = groups[n] ?? {};
    addSums(whole.calls, calls);
    addSums(whole.promises, promises);
    addSums(whole.agents, agents);
    byHour.push([(from - day.from) / QUARTER, (to - from) / QUARTER, undivided(calls)]);
  }
  const batch = store.batch().forgetDays(day.from, day.to);
  const parts = { ...whole, hours: byHour };
  for (const part of ['calls', 'promises', 'agents', 'hours'] as const) {
    const id = (day.from / QUARTER) * 4 + ROLL_UP_PARTS[part];
    batch.put('rollUpDay', { id, behind: day.to / QUARTER, facts: JSON.stringify(parts[part]) });
  }
  await store.commit(batch, { finishing: true });
  return true;
}

/** Contacts and waits of all access numbers: a report by the hour has nothing finer. */
function undivided({ contacts, waits, lines }: Sums): Sums {
  const sums: Sums = lines === undefined ? {} : { lines };
  for (const [name, numbers] of Object.entries({ contacts, waits })) {
    if (typeof numbers !== 'object' || Array.isArray(numbers)) continue;
    const all: Sums = {};
    for (const queues of Object.values(numbers)) addSums(all, queues as Sums);
    if (Object.keys(all).length > 0) sums[name] = { '': all };
  }
  return sums;
}
