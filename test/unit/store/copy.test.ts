// SPDX-License-Identifier: GPL-2.0-or-later
// Is a copy of the database whole, however busy the box that writes it?
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { copyDatabase, openReads, openStore } from '../../../src/store/index.js';
import { MIGRATIONS } from '../../../src/store/migrations.js';
import { aCall, aRequest } from './rows.js';

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url));
const clock = new VirtualClock();

/** Calls of 50 kB each, so that a copy takes many steps and the box has time to write between them. */
async function fill(directory: string, calls: number): Promise<void> {
  const store = await openStore({ directory, clock, reserveBytes: 1 << 20 });
  const batch = store.batch();
  for (let i = 0; i < calls; i++) {
    batch.insert('call', aCall(`call-large-${i}`, { detail: { ballast: 'x'.repeat(50_000) } }));
  }
  await store.commit(batch);
  await store.close();
}

t.test('the copy of a database that is written all the time ends, and has all that was durable', async (t) => {
  const directory = t.testdir();
  await fill(directory, 400);
  const child = spawn(process.execPath, [CHILD, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  t.teardown(() => child.kill('SIGKILL'));
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  await new Promise<void>((resolve) => {
    lines.on('line', () => said.length > 500 && resolve());
  });
  const before = said.filter((line) => line.startsWith('call-'));
  const copy = join(directory, 'copy');
  mkdirSync(copy);

  const shares: number[] = [];
  await copyDatabase(directory, join(copy, 'spillway.db'), (share) => shares.push(share));

  await new Promise<void>((resolve) => {
    const enough = said.length + 200;
    lines.on('line', () => said.length > enough && resolve());
  });
  child.kill('SIGKILL');
  await ended;
  const reads = openReads(copy);
  t.teardown(() => reads.destroy());
  const kept = new Set((await reads.selectFrom('call').select('id').execute()).map(({ id }) => id));
  t.same(
    before.filter((id) => !kept.has(id)),
    [],
  );
  t.ok(
    said.some((id) => id.startsWith('call-') && !kept.has(id)),
    'the box went on meanwhile',
  );
  t.same([...shares].sort(), shares);
  t.equal(shares.at(-1), 1);
});

t.test('a copy tells its schema and the open promises', async (t) => {
  const directory = t.testdir({ copy: {} });
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  const batch = store.batch().insert('call', aCall('call-1'));
  await store.commit(batch.insert('callbackRequest', aRequest('callback-1', '+8613800138000')));

  t.match(await copyDatabase(directory, join(directory, 'copy/one.db')), {
    schema: MIGRATIONS.length,
    openPromises: 1,
  });
  await store.close();
  t.match(await copyDatabase(directory, join(directory, 'copy/two.db')), { openPromises: 1 }, 'of a box that stands');
});

t.test('a damaged database gives no copy', async (t) => {
  const directory = t.testdir();
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  await store.close();
  const file = join(directory, 'spillway.db');
  writeFileSync(file, readFileSync(file).fill(0x5a, 4096, 3 * 4096));
  await t.rejects(copyDatabase(directory, join(directory, 'copy.db')), { code: 'STORE_DAMAGED' });
  await t.rejects(copyDatabase(join(directory, 'none'), join(directory, 'copy.db')), { code: 'NOT_FOUND' });
});
