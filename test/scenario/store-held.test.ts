// SPDX-License-Identifier: GPL-2.0-or-later
// Another program holds the database's lock under calls and promises: who hears what, and what is in the books afterwards?
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { answersCalls, leaveNumber } from '../support/people.js';

/** Takes the lock; gives it back when called. */
function hold(t: Test, { world }: BoxWorld): () => void {
  const outsider = new Database(join(world.folder, 'data', 'spillway.db'), { timeout: 1_000 });
  outsider.exec('begin immediate');
  const free = () => {
    if (outsider.open) outsider.close();
  };
  t.teardown(free);
  return free;
}

const inOrder = { balanced: true, calls: { inProgress: 0 } };

t.test('with nobody signed in: silence for 3 s, later none, cause 34; then promises again', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  const free = hold(t, box);
  const silences: number[] = [];
  for (const number of ['13912340001', '13912340002']) {
    const from = world.clock.now();
    const caller = world.network.call(ACCESS_NUMBER, number);
    await world.until(() => caller.state === 'cleared');
    silences.push(world.clock.now() - from);
    t.match(caller, { cause: 34, stamps: { answer: undefined } });
  }
  const [first = 0, second = 0] = silences;
  t.ok(first >= 3_000 && first < 3_400 && second < 400, `${silences} ms`);
  t.match(box.box.status(), { calls: { offered: 2, refused: 2, inProgress: 0 }, callbacks: { created: 0, open: 0 } });
  t.equal((await reads.selectFrom('call').select('id').execute()).length, 0, 'nothing is written yet');
  const list = await box.box.recentCalls(20);
  const { waiting, since = 0 } = box.box.status().store;
  t.same([list.length, list.unwritten], [0, { batches: waiting, since }], 'and the list says so');

  free();
  await world.advance(2_000);
  await leaveNumber(world, '13912340003');
  await world.advance(1_000);
  t.match(await balance(reads), { ...inOrder, calls: { offered: 3, refused: 2, captured: 1, inProgress: 0 } });
  t.equal((await reads.selectFrom('capture').select('call').execute()).length, 1);
  t.match(box.box.status(), { callbacks: { created: 1, open: 1 }, store: { waiting: 0 } });
});

t.test('conversations that begin and end meanwhile are in the records, each with its recording', async (t) => {
  const box = await openBox(t, { telephones: 1, config: { queues: [{ name: 'sales', wrapUp: '0s' }] } });
  const { world, reads } = box;
  answersCalls(world, 1, 3_000);
  const free = hold(t, box);
  for (const number of ['13912340001', '13912340002', '13912340003']) {
    const caller = world.network.call(ACCESS_NUMBER, number);
    await world.until(() => caller.state === 'cleared');
    const { calls } = box.box.status();
    t.ok(calls.inProgress >= 0 && calls.answered === calls.offered - calls.inProgress, 'the status tells the present');
    await world.advance(500);
  }
  t.ok(box.box.status().alarms.some(({ code }) => code === 'STORE_HELD'));

  free();
  await world.advance(3_000);
  t.match(await balance(reads), { ...inOrder, calls: { offered: 3, answered: 3, inProgress: 0 } });
  t.same(await reads.selectFrom('leg').select('id').where('endedAt', 'is', null).execute(), []);
  const recordings = await reads.selectFrom('recording').select('call').where('endedAt', 'is not', null).execute();
  t.equal(new Set(recordings.map(({ call }) => call)).size, 3);
  t.same(
    box.box.status().alarms.map(({ code }) => code),
    [],
  );
});
