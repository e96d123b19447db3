// SPDX-License-Identifier: GPL-2.0-or-later
// Does every recording have its row, from before its first sample until it is purged?

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';
import { Catalogue, isRecorded, recordingPath } from '../../../src/recording/index.js';
import { openStore } from '../../../src/store/index.js';
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

t.test('the row and the folder are there before the recorder starts', async (t) => {
  const { store, catalogue } = await aCatalogue(t);

  const entry = await catalogue.begin({ call: 'call-1', agent: '8001', queue: 'orders' }, at);

  t.equal(entry.file, join(catalogue.directory, '2026/01/05/090000-call-1.wav'));
  writeFileSync(entry.file, '');
  const row = await store.reads.selectFrom('recording').selectAll().executeTakeFirstOrThrow();
  t.match(row, { state: 'recording', file: '2026/01/05/090000-call-1.wav', startedAt: at, gapMs: 0, held: 0 });
});

t.test('a recording of a call that is not there is refused', async (t) => {
  const { catalogue } = await aCatalogue(t);
  await t.rejects(catalogue.begin({ call: 'call-9' }, at), { code: 'STORE_CONFLICT' });
});

t.test('gaps and the end are noted', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const entry = await catalogue.begin({ call: 'call-1' }, at);

  await catalogue.gap(entry, { atMs: 400, gapMs: 60 }, at + 500);
  await catalogue.finish(entry, { durationMs: 5000, gapMs: 60 }, at + 5000);

  const row = await store.reads.selectFrom('recording').selectAll().executeTakeFirstOrThrow();
  t.match(row, { state: 'complete', durationMs: 5000, gapMs: 60, endedAt: at + 5000, reason: null });
  const types = await store.reads.selectFrom('event').select('type').orderBy('id').execute();
  t.same(
    types.map(({ type }) => type),
    ['recording.started', 'recording.gap', 'recording.ended'],
  );
});

t.test('a recording that failed says why', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const entry = await catalogue.begin({ call: 'call-1' }, at);

  await catalogue.finish(entry, { durationMs: 900, gapMs: 0, failure: 'diskFull' }, at + 1000);

  const row = await store.reads.selectFrom('recording').selectAll().executeTakeFirstOrThrow();
  t.match(row, { state: 'failed', reason: 'diskFull', durationMs: 900 });
});

t.test('what is older than the retention time is purged, but not what is held or under way', async (t) => {
  const { store, catalogue } = await aCatalogue(t);
  const [old, held, running, young] = [
    await catalogue.begin({ call: 'call-1' }, at),
    await catalogue.begin({ call: 'call-1', before: 1 }, at),
    await catalogue.begin({ call: 'call-1', before: 2 }, at),
    await catalogue.begin({ call: 'call-1', before: 3 }, at + DAY),
  ];
  for (const entry of [old, held, young]) {
    await catalogue.finish(entry, { durationMs: 1, gapMs: 0 }, at);
    writeFileSync(entry.file, 'x');
  }
  await store.commit(store.batch().update('recording', held.id, { held: true }));

  t.match(await catalogue.expired(at + 30 * DAY + 1, 30 * DAY), [{ id: old.id }], 'a dry run');
  await catalogue.purge(at + 30 * DAY + 1, 30 * DAY);

  const rows = await store.reads.selectFrom('recording').select('id').orderBy('startedAt').orderBy('id').execute();
  t.same(new Set(rows.map(({ id }) => id)), new Set([held.id, running.id, young.id]));
  t.notOk(existsSync(old.file));
  t.ok(existsSync(held.file));
});

t.test('the agent, the access number and the queue say whether to record; the box is above all', async (t) => {
  t.equal(isRecorded({ enabled: true }), true);
  t.equal(isRecorded({ enabled: false, queue: true }), false);
  t.equal(isRecorded({ enabled: true, queue: false }), false);
  t.equal(isRecorded({ enabled: true, queue: false, accessNumber: true }), true);
  t.equal(isRecorded({ enabled: true, accessNumber: true, agent: false }), false);
});
