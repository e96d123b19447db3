// SPDX-License-Identifier: GPL-2.0-or-later
// What if another program holds the database? Batches wait in their order, promises for so long, and nothing is written twice.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore, type Store, type StoreOptions } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aCall } from './rows.js';

const PROMISE = { within: 3_000 };
const RECORD = { finishing: true };

/** A store with its clock, and a lock on its database that can be taken and freed. */
async function heldStore(t: Test, more: Partial<StoreOptions> = {}) {
  const clock = new VirtualClock();
  const directory = t.testdir();
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16, lastTries: 200, ...more });
  const outsider = new Database(join(directory, 'spillway.db'), { timeout: 0 });
  t.teardown(async () => {
    outsider.close();
    await store.close();
  });
  const hold = () => outsider.exec('begin immediate');
  const free = () => outsider.exec('rollback');
  /** Lets time go by, with as many tries as fall into it. */
  const pass = async (milliseconds: number) => {
    for (let gone = 0; gone < milliseconds; gone += 50) {
      clock.advance(50);
      await store.settled();
    }
  };
  return { store, clock, directory, outsider, hold, free, pass };
}

const anEvent = (store: Store, call: string) => store.batch().event('call.queued', { call, queue: 'q' }, 1);

const events = async (store: Store) =>
  (await readsOf(store).selectFrom('event').select('call').orderBy('id').execute()).map(({ call }) => call);

t.test('what is decided meanwhile waits and is written in its order, once', async (t) => {
  const { store, hold, free, pass } = await heldStore(t);
  const done: string[] = [];
  const commit = (call: string) => store.commit(anEvent(store, call), RECORD).then(() => done.push(call));
  hold();
  for (const call of ['a', 'b', 'c']) {
    void commit(call);
    await pass(4_000);
  }

  t.same([done, await events(store)], [[], []]);
  t.match(store.backlog, { batches: 3, full: false });
  t.match(store.trouble, { kind: 'held', detail: /SQLITE_BUSY/ });

  free();
  void commit('d');
  await pass(1_000);
  t.same(done, ['a', 'b', 'c', 'd']);
  t.same(await events(store), ['a', 'b', 'c', 'd']);
  t.match(store.backlog, { batches: 0, bytes: 0, since: undefined });
  t.equal(store.trouble, undefined);
});

t.test('a promise waits for 3 s and is then refused for good, also when the database is free again', async (t) => {
  const { store, clock, hold, free, pass } = await heldStore(t);
  hold();
  const before = clock.now();
  let waited = 0;
  const promise = store.commit(anEvent(store, 'promise'), PROMISE).catch((error: { code: string }) => {
    waited = clock.now() - before;
    return error.code;
  });
  await pass(5_000);
  free();
  await pass(2_000);

  t.equal(await promise, 'STORE_LATE');
  t.equal(waited, 3_000);
  t.same(await events(store), []);
  t.equal(store.trouble, undefined, 'nobody waits, and it is known all the same that the lock is gone');
});

t.test('a promise that can be written in time is written', async (t) => {
  const { store, hold, free, pass } = await heldStore(t);
  hold();
  const promise = store.commit(anEvent(store, 'promise'), PROMISE);
  await pass(1_500);
  free();
  await pass(1_400);

  await promise;
  t.same(await events(store), ['promise']);
});

t.test(
  'a batch that contradicts the rows is refused, and those around it that waited with it are written',
  async (t) => {
    const { store, hold, free, pass } = await heldStore(t);
    await store.commit(store.batch().insert('call', aCall('call-1')));
    hold();
    const commits = ['call-2', 'call-1', 'call-3'].map((id) =>
      store.commit(store.batch().insert('call', aCall(id)), RECORD),
    );
    const outcomes = Promise.allSettled(commits);
    await pass(500);
    free();
    await pass(1_000);

    t.match(await outcomes, [{ status: 'fulfilled' }, { reason: { code: 'STORE_CONFLICT' } }, { status: 'fulfilled' }]);
  },
);

t.test('the program that holds it is named, with its process', async (t) => {
  const { store, directory, pass } = await heldStore(t);
  const script = `
    const database = new (require('better-sqlite3'))(${JSON.stringify(join(directory, 'spillway.db'))});
    process.title = 'nosy';
    database.exec('begin immediate');
    console.log('held');
    setInterval(() => {}, 1000);`;
  const nosy = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => nosy.kill());
  await once(nosy.stdout, 'data');

  const promise = store.commit(anEvent(store, 'promise'), PROMISE).catch((error: Error) => error.message);
  await pass(3_500);

  t.match(store.trouble, { holder: `nosy (process ${nosy.pid})` });
  t.match(await promise, `by nosy (process ${nosy.pid}). [STORE_LATE]`);
});

t.test('the present is told at once, the events when they are durable', async (t) => {
  const { store, hold, free, pass } = await heldStore(t);
  const decided: string[] = [];
  store.decided.on('call.queued', ({ facts }) => decided.push(facts.call));
  hold();
  void store.commit(anEvent(store, 'record'), RECORD);
  const promise = store.commit(anEvent(store, 'promise'), PROMISE);
  await pass(200);
  t.same(decided, ['record'], 'whether there will be a promise is not decided');

  free();
  await pass(500);
  await promise;
  t.same(decided, ['record', 'promise']);
});

t.test('so much may wait: beyond it the store says so, and takes what must be written all the same', async (t) => {
  const { store, hold, free, pass } = await heldStore(t, { backlogBytes: 20_000 });
  const big = (id: string) => store.batch().insert('call', aCall(id, { detail: { text: 'x'.repeat(4_000) } }));
  hold();
  const commits = ['1', '2', '3'].map((id) => store.commit(big(id), RECORD));
  await pass(200);
  t.ok(store.backlog.full);

  commits.push(store.commit(big('4'), RECORD));
  free();
  await pass(500);
  await Promise.all(commits);
  t.notOk(store.backlog.full);
  t.equal((await readsOf(store).selectFrom('call').select('id').execute()).length, 4);
});

t.test('what cannot be written until the box ends is written by the next start, in its order and once', async (t) => {
  const { store, directory, outsider, hold, clock } = await heldStore(t);
  hold();
  const rest = [store.batch().insert('call', aCall('call-1')), anEvent(store, 'call-1')].map((batch) =>
    store.commit(batch, RECORD).catch((error: { code: string }) => error.code),
  );

  const unwritten = await store.close();
  t.same(unwritten, { batches: 2, file: join(directory, 'unwritten.jsonl') });
  t.same(await Promise.all(rest), ['STORE_FAILED', 'STORE_FAILED']);

  outsider.exec('rollback');
  for (let start = 0; start < 2; start++) {
    const next = await openStore({ directory, clock, reserveBytes: 1 << 16, lastTries: 200 });
    t.same(await readsOf(next).selectFrom('call').select('id').execute(), [{ id: 'call-1' }]);
    t.same(await events(next), ['call-1']);
    await next.close();
  }
  t.notOk(existsSync(join(directory, 'unwritten.jsonl')));
});
