// SPDX-License-Identifier: GPL-2.0-or-later
// What does the fake web process answer about shifts and backups?

import type { Roster } from '../../../src/api/contract/index.js';
import { type Calendar, dayOf } from '../../../src/dialling/index.js';
import { daysFrom, rosterDay, shiftAt, type WrittenShift } from '../../../src/planning/index.js';
import type { Answer } from './fake-answers.js';
import { HOUR, MINUTE, standing } from './fake-data.js';

const zone = 'Asia/Shanghai';
const calendar = (from: string, to: string): Calendar => ({
  ...{ zone, hours: [{ from, to, days: [1, 2, 3, 4, 5, 6, 7] }], holidays: [] },
});
const CALENDARS = {
  早班: calendar('08:00', '16:30'),
  晚班: calendar('14:00', '22:30'),
  全天: calendar('00:00', '24:00'),
};
const SHIFTS: readonly (readonly WrittenShift[])[] = [
  [{ calendar: '全天' }],
  [{ calendar: '早班' }],
  [{ calendar: '晚班' }],
  [],
  [{ calendar: '全天' }],
];

function roster(now: number, { from, days = '7' }: Readonly<Record<string, string>>): Roster {
  const today = dayOf(zone, now);
  const shown = daysFrom(from ?? today, Number(days));
  const agents = standing(now).people.map(({ id, name, queues, state }, index) => {
    const shifts = SHIFTS[index % SHIFTS.length] ?? [];
    const due = shiftAt(shifts, CALENDARS, { zone, at: now });
    const mine = index === 4 ? 'signedOut' : state;
    return {
      ...{ agent: id, name, queues: queues ?? [], state: mine },
      days: shown.map((day, at) =>
        at === 6 && shifts.length > 0 ? { day, off: true, shifts: [] } : rosterDay(shifts, CALENDARS, day),
      ),
      ...(due && { now: due }),
      ...(due && mine === 'signedOut' && { missingSince: due.from }),
    };
  });
  return { zone, today, days: [...shown], agents } as Roster;
}

const archive = (at: number) => `spillway-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}.tar.gz`;
function backups(now: number) {
  const night = now - (now % (24 * HOUR)) - 6 * HOUR;
  const rows = [0, 1, 2, 3].map((nights) => night - nights * 24 * HOUR);
  return {
    ...{ directory: '/var/lib/spillway/backups', keep: 14, freeBytes: 212_000_000_000, sameDisk: true },
    keys: 'recording.keys',
    archives: rows.map((at, index) => ({
      ...{ name: archive(at), at, bytes: 48_300_000 - index * 610_000 },
      ...(index === 0 && {
        found: {
          ...{
            act: 'drill',
            at: now - 20 * MINUTE,
            wrong: [],
            took: 8_400,
            calls: 41_207,
            openPromises: 86,
            files: 31,
          },
        },
      }),
      ...(index === 2 && {
        found: { act: 'verify', at: now - 26 * HOUR, wrong: ['spillway.db：内容与备份时不一致。'] },
      }),
    })),
  };
}

export const SHIFT_ANSWERS: Readonly<Record<string, Answer>> = {
  'shifts.list': ({ now }, { query }) => roster(now(), query),
  'shifts.mine': ({ now }, { query }) => roster(now(), query),
  'backups.list': ({ now }) => backups(now()),
  'backups.make': ({ now }) => ({ ...backups(now()), underWay: { act: 'make', since: now() } }),
  'backups.verify': ({ now }) => backups(now()),
  'backups.drill': ({ now }) => backups(now()),
};
