// SPDX-License-Identifier: GPL-2.0-or-later
// What if somebody moves, deletes or overwrites the database under the box? Nothing is written into the void, and nothing is lost.

import {
  copyFileSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openReads, openStore, type Reads } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aCall } from './rows.js';

const RECORD = { finishing: true };

async function aStore(t: Test) {
  const clock = new VirtualClock();
  const directory = t.testdir();
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16, lastTries: 200 });
  t.teardown(() => store.close());
  const commit = (id: string) => store.commit(store.batch().insert('call', aCall(id)), RECORD);
  await commit('before');
  const pass = async () => {
    for (let gone = 0; gone < 1_500; gone += 50) {
      clock.advance(50);
      await store.settled();
    }
  };
  return { store, clock, directory, file: join(directory, 'spillway.db'), commit, pass };
}

const calls = async (reads: Reads) =>
  (await reads.selectFrom('call').select('id').orderBy('id').execute()).map(({ id }) => id);

/** Each way to replace it, and the way back where there is one. */
const WAYS: Readonly<Record<string, (file: string) => (() => void) | undefined>> = {
  'moved away': (file) => {
    renameSync(file, `${file}.old`);
    return () => renameSync(`${file}.old`, file);
  },
  'moved away, another one in its place': (file) => {
    new Database(`${file}.new`).exec('create table stranger (id)').close();
    renameSync(file, `${file}.old`);
    renameSync(`${file}.new`, file);
    return () => renameSync(`${file}.old`, file);
  },
  'its log moved away': (file) => {
    renameSync(`${file}-wal`, `${file}.old`);
    return () => renameSync(`${file}.old`, `${file}-wal`);
  },
  deleted: (file) => {
    rmSync(file);
    return undefined;
  },
  'deleted with its log': (file) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix);
    return undefined;
  },
};

for (const [how, replace] of Object.entries(WAYS)) {
  t.test(`${how}: told, and all is written when it is back, or kept beside it when the box ends`, async (t) => {
    const { store, directory, file, commit, pass } = await aStore(t);
    const back = replace(file);
    const meanwhile = commit('meanwhile').catch(() => 'kept');
    await pass();
    t.match(store.trouble, { kind: 'replaced' });
    t.equal(store.backlog.batches, 1);

    back?.();
    await pass();
    if (back !== undefined) {
      await meanwhile;
      t.equal(store.trouble, undefined);
      t.same(await calls(readsOf(store)), ['before', 'meanwhile']);
      return;
    }
    const unwritten = await store.close();
    t.equal(await meanwhile, 'kept');
    const [kept = ''] = readdirSync(directory).filter((name) => name.includes('.kept-'));
    t.same(unwritten, { batches: 1, file: join(directory, kept) });
    renameSync(join(directory, kept), file);
    const reads = openReads(directory);
    t.same(await calls(reads), ['before', 'meanwhile'], 'the whole database as the box knew it');
    await reads.destroy();
  });
}

const OVERWRITES: Readonly<Record<string, (file: string) => void>> = {
  'an older copy': (file) => copyFileSync(`${file}.copy`, file),
  'something else': (file) => writeFileSync(file, 'Dear diary, '.repeat(20_000)),
  nothing: (file) => truncateSync(file),
};

for (const [what, overwrite] of Object.entries(OVERWRITES)) {
  t.test(`overwritten in its place with ${what}: told, and what is decided waits`, async (t) => {
    const { store, file, commit, pass, directory } = await aStore(t);
    copyFileSync(file, `${file}.copy`);
    for (let i = 0; i < 400; i++) await commit(`call-${i}`); // so that the log is moved into it
    await commit('behind the checkpoint');
    t.ok(statSync(file).size > statSync(`${file}.copy`).size);
    overwrite(file);
    const meanwhile = commit('meanwhile').catch(() => 'kept');
    await pass();
    t.match(store.trouble, { kind: 'overwritten' });

    const { batches, file: kept = '' } = await store.close();
    t.equal(await meanwhile, 'kept');
    t.same([batches, existsSync(kept)], [1, true], `kept in ${kept.slice(directory.length)}`);
  });
}

t.test('what others write through SQLite is no replacement', async (t) => {
  const { store, file, commit } = await aStore(t);
  const other = new Database(file);
  for (let i = 0; i < 50; i++) other.prepare('insert into setting values (?, ?, 1)').run(`key-${i}`, 'x'.repeat(4_000));
  other.pragma('wal_checkpoint(restart)');
  other.close();
  await commit('after');

  t.equal(store.trouble, undefined);
  t.same(await calls(readsOf(store)), ['after', 'before']);
});
