// SPDX-License-Identifier: GPL-2.0-or-later
// Is a database of an earlier version taken up with what it knows?
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { DISPOSITIONS } from '../../../src/bus/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { MIGRATIONS } from '../../../src/store/migrations.js';

const BEFORE_SETUPS = 2;

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
  t.match(await store.reads.selectFrom('callbackRequest').selectAll().execute(), [{ setups: 3, attempts: 0 }]);
  const attempts = await store.reads.selectFrom('callbackAttempt').selectAll().execute();
  t.equal(attempts.length, 4);
  for (const attempt of attempts) t.match(attempt, { rangAt: null, dialled: null });
});

t.test('calls of a version that knew fewer ways to end stay, and may end in the new ones', async (t) => {
  const directory = t.testdir();
  const old = new Database(join(directory, 'spillway.db'));
  for (const step of MIGRATIONS.slice(0, 4)) old.exec(step);
  old.pragma('user_version = 4');
  old.exec(
    `insert into call (id, direction, disposition, offered_at, ended_at) values ('call-1', 'inbound', 'answered', 1, 2)`,
  );
  old.exec(`insert into leg (id, call, kind, direction, offered_at) values ('leg-1', 'call-1', 'trunk', 'inbound', 1)`);
  old.close();

  const store = await openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  t.equal((await store.reads.selectFrom('leg').selectAll().execute()).length, 1);
  const row = { id: 'call-2', direction: 'inbound', offeredAt: 1, endedAt: 2 } as const;
  for (const [index, disposition] of DISPOSITIONS.entries())
    await store.commit(store.batch().insert('call', { ...row, id: `call-1${index}`, disposition }));
  t.equal((await store.reads.selectFrom('call').selectAll().execute()).length, 1 + DISPOSITIONS.length);
  await t.rejects(
    store.commit(store.batch().insert('call', { ...row, disposition: null })),
    { code: 'STORE_CONFLICT' },
    'the other checks stand',
  );
});
