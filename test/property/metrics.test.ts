// SPDX-License-Identifier: GPL-2.0-or-later
// Is every figure of a day the same by the segments and by a recount of the event log, over restarts, kills, steps of the clock and
// the night in which the clocks are changed? Each run is made from its seed: `SPILLWAY_SEED=n` plays that one alone.
import t from 'tap';
import {
  agentTimes,
  contactCounts,
  dayOf,
  daysOf,
  lineTimes,
  type Period,
  queueCounts,
  ReportSums,
} from '../../src/report/index.js';
import { RecordedDays } from '../support/recorded-days.js';

const RUNS = process.env.SPILLWAY_DEEP === undefined ? 4 : 200;
const STEPS = 300;
const ONLY = process.env.SPILLWAY_SEED;
const WITHIN = 120_000;
const HOUR = 3_600_000;
const ZONE = 'Europe/Berlin';
const NIGHT_OF_23_HOURS = Date.parse('2026-03-28T10:00:00+01:00');
const NIGHT_OF_25_HOURS = Date.parse('2026-10-24T10:00:00+02:00');

t.test('a day has the hours that its clock has', async (t) => {
  const hours = ({ from, to }: Period) => (to - from) / HOUR;
  t.equal(hours(dayOf(NIGHT_OF_23_HOURS, ZONE)), 24);
  t.equal(hours(dayOf(NIGHT_OF_23_HOURS + 24 * HOUR, ZONE)), 23);
  t.equal(hours(dayOf(NIGHT_OF_25_HOURS + 24 * HOUR, ZONE)), 25);
});

const ASKED = { name: 'day', by: 'queue', within: () => WITHIN, nameOf: () => undefined } as const;
const without = (counts: Readonly<Record<string, number>>, name: string) =>
  Object.fromEntries(Object.entries(counts).filter(([key]) => key !== name));
const waited = ({ answered, abandoned }: { readonly answered: number; readonly abandoned: number }) =>
  answered + abandoned > 0;

const seeds = ONLY === undefined ? Array.from({ length: RUNS }, (_, index) => index + 1) : [Number(ONLY)];
const seen = {
  answered: 0,
  abandoned: 0,
  overflowed: 0,
  talk: 0,
  wrapUp: 0,
  notReady: 0,
  seizures: 0,
  allBusy: 0,
  days: 0,
};

t.test('segments and the log say the same', { timeout: HOUR }, async (t) => {
  for (const seed of seeds) {
    const start = seed % 2 === 0 ? NIGHT_OF_23_HOURS : NIGHT_OF_25_HOURS;
    const days = new RecordedDays(t.testdir({ [`${seed}`]: {} }), seed, start);
    await days.open();
    await days.live(STEPS);
    const { store, clock } = days;
    const now = clock.utc(clock.now());
    for (const { from, to } of daysOf({ from: start, to: now }, ZONE)) {
      const { segments, states, contacts } = await store.ask('measured', { from, to });
      const span = { from, to, now };
      seen.days++;

      const queues = queueCounts(segments, span, () => WITHIN);
      const byLog = await store.ask('recountedQueues', { ...span, within: WITHIN });
      const counts = [...queues].sort(([a], [b]) => (a < b ? -1 : 1));
      t.same(
        counts.map(([queue, { abandonedInTime: _, ...rest }]) => ({ queue, ...rest })),
        byLog,
        `queues, seed ${seed}, ${new Date(from).toISOString()}`,
      );
      const agents = [...agentTimes(segments, states, span, now)].sort(([a], [b]) => (a < b ? -1 : 1));
      t.same(
        agents.map(([agent, { hold: _, reasons: __, ...rest }]) => ({ agent, ...rest })),
        await store.ask('recountedAgents', span),
        `agents, seed ${seed}, ${new Date(from).toISOString()}`,
      );
      for (const [, { answered, abandoned, overflowed }] of queues) {
        seen.answered += answered;
        seen.abandoned += abandoned;
        seen.overflowed += overflowed;
      }
      for (const [agent, { reasons, notReady }] of agents)
        t.equal(
          Object.values(reasons).reduce((sum, time) => sum + time, 0),
          notReady,
          `reasons of ${agent}, seed ${seed}`,
        );
      for (const [, { talk, wrapUp, notReady }] of agents) {
        seen.talk += talk;
        seen.wrapUp += wrapUp;
        seen.notReady += notReady;
      }
      const { offered = 0, ...ends } = Object.fromEntries(contactCounts(contacts, span));
      t.same(
        Object.entries(ends)
          .map(([disposition, count]) => ({ disposition, count }))
          .sort((a, b) => (a.disposition < b.disposition ? -1 : 1)),
        await store.ask('recountedContacts', span),
        `contacts, seed ${seed}, ${new Date(from).toISOString()}`,
      );
      const lines = await store.ask('recountedLines', span);
      const { before = 0, steps } = await store.ask('inServiceSteps', span);
      const calls = await (await store.list('measuredCalls', span)).rows();
      t.same(
        lineTimes(
          calls.flatMap(({ seizures }) => seizures),
          steps,
          { period: span, now, channels: before },
        ),
        lines,
        `lines, seed ${seed}, ${new Date(from).toISOString()}`,
      );
      seen.seizures += lines.seizures;
      seen.allBusy += lines.allBusy;

      const sums = new ReportSums({ ...ASKED, zone: ZONE, period: { from, to }, now, channels: before });
      for (const step of steps) sums.inService(step);
      for (const call of calls) sums.call(call);
      for (const { id: agent } of await store.ask('knownAgents', null))
        for (const state of await (await store.list('agentStays', { agent, from, to })).rows()) sums.state(state);
      const { report } = sums;
      t.same({ offered: report.calls.offered, ...report.calls.ended }, { offered, ...without(ends, 'inProgress') });
      t.same(
        report.agents.map(({ name: _, averageHandlingTime: __, occupancy: ___, codes: ____, ...rest }) => rest),
        agents.map(([agent, times]) => ({ agent, ...times })),
      );
      t.match(report.lines, lines, 'the report walks along them as they come');
      t.same(
        report.parts?.map(({ key, waits: { answered, abandoned } }) => ({ key, answered, abandoned })).filter(waited),
        byLog.map(({ queue: key, answered, abandoned }) => ({ key, answered, abandoned })).filter(waited),
        'the parts of a report by queue',
      );
      t.equal(
        Object.values(ends).reduce((sum, n) => sum + n, 0),
        offered,
        'the identity of the balance',
      );
    }
    await store.close();
  }
  if (ONLY === undefined) for (const [what, much] of Object.entries(seen)) t.ok(much > 0, `${what}: ${much}`);
});
