// SPDX-License-Identifier: GPL-2.0-or-later
// Does a restore put everything in its place, and nothing over anything?
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { backUp, type RestoreOptions, restore } from '../../../src/backup/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openReads, openStore } from '../../../src/store/index.js';
import { command } from '../../support/command.js';
import { aCall } from '../store/rows.js';
import { AT, shop } from './shop.js';

const clock = new VirtualClock(AT);

/** The small shop, backed up with its recordings. */
async function savedShop(t: Parameters<typeof shop>[0]) {
  const { folder, file } = await shop(t);
  chmodSync(file, 0o640);
  const archive = join(folder, 'box.tar');
  await backUp({ file, target: archive, at: AT, version: '1', recordings: {} });
  const back = (more: Partial<RestoreOptions> = {}) => restore({ archive, file, replace: false, at: AT, ...more });
  return { folder, file, archive, back, data: join(folder, 'data') };
}

async function callsOf(data: string): Promise<readonly string[]> {
  const reads = openReads(data);
  const rows = await reads.selectFrom('call').select('id').orderBy('id').execute();
  await reads.destroy();
  return rows.map(({ id }) => id);
}

t.test('on an empty machine: everything where the configuration then says', async (t) => {
  const { folder, back } = await savedShop(t);
  const place = join(folder, 'elsewhere');

  const { written, kept, data } = await back({ file: join(place, 'spillway.yaml') });

  t.same(kept, []);
  t.equal(data, join(place, 'data'));
  t.same(written.map((path) => relative(place, path)).sort(), [
    'data/recordings/2026/new.wav',
    'data/recordings/2026/old.wav',
    'data/spillway.db',
    'own/en/deeper/two.wav',
    'own/en/surge.wav',
    'sounds/music/promise.wav',
    'sounds/promise.wav',
    'spillway.yaml',
  ]);
  t.equal(readFileSync(join(place, 'sounds/music/promise.wav'), 'utf8'), 'la la la');
  t.equal(readFileSync(join(place, 'sounds/promise.wav'), 'utf8'), 'I promise');
  t.equal(statSync(join(place, 'spillway.yaml')).mode & 0o777, 0o640);
  t.same(await callsOf(data), ['call-gone', 'call-new', 'call-old', 'call-open']);
  t.same(
    readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('restoring')),
    [],
  );
});

t.test('over a box that is there: refused, and with --replace what is in the way is kept aside', async (t) => {
  const { folder, file, back, data } = await savedShop(t);
  const store = await openStore({ directory: data, clock, reserveBytes: 1 << 16 });
  await store.commit(store.batch().insert('call', aCall('call-later')));
  await store.close();
  writeFileSync(join(folder, 'own/en/surge.wav'), 'another');
  const before = readFileSync(join(data, 'spillway.db'));

  await t.rejects(back(), { code: 'REFUSED', message: /own\/en\/surge.wav, \S+spillway.db: there already.*--replace/ });
  t.same(readFileSync(join(data, 'spillway.db')), before);
  const { kept, written } = await back({ replace: true });

  t.same(
    kept.map((path) => relative(folder, path)),
    ['own/en/surge.wav.replaced-20260105T010000Z', 'data/spillway.db.replaced-20260105T010000Z'],
  );
  t.equal(written.length, 2, 'what was the same was not written');
  t.same(readFileSync(join(data, 'spillway.db.replaced-20260105T010000Z')), before);
  t.equal(readFileSync(join(folder, 'own/en/surge.wav'), 'utf8'), 'one');
  t.notOk((await callsOf(data)).includes('call-later'));
  t.ok(existsSync(file));
});

t.test('a WAL that is left of the old database never meets the restored one', async (t) => {
  const { back, data } = await savedShop(t);
  rmSync(join(data, 'spillway.db'));
  writeFileSync(join(data, 'spillway.db-wal'), 'of another database');

  await back();

  t.notOk(existsSync(join(data, 'spillway.db-wal')));
  t.ok(existsSync(join(data, 'spillway.db.replaced-20260105T010000Z-wal')));
  t.equal((await callsOf(data)).length, 4);
});

t.test('beside a running box it is refused', async (t) => {
  const { back, data } = await savedShop(t);
  const store = await openStore({ directory: data, clock, reserveBytes: 1 << 16 });
  await t.rejects(back({ replace: true }), { code: 'STORE_LOCKED', message: new RegExp(`process ${process.pid}`) });
  await store.close();
});

t.test('only the database, into a data directory', async (t) => {
  const { folder, back } = await savedShop(t);
  const database = join(folder, 'other');
  const { written } = await back({ database, file: join(folder, 'none/spillway.yaml') });
  t.same(written, [join(database, 'spillway.db')]);
  t.equal((await callsOf(database)).length, 4);
  t.notOk(existsSync(join(folder, 'none')));
});

t.test('a database of a newer version is refused before anything is touched', async (t) => {
  const { folder, file, data } = await savedShop(t);
  const database = new Database(join(data, 'spillway.db'));
  database.pragma('user_version = 999');
  database.close();
  const archive = join(folder, 'new.tar');
  await backUp({ file, target: archive, at: AT, version: '99' });
  const before = readFileSync(join(data, 'spillway.db'));

  await t.rejects(restore({ archive, file, replace: true, at: AT }), { code: 'STORE_TOO_NEW', message: /999/ });
  t.same(readFileSync(join(data, 'spillway.db')), before);
  t.same(
    readdirSync(data).filter((name) => /restoring|replaced/.test(name)),
    [],
  );
});

t.test('root restores for the user who runs the box', async (t) => {
  if (process.getuid?.() !== 0) return t.pass('only root can', { skip: 'not root' });
  const { folder, archive } = await savedShop(t);
  const place = mkdtempSync(join(folder, 'owned-'));
  chownSync(place, 1234, 4321);

  await restore({ archive, file: join(place, 'spillway.yaml'), replace: false, at: AT });

  const strangers = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const { uid, gid } = statSync(join(place, name));
    return uid !== 1234 || gid !== 4321;
  });
  t.same(strangers, []);
});

t.test('the commands: what people read, what programs read, exit codes', async (t) => {
  const { folder, file, archive } = await savedShop(t);
  mkdirSync(join(folder, 'shelf'));

  const made = await command('backup', join(folder, 'shelf'), file, '--keep', '3');
  t.match(made, { code: 0, text: /shelf\/spillway-\d{8}T\d{6}Z\.tar\.gz: \S+ KiB, 6 files, 0 open promises/ });
  t.match(made.complaint, /copying the files 100 %/);
  const json = await command('backup', join(folder, 'two.tar'), file, '--json', '--recordings', '2026-01-04');
  t.match(JSON.parse(json.text), {
    archive: join(folder, 'two.tar'),
    manifest: { openPromises: 0 },
    missing: [/gone/],
  });
  t.equal(json.complaint, '');
  t.match(await command('backup', folder, file, '--recordings', 'lately'), { code: 2, complaint: /2026-11-01/ });
  t.match(await command('backup', folder, join(folder, 'none.yaml')), { code: 1, complaint: /configuration .*none/ });

  const list = await command('restore', archive, '--list');
  t.match(list, { code: 0, text: /of 2026-01-05 .*by Spillway 1, from .*spillway.yaml; 0 open promises/ });
  t.match(list.text, /recordings\/ +2 +\d+ B/);
  t.match(await command('restore', archive, '--verify'), { code: 0, text: /box.tar: whole/ });
  t.match(await command({ language: 'zh-CN' }, 'restore', archive, '--verify'), { text: /box.tar：完整/ });
  t.match(await command('restore', archive, file), { code: 1, complaint: /there already.*--replace/ });
  t.match(await command('restore', archive, file, '--replace', '--json'), { code: 0, text: /"kept": \[/ });
  writeFileSync(archive, 'Dear diary');
  t.match(await command('restore', archive, '--verify'), { code: 1, complaint: /BACKUP_DAMAGED/ });
});
