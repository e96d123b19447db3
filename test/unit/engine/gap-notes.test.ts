// SPDX-License-Identifier: GPL-2.0-or-later
// Are the gaps of a recording gathered before they are written, and none of them lost?
import t from 'tap';
import { GapNotes } from '../../../src/engine/recordings/gap-notes.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import type { RecordingGap } from '../../../src/recording/index.js';

function notes() {
  const clock = new VirtualClock(0);
  const written: RecordingGap[] = [];
  return { clock, written, notes: new GapNotes(clock, (gap) => written.push(gap)) };
}

t.test('the gaps of a second are written as one, where the first of them stands', async (t) => {
  const { clock, written, notes: gaps } = notes();
  for (let at = 0; at < 2000; at += 20) {
    gaps.add({ atMs: 5000 + at, gapMs: 20, silenceMs: 20 });
    clock.advance(20);
  }
  t.same(written, [
    { atMs: 5000, gapMs: 1000, silenceMs: 1000 },
    { atMs: 6000, gapMs: 1000, silenceMs: 1000 },
  ]);
});

t.test('what is gathered when the recording ends is written then, and once', async (t) => {
  const { clock, written, notes: gaps } = notes();
  gaps.add({ atMs: 100, gapMs: 20, silenceMs: 20 });
  gaps.end();
  gaps.end();
  clock.advance(5000);
  t.same(written, [{ atMs: 100, gapMs: 20, silenceMs: 20 }]);
});
