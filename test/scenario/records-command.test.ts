// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-26
// Can a person at a shell hold a call for a court, and see what is over its time before it is deleted?
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { openBox } from '../support/box.js';
import { command } from '../support/command.js';
import { talk } from '../support/floor.js';

t.test('a number is held and released, and what is over its time is counted', async (t) => {
  const place = await openBox(t, {});
  const { world, box, reads, events } = place;
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const socket = join(world.folder, 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const spillway = (...args: string[]) => world.during(command('records', ...args, '--socket', socket));
  for (const [index, calling] of ['13900000001', '13900000002'].entries()) {
    const { caller } = await talk(place, { calling, port: index + 1 });
    caller.clear();
    await world.advance(500);
  }
  await box.settled();
  await world.advance(200);

  const hold = await spillway('hold', 'number', '+8613900000001', '--reason', 'case 17', '--by', 'Li');
  t.equal(hold.code, 0, hold.text);
  const id = hold.text.trim();
  t.match(id, /^hold-/);
  t.match((await spillway()).text, /number +\+8613900000001 +case 17 +Li/);
  t.match(await events('records.held'), [{ detail: /case 17/ }]);
  t.match((await spillway('hold', 'number', '+86139', '--by', 'Li')).code, 1, 'no reason, no hold');
  t.match((await spillway('shred')).code, 1);

  t.same(JSON.parse((await spillway('prune', '--dry-run', '--json')).text).calls, 0);
  t.match((await spillway('prune')).text, /deleted:\n0 recordings\n0 calls/);
  t.equal((await reads.selectFrom('call').selectAll().execute()).length, 2);

  t.equal((await spillway('release', id, '--by', 'Wang')).code, 0);
  t.match((await spillway('--all')).text, /hold-/);
  t.notMatch((await spillway()).text, /hold-/);
  t.match((await spillway('release', id, '--by', 'Wang')).code, 1, 'once');

  const recordings = await reads.selectFrom('recording').selectAll().orderBy('startedAt').execute();
  t.equal(recordings.length, 2);
  const [old, young] = recordings.map((row) => ({ ...row, path: join(world.folder, 'data/recordings', row.file) }));
  const database = new Database(join(world.folder, 'data/spillway.db'));
  database.prepare('update recording set started_at = started_at - ? where id = ?').run(181 * 86_400_000, old?.id);
  database.close();
  t.match((await spillway('prune', '--dry-run')).text, /1 recordings/);
  t.ok(existsSync(old?.path ?? ''));
  t.match((await spillway('prune')).text, /deleted:\n.*1 recordings/s);
  t.notOk(existsSync(old?.path ?? ''), 'over 180 days');
  t.ok(existsSync(young?.path ?? ''));
  t.same(await reads.selectFrom('recording').select('id').execute(), [{ id: young?.id }]);
});
