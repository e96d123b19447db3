// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box of an older version come over, take a call, and go back by the commands of docs/upgrade.md, in both languages?
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import t from 'tap';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const dump = readFileSync(join(root, 'test/fixtures/database-schema-7.sql'), 'utf8');
const CALLS = 'select * from call order by id';

/** The commands by which the copy is put in place, as the page has them. */
function commandsOf(page: string): string {
  const block = [...readFileSync(join(root, page), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, text = '']) => text)
    .find((text) => text.includes('mkdir newer'));
  if (block === undefined) throw new Error(`${page} has no such commands`);
  return block;
}

const rowsOf = (file: string, sql: string) => {
  const database = new Database(file, { readonly: true });
  try {
    return { schema: database.pragma('user_version', { simple: true }), rows: database.prepare(sql).all() };
  } finally {
    database.close();
  }
};

for (const page of ['docs/upgrade.md', 'docs/upgrade.zh-CN.md']) {
  t.test(`forward, a call, and back: ${page}`, async (t) => {
    const directory = join(t.testdir({}), 'data');
    mkdirSync(directory);
    const old = new Database(join(directory, 'spillway.db'));
    old.exec(dump);
    const was = old.prepare(CALLS).all();
    old.close();
    const ring = async (place: Awaited<ReturnType<typeof openBox>>) => {
      const caller = place.world.network.call(ACCESS_NUMBER, '13912345678');
      await place.world.until(() => place.box.status().queues[0]?.waiting === 1, 20_000);
      caller.clear();
      await place.world.advance(1_000);
      await place.box.settled();
    };

    await t.test('the new version comes over and takes a call', async (t) => {
      const place = await openBox(t, { data: directory, signedIn: 0 });
      await ring(place);
      t.equal(rowsOf(join(directory, 'spillway.db'), CALLS).rows.length, was.length + 1);
      t.ok(existsSync(join(directory, 'spillway.db.schema-7')));
    });

    const commands = commandsOf(page).replaceAll('/var/lib/spillway', directory);
    const back = spawnSync('sh', ['-eu', '-c', commands], { encoding: 'utf8' });
    t.equal(back.status, 0, back.stderr);
    const kept = rowsOf(join(directory, 'spillway.db'), CALLS);
    t.equal(kept.schema, 7, 'as the older version left it');
    t.same(kept.rows, was);
    const newer = rowsOf(join(directory, 'newer/spillway.db'), CALLS);
    t.equal(newer.schema, MIGRATIONS.length);
    t.equal(newer.rows.length, was.length + 1, 'nothing is deleted');

    await t.test('a box starts on it and takes a call; the copy stays one', async (t) => {
      const place = await openBox(t, { data: directory, signedIn: 0 });
      await ring(place);
      t.same(
        readdirSync(directory).filter((name) => name.includes('.schema-')),
        ['spillway.db.schema-7'],
      );
    });
  });
}
