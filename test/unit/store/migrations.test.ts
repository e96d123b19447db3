// SPDX-License-Identifier: GPL-2.0-or-later
// Is a database of an earlier version taken up with what it knows?
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { DISPOSITIONS } from '../../../src/bus/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { MIGRATIONS } from '../../../src/store/migrations.js';
import { readsOf } from '../../support/reads.js';
import { counters, recount } from '../../support/recount.js';

const BEFORE_SETUPS = 2;
const BEFORE_COUNTERS = 4;

t.test('open requests of a version that did not count SETUPs are given those that their attempts tell', async (t) => {
  const directory = t.testdir();
  const old = new Database(join(directory, 'spillway.db'));
  for (const step of MIGRATIONS.slice(0, BEFORE_SETUPS)) old.exec(step);
  old.pragma(`user_version = ${BEFORE_SETUPS}`);
  old.exec(`insert into callback_request (id, number, queue, promised, created_at, enqueued_at, due, expires_at, state)
    values ('callback-1', '+8613800138000', 'sales', 1, 0, 0, 0, 99, 'open')`);
  for (const [id, outcome] of [
    ['a1', 'busy'],
    ['a2', 'congestion'],
    ['a3', 'interrupted'],
    ['a4', 'noAnswer'],
  ]) {
    old.exec(`insert into callback_attempt (id, request, number, "order", started_at, ended_at, outcome)
      values ('${id}', 'callback-1', '+8613800138000', 'customerFirst', 1, 2, '${outcome}')`);
  }
  old.close();

  const store = await openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  t.match(await readsOf(store).selectFrom('callbackRequest').selectAll().execute(), [{ setups: 3, attempts: 0 }]);
  const attempts = await readsOf(store).selectFrom('callbackAttempt').selectAll().execute();
  t.equal(attempts.length, 4);
  for (const attempt of attempts) t.match(attempt, { rangAt: null, dialled: null });
});

t.test('a database of a version that did not count is counted once, and goes on counting', async (t) => {
  const directory = t.testdir();
  const old = new Database(join(directory, 'spillway.db'));
  for (const step of MIGRATIONS.slice(0, BEFORE_COUNTERS)) old.exec(step);
  old.pragma(`user_version = ${BEFORE_COUNTERS}`);
  const ends = ['answered', 'answered', 'abandoned', 'captured', 'captureOnly', 'refused', 'interrupted', null];
  for (const direction of ['inbound', 'outbound']) {
    for (const [n, end] of ends.entries()) {
      old
        .prepare('insert into call (id, direction, disposition, offered_at, ended_at) values (?, ?, ?, 1, ?)')
        .run(`${direction}-${n}`, direction, end, end === null ? null : 2);
    }
  }
  const states = ['open', 'dialling', 'completed', 'served', 'givenUp', 'givenUp'];
  for (const [n, state] of states.entries()) {
    old
      .prepare(
        `insert into callback_request (id, number, queue, promised, created_at, enqueued_at, due, expires_at, captures, state, closed_at)
         values (?, ?, 'sales', 1, 0, 0, 0, 99, ?, ?, ?)`,
      )
      .run(`callback-${n}`, `+86138${n}`, n === 5 ? 0 : n + 1, state, n < 2 ? null : 5);
    old
      .prepare(
        `insert into callback_attempt (id, request, number, "order", started_at, reached_at, ended_at)
         values (?, ?, '+86138', 'customerFirst', 1, ?, 3)`,
      )
      .run(`attempt-${n}`, `callback-${n}`, n % 2 === 0 ? 2 : null);
  }
  old.close();

  const open = () => openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 });
  const store = await open();
  const before = await recount(readsOf(store));
  t.match(before, { 'calls.offered': 8, 'calls.answered': 2, 'callbacks.created': 5, 'callbacks.open': 2 });
  t.match(before, { 'callbacks.merged': 10, 'callbacks.attempted': 6, 'callbacks.reached': 3 });
  t.same(await counters(readsOf(store)), before);

  const end = { disposition: 'answered', endedAt: 9 } as const;
  const batch = store.batch().update('call', 'inbound-7', end).update('call', 'outbound-7', end);
  batch.put('call', { id: 'new', direction: 'inbound', offeredAt: 3 });
  batch.put('call', { id: 'new', direction: 'inbound', offeredAt: 3, disposition: 'captured', endedAt: 4 });
  batch.put('call', { id: 'new', direction: 'inbound', offeredAt: 3, disposition: 'interrupted', endedAt: 4 });
  batch.update('callbackRequest', 'callback-0', { state: 'served', closedAt: 7, captures: 3 });
  batch.update('callbackRequest', 'callback-1', { captures: 0, state: 'givenUp', closedAt: 7 });
  batch.update('callbackRequest', 'callback-5', { captures: 1 });
  batch.update('callbackAttempt', 'attempt-1', { reachedAt: 8 });
  batch.update('callbackAttempt', 'attempt-0', { outcome: 'busy' });
  await store.commit(batch);
  const after = await recount(readsOf(store));
  t.match(after, { 'calls.offered': 9, 'calls.answered': 3, 'calls.interrupted': 2, 'callbacks.reached': 4 });
  t.same(await counters(readsOf(store)), after);

  await t.rejects(
    store.commit(store.batch().put('call', { id: 'x', direction: 'inbound', offeredAt: 3 }).delete('capture', 'none')),
    { code: 'STORE_CONFLICT' },
  );
  t.same(await counters(readsOf(store)), after, 'what is refused is not counted');
  await store.close();
  const again = await open();
  t.teardown(() => again.close());
  const { counters: told } = await again.ask('counted', null);
  t.same(Object.fromEntries([...told].filter(([, value]) => value !== 0)), after, 'a start counts nothing anew');
});

t.test('a row that retention takes away has been counted all the same', async (t) => {
  const store = await openStore({ directory: t.testdir(), clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const call = { id: 'old', direction: 'inbound', offeredAt: 3, disposition: 'answered', endedAt: 4 } as const;
  await store.commit(store.batch().insert('call', call));
  await store.commit(store.batch().delete('call', 'old'));
  t.same(await counters(readsOf(store)), { 'calls.offered': 1, 'calls.answered': 1 });
});

t.test('calls of a version that knew fewer ways to end stay, and may end in the new ones', async (t) => {
  const directory = t.testdir();
  const old = new Database(join(directory, 'spillway.db'));
  for (const step of MIGRATIONS.slice(0, BEFORE_COUNTERS)) old.exec(step);
  old.pragma(`user_version = ${BEFORE_COUNTERS}`);
  old.exec(
    `insert into call (id, direction, disposition, offered_at, ended_at) values ('call-1', 'inbound', 'answered', 1, 2)`,
  );
  old.exec(`insert into leg (id, call, kind, direction, offered_at) values ('leg-1', 'call-1', 'trunk', 'inbound', 1)`);
  old.close();

  const store = await openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  t.equal((await readsOf(store).selectFrom('leg').selectAll().execute()).length, 1);
  const row = { id: 'call-2', direction: 'inbound', offeredAt: 1, endedAt: 2 } as const;
  for (const [index, disposition] of DISPOSITIONS.entries())
    await store.commit(store.batch().insert('call', { ...row, id: `call-1${index}`, disposition }));
  t.equal((await readsOf(store).selectFrom('call').selectAll().execute()).length, 1 + DISPOSITIONS.length);
  await t.rejects(
    store.commit(store.batch().insert('call', { ...row, disposition: null })),
    { code: 'STORE_CONFLICT' },
    'the other checks stand',
  );
});
