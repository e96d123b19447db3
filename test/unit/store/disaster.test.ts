// SPDX-License-Identifier: GPL-2.0-or-later
// What does the store keep when the box is killed, the disk is full, the file is damaged, or two boxes meet?

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import t from 'tap';
import { backUp } from '../../../src/backup/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openReads, openStore } from '../../../src/store/index.js';
import { command } from '../../support/command.js';
import { readsOf } from '../../support/reads.js';
import { aCall } from './rows.js';

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url));
const SMALL = { reserveBytes: 1 << 16 };
const clock = new VirtualClock();
const CONFIGURATION = `
board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: ./e1.sock } }] }
accessNumbers: [{ number: '88880001', queue: sales }]
queues: [{ name: sales }]
`;

/** The lines that a child says, until `enough` of them were heard or it has ended. */
async function listen(child: ChildProcess, enough: number): Promise<string[]> {
  const lines: string[] = [];
  if (!child.stdout) return lines;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === enough) child.kill('SIGKILL');
  }
  return lines;
}

t.test('what was said to be durable is there after kill -9, and the directory is free again', async (t) => {
  const directory = t.testdir();
  const said: string[] = [];
  for (const enough of [3, 50, 201]) {
    const child = spawn(process.execPath, [CHILD, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    said.push(...(await listen(child, enough)).filter((line) => line.startsWith('call-')));
  }

  const store = await openStore({ directory, clock, ...SMALL });
  const rows = await readsOf(store).selectFrom('call').select('id').execute();
  await store.close();

  const kept = new Set(rows.map(({ id }) => id));
  t.ok(said.length >= 250);
  t.same(
    said.filter((id) => !kept.has(id)),
    [],
  );
});

t.test('two boxes cannot use one directory, in one process or in two', async (t) => {
  const directory = t.testdir();
  const store = await openStore({ directory, clock, ...SMALL });

  const refusal = { code: 'STORE_LOCKED', message: new RegExp(`${directory}.*process ${process.pid}\\b`) };
  await t.rejects(openStore({ directory, clock }), refusal);
  const other = spawnSync(process.execPath, [CHILD, directory], { encoding: 'utf8' });
  t.match(other.stderr, refusal.message);
  await store.commit(store.batch().insert('call', aCall('call-1')));
  await store.close();

  const again = await openStore({ directory, clock, ...SMALL });
  await again.close();
});

t.test('a database may be read beside a running box', async (t) => {
  const directory = t.testdir();
  const store = await openStore({ directory, clock, ...SMALL });
  await store.commit(store.batch().insert('call', aCall('call-1')));

  const reads = openReads(directory);
  t.same(await reads.selectFrom('call').select('id').execute(), [{ id: 'call-1' }]);
  await reads.destroy();
  await store.close();
});

t.test('a damaged database is kept aside with its log, and none is begun in its place', async (t) => {
  const folder = t.testdir({ 'spillway.yaml': CONFIGURATION });
  const directory = join(folder, 'data');
  const file = join(directory, 'spillway.db');
  const store = await openStore({ directory, clock, ...SMALL });
  await store.commit(store.batch().insert('call', aCall('call-1')));
  const archive = join(folder, 'the backup.tar');
  await backUp({ file: join(folder, 'spillway.yaml'), target: archive, at: clock.now(), version: '1' });
  await store.close();
  const handle = openSync(file, 'r+');
  for (let page = 1; page < 12; page++) writeSync(handle, Buffer.alloc(3000, 7), 0, 3000, page * 4096);
  closeSync(handle);
  const damaged = readFileSync(file);

  const line = `spillway restore '${archive}' --database ${directory}`;
  const refusal = { code: 'STORE_DAMAGED', message: new RegExp(`To go on from a backup: ${line} `) };
  await t.rejects(openStore({ directory, clock }), refusal);
  await t.rejects(openStore({ directory, clock }), refusal, 'nor at the second start');

  const kept = readdirSync(directory).filter((name) => name.startsWith('spillway.db') && !/-(wal|shm)$/.test(name));
  t.same(kept, ['spillway.db.damaged-20260105T010000Z']);
  t.same(readFileSync(join(directory, kept[0] ?? '')), damaged, 'not a byte of it was changed');

  const { code, complaint } = await command('restore', archive, '--database', directory);
  t.equal(code, 0, `the command that the message gives: ${complaint}`);
  const restored = await openStore({ directory, clock, ...SMALL });
  t.same(await readsOf(restored).selectFrom('call').select('id').execute(), [{ id: 'call-1' }]);
  await restored.close();
});

t.test('a file that is no database is refused and kept', async (t) => {
  const directory = t.testdir({ 'spillway.db': 'Dear diary, '.repeat(1000) });

  await t.rejects(openStore({ directory, clock }), { code: 'STORE_DAMAGED' });
  t.notOk(existsSync(join(directory, 'spillway.db')));
});

t.test('a database of a newer version is refused and left alone', async (t) => {
  const directory = t.testdir();
  await (await openStore({ directory, clock, ...SMALL })).close();
  const database = new Database(join(directory, 'spillway.db'));
  database.pragma('user_version = 999');
  database.close();

  await t.rejects(openStore({ directory, clock }), { code: 'STORE_TOO_NEW', message: /999/ });
  t.ok(existsSync(join(directory, 'spillway.db')));
});

t.test('with a full disk new promises are refused, and what was begun is finished', async (t) => {
  const directory = t.testdir();
  const script = `mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" "$3" "$1" fill`;
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const box = ['-m', 'sh', '-c', script, 'sh', directory, process.execPath, CHILD];
  const child = spawnSync('unshare', [...user, ...box], { encoding: 'utf8' });
  if (/unshare|mount/.test(child.stderr))
    return t.pass('refused', { skip: `no small disk could be made: ${child.stderr}` });

  const said = child.stdout
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('call-'));
  t.same(said, ['open', 'short', 'refused STORE_FULL', 'finished', 'still refused STORE_FULL'], child.stderr);
});

t.test('a directory that cannot be written is told as such', async (t) => {
  const directory = join(t.testdir({ file: 'x' }), 'file', 'data');

  await t.rejects(openStore({ directory, clock }), { code: 'STORE_FAILED', message: /file\/data cannot be used/ });
});
