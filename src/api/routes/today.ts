// SPDX-License-Identifier: GPL-2.0-or-later
// Was today good? The day so far beside yesterday and the same day a week ago, up to the same time.

import { DateTime } from 'luxon';
import { alarmText, isAlarmCode } from '../../alarm/index.js';
import { TelephonyError } from '../../faults.js';
import { answeredShare, dayOf, type Report, reportOf } from '../../report/index.js';
import type { Reach } from '../../store/index.js';
import { within } from '../live/standing.js';
import type { Handlers, Web } from '../web.js';
import { reachOf } from './reach.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MOST_KEPT = 40;

/** Whose figures, of which time of a zone. */
interface Asked {
  readonly zone: string;
  readonly reach: Reach | undefined;
}

function reportFor({ reports }: Web, { zone, reach }: Asked, from: number, to: number): Promise<Report | undefined> {
  const iso = (at: number) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  return reportOf({ ...reports, reach }, { name: 'day', from: iso(from), to: iso(to) }).catch(() => undefined);
}

/** A report of a time that is over does not change any more. */
function past(web: Web, asked: Asked, from: number, to: number): Promise<Report | undefined> {
  const { pastReports: kept } = web;
  const key = `${from} ${Math.floor(to / (15 * 60_000))} ${asked.reach?.queues.join(' ') ?? '*'}`;
  const found = (kept.get(key) as Promise<Report | undefined> | undefined) ?? reportFor(web, asked, from, to);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, found);
  found.then((report) => report === undefined && kept.delete(key)).catch(() => {}); // it is asked again
  return found;
}

async function byHour(web: Web, { reach }: Asked, from: number, to: number) {
  const hours = Array.from({ length: 24 }, () => 0);
  return Promise.all(
    web.people.directory.accessNumbers.map(async ({ number, name }) => {
      const minutes = await web.records.ask('arrivals', { accessNumbers: [number], from, to, queues: reach?.queues });
      const own = [...hours];
      for (const [minute, count] of minutes.entries()) {
        const hour = Math.min(23, Math.floor((minute * 60_000) / HOUR));
        own[hour] = (own[hour] ?? 0) + count;
      }
      return { number, ...(name !== undefined && { name }), hours: own };
    }),
  );
}

export const today: Handlers<'today'> = {
  today: async ({ web, asker }) => {
    const { feed, people, reports } = web;
    if (feed.now === undefined) throw new TelephonyError('BOX_NOT_RUNNING', 'its status is not known');
    const at = reports.now();
    const { zone } = people.directory;
    const { from } = dayOf(at, zone);
    const asked = { zone, reach: reachOf(asker) };
    const [now, yesterday, weekAgo, hours] = await Promise.all([
      reportFor(web, asked, from, at),
      past(web, asked, from - DAY, at - DAY),
      past(web, asked, from - 7 * DAY, at - 7 * DAY),
      byHour(web, asked, from, at),
    ]);
    const figure = (of: (report: Report) => number, target: number | null = null) => ({
      now: now === undefined ? 0 : of(now),
      yesterday: yesterday === undefined ? null : of(yesterday),
      weekAgo: weekAgo === undefined ? null : of(weekAgo),
      target,
    });
    const ended = (name: string) => (report: Report) => report.calls.ended[name] ?? 0;
    const alarms = await web.records.page('raisedAlarms', { since: from, all: true } as never, { most: 100 });
    return {
      at,
      day: within(feed.now, asker.person).today,
      hours: feed.now.hours,
      offered: figure((report) => report.calls.offered),
      answered: figure(ended('answered')),
      answeredShare: figure((report) => answeredShare(report.calls)),
      serviceLevel: figure((report) => report.waits.serviceLevel, people.directory.queues[0]?.target ?? null),
      captured: figure((report) => ended('captured')(report) + ended('captureOnly')(report)),
      callbacksMade: figure((report) => report.callbacks.attempted),
      callbacksKept: figure((report) => report.callbacks.connected),
      abandoned: figure((report) => report.calls.lost),
      byAccessNumber: hours,
      agents: now?.agents ?? [],
      failedCallbacks: now?.callbacks.reasons ?? {},
      alarms: alarms.rows.map(({ code, subject, raisedAt, clearedAt, severity }) => ({
        ...{ code, subject, at: raisedAt, clearedAt, severity },
        ...(isAlarmCode(code) && { text: alarmText(code, subject) }),
      })),
    };
  },
};
