// SPDX-License-Identifier: GPL-2.0-or-later
// Does every recording have its row, from before its first sample until it is purged?

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';
import { Catalogue, isRecorded, recordingPath } from '../../../src/recording/index.js';
import { openStore } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aCall } from '../store/rows.js';

const DAY = 86_400_000;
const clock = new VirtualClock();
const at = clock.now();

async function aCatalogue(test: Test) {
  const directory = test.testdir();
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  test.teardown(() => store.close());
  await store.commit(store.batch().insert('call', aCall('call-1')));
  const ids = new Ids(clock, () => 0);
  const catalogue = new Catalogue({ store, ids, directory: join(directory, 'recordings'), zone: 'Asia/Shanghai' });
  return { store, catalogue };
}

t.test('a recording lies in the folder of its day, local time', async (t) => {
  const late = Date.UTC(2026, 0, 5, 16, 30, 0);
  t.equal(recordingPath('call-1', late, { zone: 'Asia/Shanghai', ordinal: 1 }), '2026/01/06/003000-call-1.wav');
  t.equal(recordingPath('../x', late, { zone: 'UTC', ordinal: 2 }), '2026/01/05/163000-___x-2.wav');
});

/** A recording that is being made. */
async function begun(catalogue: Catalogue, before = 0, since = at) {
  const entry = catalogue.entry({ call: 'call-1', agent: '8001', before }, since);
  await catalogue.expect(entry, 'orders', since);
  await catalogue.begin(entry, since);
  return entry;
}

t.test(
  'the row is there while an agent is rung, without an event; it tells the true start when there is one',
  async (t) => {
    const { store, catalogue } = await aCatalogue(t);
    const row = () => readsOf(store).selectFrom('recording').selectAll().executeTakeFirstOrThrow();
    const events = () => readsOf(store).selectFrom('event').selectAll().execute();

    const entry = catalogue.entry({ call: 'call-1', agent: '8001' }, at);
    await catalogue.expect(entry, 'orders', at);
    t.equal(entry.file, join(catalogue.directory, '2026/01/05/090000-call-1.wav'));
    const file = '2026/01/05/090000-call-1.wav';
    t.match(await row(), { state: 'expected', agent: '8001', queue: 'orders', file, startedAt: at, gapMs: 0, held: 0 });
    t.same(await events(), []);

    await catalogue.begin({ ...entry, agent: '8002' }, at + 7000);
    t.match(await row(), { state: 'recording', agent: '8002', startedAt: at + 7000 });
    t.match(await events(), [{ type: 'recording.started', at: at + 7000 }]);
  },
);

t.test('what came to nothing leaves no row, also when its row was on its way or refused', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const rows = () => readsOf(store).selectFrom('recording').selectAll().execute();
  const entry = catalogue.entry({ call: 'call-1' }, at);
  const written = catalogue.expect(entry, null, at);
  await catalogue.cancel(entry);
  await written;
  t.same(await rows(), []);
  await catalogue.cancel(catalogue.entry({ call: 'call-9' }, at));

  const other = await begun(catalogue);
  await catalogue.cancel(other);
  t.match(await rows(), [{ state: 'recording' }], 'one that has begun stays');
});

t.test('a recording of a call that is not there is refused', async (t) => {
  const { catalogue } = await aCatalogue(t);
  const entry = catalogue.entry({ call: 'call-9' }, at);
  await t.rejects(catalogue.expect(entry, null, at), { code: 'STORE_CONFLICT' });
});

t.test('gaps and the end are noted', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const entry = await begun(catalogue);

  await catalogue.gap(entry, { atMs: 400, gapMs: 60, silenceMs: 60 }, at + 500);
  await catalogue.finish(entry, { durationMs: 5000, gapMs: 60 }, at + 5000);

  const row = await readsOf(store).selectFrom('recording').selectAll().executeTakeFirstOrThrow();
  t.match(row, { state: 'complete', durationMs: 5000, gapMs: 60, endedAt: at + 5000, reason: null });
  const types = await readsOf(store).selectFrom('event').select('type').orderBy('id').execute();
  t.same(
    types.map(({ type }) => type),
    ['recording.started', 'recording.gap', 'recording.ended'],
  );
});

t.test('a recording that failed says why', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const entry = await begun(catalogue);

  await catalogue.finish(entry, { durationMs: 900, gapMs: 0, failure: 'diskFull' }, at + 1000);

  const row = await readsOf(store).selectFrom('recording').selectAll().executeTakeFirstOrThrow();
  t.match(row, { state: 'failed', reason: 'diskFull', durationMs: 900 });
});

t.test('what is older than the retention time is purged, but not what is held or under way', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const [old, held, running, young] = [
    await begun(catalogue),
    await begun(catalogue, 1),
    await begun(catalogue, 2),
    await begun(catalogue, 3, at + DAY),
  ];
  for (const entry of [old, held, young]) {
    await catalogue.finish(entry, { durationMs: 1, gapMs: 0 }, at);
    mkdirSync(dirname(entry.file), { recursive: true });
    writeFileSync(entry.file, 'x');
  }
  await store.commit(store.batch().update('recording', held.id, { held: true }));

  t.match(await catalogue.expired(at + 30 * DAY + 1, 30 * DAY), [{ id: old.id }], 'a dry run');
  await catalogue.purge(at + 30 * DAY + 1, 30 * DAY);

  const rows = await readsOf(store).selectFrom('recording').select('id').orderBy('startedAt').orderBy('id').execute();
  t.same(new Set(rows.map(({ id }) => id)), new Set([held.id, running.id, young.id]));
  t.notOk(existsSync(old.file));
  t.ok(existsSync(held.file));
});

t.test('what has piled up for years is purged some at a time, to the last one', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const [some] = [await begun(catalogue)];
  await catalogue.finish(some, { durationMs: 1, gapMs: 0 }, at);
  const batch = store.batch();
  for (let n = 0; n < 120; n++) {
    const row = {
      id: `old-${n}`,
      call: some.call,
      file: `old/${n}.wav`,
      startedAt: at - n,
      state: 'complete',
    } as const;
    batch.insert('recording', row);
  }
  await store.commit(batch);
  t.equal(await catalogue.purge(at + 30 * DAY + 1, 30 * DAY), 121);
  t.same(await readsOf(store).selectFrom('recording').select('id').execute(), []);
  const told = await readsOf(store).selectFrom('event').select('id').where('type', '=', 'recording.purged').execute();
  t.equal(told.length, 121);
  t.equal(await catalogue.purge(at + 30 * DAY + 1, 30 * DAY), 0);
});

t.test('the agent, the access number and the queue say whether to record; the box is above all', async (t) => {
  t.equal(isRecorded({ enabled: true }), true);
  t.equal(isRecorded({ enabled: false, queue: true }), false);
  t.equal(isRecorded({ enabled: true, queue: false }), false);
  t.equal(isRecorded({ enabled: true, queue: false, accessNumber: true }), true);
  t.equal(isRecorded({ enabled: true, accessNumber: true, agent: false }), false);
});

t.test('two recordings of one call in one second have files of their own, also when neither is made yet', async (t) => {
  const { catalogue } = await aCatalogue(t);
  const first = catalogue.entry({ call: 'call-1' }, at);
  const second = catalogue.entry({ call: 'call-1' }, at + 999);
  const third = catalogue.entry({ call: 'call-1', before: 1 }, at + 999);
  t.equal(new Set([first.file, second.file, third.file]).size, 3);
  await catalogue.expect(first, 'orders', at);
  await catalogue.expect(second, 'orders', at);
});
