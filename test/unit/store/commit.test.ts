// SPDX-License-Identifier: GPL-2.0-or-later
// When does a batch count as done, and what does one batch do to another?

import { statSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Bus, type BusinessEvent } from '../../../src/bus/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore, type StoreOptions } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aCall, aRequest } from './rows.js';

const NUMBER = '+8613800138000';

async function aStore(test: Test, more: Partial<StoreOptions> = {}) {
  const store = await openStore({
    directory: test.testdir(),
    clock: new VirtualClock(),
    reserveBytes: 1 << 16,
    ...more,
  });
  test.teardown(() => store.close());
  return store;
}

t.test('a committed batch can be read, with its events', async (t) => {
  const store = await aStore(t);
  const batch = store.batch().insert('call', aCall('call-1', { offeredAt: 1000.7, detail: { slot: 3 } }));
  batch.event('call.offered', { call: 'call-1', direction: 'inbound', slot: 3 }, 1000.7);

  await store.commit(batch);

  const call = await readsOf(store).selectFrom('call').selectAll().executeTakeFirstOrThrow();
  t.equal(call.accessNumber, '88880001');
  t.equal(call.offeredAt, 1000, 'times are whole milliseconds, never later than they were');
  t.same(JSON.parse(call.detail ?? ''), { slot: 3 });
  const event = await readsOf(store).selectFrom('event').selectAll().executeTakeFirstOrThrow();
  t.match(event, { type: 'call.offered', call: 'call-1', at: 1000 });
  t.same(JSON.parse(event.detail ?? ''), { direction: 'inbound', slot: 3 });
});

t.test('a commit does not resolve before the disk has answered', async (t) => {
  const store = await aStore(t, { flushDelayMs: 30 });
  let durable = false;
  const commit = store.commit(store.batch().insert('call', aCall('call-1'))).then(() => {
    durable = true;
  });

  await new Promise((resolve) => setImmediate(resolve));
  t.notOk(durable);

  await commit;
  t.ok(durable);
});

t.test('batches are committed in the order of the calls, and settled() waits for all', async (t) => {
  const store = await aStore(t);
  const done: number[] = [];
  for (let i = 0; i < 50; i++) {
    const batch = store.batch().event('call.queued', { call: `call-${i}`, queue: 'q' }, i);
    store.commit(batch).then(() => done.push(i));
  }

  await store.settled();

  t.same(done, [...Array(50).keys()]);
  const log = await readsOf(store).selectFrom('event').select('call').orderBy('id').execute();
  t.same(
    log.map(({ call }) => call),
    done.map((i) => `call-${i}`),
  );
});

t.test('what arrives while the disk works goes into one group', async (t) => {
  const store = await aStore(t, { flushDelayMs: 40 });
  const started = process.hrtime.bigint();
  const commits = [];
  for (let i = 0; i < 200; i++) {
    commits.push(store.commit(store.batch().insert('call', aCall(`call-${i}`))));
    if (i === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  await Promise.all(commits);

  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  t.ok(milliseconds < 200 * 40, 'two flushes, not two hundred');
});

t.test('a refused batch leaves nothing behind and takes no other of its group with it', async (t) => {
  const store = await aStore(t);
  const good = store.commit(store.batch().insert('call', aCall('call-1')));
  const bad = store.commit(
    store
      .batch()
      .event('call.queued', { call: 'call-x', queue: 'q' }, 5)
      .insert('call', aCall('call-2'))
      .insert('call', aCall('call-1')),
  );
  const wrong = store.commit(store.batch().update('call', 'call-9', { endedAt: 7, disposition: 'answered' }));
  const alsoGood = store.commit(store.batch().insert('call', aCall('call-3')));

  await t.rejects(bad, { code: 'STORE_CONFLICT' });
  await t.rejects(wrong, { code: 'STORE_CONFLICT' }, 'an update of a row that is not there is refused');
  await Promise.all([good, alsoGood]);

  const calls = await readsOf(store).selectFrom('call').select('id').execute();
  t.same(calls, [{ id: 'call-1' }, { id: 'call-3' }]);
  t.same(await readsOf(store).selectFrom('event').selectAll().execute(), []);
});

t.test('a number has at most one open callback request', async (t) => {
  const store = await aStore(t);
  await store.commit(store.batch().insert('callbackRequest', aRequest('request-1', NUMBER)));

  const second = store.commit(store.batch().insert('callbackRequest', aRequest('request-2', NUMBER)));
  await t.rejects(second, { code: 'STORE_CONFLICT' });

  const closed = { state: 'completed', closedAt: 9, leaseOwner: null } as const;
  await store.commit(store.batch().update('callbackRequest', 'request-1', closed));
  await store.commit(store.batch().insert('callbackRequest', aRequest('request-2', NUMBER)));
});

t.test('one call makes one capture', async (t) => {
  const store = await aStore(t);
  const capture = {
    call: 'call-1',
    request: 'request-1',
    number: NUMBER,
    arrivedAt: 1,
    capturedAt: 2,
    source: 'callingNumber',
    promised: true,
  } as const;
  const first = store.batch().insert('call', aCall('call-1')).insert('callbackRequest', aRequest('request-1', NUMBER));
  await store.commit(first.insert('capture', capture));

  await t.rejects(store.commit(store.batch().insert('capture', capture)), {
    code: 'STORE_CONFLICT',
  });
});

t.test('a change may insist on the rows that it meets: a lease is taken once', async (t) => {
  const store = await aStore(t);
  await store.commit(store.batch().insert('callbackRequest', aRequest('request-1', NUMBER)));
  const free = { id: 'request-1', leaseOwner: null };
  const lease = (leaseOwner: string) =>
    store.batch().updateWhere('callbackRequest', free, { leaseOwner, leaseUntil: 60, state: 'leased' }, { changes: 1 });

  const first = store.commit(lease('agent-1'));
  const second = store.commit(lease('agent-2'));

  await first;
  await t.rejects(second, { code: 'STORE_CONFLICT' });
});

t.test('put adds a row or changes the columns that are given', async (t) => {
  const store = await aStore(t);
  await store.commit(store.batch().put('agent', { id: '8001', name: 'Li', wrongTries: 0, pinHash: 'hash' }));
  await store.commit(store.batch().put('agent', { id: '8001', name: 'Li Na', wrongTries: 1 }));

  const agents = await readsOf(store).selectFrom('agent').select(['name', 'wrongTries', 'pinHash']).execute();
  t.same(agents, [{ name: 'Li Na', wrongTries: 1, pinHash: 'hash' }]);
});

t.test('the bus hears of events when they are durable, and a listener that throws harms nobody', async (t) => {
  const complaints: unknown[] = [];
  const bus = new Bus((error) => complaints.push(error));
  const store = await aStore(t, { bus });
  const heard: BusinessEvent[] = [];
  bus.on('call.queued', () => {
    throw new Error('deaf');
  });
  bus.onAny((event) => heard.push(event));

  await t.rejects(
    store.commit(
      store.batch().event('call.queued', { call: 'call-1', queue: 'q' }, 1).update('call', 'no', { cause: 1 }),
    ),
  );
  await store.commit(store.batch().event('call.queued', { call: 'call-2', queue: 'q' }, 2));

  t.match(heard, [
    { type: 'call.queued', at: 2, facts: { call: 'call-2', queue: 'q' }, actor: 'system', source: 'system' },
  ]);
  t.equal(heard.length, 1);
  t.match(complaints, [{ message: 'deaf' }]);
});

t.test('a closed store has committed what was under way and takes nothing more', async (t) => {
  const store = await aStore(t);
  const last = store.commit(store.batch().insert('call', aCall('call-1')));

  await Promise.all([store.close(), store.close(), last]);

  await t.rejects(store.commit(store.batch().insert('call', aCall('call-2'))), { code: 'STORE_FAILED' });
});

t.test('what one turn of the event loop decides shares one flush, however many promises lie between', async (t) => {
  const store = await aStore(t, { flushDelayMs: 50 });
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);

  const offered = store.commit(store.batch().insert('call', aCall('call-1'))).then(note('offered'));
  for (let i = 0; i < 20; i++) await Promise.resolve();
  const captured = store.commit(store.batch().insert('call', aCall('call-2'))).then(note('captured'));
  await offered;
  await new Promise((resolve) => setImmediate(resolve));

  t.same(order, ['offered', 'captured'], 'the second was not left for another flush');
  await captured;
});

t.test('the WAL is moved into the database while nobody waits for a commit', async (t) => {
  const store = await aStore(t);
  const file = join(store.directory, 'spillway.db');
  const before = statSync(file).size;

  for (let i = 0; i < 301; i++) await store.commit(store.batch().insert('call', aCall(`call-${i}`)));
  await store.commit(store.batch().insert('call', aCall('the one behind the checkpoint')));

  t.ok(statSync(file).size > before);
});
