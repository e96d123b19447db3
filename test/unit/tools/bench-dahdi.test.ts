// SPDX-License-Identifier: GPL-2.0-or-later
// Does the benchmark on the real driver tell its own figure, in parts, and compare it with nothing of another day?
import t from 'tap';
import { clickRows, rowsOf } from '../../../tools/bench/benches/dahdi.mjs';

const measured = {
  calls: 30,
  recordings: 30,
  seconds: 20,
  msPerSecondOfCall: 5,
  idleMsPerSecond: 90,
  idleThreadsMsPerSecond: { 'spillway-media': 60, node: 30 },
  idleEmulatorSeconds: 2,
  idleMachineSeconds: 4,
  threadsMsPerSecond: { 'spillway-media': 100, node: 20, idle: 0.2 },
  threads: 15,
  residentBytes: 196 * 2 ** 20,
  recordedShare: 1,
  gaps: 0,
  emulatorSeconds: 16,
  machineSeconds: 20,
};

t.test('each part has a row: calls, threads, the box at rest, memory', async (t) => {
  const figures = rowsOf(measured).map(({ figure }) => figure);
  t.same(figures, [
    '4.00 ms (5.00 ms by the guest, whose processors had 80 % of the time they count)',
    'ms: spillway-media 100, node 20',
    '45.0 ms (90.0 ms by the guest, which had 50 % of the time it counts)',
    '15 threads, 196 MiB',
  ]);
  t.match(rowsOf(measured), [
    { values: { msPerSecondOfCall: 4, guestMsPerSecondOfCall: 5 } },
    { values: { 'spillway-media': 100 } },
    { values: { idleMsPerSecond: 45, guestIdleMsPerSecond: 90 } },
    { values: { threads: 15, residentBytes: 196 * 2 ** 20 } },
  ]);
});

t.test('no other program is in it, and no target that came from one', async (t) => {
  const text = JSON.stringify(rowsOf(measured));
  t.notMatch(text, /asterisk/i);
  for (const row of rowsOf(measured)) t.notOk('toReach' in row || 'reached' in row);
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
