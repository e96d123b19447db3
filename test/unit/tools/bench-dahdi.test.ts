// SPDX-License-Identifier: GPL-2.0-or-later
// Does the benchmark on the real driver tell its own figure, in parts, and compare it with nothing of another day?
import t from 'tap';
import { clickRows, rowsOf } from '../../../tools/bench/benches/dahdi.mjs';

const stage = (msPerSecond: number, calls: number) => ({
  seconds: 20,
  msPerSecond,
  threadsMsPerSecond: { 'spillway-media': msPerSecond - 20, node: 20, idle: 0.2 },
  systemCallsPerSecond: { 'spillway-media': 4 + 200 * calls, node: 16 },
  machineSeconds: 20,
  callSeconds: 20 * calls,
});

const measured = {
  calls: 30,
  fewCalls: 10,
  recordings: 30,
  idle: stage(90, 0),
  few: stage(100, 10),
  busy: stage(150, 30),
  emulatorSeconds: { idle: 10, few: 20, busy: 16 },
  threads: 15,
  residentBytes: 196 * 2 ** 20,
  gaps: 0,
};

t.test('each part has a row: calls, threads, the box at rest, system calls, memory', async (t) => {
  const figures = rowsOf(measured).map(({ figure }) => figure);
  t.same(figures, [
    '4.00 ms (5.00 ms by the guest, whose processors had 80 % of the time they count)',
    'ms: spillway-media 130, node 20',
    '45.0 ms (90.0 ms by the guest, which had 50 % of the time it counts)',
    '20, 2020, 6020: 200 a call of 10, 200 a call of 30',
    '15 threads, 196 MiB',
  ]);
  t.match(rowsOf(measured), [
    { values: { msPerSecondOfCall: 4, guestMsPerSecondOfCall: 5 } },
    { values: { 'spillway-media': 130 } },
    { values: { idleMsPerSecond: 45, guestIdleMsPerSecond: 90 }, reached: false },
    { values: { idle: 20, few: 2020, busy: 6020 }, reached: true },
    { values: { threads: 15, residentBytes: 196 * 2 ** 20 } },
  ]);
});

t.test('what idle costs, and calls that cost more and more, are judged', async (t) => {
  const reached = (one: object) => rowsOf({ ...measured, ...one }).map((row) => row.reached);
  t.same(reached({ idle: stage(19, 0) }), [undefined, undefined, true, true, undefined]);
  t.same(reached({ few: stage(100, 5) }), [undefined, undefined, false, false, undefined]);
});

t.test('no other program is in it', async (t) => {
  t.notMatch(JSON.stringify(rowsOf(measured)), /asterisk/i);
});

t.test('calls that were not all recorded are no measurement', async (t) => {
  t.throws(() => rowsOf({ ...measured, recordings: 29 }), /29 calls/);
});

t.test(
  'clicks have a row while nothing has happened and one after stops, or it is said that there is none',
  async (t) => {
    const printed = `  the box slipped
clicks idle: median 62.5 ms, 60.0 to 67.0, n 60
clicks after a stop of 100 ms: 64.0 ms
clicks after stops: n 8, worst 80.0 ms, first 64.0, last 61.0
clicks: 258 slips at the box
`;
    t.match(clickRows(printed), [
      { figure: 'median 62.5 ms, 60.0 to 67.0 ms', values: { medianMs: 62.5 } },
      { figure: 'at most 80.0 ms, first 64.0 ms, last 61.0 ms', values: { worstMs: 80, slips: 258 } },
    ]);
    t.match(clickRows('  the box slipped\n'), [{ figure: /too busy/ }]);
  },
);
