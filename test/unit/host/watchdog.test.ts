// SPDX-License-Identifier: GPL-2.0-or-later
// When does the box get no beat?
import pino from 'pino';
import t, { type Test } from 'tap';
import { Watchdog } from '../../../src/host/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';

const LIMIT = 30_000;

/** A box whose threads go on, each until it is told to stand; `beats` counts. */
function watched(t: Test) {
  const clock = new VirtualClock();
  const box = { ticks: 0, signallingTurns: 0, store: async () => {}, beats: 0 };
  const said: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => said.push(String(JSON.parse(line).msg)) });
  const moving = { ticks: true, signallingTurns: true };
  const watchdog = new Watchdog({
    clock,
    log,
    limit: LIMIT,
    beat: () => {
      box.beats++;
    },
    pulse: async () => {
      await box.store();
      if (moving.ticks) box.ticks += 500;
      if (moving.signallingTurns) box.signallingTurns += 10;
      return { ticks: box.ticks, signallingTurns: box.signallingTurns };
    },
  });
  t.teardown(() => watchdog.close());
  const beatsIn = async (duration: number) => {
    const before = box.beats;
    for (let gone = 0; gone < duration; gone += 1_000) {
      await clock.advance(1_000);
      await new Promise(setImmediate);
    }
    return box.beats - before;
  };
  return { box, said, moving, beatsIn, watchdog };
}

t.test('while all goes on it beats three times within the limit', async (t) => {
  const { beatsIn, said } = watched(t);
  t.equal(await beatsIn(4 * LIMIT), 12);
  t.same(said, []);
});

t.test('a thread that stands still gets no beat, and one that goes on again does', async (t) => {
  const { beatsIn, moving, said } = watched(t);
  for (const thread of ['ticks', 'signallingTurns'] as const) {
    moving[thread] = false;
    t.equal(await beatsIn(LIMIT), 0, thread);
    moving[thread] = true;
    t.equal(await beatsIn(LIMIT), 3, thread);
  }
  t.match(said[0], /the media thread stands still/);
  t.match(said.at(-1), /the signalling thread stands still/);
});

t.test('a store that does not answer, or cannot write, gets no beat', async (t) => {
  const { beatsIn, box, said } = watched(t);
  await beatsIn(LIMIT);
  box.store = () => Promise.reject(new Error('the writer has ended'));
  t.equal(await beatsIn(LIMIT), 0);
  t.match(said.at(-1), /cannot write/);

  let answer = () => {};
  box.store = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  t.equal(await beatsIn(2 * LIMIT), 0);
  t.match(said.at(-1), /does not answer/);
  box.store = async () => {};
  answer();
  t.ok((await beatsIn(LIMIT)) >= 3);
});

t.test('a closed watchdog says nothing more', async (t) => {
  const { beatsIn, watchdog } = watched(t);
  watchdog.close();
  t.equal(await beatsIn(LIMIT), 0);
});
