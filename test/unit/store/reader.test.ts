// SPDX-License-Identifier: GPL-2.0-or-later
// How does the store answer off this thread: in pages, in time, and what when the thread or the file is gone?
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore, type StoreOptions } from '../../../src/store/index.js';
import { aCall, aRequest } from './rows.js';

const RECORD = { finishing: true };

async function aStore(t: Test, options: Partial<StoreOptions> = {}) {
  const clock = new VirtualClock();
  const directory = t.testdir();
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16, lastTries: 200, ...options });
  t.teardown(() => store.close());
  const commit = (id: string, offeredAt = 1) =>
    store.commit(store.batch().insert('call', { ...aCall(id), offeredAt }), RECORD);
  const newest = async (most?: number) =>
    (await store.list('newestCalls', null, most === undefined ? {} : { most })).rows();
  return { store, clock, directory, file: join(directory, 'spillway.db'), commit, newest };
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

t.test('a long list comes by pages: each row once, in its order, as many as are asked for', async (t) => {
  const { store, newest } = await aStore(t);
  const batch = store.batch();
  for (let n = 0; n < 601; n++)
    batch.insert('call', { ...aCall(`call-${String(n).padStart(3, '0')}`), offeredAt: n >> 2 }); // four at a time
  await store.commit(batch);
  const right = Array.from({ length: 601 }, (_, n) => `call-${String(600 - n).padStart(3, '0')}`);

  t.same(ids(await newest()), right);
  for (const most of [1, 249, 250, 251, 500, 601, 1_000])
    t.same(ids(await newest(most)), right.slice(0, most), `${most}`);
  const pages: number[] = [];
  for await (const page of (await store.list('newestCalls', null, { most: 501 })).json()) {
    pages.push(JSON.parse(`[${new TextDecoder().decode(page)}]`).length);
  }
  t.same(pages, [250, 250, 1]);
});

t.test('a list with nothing in it has no page', async (t) => {
  const { newest } = await aStore(t);
  t.same(await newest(), []);
});

t.test('rows that come between two pages are in none of them twice', async (t) => {
  const { store, commit } = await aStore(t);
  const batch = store.batch();
  for (let n = 0; n < 300; n++) batch.insert('call', { ...aCall(`call-${n}`), offeredAt: n });
  await store.commit(batch);
  const seen: string[] = [];
  for await (const page of (await store.list('newestCalls', null)).json()) {
    seen.push(...ids(JSON.parse(`[${new TextDecoder().decode(page)}]`)));
    await commit(`later-${seen.length}`, 1_000);
  }
  t.equal(seen.length, 300);
  t.equal(new Set(seen).size, 300);
});

t.test('requests that wait come with their attempts, the longest first; closed ones when asked for', async (t) => {
  const { store } = await aStore(t);
  const batch = store.batch();
  for (const [n, at] of [3, 1, 2].entries()) {
    batch.insert('callbackRequest', { ...aRequest(`request-${n}`, `+86138000000${n}`), enqueuedAt: at });
  }
  batch.update('callbackRequest', 'request-1', { state: 'served', closedAt: 9 });
  const attempt = { id: 'attempt-1', request: 'request-0', number: '+861380000000', startedAt: 5 } as const;
  batch.insert('callbackAttempt', { ...attempt, order: 'customerFirst' });
  await store.commit(batch);

  const listed = async (all: boolean) => (await store.list('listedCallbacks', { all })).rows();
  t.same(ids(await listed(false)), ['request-2', 'request-0']);
  t.same(ids(await listed(true)), ['request-1', 'request-2', 'request-0']);
  t.match(await listed(false), [{ attemptList: [] }, { attemptList: [{ id: 'attempt-1' }] }]);
});

t.test('what was decided before the question is in the answer', async (t) => {
  const { commit, newest } = await aStore(t);
  void commit('just now');
  const list = await newest();
  t.same(ids(list), ['just now']);
  t.notOk('unwritten' in list);
});

t.test('while another program holds the lock the list is read, and says what is not in it', async (t) => {
  const { store, clock, file, commit, newest } = await aStore(t);
  await commit('before');
  const outsider = new Database(file);
  outsider.exec('begin immediate');
  clock.advance(1_000);
  const since = clock.now();
  const [first, second] = [commit('meanwhile'), commit('and then')];
  const list = await newest();
  t.same(ids(list), ['before']);
  t.same(list.unwritten, { batches: 2, since });
  const text = JSON.stringify((await store.list('newestCalls', null)).unwritten);
  t.equal(text, JSON.stringify(list.unwritten));

  outsider.close();
  for (let gone = 0; gone < 2_000; gone += 50) {
    clock.advance(50);
    await store.settled();
  }
  await Promise.all([first, second]);
  const later = await newest();
  t.same(ids(later).sort(), ['and then', 'before', 'meanwhile']);
  t.notOk('unwritten' in later);
});

t.test('a database that readers, too, are kept from is told as such, and read when it is free', async (t) => {
  const { store, file, commit, newest, directory } = await aStore(t);
  await commit('before');
  await store.close();
  const outsider = new Database(file);
  outsider.pragma('locking_mode = exclusive');
  outsider.pragma('journal_mode = delete');
  outsider.exec('begin exclusive');
  const { askDirectory } = await import('../../../src/store/index.js');
  await t.rejects(askDirectory(directory, 'openPromises', null), { code: 'SQLITE_BUSY' });
  outsider.close();
  t.equal(await askDirectory(directory, 'openPromises', null), 0);
  await t.rejects(newest(), { code: 'STORE_FAILED' }, 'the closed store');
});

t.test('a read that takes too long is refused with a code, and the next one is answered', async (t) => {
  const { store, commit, newest } = await aStore(t, { readLimits: { page: 400, turn: 5_000 } });
  await commit('a call');
  await newest();
  const slow = Worker.prototype.postMessage;
  let stuck = 1;
  Worker.prototype.postMessage = function (request: { type: string }, ...rest: []) {
    if (request.type === 'page' && stuck-- > 0) return; // it never hears the question
    slow.call(this, request, ...rest);
  };
  t.teardown(() => {
    Worker.prototype.postMessage = slow;
  });
  const [late, next] = await Promise.allSettled([newest(), newest()]);
  t.match(late, { reason: { code: 'STORE_READ_LATE', message: /given up after 0.4 s/ } });
  t.match(next, { value: [{ id: 'a call' }] });
  t.same(ids(await newest()), ['a call']);
  await store.close();
});

t.test('a thread that is busy in a statement for too long is left, and another one answers', async (t) => {
  const { commit, newest, store } = await aStore(t, { readDelayMs: 700, readLimits: { page: 500, turn: 900 } });
  await commit('a call');
  const asked = await Promise.allSettled([newest(), newest(), newest()]);
  t.match(
    asked,
    [1, 2, 3].map(() => ({ status: 'rejected', reason: { code: 'STORE_READ_LATE' } })),
  );
  await store.commit(store.batch().insert('call', aCall('written meanwhile')));
});

t.test('a thread that dies takes its question with it and no other', async (t) => {
  const threads: Worker[] = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (request: { type: string }, ...rest: []) {
    if (request.type === 'page' && !threads.includes(this)) threads.push(this);
    post.call(this, request, ...rest);
  };
  t.teardown(() => {
    Worker.prototype.postMessage = post;
  });
  const { commit, newest, store } = await aStore(t, { readDelayMs: 100 });
  await commit('a call');
  await newest();
  const asked = [newest(), newest()];
  while (!store.reading) await new Promise((resolve) => setImmediate(resolve));
  await threads[0]?.terminate();
  const [killed, next] = await Promise.allSettled(asked);
  t.match(killed, { reason: { code: 'STORE_UNREADABLE', message: /reader has ended/ } });
  t.match(next, { value: [{ id: 'a call' }] });
  t.equal(threads.length, 2, 'another thread');
});

t.test('closing while a read runs: it is refused, and the directory is free', async (t) => {
  const { commit, newest, store, directory, clock } = await aStore(t, { readDelayMs: 300 });
  await commit('a call');
  const asked = [newest(), newest()];
  while (!store.reading) await new Promise((resolve) => setImmediate(resolve));
  const closing = store.close();
  for (const answer of await Promise.allSettled(asked)) t.match(answer, { reason: { code: 'STORE_FAILED' } });
  await closing;
  await t.rejects(newest(), { code: 'STORE_FAILED' });
  const again = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  await again.close();
});

const REPLACED: Readonly<Record<string, (file: string) => () => void>> = {
  'moved away': (file) => {
    renameSync(file, `${file}.old`);
    return () => renameSync(`${file}.old`, file);
  },
  'another one in its place': (file) => {
    new Database(`${file}.new`).exec('create table call (id, offered_at)').close();
    renameSync(file, `${file}.old`);
    renameSync(`${file}.new`, file);
    return () => renameSync(`${file}.old`, file);
  },
};

for (const [how, replace] of Object.entries(REPLACED)) {
  t.test(`${how}: what is not ours is not read, by a new thread neither`, async (t) => {
    const threads = new Set<Worker>();
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (request: { type: string }, ...rest: []) {
      if (request.type === 'page') threads.add(this);
      post.call(this, request, ...rest);
    };
    t.teardown(() => {
      Worker.prototype.postMessage = post;
    });
    const { commit, newest, file } = await aStore(t);
    await commit('ours');
    await newest();
    const back = replace(file);
    await t.rejects(newest(), { code: 'STORE_UNREADABLE', message: /spillway\.db is (gone|another file)/ });
    for (const thread of threads) await thread.terminate();
    await t.rejects(newest(), { code: 'STORE_UNREADABLE' });
    back();
    t.same(ids(await newest()), ['ours'], 'and when it is back, it is');
  });
}

t.test('overwritten in its place: what is not ours is not read', async (t) => {
  const { commit, newest, file } = await aStore(t);
  copyFileSync(file, `${file}.copy`);
  for (let n = 0; n < 400; n++) await commit(`call-${n}`);
  await commit('behind the checkpoint');
  await newest();
  writeFileSync(file, 'Dear diary, '.repeat(20_000));
  await t.rejects(newest(), { code: 'STORE_UNREADABLE', message: /overwritten: it is no database/ });
});
