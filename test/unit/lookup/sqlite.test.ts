// SPDX-License-Identifier: GPL-2.0-or-later
// Is a SQLite file asked by parameters only, read only unless the file says otherwise, and given up when a statement never ends?
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import t, { type Test } from 'tap';
import { folderFor, lookUpsOf } from '../../support/look-ups.js';

function shop(t: Test) {
  const file = join(folderFor(t), 'shop.db');
  const database = new Sqlite(file);
  t.teardown(() => database.close());
  database.exec(`create table orders (number text primary key, state text, amount integer, due text, open integer);
    insert into orders values ('1234', '已发货', 9007199254740993, '2026-12-01', 1), ('0042', 'O''Brien', null, null, 0);`);
  const gives = { state: 'text', amount: 'whole', open: 'yesNo' };
  const query = 'select state, amount, open from orders where number = :order';
  const databases = { shop: { type: 'sqlite', file } };
  return { file, database, databases, gives, query };
}

t.test('a row is found by its parameter, whole numbers to the last digit', async (t) => {
  const { databases, gives, query } = shop(t);
  const lookUps = lookUpsOf(t, { databases, lookups: { order: { query, database: 'shop', gives } } });
  t.same(await lookUps.ask('order', { order: '1234' }), {
    outcome: 'found',
    values: { state: '已发货', amount: '9007199254740993', open: 'true' },
  });
  t.same(await lookUps.ask('order', { order: '0042' }), {
    outcome: 'found',
    values: { state: "O'Brien", amount: '', open: 'false' },
  });
  t.same(await lookUps.ask('order', { order: '42' }), { outcome: 'notFound' });
});

t.test('no value is ever part of the statement', async (t) => {
  const { databases, gives, query, database } = shop(t);
  const lookUps = lookUpsOf(t, { databases, lookups: { order: { query, database: 'shop', gives } } });
  for (const order of [
    "' or 1=1 --",
    "'; drop table orders; --",
    '" or ""="',
    '1234\\',
    '%',
    ':order',
    '?',
    '\u0000',
    '1234\u0000',
  ])
    t.same(await lookUps.ask('order', { order }), { outcome: 'notFound' }, order);
  t.same(database.prepare('select count(*) as n from orders').get(), { n: 2 });
});

t.test('it may only read, unless the look-up says that it writes', async (t) => {
  const { databases, database } = shop(t);
  const update = "update orders set state = 'seen' where number = :order returning state";
  const lookUps = lookUpsOf(t, {
    databases,
    lookups: {
      smuggled: {
        query: 'with a as (select 1) insert into orders (number) values (:order) returning number',
        database: 'shop',
      },
      writes: { query: update, database: 'shop', write: true, gives: { state: 'text' } },
      plain: { query: 'delete from orders where number = :order', database: 'shop', write: true },
      attach: { query: 'with a as (select 1) select load_extension(:order)', database: 'shop' },
    },
  });
  t.match(await lookUps.ask('smuggled', { order: '5' }), { outcome: 'failed', why: /readonly/ });
  t.same(await lookUps.ask('writes', { order: '1234' }), { outcome: 'found', values: { state: 'seen' } });
  t.same(await lookUps.ask('plain', { order: '0042' }), { outcome: 'found', values: {} });
  t.match(await lookUps.ask('attach', { order: '/tmp/x.so' }), { outcome: 'failed' });
  t.same(database.prepare('select number, state from orders').all(), [{ number: '1234', state: 'seen' }]);
});

t.test('a statement that never ends is ended, and the next one is answered', async (t) => {
  const { databases, gives, query } = shop(t);
  const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) as state from n';
  const lookUps = lookUpsOf(t, {
    databases,
    lookups: {
      endless: { query: endless, database: 'shop', gives: { state: 'text' }, timeout: '200ms' },
      order: { query, database: 'shop', gives },
    },
  });
  await lookUps.ask('order', { order: '1234' });
  const began = performance.now();
  t.match(await lookUps.ask('endless', {}), { outcome: 'failed', why: 'no answer within 200 ms' });
  t.ok(performance.now() - began < 2_000);
  t.match(await lookUps.ask('order', { order: '1234' }), { outcome: 'found' });
});

t.test('of a million rows one is fetched, and a file that is not there is a failure', async (t) => {
  const { databases } = shop(t);
  const many =
    'with recursive n(i) as (select 1 union all select i + 1 from n limit 100000000) select i as state from n';
  const lookUps = lookUpsOf(t, {
    databases,
    lookups: {
      many: { query: many, database: 'shop', gives: { state: 'text' } },
      column: { query: 'select state from orders', database: 'shop', gives: { missing: 'text' } },
      table: { query: 'select 1 from nowhere', database: 'shop' },
    },
  });
  t.same(await lookUps.ask('many', {}), { outcome: 'found', values: { state: '1' } });
  t.match(await lookUps.ask('column', {}), { outcome: 'failed', why: /no column "missing"/ });
  t.match(await lookUps.ask('table', {}), { outcome: 'failed', why: /no such table/ });
});
