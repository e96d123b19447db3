// SPDX-License-Identifier: GPL-2.0-or-later
// Was today good? The day so far beside yesterday and the same day a week ago, up to the same time.

import { DateTime } from 'luxon';
import { TelephonyError } from '../../faults.js';
import { dayOf } from '../../report/index.js';
import type { contract } from '../contract/index.js';
import type { Given, Handlers, Web } from '../web.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MOST_KEPT = 40;

/** What of the box's report is shown. */
interface Report {
  readonly calls: { readonly offered: number; readonly ended: Readonly<Record<string, number>>; readonly lost: number };
  readonly waits: { readonly serviceLevel: number; readonly answered: number; readonly abandoned: number };
  readonly callbacks: {
    readonly created: number;
    readonly connected: number;
    readonly attempted: number;
    readonly reasons: Readonly<Record<string, number>>;
  };
  readonly agents: readonly Readonly<Record<string, unknown>>[];
}

type Ask = Given<typeof contract.today.today>['ask'];

function reportOf(ask: Ask, zone: string, from: number, to: number): Promise<Report | undefined> {
  const iso = (at: number) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  return (ask('report', { name: 'day', from: iso(from), to: iso(to) }) as Promise<Report>).catch(() => undefined);
}

/** A report of a time that is over does not change any more. */
function past(
  { pastReports: kept }: Web,
  ask: Ask,
  zone: string,
  from: number,
  to: number,
): Promise<Report | undefined> {
  const key = `${from} ${Math.floor(to / (15 * 60_000))}`;
  const found = (kept.get(key) as Promise<Report | undefined> | undefined) ?? reportOf(ask, zone, from, to);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, found);
  return found;
}

async function byHour(web: Web, from: number, to: number) {
  const hours = Array.from({ length: 24 }, () => 0);
  return Promise.all(
    web.people.directory.accessNumbers.map(async ({ number, name }) => {
      const minutes = await web.records.ask('arrivals', { accessNumbers: [number], from, to });
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
  today: async ({ web, ask }) => {
    const { feed, people, clock } = web;
    if (feed.now === undefined) throw new TelephonyError('BOX_NOT_RUNNING', 'its status is not known');
    const at = Math.round(clock.now());
    const { zone } = people.directory;
    const { from } = dayOf(at, zone);
    const [now, yesterday, weekAgo, hours] = await Promise.all([
      reportOf(ask, zone, from, at),
      past(web, ask, zone, from - DAY, at - DAY),
      past(web, ask, zone, from - 7 * DAY, at - 7 * DAY),
      byHour(web, from, at),
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
      day: feed.now.today,
      hours: feed.now.hours,
      offered: figure((report) => report.calls.offered),
      answered: figure(ended('answered')),
      answeredShare: figure((report) =>
        report.calls.offered === 0 ? 0 : ended('answered')(report) / report.calls.offered,
      ),
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
      })),
    };
  },
};
