// SPDX-License-Identifier: GPL-2.0-or-later
// What does a start after a crash put right?

import { join } from 'node:path';
import t, { type Test } from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore, putAlive, repair, type Store } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aCall, aRequest, aStay } from './rows.js';

const clock = new VirtualClock();
const at = clock.now();

async function afterCrash(test: Test, left: (store: Store) => Promise<void>, files: Record<string, string> = {}) {
  const directory = test.testdir({ recordings: files });
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  test.teardown(() => store.close());
  await left(store);
  const mended: string[] = [];
  const mendFile = (path: string) => {
    if (path.includes('gone')) throw new Error('no such file');
    mended.push(path);
    return 4000;
  };
  const recordings = join(directory, 'recordings');
  return { store, mended, recordings, report: await repair(store, { at: at + 60_000, recordings, mendFile }) };
}

t.test('a clean store needs no repair', async (t) => {
  const { report } = await afterCrash(t, async () => {});

  t.same(report, { calls: 0, legs: 0, leases: 0, attempts: 0, recordings: 0, orphans: [] });
});

t.test('calls and legs that a crash cut are interrupted, at the time they were last heard of', async (t) => {
  const { store, report } = await afterCrash(t, async (store) => {
    const batch = store
      .batch()
      .insert('call', aCall('call-1'))
      .insert('call', aCall('call-2', { disposition: 'abandoned', endedAt: at }));
    batch.insert('leg', { id: 'leg-1', call: 'call-1', kind: 'trunk', direction: 'inbound', offeredAt: at });
    await store.commit(batch.event('call.queued', { call: 'call-1', queue: 'q' }, at + 3000));
  });

  t.match(report, { calls: 1, legs: 1 });
  const call = await readsOf(store).selectFrom('call').selectAll().where('id', '=', 'call-1').executeTakeFirstOrThrow();
  t.match(call, { disposition: 'interrupted', endedAt: at + 3000 });
  const leg = await readsOf(store).selectFrom('leg').selectAll().executeTakeFirstOrThrow();
  t.match(leg, { clearedBy: 'interrupted', endedAt: at + 3000 });
  const ended = await readsOf(store).selectFrom('event').selectAll().where('type', '=', 'call.ended').execute();
  t.match(ended, [{ call: 'call-1', at: at + 60_000 }]);
});

t.test('a callback under way goes back to the pool, and the attempt is interrupted', async (t) => {
  const { store, report } = await afterCrash(t, async (store) => {
    const batch = store.batch();
    const lease = {
      state: 'dialling',
      leaseOwner: '8001',
      leaseUntil: at + 9,
      attempt: 'attempt-1',
      attempts: 1,
    } as const;
    batch.insert('callbackRequest', aRequest('request-1', '+861', lease));
    batch.insert('callbackRequest', aRequest('request-2', '+862'));
    batch.insert('callbackAttempt', {
      id: 'attempt-1',
      request: 'request-1',
      number: '+861',
      order: 'customerFirst',
      startedAt: at,
    });
    await store.commit(batch);
  });

  t.match(report, { leases: 1, attempts: 1 });
  const request = await readsOf(store)
    .selectFrom('callbackRequest')
    .selectAll()
    .where('number', '=', '+861')
    .executeTakeFirst();
  t.match(request, {
    state: 'open',
    lastOutcome: 'interrupted',
    leaseOwner: null,
    leaseUntil: null,
    attempt: null,
    closedAt: null,
  });
  const attempt = await readsOf(store).selectFrom('callbackAttempt').selectAll().executeTakeFirst();
  t.match(attempt, { outcome: 'interrupted', endedAt: at + 60_000 });
});

t.test('recordings are mended or marked as failed, and files that no row names are listed', async (t) => {
  const row = { call: 'call-1', startedAt: at, gapMs: 0, state: 'recording', held: false } as const;
  const files = { 'cut.wav': 'x', 'orphan.wav': 'x', 'notes.txt': 'x' };
  const { store, mended, recordings, report } = await afterCrash(
    t,
    async (store) => {
      const batch = store.batch().insert('call', aCall('call-1'));
      batch.insert('recording', { id: 'recording-1', file: 'cut.wav', ...row });
      batch.insert('recording', { id: 'recording-2', file: 'gone.wav', ...row });
      await store.commit(batch);
    },
    files,
  );

  t.same(mended, [join(recordings, 'cut.wav')]);
  t.match(report, { recordings: 2, orphans: ['orphan.wav'] });
  const rows = await readsOf(store).selectFrom('recording').selectAll().orderBy('id').execute();
  t.match(rows, [
    { state: 'repaired', durationMs: 4000, endedAt: at + 4000 },
    { state: 'failed', reason: 'no such file' },
  ]);
});

t.test('an expected recording came to nothing, unless its file is there', async (t) => {
  const row = { call: 'call-1', startedAt: at, state: 'expected', agent: '8001' } as const;
  const { store, mended, recordings } = await afterCrash(
    t,
    async (store) => {
      const batch = store.batch().insert('call', aCall('call-1'));
      batch.segment({ ...aStay('call-1'), kind: 'talking', fromAt: at + 9000 });
      batch.insert('recording', { id: 'recording-1', file: 'begun.wav', ...row });
      batch.insert('recording', { id: 'recording-2', file: 'never.wav', ...row });
      await store.commit(batch);
    },
    { 'begun.wav': 'x' },
  );

  t.same(mended, [join(recordings, 'begun.wav')]);
  const rows = await readsOf(store).selectFrom('recording').selectAll().execute();
  t.match(rows, [
    { id: 'recording-1', state: 'repaired', startedAt: at + 9000, endedAt: at + 13_000, durationMs: 4000 },
  ]);
  t.equal(rows.length, 1);
  const started = await readsOf(store)
    .selectFrom('event')
    .selectAll()
    .where('type', '=', 'recording.started')
    .execute();
  t.match(started, [{ call: 'call-1', agent: '8001', at: at + 9000 }], 'rows and events are as many');
});

t.test('the report is an event', async (t) => {
  const { store } = await afterCrash(t, (store) => store.commit(store.batch().insert('call', aCall('call-1'))));

  const event = await readsOf(store)
    .selectFrom('event')
    .selectAll()
    .where('type', '=', 'box.repaired')
    .executeTakeFirst();
  t.same(JSON.parse(event?.detail ?? ''), { calls: 1, legs: 0, leases: 0, attempts: 0, recordings: 0, orphans: 0 });
});

t.test(
  "what a crash cut of an agent's state ends when the box was last alive, not when it is started again",
  async (t) => {
    const { store } = await afterCrash(t, async (store) => {
      const row = {
        state: 'ready',
        reason: null,
        station: '801',
        queue: null,
        endedAt: null,
        endReason: null,
      };
      const batch = store.batch().insert('agentState', { agent: '1001', ...row, startedAt: at });
      batch.insert('agentState', { agent: '1002', ...row, startedAt: at + 9_000 });
      await store.commit(
        putAlive(batch.event('agent.refused', { agent: '1', reason: 'unknown' }, at + 2_000), at + 5_000),
      );
    });

    const rows = await readsOf(store).selectFrom('agentState').selectAll().orderBy('agent').execute();
    t.match(rows, [
      { agent: '1001', endedAt: at + 5_000, endReason: 'boxStopped' },
      { agent: '1002', endedAt: at + 9_000, endReason: 'boxStopped' },
    ]);
  },
);
