// SPDX-License-Identifier: GPL-2.0-or-later
// Are PostgreSQL and MySQL asked by parameters only, read only, as the environment says who, and given up when they hang?
import { createServer } from 'node:net';
import t, { type Test } from 'tap';
import { authority, type Certificate } from '../../support/certificates.js';
import { type DatabaseServer, mariadbFor, postgresFor } from '../../support/database-servers.js';
import { lookUpsOf } from '../../support/look-ups.js';

const TABLE = `create table orders (number varchar(40) primary key, state varchar(40), amount bigint, due date, open boolean);
insert into orders values ('1234', '已发货', 9007199254740993, '2026-12-01', true);
insert into orders values ('0042', 'O''Brien', null, null, false);`;
const GIVES = { state: 'text', amount: 'whole', due: 'text', open: 'yesNo' };
const QUERY = 'select state, amount, due, open from orders where number = :order';

interface Kind {
  readonly type: 'postgres' | 'mysql';
  readonly database: string;
  readonly user: string;
  readonly begin: (t: Test, tls?: Certificate) => Promise<DatabaseServer | undefined>;
  readonly prepare: string;
  readonly sleeps: string;
  readonly refuses: RegExp;
}

const KINDS: readonly Kind[] = [
  {
    ...{ type: 'postgres', database: 'postgres', user: 'postgres', begin: postgresFor, prepare: TABLE },
    ...{ sleeps: "select 'x' as state, pg_sleep(30)", refuses: /read-only transaction/ },
  },
  {
    ...{ type: 'mysql', database: 'shop', user: 'spillway', begin: mariadbFor },
    prepare: `create database shop character set utf8mb4; use shop; ${TABLE}
      create user spillway@'%' identified by 'secret'; grant all on shop.* to spillway@'%';`,
    ...{ sleeps: "select 'x' as state, sleep(30) as s", refuses: /READ ONLY transaction/ },
  },
];

process.env.LOOKUP_TEST_PASSWORD = 'secret';
process.env.LOOKUP_TEST_WRONG = 'wrong';

for (const kind of KINDS)
  t.test(`a ${kind.type} server`, async (t) => {
    const server = await kind.begin(t);
    if (server === undefined) {
      t.comment(`${kind.type} is not installed here: nothing was tried`);
      return;
    }
    server.run(kind.prepare);
    const { type, database, user } = kind;
    const at = { type, host: '127.0.0.1', port: server.port, database, user, tls: false };
    const lookUps = lookUpsOf(t, {
      databases: {
        shop: { ...at, password: { environment: 'LOOKUP_TEST_PASSWORD' } },
        wrong: { ...at, password: { environment: 'LOOKUP_TEST_WRONG' } },
        unset: { ...at, password: { environment: 'LOOKUP_TEST_UNSET' } },
        tls: { ...at, tls: { ca: authority(t).certificate }, password: { environment: 'LOOKUP_TEST_PASSWORD' } },
      },
      lookups: {
        order: { query: QUERY, database: 'shop', gives: GIVES },
        wrong: { query: QUERY, database: 'wrong', gives: GIVES },
        unset: { query: QUERY, database: 'unset', gives: GIVES },
        tls: { query: QUERY, database: 'tls', gives: GIVES },
        twice: { query: `${QUERY} and (:order = number or :calling = '') -- :remark`, database: 'shop', gives: GIVES },
        smuggled: {
          query:
            kind.type === 'postgres'
              ? `with a as (insert into orders (number) values (:order) returning number) select number from a`
              : 'with a as (select :order as n) select n from a for update',
          database: 'shop',
        },
        writes: { query: "update orders set state = :state where number = '0042'", database: 'shop', write: true },
        number: { query: 'select state from orders where amount = cast(:order as decimal)', database: 'shop' },
        sleeps: { query: kind.sleeps, database: 'shop', gives: { state: 'text' }, timeout: '300ms' },
      },
    });
    const count = () => server.run(`select count(*) from ${kind.type === 'mysql' ? 'shop.' : ''}orders`).trim();

    await t.test('a row is found, with every value as it was written', async (t) => {
      t.same(await lookUps.ask('order', { order: '1234' }), {
        outcome: 'found',
        values: { state: '已发货', amount: '9007199254740993', due: '2026-12-01', open: 'true' },
      });
      t.same(await lookUps.ask('order', { order: '0042' }), {
        outcome: 'found',
        values: { state: "O'Brien", amount: '', due: '', open: 'false' },
      });
      t.same(await lookUps.ask('order', { order: '42' }), { outcome: 'notFound' });
      t.match(await lookUps.ask('twice', { order: '1234', calling: 'x' }), { outcome: 'found' });
    });

    await t.test('no value is ever part of the statement', async (t) => {
      const hostile = [
        "' or 1=1 -- ",
        "'; drop table orders; -- ",
        "\\' or 1=1 -- ",
        '" or ""="',
        '1234\\',
        '%',
        ':order',
        '?',
        '$1',
        "\u00bf' or 1=1 -- ",
      ];
      for (const order of hostile) t.same(await lookUps.ask('order', { order }), { outcome: 'notFound' }, order);
      t.equal(count(), '2');
    });

    await t.test('it may only read, unless the look-up writes', async (t) => {
      if (kind.type === 'postgres')
        t.match(await lookUps.ask('smuggled', { order: '5' }), { outcome: 'failed', why: kind.refuses });
      t.equal(count(), '2');
      t.same(await lookUps.ask('writes', { state: 'seen' }), { outcome: 'found', values: {} });
      t.match(await lookUps.ask('order', { order: '0042' }), { values: { state: 'seen' } });
    });

    await t.test('who may not sign in, and a server without encryption where it is wanted, fail', async (t) => {
      t.match(await lookUps.ask('wrong', { order: '1' }), { outcome: 'failed', why: /password|denied/i });
      t.match(await lookUps.ask('unset', { order: '1' }), {
        outcome: 'failed',
        why: /environment has no LOOKUP_TEST_UNSET/,
      });
      t.match(await lookUps.ask('tls', { order: '1' }), { outcome: 'failed', why: /SSL|secure/i });
    });

    await t.test('what he keyed in is not in the reason of a failure', async (t) => {
      const why = await lookUps.ask('number', { order: '47*11' });
      if (kind.type === 'postgres') t.match(why, { outcome: 'failed', why: /…/ });
      t.notMatch(JSON.stringify(why), '47*11');
    });

    await t.test('a statement that takes too long is given up, and the next is answered', async (t) => {
      const began = performance.now();
      const slow = await Promise.all([1, 2, 3].map(() => lookUps.ask('sleeps', {})));
      for (const one of slow) t.match(one, { outcome: 'failed' });
      t.ok(performance.now() - began < 2_000, `${(performance.now() - began).toFixed(0)} ms`);
      t.match(await lookUps.ask('order', { order: '1234' }), { outcome: 'found' });
    });
  });

for (const kind of KINDS)
  t.test(`a ${kind.type} server with a certificate`, async (t) => {
    const trusted = authority(t);
    const [ours, others, stranger] = [trusted.signs('localhost'), trusted.signs('elsewhere'), authority(t)];
    const server = await kind.begin(t, ours);
    if (server === undefined) {
      t.comment(`${kind.type} is not installed here: nothing was tried`);
      return;
    }
    server.run(kind.prepare);
    const { type, database, user } = kind;
    const password = { environment: 'LOOKUP_TEST_PASSWORD' };
    const at = { type, host: 'localhost', port: server.port, database, user, password };
    const ask = { query: QUERY, gives: GIVES, timeout: '10s' };
    const lookUps = lookUpsOf(t, {
      databases: {
        ours: { ...at, tls: { ca: trusted.certificate } },
        strange: { ...at, tls: { ca: stranger.certificate } },
        ...(type === 'postgres' && { public: { ...at, tls: true } }),
      },
      lookups: {
        ours: { ...ask, database: 'ours' },
        strange: { ...ask, database: 'strange' },
        ...(type === 'postgres' && { public: { ...ask, database: 'public' } }),
      },
    });
    t.match(await lookUps.ask('ours', { order: '1234' }), { outcome: 'found', values: { state: '已发货' } });
    t.match(await lookUps.ask('strange', { order: '1234' }), { outcome: 'failed', why: /certificate|issuer/ });
    if (type !== 'postgres') return;
    t.match(await lookUps.ask('public', { order: '1234' }), { outcome: 'failed', why: /certificate/ });
    const liar = await kind.begin(t, others);
    const named = lookUpsOf(t, {
      databases: { liar: { ...at, port: liar?.port, tls: { ca: trusted.certificate } } },
      lookups: { liar: { ...ask, database: 'liar' } },
    });
    t.match(await named.ask('liar', { order: '1234' }), { outcome: 'failed', why: /altnames|Hostname/ }, 'its name');
  });

t.test('a server that takes the connection and says nothing is given up', async (t) => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.teardown(() => silent.close());
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const at = { host: '127.0.0.1', port, database: 'x', user: 'x', tls: false };
  const one = { query: 'select 1 as a', gives: { a: 'text' }, timeout: '300ms' };
  const lookUps = lookUpsOf(t, {
    databases: { postgres: { type: 'postgres', ...at }, mysql: { type: 'mysql', ...at } },
    lookups: { postgres: { ...one, database: 'postgres' }, mysql: { ...one, database: 'mysql' } },
  });
  const began = performance.now();
  const answers = await Promise.all(['postgres', 'mysql'].map((name) => lookUps.ask(name, {})));
  for (const answer of answers) t.match(answer, { outcome: 'failed' });
  t.ok(performance.now() - began < 2_500);
});
