// SPDX-License-Identifier: GPL-2.0-or-later
// Can rows of the database not be read (a disk's fault, somebody's hand)? Lists, reports and pages go on without what is broken in them.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods } from '../../src/host/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { shopDay } from '../support/shop-day.js';

const AFTER_ALL_TIME = 9_000_000_000_000_000; // no date has it

const place = await openBox(t, {
  signedIn: 0,
  config: {
    accessNumbers: [
      { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
      { number: '88880002', queue: QUEUE, hours: [{ from: '01:00', to: '02:00' }], afterHours: 'refuse' },
    ],
    blocked: ['13700000007'],
    queues: [{ name: QUEUE, overflow: 'callback', wrapUp: '5s' }],
    rates: { prices: [{ name: 'out', perMinute: 0.15 }] },
  },
});
const { world, box } = place;
const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [] });
const socket = join(world.folder, 'data', 'box.sock');
const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
t.teardown(() => control.close());
await shopDay(place);
await box.settled();

const type = (line: string) => command({ language: 'en' }, ...line.split(' '), '--socket', socket);
const database = new Database(join(world.folder, 'data', 'spillway.db'));
t.teardown(() => database.close());
const change = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values).changes;
const [first] = database.prepare(`select id from call where disposition = 'answered'`).pluck().all() as string[];

const LINES = [
  'calls',
  `calls show ${first}`,
  'calls licence --since 2020-01-01',
  'report',
  'report --by agent',
  'report incoming --csv --from 2020-01-01 --to 2299-12-31',
  'report bill',
  'report wave',
  'recordings',
  'callbacks --all',
  'customers',
  'personal find 13912345678',
];

async function failing(): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const line of LINES) {
    const { code, complaint } = await type(line);
    if (code !== 0) failed.push(`${line}: ${complaint.trim()}`);
  }
  return failed;
}

t.test('before anything is broken all of them are answered', async (t) => {
  t.same(await failing(), []);
});

const JSON_OF: readonly (readonly [table: string, column: string])[] = [
  ['call', 'detail'],
  ['contact_row', 'data'],
  ['leg_row', 'detail'],
  ['capture', 'detail'],
  ['callback_request', 'detail'],
  ['callback_request', 'wants'],
  ['callback_attempt', 'detail'],
  ['customer', 'numbers'],
  ['event_log', 'facts'],
];

for (const [table, column] of JSON_OF)
  t.test(`${table}.${column} is no JSON`, async (t) => {
    const key = table === 'leg_row' ? 'call, id' : table === 'capture' ? 'call' : 'id';
    const before = database.prepare(`select ${key}, ${column} as was from ${table}`).all() as { was: unknown }[];
    const rows = change(`update ${table} set ${column} = '{broken'`);
    t.same(await failing(), []);
    if (rows > 0) {
      const { code, text } = await type('records broken');
      t.equal(code, 1);
      t.match(text, new RegExp(`${rows} rows of ${table}: ${column} cannot be read`));
    }
    const where = key.replace('call, id', 'call = @call and id = @id').replace(/^(call|id)$/, '$1 = @$1');
    for (const row of before) database.prepare(`update ${table} set ${column} = @was where ${where}`).run(row);
    t.match(await type('records broken'), { code: 0, text: /every row can be read/ });
  });

t.test('an event that cannot be read is told as such, with those around it', async (t) => {
  const at = database.prepare("select max(id) from event where type = 'call.ended'").pluck().get() as number;
  const facts = database.prepare('select facts from event_log where id = ?').pluck().get(at);
  change("update event_log set facts = '{broken' where id = ?", at);
  const rows = await (await box.records.list('eventsAfter', { event: at - 2 }, { most: 3 })).rows();
  t.same(
    rows.map(({ n }) => n),
    [at - 1, at, at + 1],
  );
  t.match(rows[1], { type: 'call.ended', facts: { unreadable: true } });
  change('update event_log set facts = ? where id = ?', facts, at);
});

t.test('times that no calendar has', async (t) => {
  for (const [table, column] of [
    ['call', 'offered_at'],
    ['call', 'ended_at'],
    ['recording', 'started_at'],
    ['callback_request', 'due'],
    ['callback_request', 'created_at'],
  ]) {
    t.ok(
      change(
        `update ${table} set ${column} = ? where id in (select id from ${table} where ${column} is not null limit 1)`,
        AFTER_ALL_TIME,
      ) > 0,
    );
    t.same(await failing(), [], `${table}.${column}`);
  }
  t.match(await type('records broken'), { code: 1, text: /1 rows of call: offered_at cannot be read/ });
});
