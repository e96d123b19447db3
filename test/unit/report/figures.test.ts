// SPDX-License-Identifier: GPL-2.0-or-later
// Are the figures of a report those that one works out on paper?
import { readFileSync } from 'node:fs';
import t from 'tap';
import {
  abandonRateAhead,
  CallbackSums,
  ContactTally,
  callbackServiceLevel,
  contactCounts,
  erlangs,
  isLost,
  lineTimes,
  ReportSums,
  recoveryRate,
  TRAFFIC,
  utilisationOverTime,
} from '../../../src/report/index.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const period = { from: 0, to: HOUR };

t.test('Erlangs, utilisation and all lines busy, of an hour with two channels', async (t) => {
  const times = lineTimes(
    [
      { from: 0, to: 30 * MINUTE },
      { from: 10 * MINUTE, to: 20 * MINUTE },
      { from: -10 * MINUTE, to: 10 * MINUTE },
      { from: 50 * MINUTE, to: null },
    ],
    [],
    { period, now: 2 * HOUR, channels: 2 },
  );
  t.same(times, { seizures: 3, seized: 60 * MINUTE, inService: 2 * HOUR, allBusy: 20 * MINUTE, peak: 2 });
  t.equal(erlangs(times, HOUR), 1, 'sum of seconds / 3600');
  t.equal(utilisationOverTime(times), 0.5);
});

t.test('channels that go out of service are not counted; with none in service none are all busy', async (t) => {
  const steps = [
    { at: 20 * MINUTE, channels: 1 },
    { at: 40 * MINUTE, channels: 0 },
  ];
  const times = lineTimes([{ from: 10 * MINUTE, to: 50 * MINUTE }], steps, { period, now: HOUR, channels: 2 });
  t.match(times, { inService: 60 * MINUTE, allBusy: 20 * MINUTE, seized: 40 * MINUTE });
});

t.test('a channel that is free and seized again in the same moment was not two', async (t) => {
  const times = lineTimes(
    [
      { from: 10 * MINUTE, to: 20 * MINUTE },
      { from: 20 * MINUTE, to: 30 * MINUTE },
    ],
    [],
    { period, now: HOUR, channels: 2 },
  );
  t.match(times, { peak: 1, allBusy: 0 });
});

t.test('of a time that is not over there is no more than up to now', async (t) => {
  const times = lineTimes([{ from: 10 * MINUTE, to: null }], [], { period, now: 30 * MINUTE, channels: 2 });
  t.match(times, { seized: 20 * MINUTE, inService: HOUR });
  t.match(lineTimes([], [], { period, now: -HOUR, channels: 2 }), { inService: 0 }, 'not begun');
});

t.test('promises: kept, failed by reason, open; in time by when it was promised; attempts by outcome', async (t) => {
  const sums = new CallbackSums(period, ({ createdAt }) => createdAt + 10 * MINUTE);
  const promise = (createdAt: number, closedAt: number | null, state: string, reason: string | null = null) =>
    sums.promised({ createdAt, closedAt, state, reason, captures: 1 });
  promise(0, 5 * MINUTE, 'completed');
  promise(0, 20 * MINUTE, 'served');
  promise(MINUTE, 30 * MINUTE, 'givenUp', 'expired');
  promise(MINUTE, null, 'open');
  promise(-1, null, 'open');
  sums.promised({ createdAt: 0, closedAt: 1, state: 'givenUp', reason: null, captures: 0 });
  sums.merged(MINUTE);
  sums.merged(2 * HOUR);
  const attempt = { startedAt: MINUTE, reachedAt: null, confirmedAt: null, outcome: 'busy', direct: 0 };
  sums.attempted(attempt);
  sums.attempted({ ...attempt, reachedAt: 1, confirmedAt: 2, outcome: 'connected' });
  sums.attempted({ ...attempt, reachedAt: 1, outcome: null });
  const { counts } = sums;
  t.match(counts, {
    created: 4,
    connected: 2,
    connectedInTime: 1,
    failed: 1,
    open: 1,
    reasons: { expired: 1 },
    merged: 1,
  });
  t.match(counts, { attempted: 3, reached: 2, confirmed: 1, outcomes: { busy: 1, connected: 1, inProgress: 1 } });
  t.same([recoveryRate(counts), callbackServiceLevel(counts)], [0.5, 0.25]);
});

t.test('calls that were dialled ahead: live answers, and for how many of them there was nobody', async (t) => {
  const sums = new CallbackSums(period, ({ createdAt }) => createdAt);
  const ahead = { startedAt: MINUTE, reachedAt: 2 * MINUTE, confirmedAt: null, outcome: 'connected', direct: 1 };
  for (const outcome of ['connected', 'connected', 'connected', 'dropped', 'machine'])
    sums.attempted({ ...ahead, outcome });
  sums.attempted({ ...ahead, reachedAt: null, outcome: 'noAnswer' });
  sums.attempted({ ...ahead, direct: 0 });
  t.match(sums.counts, { attempted: 7, dialledAhead: 6, connectedAhead: 3, abandonedAhead: 1 });
  t.equal(abandonRateAhead(sums.counts), 0.25);
  t.equal(abandonRateAhead({ connectedAhead: 0, abandonedAhead: 0 }), 0, 'of none');
});

t.test('docs/reports.md has the map from ways to end to columns, in both languages', async (t) => {
  const columns = { answered: '接听', abandoned: '放弃', deflected: '分流', blocked: '阻塞' };
  for (const [file, zh] of [['docs/reports.md', false] as const, ['docs/reports.zh-CN.md', true] as const]) {
    const text = readFileSync(file, 'utf8');
    for (const [column, name] of Object.entries(columns)) {
      const row = text.match(new RegExp(`^\\| ${zh ? name : column} \\| (.*) \\|$`, 'm'))?.[1] ?? '';
      const ends = Object.entries(TRAFFIC).filter(([, its]) => its === column);
      t.same(row.match(/`\w+`/g)?.sort(), ends.map(([end]) => `\`${end}\``).sort(), `${file}: ${column}`);
    }
  }
});

t.test('offered is the sum of all ends and of those that go on', async (t) => {
  const contact = (disposition: string | null, startedAt = 0) => ({ direction: 'inbound', startedAt, disposition });
  const counts = contactCounts(
    [contact('answered'), contact(null), contact('refused'), contact('answered', HOUR)],
    period,
  );
  t.same(Object.fromEntries(counts), { offered: 3, answered: 1, refused: 1, inProgress: 1 });
  const tally = new ContactTally();
  tally.begin(5);
  tally.end('captured', 2);
  t.same([tally.offered, tally.inProgress, tally.of('captured'), tally.of('answered')], [5, 3, 2, 0]);
});

t.test('lost: gave up or turned away; not who is promised a callback, nor whom the shop does not want', async (t) => {
  for (const disposition of ['abandoned', 'abandonedInFlow', 'refused', 'interrupted'])
    t.ok(isLost({ disposition, reason: null }), disposition);
  for (const disposition of ['answered', 'captured', 'captureOnly', 'selfServed', null])
    t.notOk(isLost({ disposition, reason: null }), `${disposition}`);
  for (const reason of ['blacklist', 'rule', 'area'])
    t.notOk(isLost({ disposition: 'refused', reason }), `${reason}: the shop does not want him`);
});

t.test('a report of nothing divides by nothing', async (t) => {
  const asked = {
    name: 'day',
    zone: 'Asia/Shanghai',
    period,
    now: HOUR,
    within: () => 20_000,
    nameOf: () => undefined,
  };
  const { report } = new ReportSums({ ...asked, name: 'day', by: 'queue', channels: 0 });
  t.match(report, {
    calls: { offered: 0, lost: 0 },
    waits: { serviceLevel: 1, abandonRate: 0 },
    callbacks: { serviceLevel: 1, recoveryRate: 0 },
    lines: { erlangs: 0, utilisation: 0 },
    agents: [],
    parts: [],
  });
});
