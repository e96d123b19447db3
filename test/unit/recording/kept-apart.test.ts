// SPDX-License-Identifier: GPL-2.0-or-later
// Is the key of sealed recordings in no backup, and said so? Does a queue keep its recordings as long as it says, and what is held longer?

import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { backUp } from '../../../src/backup/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { addKey } from '../../../src/recording/index.js';
import { openStore } from '../../../src/store/index.js';
import { AT, DAY, shop } from '../backup/shop.js';
import { aCall } from '../store/rows.js';

t.test('a backup has no key in it, and tells which file has it and how many recordings want it', async (t) => {
  const { folder, file } = await shop(t);
  const keys = join(folder, 'keys');
  addKey(keys, '2026');
  appendFileSync(file, `recording: { encryption: { keys: ${keys} } }\n`);
  const database = new Database(join(folder, 'data/spillway.db'));
  database.prepare(`update recording set key = '2026' where id = 'old'`).run();
  database.close();
  const made = await backUp({ file, at: AT, version: '1', target: join(folder, 'box.tar'), recordings: {} });
  t.same(made.keys, { file: keys, recordings: 1 });
  t.same(
    made.manifest.files.filter(({ name }) => /keys/.test(name)),
    [],
  );
  const [, secret = ''] = readFileSync(keys, 'utf8').trim().split('\n').at(-1)?.split(' ') ?? [];
  t.ok(secret.length >= 40);
  t.notOk(readFileSync(made.archive).includes(secret), 'nor in any of its files');
});

t.test('a queue’s own time goes before that of all; what is held stays', async (t) => {
  const store = await openStore({ directory: t.testdir(), clock: new VirtualClock(AT), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const batch = store.batch();
  const rows = { short: 5, long: 5, 'short-new': 1, held: 5, old: 40, 'long-old': 40 };
  for (const [id, days] of Object.entries(rows)) {
    const queue = { long: 'long', 'long-old': 'long', old: 'other' }[id] ?? 'short';
    const call = `call-${id}`;
    batch.insert('call', aCall(call));
    const times = { startedAt: AT - days * DAY, endedAt: AT - days * DAY };
    batch.insert('recording', { id, call, queue, file: `${id}.wav`, ...times, state: 'complete', held: id === 'held' });
  }
  await store.commit(batch);
  const asked = { before: AT - 30 * DAY, queues: { short: AT - 2 * DAY, long: AT - 365 * DAY } };
  const gone = await (await store.list('oldRecordings', asked)).rows();
  t.same(
    gone.map(({ id }) => id),
    ['old', 'short'],
  );
});
