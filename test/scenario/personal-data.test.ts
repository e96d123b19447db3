// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-04 004-03
// Can a person have all that is known of his number, have it erased, and stay erased when an older backup is restored? Does every count stay?

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { backUp, drill, restore } from '../../src/backup/index.js';
import { SystemClock } from '../../src/kernel/index.js';
import { databaseFile } from '../../src/store/index.js';
import { agentId } from '../support/box.js';
import { talk } from '../support/floor.js';
import { counters, recount } from '../support/recount.js';
import { webBox } from '../support/web-box.js';

const NUMBER = '13912345678';
const OTHER = '13700001111';

/** Every text of every table that has these digits. */
function tracesIn(file: string, digits: string): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all() as string[];
    return tables.flatMap((table) => {
      const columns = database.pragma(`table_info("${table}")`) as { name: string }[];
      return columns.flatMap(({ name }) => {
        const text =
          table === 'event_log' && name === 'facts' ? `iif(typeof(facts) = 'blob', json(facts), facts)` : `"${name}"`;
        const found = database.prepare(`select count(*) from "${table}" where instr(${text}, ?)`).pluck().get(digits);
        return Number(found) > 0 ? [`${table}.${name}`] : [];
      });
    });
  } finally {
    database.close();
  }
}

t.test('found, copied, erased everywhere, and erased again after a restore of before', async (t) => {
  const shelf = mkdtempSync(join(tmpdir(), 'pipl-'));
  t.teardown(() => rmSync(shelf, { recursive: true, force: true }));
  const place = await webBox(t, { config: { recording: { announce: false } } });
  const { world, during, browser, box, reads } = place;
  const owner = await browser('owner');
  const customer = { name: '王女士', numbers: [NUMBER, '13600002222'] };
  await during(owner.ask('PUT', '/api/v1/customers/K1', customer, { 'if-none-match': '*' }));
  for (const [index, calling] of [NUMBER, OTHER, NUMBER].entries()) {
    const { caller, telephone } = await talk(place, { calling, port: 1 + (index % 2) });
    await world.advance(2_000);
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    telephone.putDown();
    await world.advance(20_000);
  }
  await box.settled();
  const [call] = await reads.selectFrom('call').select('id').execute();
  const [recording] = await reads.selectFrom('recording').selectAll().execute();
  const chen = await browser('chen');
  await during(chen.get(`/api/v1/calls/${call?.id}`));
  await during(chen.get(`/api/v1/recordings/${recording?.id}/sound`));

  const [, others] = await reads.selectFrom('call').select(['id', 'calling']).orderBy('offeredAt').execute();
  const note = (of: string | undefined, text: string) =>
    during(chen.ask('PUT', `/api/v1/contacts/${of}/notes/mine`, { text }));
  await note(call?.id, '住在南京路 5 号');
  await note(others?.id, `丈夫的电话 139-1234-5678`);
  await during(chen.post('/api/v1/messages', { to: 'owner', text: `请回电 ${NUMBER}，谢谢` }));

  const asked = { number: NUMBER };
  t.equal((await during(chen.post('/api/v1/personal/find', asked))).status, 403);
  const found = await during(owner.post('/api/v1/personal/find', asked));
  t.match(found, { status: 200, body: { traces: { calls: 2, contacts: 2, customers: 1, recordings: 2 }, calls: 2 } });
  t.same(
    found.body.looked.map(({ actor, what }: { actor: string; what: string }) => `${actor} ${what}`),
    ['person:chen recording.heard', 'person:chen call.opened'],
    'who has looked at what',
  );
  const copy = await during(owner.post('/api/v1/personal/export', asked));
  t.match(copy, { status: 200, body: { contacts: { length: 2 }, customers: [{ name: '王女士' }], left: 0 } });
  t.match(copy.body.console, {
    notes: [{ text: '住在南京路 5 号' }, { text: /丈夫/ }],
    messages: [{ from: 'chen', text: /请回电/ }],
  });

  const file = join(world.folder, 'spillway.yaml');
  const made = await during(
    backUp({ file, target: join(shelf, 'before.tar.gz'), at: Date.UTC(2026, 0, 5), version: '1', recordings: {} }),
  );
  const before = { recount: await recount(reads), calls: await reads.selectFrom('call').select('id').execute() };
  const events = await reads.selectFrom('event').select('id').execute();

  const erased = await during(owner.post('/api/v1/personal/erase', { ...asked, reason: 'asked by letter' }));
  t.match(erased, { status: 200, body: { name: 'erased-1' } });
  await box.settled();
  const database = databaseFile(join(world.folder, 'data'));
  for (const digits of [NUMBER, `+86${NUMBER}`]) t.same(tracesIn(database, digits), [], digits);
  t.ok(tracesIn(database, OTHER).length > 0, 'others stay');
  t.same(await recount(reads), before.recount, 'every count is what it was');
  t.same(await counters(reads), before.recount);
  t.same(await reads.selectFrom('call').select('id').execute(), before.calls);
  t.ok((await reads.selectFrom('event').select('id').execute()).length > events.length);
  t.equal((await reads.selectFrom('contact').selectAll().where('number', '=', 'erased-1').execute()).length, 2);
  t.notOk(existsSync(join(world.folder, 'data/recordings', recording?.file ?? '')), 'his voice is gone, too');
  t.match(await during(owner.get('/api/v1/customers/K1')), { status: 200, body: { numbers: ['+8613600002222'] } });
  t.equal((await during(owner.post('/api/v1/personal/find', asked))).body.calls, 0);
  const notes = async (of: string | undefined) => (await during(chen.get(`/api/v1/calls/${of}`))).body.notes;
  t.match(await notes(call?.id), [{ text: 'erased-1' }], 'what was noted of him is gone');
  t.match(await notes(others?.id), [{ text: '丈夫的电话 erased-1' }], 'of another his number is');
  t.match((await during(owner.get('/api/v1/messages'))).body, { rows: [{ text: '请回电 erased-1，谢谢' }] });
  t.match(await during(owner.post('/api/v1/personal/erase', { ...asked, reason: 'x' })), { status: 404 });
  t.match((await during(owner.get('/api/v1/personal/erasures'))).body, [{ name: 'erased-1', by: 'person:owner' }]);

  const again = join(shelf, 'box');
  const erasures = join(world.folder, 'data/erasures.json');
  t.notOk(readFileSync(erasures, 'utf8').includes(NUMBER), 'the list has no number');
  const restored = await during(
    restore({
      archive: made.archive,
      file: join(again, 'spillway.yaml'),
      into: again,
      replace: false,
      at: Date.UTC(2026, 0, 6),
      erasures,
    }),
  );
  t.equal(restored.erased, 1);
  const theirs = databaseFile(restored.data);
  for (const digits of [NUMBER, `+86${NUMBER}`])
    t.same(tracesIn(theirs, digits), [], `${digits} is in no restored table`);
  t.ok(tracesIn(theirs, OTHER).length > 0);
  t.notOk(existsSync(join(again, 'recordings', recording?.file ?? '')), 'nor is his voice');
});

t.test('what goes on, is promised or is held is not erased', async (t) => {
  const place = await webBox(t, { config: { recording: { announce: false } } });
  const { world, during, browser, box } = place;
  const owner = await browser('owner');
  const { caller, telephone } = await talk(place, { calling: NUMBER });
  const erase = () => during(owner.post('/api/v1/personal/erase', { number: NUMBER, reason: 'asked' }));
  t.match(await erase(), { status: 409, body: { detail: /goes on/ } });
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(1_000);
  const hold = await during(box.kept.hold({ kind: 'number', subject: `+86${NUMBER}`, reason: 'case 17', by: 'Li' }));
  t.match(await erase(), { status: 409, body: { detail: /held/ } });
  await during(box.kept.release(hold, 'Li'));
  t.match(await erase(), { status: 200 });
});

t.test('a backup is tried in a folder of its own, which goes again', async (t) => {
  const shelf = mkdtempSync(join(tmpdir(), 'drill-'));
  t.teardown(() => rmSync(shelf, { recursive: true, force: true }));
  const place = await webBox(t, { config: { recording: { announce: false } } });
  const { world, during, box } = place;
  const { caller, telephone } = await talk(place, { calling: NUMBER });
  await world.advance(1_000);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(1_000);
  await box.settled();
  const file = join(world.folder, 'spillway.yaml');
  const clock = new SystemClock();
  const at = Math.round(clock.now());
  const made = await during(backUp({ file, target: join(shelf, 'box.tar.gz'), at, version: '1', recordings: {} }));
  const tried = await during(drill({ archive: made.archive, folder: shelf, clock }));
  t.match(tried, { calls: 1, recordings: 1, wrong: [] });
  t.comment(`restored and looked at in ${Math.round(tried.took)} ms`);
  t.ok(tried.took < 15 * 60_000);
  t.same(readdirNames(shelf), ['box.tar.gz'], 'nothing of it is left');
  t.equal(box.status().agents[0]?.id, agentId(1), 'the box goes on');
});

function readdirNames(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
