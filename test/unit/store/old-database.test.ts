// SPDX-License-Identifier: GPL-2.0-or-later
// Does a database of the version before contacts and segments come over whole, and is it kept beside?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { balance } from '../../../src/cdr/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { MIGRATIONS } from '../../../src/store/migrations.js';
import { readsOf } from '../../support/reads.js';
import { counters, recount } from '../../support/recount.js';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const dump = readFileSync(join(root, 'test/fixtures/database-schema-7.sql'), 'utf8');
const SCHEMA = 7;
const EVENT = 'select id, at, type, call, agent, request, queue, detail from event order by id';

/** A data directory with the database of then, and with so many copies of its calls and events. */
function anOld(t: Test, copies = 0): { readonly directory: string; readonly old: Database.Database } {
  const directory = t.testdir();
  const old = new Database(join(directory, 'spillway.db'));
  old.exec(dump);
  old.function('renamed', (id: unknown, n: unknown) => (id === null ? null : `${id}-${n}`));
  old.transaction(() => {
    for (let n = 1; n <= copies; n++) {
      old.exec(`create temp table c as select * from call where length(id) = 21;
        update c set id = renamed(id, ${n}); insert into call select * from c; drop table c;
        create temp table l as select * from leg where length(id) = 20;
        update l set id = renamed(id, ${n}), call = renamed(call, ${n}); insert into leg select * from l; drop table l;
        insert into event (at, type, call, agent, request, queue, detail)
          select at, type, renamed(call, ${n}), agent, request, queue, detail from event where length(call) = 21`);
    }
  })();
  t.teardown(() => old.close());
  return { directory, old };
}

const all = (database: Database.Database, sql: string) => database.prepare(sql).all();

async function opened(t: Test, directory: string, told: [number, number][] = []) {
  const migrating = (done: number, of: number) => told.push([done, of]);
  const store = await openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16, migrating });
  t.teardown(() => store.close());
  return store;
}

t.test('it is copied aside, and the copy is what was there', async (t) => {
  const { directory, old } = anOld(t);
  const was = all(old, EVENT);
  const store = await opened(t, directory);

  t.same(
    readdirSync(directory).filter((name) => name.includes('.db.')),
    ['spillway.db.schema-7'],
  );
  const kept = new Database(join(directory, 'spillway.db.schema-7'), { readonly: true });
  t.same(all(kept, EVENT), was);
  t.equal(kept.pragma('user_version', { simple: true }), SCHEMA);
  t.same(kept.pragma('integrity_check', { simple: true }), 'ok');
  kept.close();
  await store.close();
  await opened(t, directory);
  const copies = readdirSync(directory).filter((name) => /\.db\..*\d$/.test(name));
  t.equal(copies.length, 1, 'one of today is not copied');
});

t.test('every event is in the log as it was, under its number, and the next has the next', async (t) => {
  const { directory, old } = anOld(t);
  const was = all(old, EVENT) as { readonly id: number }[];
  const store = await opened(t, directory);
  await store.commit(store.batch().event('box.draining', {}, 5));

  const database = new Database(join(directory, 'spillway.db'), { readonly: true });
  t.teardown(() => database.close());
  const now = all(database, EVENT) as { readonly id: number }[];
  t.same(now.slice(0, -1), was);
  t.match(now.at(-1), { id: (was.at(-1)?.id ?? 0) + 1, type: 'box.draining', detail: null });
  t.same(database.pragma('integrity_check', { simple: true }), 'ok');
  t.same(database.pragma('foreign_key_check'), []);
});

t.test('each call has its contact, and what it waited, rang and talked is in segments', async (t) => {
  const { directory, old } = anOld(t);
  const calls = all(old, 'select * from call order by id') as Record<string, number | string | null>[];
  const legs = all(old, 'select * from leg order by id') as Record<string, number | string | null>[];
  const reads = readsOf(await opened(t, directory));

  const contacts = await reads.selectFrom('contact').selectAll().orderBy('id').execute();
  t.same(
    contacts.map(({ id, direction, startedAt, endedAt, disposition }) => [
      id,
      direction,
      startedAt,
      endedAt,
      disposition,
    ]),
    calls.map((call) => [call.id, call.direction, call.offered_at, call.ended_at, call.disposition]),
  );
  const segments = await reads.selectFrom('segment').selectAll().execute();
  const sum = (kind: string) =>
    segments.filter((one) => one.kind === kind).reduce((time, { fromAt, toAt }) => time + (toAt ?? 0) - fromAt, 0);
  const between = (rows: typeof calls, from: string, to: (row: (typeof calls)[number]) => unknown) =>
    rows.reduce((time, row) => time + (row[from] === null ? 0 : Number(to(row)) - Number(row[from])), 0);
  t.equal(
    sum('waiting'),
    between(calls, 'queued_at', (call) => call.bridged_at ?? call.ended_at),
  );
  t.equal(
    sum('talking'),
    between(legs, 'bridged_at', (leg) => leg.ended_at),
  );
  const rung = legs.filter(({ direction }) => direction !== 'inbound');
  t.equal(
    sum('ringing'),
    between(rung, 'ringing_at', (leg) => leg.answered_at ?? leg.ended_at),
  );
  t.ok(sum('waiting') > 0 && sum('talking') > 0 && sum('ringing') > 0);
  t.same(
    new Set(segments.map(({ role, kind }) => `${role} ${kind}`)),
    new Set(['customer waiting', 'agent ringing', 'customer ringing', 'customer talking', 'agent talking']),
  );
});

t.test('the account balances, the counters stand, and the box goes on', async (t) => {
  const { directory } = anOld(t);
  const store = await opened(t, directory);
  t.match(await balance(readsOf(store)), { balanced: true });
  t.same(await counters(readsOf(store)), await recount(readsOf(store)));
  t.same(await store.ask('orphanedFiles', { directory }), []);
  const [newest] = await (await store.list('newestCalls', null, { most: 1 })).rows();
  t.ok(newest?.endedAt);
});

t.test('thousands come over in parts, and it is told how far it is', async (t) => {
  const { directory, old } = anOld(t, 300);
  const [{ calls, events }] = all(
    old,
    'select (select count(*) from call) as calls, (select count(*) from event) as events',
  ) as [{ calls: number; events: number }];
  const told: [number, number][] = [];
  const reads = readsOf(await opened(t, directory, told));

  t.ok(calls > 5_000 && events > 20_000, `${calls} calls, ${events} events`);
  t.equal((await reads.selectFrom('contact').select('id').execute()).length, calls);
  t.equal((await reads.selectFrom('event').select('id').execute()).length, events);
  t.ok(told.length > 5, `told ${told.length} times`);
  const [last] = told.slice(-1);
  t.equal(last?.[0], last?.[1], 'at the end all is done');
  t.ok(told.every(([done], index) => index === 0 || done > (told[index - 1]?.[0] ?? 0)));
});

t.test(
  'what could not be written before the end of that version is written before it is brought to this one',
  async (t) => {
    const { directory } = anOld(t);
    const { writeFileSync } = await import('node:fs');
    const statement = {
      sql: 'insert into "leg" ("id", "call", "kind", "direction", "offered_at", "ringing_at") select ?, id, ?, ?, ?, ? from call limit 1',
      values: ['leg-late', 'station', 'outbound', 5, 6],
    };
    writeFileSync(
      join(directory, 'unwritten.jsonl'),
      `${JSON.stringify({ id: 'x' })}\n${JSON.stringify([statement])}\n`,
    );
    const reads = readsOf(await opened(t, directory));
    t.match(await reads.selectFrom('leg').selectAll().where('id', '=', 'leg-late').execute(), [{ kind: 'station' }]);
    t.match(await reads.selectFrom('segment').selectAll().where('leg', '=', 'leg-late').execute(), [
      { kind: 'ringing', fromAt: 6 },
    ]);
  },
);

t.test('a migration that is cut off begins anew', async (t) => {
  const { directory, old } = anOld(t);
  old.exec('create table contact (id text)'); // in the way of this version's
  await t.rejects(openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 }));
  t.equal(old.pragma('user_version', { simple: true }), SCHEMA);
  await t.rejects(openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 }));
  const copies = () => readdirSync(directory).filter((name) => /\.schema-7(\.\d+)?$/.test(name));
  t.equal(copies().length, 1, 'the same is not copied twice');
  old.exec('drop table contact');
  await opened(t, directory);
  t.equal(old.pragma('user_version', { simple: true }), MIGRATIONS.length);
  t.equal(copies().length, 2, 'what is another is');
});
