// SPDX-License-Identifier: GPL-2.0-or-later
// Does the benchmark on the real driver tell its own figure, in parts, and compare it with nothing of another day?
import t from 'tap';
import { rowsOf } from '../../../tools/bench/benches/dahdi.mjs';

const measured = {
  calls: 30,
  recordings: 30,
  seconds: 20,
  msPerSecondOfCall: 5,
  idleMsPerSecond: 90,
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
    '90 ms',
    '15 threads, 196 MiB',
  ]);
  t.match(rowsOf(measured), [
    { values: { msPerSecondOfCall: 4, guestMsPerSecondOfCall: 5 } },
    { values: { 'spillway-media': 100 } },
    { values: { idleMsPerSecond: 90 } },
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
