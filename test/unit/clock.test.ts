// SPDX-License-Identifier: GPL-2.0-or-later
// Do alarms of a clock that ends stay silent afterwards, and what does a step of the system's clock change?
import t from 'tap';
import { clockUntil, inUtc, SystemClock, VirtualClock } from '../../src/kernel/index.js';

t.test('a clock until a signal wakes as the other one does, and nobody after the signal', async (t) => {
  const clock = new VirtualClock(0);
  const over = new AbortController();
  const until = clockUntil(clock, over.signal);
  const woken: string[] = [];
  until.at(10, () => woken.push('first'));
  until.at(20, () => woken.push('cancelled'))();
  until.at(30, () => woken.push('late'));

  clock.advance(20);
  t.equal(until.now(), 20);
  over.abort();
  until.at(25, () => woken.push('too late'));
  clock.advance(20);

  t.same(woken, ['first']);
  t.equal(clock.next(), undefined);
});

t.test('a stepped system clock moves no instant of ours, and what people see only when it is followed', async (t) => {
  let step = 0;
  const clock = new SystemClock(() => Date.now() + step);
  const begun = clock.now();
  step = -3_600_000;
  t.ok(Math.abs(clock.now() - begun) < 1_000);
  t.ok(Math.abs(clock.drift() - step) < 1_000);
  t.equal(clock.utc(begun), begun);
  const woken = new Promise<void>((resolve) => clock.at(begun + 50, resolve));

  clock.follow();
  t.ok(Math.abs(clock.drift()) < 1_000);
  t.ok(Math.abs(clock.utc(begun) - (begun + step)) < 1_000);
  await woken;
  t.ok(clock.now() - begun < 10_000, 'not an hour late');
});

t.test('instants of a record are known by their names', async (t) => {
  const clock = new VirtualClock(1_000);
  clock.step(5);
  clock.follow();
  const record = { at: 1, since: 2, endedAt: 3, due: null, calls: 4, inner: [{ leaseUntil: 5, startedAt: null }] };
  t.same(inUtc(record, clock), {
    ...record,
    at: 6,
    since: 7,
    endedAt: 8,
    inner: [{ leaseUntil: 10, startedAt: null }],
  });
});
