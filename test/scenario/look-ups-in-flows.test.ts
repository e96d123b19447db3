// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-04 002-08
// Does a flow go by what is known outside: found, not there, failed, late; and by who the caller is?

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import t, { type Test } from 'tap';
import { SYSTEM } from '../../src/bus/index.js';
import { type BoxWorld, openBox, QUEUE } from '../support/box.js';
import { nextRung } from '../support/familiar.js';
import { folderFor, serverFor } from '../support/look-ups.js';

t.setTimeout(120_000);

const NUMBER = '4008880001';
/** Look-ups take real time, in which the made-up one goes on. */
const LONG = 900_000;

const FLOWS = {
  shop: {
    fallback: { queue: QUEUE },
    steps: {
      greet: {
        when: [
          { if: 'customer.grade >= 3', next: 'gold' },
          { if: 'customer.known', next: 'known' },
        ],
        else: 'order',
      },
      gold: { say: 'you-are-next', next: 'order' },
      known: { say: 'thank-you-for-waiting', next: 'order' },
      order: { collect: 'ask-order-number', into: 'order', length: { min: 4, max: 8 }, next: 'ask' },
      ask: { lookUp: 'order', into: 'found', next: 'judge', notFound: 'none', failed: 'wrong' },
      judge: {
        when: [{ if: 'values.found_amount > 100 && values.found_state == "sent"', next: 'big' }],
        else: 'small',
      },
      big: { set: { said: '{order} is {found_state}: {found_amount}' }, next: 'keep' },
      small: { set: { said: 'small' }, next: 'keep' },
      keep: { attach: ['said'], next: 'queue' },
      queue: { transfer: { queue: QUEUE } },
      none: { say: 'not-understood', next: 'order' },
      wrong: { say: 'technical-problem', next: 'keep' },
    },
  },
};
const GIVES = { state: 'text', amount: 'whole' };

async function shop(t: Test, lookups: object, more: object = {}) {
  const place = await openBox(t, {
    telephones: 1,
    config: { accessNumbers: [{ number: NUMBER, menu: 'shop' }], flows: FLOWS, lookups, ...more },
  });
  return { place, ...call(place) };
}

function call({ world }: BoxWorld) {
  const caller = world.network.call(NUMBER, '13912345678');
  const hears = async (prompt: string) => {
    const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
    await world.until(() => listened.heard, LONG);
    await world.advance(300);
  };
  const keys = async (digits: string) => {
    await hears('ask-order-number');
    caller.sendDigits(digits);
  };
  return { caller, hears, keys };
}

async function attached({ box, reads }: BoxWorld) {
  await box.settled();
  const { data } = await reads.selectFrom('contact').selectAll().executeTakeFirstOrThrow();
  return JSON.parse(String(data));
}

t.test('what a web server knows is gone by and said; what it does not know is asked for again', async (t) => {
  const { url } = await serverFor(t, (request, response) => {
    if (request.url !== '/orders/1234') return response.writeHead(404).end();
    response.end('{"state":"sent","amount":250}');
  });
  const { place, keys, hears } = await shop(t, { order: { url: `${url}/orders/{order}`, gives: GIVES } });
  await keys('9999#');
  await hears('not-understood');
  await keys('1234#');
  t.equal(await nextRung(place, LONG), 1);
  t.match(await attached(place), { said: '1234 is sent: 250' });
});

t.test('a database of the shop is asked in the same way', async (t) => {
  const file = join(folderFor(t), 'shop.db');
  const database = new Sqlite(file);
  database.exec(
    `create table orders (number text, state text, amount integer); insert into orders values ('1234', 'sent', 101)`,
  );
  database.close();
  const query = 'select state, amount from orders where number = :order';
  const { place, keys } = await shop(
    t,
    { order: { query, database: 'shop', gives: GIVES } },
    { databases: { shop: { type: 'sqlite', file } } },
  );
  await keys('1234#');
  t.equal(await nextRung(place, LONG), 1);
  t.match(await attached(place), { said: '1234 is sent: 101' });
});

t.test('one that hangs is given up: he hears a soft sound meanwhile, then goes where it says', async (t) => {
  const { url } = await serverFor(t, () => {});
  const { place, keys, hears, caller } = await shop(t, {
    order: { url: `${url}/{order}`, gives: GIVES, timeout: '300ms' },
  });
  await keys('1234#');
  const played = place.world.facts.length;
  await place.world.advance(2_000);
  t.ok(
    place.world.facts.slice(played).some(({ type }) => type === 'started'),
    'after a second something is played to him',
  );
  t.equal(caller.state, 'connected');
  await hears('technical-problem');
  t.equal(await nextRung(place, LONG), 1);
});

t.test('one that fails again and again is an alarm, until it is answered', async (t) => {
  let isWell = false;
  const { url } = await serverFor(t, (_, response) => response.writeHead(isWell ? 404 : 500).end());
  const { place, ...first } = await shop(t, { order: { url: `${url}/{order}`, gives: GIVES } });
  const alarms = async () => (await place.box.alarms.list()).map(({ code, subject }) => ({ code, subject }));
  let caller = first;
  for (let times = 1; times <= 3; times++) {
    t.same(await alarms(), [], `${times}`);
    await caller.keys('1234#');
    await caller.hears('technical-problem');
    caller.caller.clear();
    caller = call(place);
  }
  t.same(await alarms(), [{ code: 'LOOKUP_FAILING', subject: 'order' }]);
  isWell = true;
  await caller.keys('1234#');
  await caller.hears('not-understood');
  t.same(await alarms(), []);
});

t.test('who hangs up while something is looked up for him is gone, and nothing comes after him', async (t) => {
  const { url } = await serverFor(t, () => {});
  const { place, keys, caller } = await shop(t, { order: { url: `${url}/{order}`, gives: GIVES, timeout: '300ms' } });
  await keys('1234#');
  await place.world.advance(500);
  caller.clear();
  await place.world.until(() => caller.state === 'cleared');
  await place.world.advance(20_000);
  t.notOk(place.world.telephone(1).rings);
});

t.test('a known caller hears the greeting that his grade chooses', async (t) => {
  const { greet, gold, known } = FLOWS.shop.steps;
  const steps = { greet, gold, known, order: { queue: QUEUE } };
  const flows = { shop: { fallback: { queue: QUEUE }, steps } };
  const place = await openBox(t, { config: { accessNumbers: [{ number: NUMBER, menu: 'shop' }], flows } });
  const set = (grade: string) => place.box.customers.set('c1', { numbers: '13912345678', name: 'Wang', grade }, SYSTEM);
  for (const [grade, prompt] of [
    ['5', 'you-are-next'],
    ['1', 'thank-you-for-waiting'],
  ] as const) {
    await set(grade);
    const { caller, hears } = call(place);
    await hears(prompt);
    caller.clear();
    await place.world.until(() => caller.state === 'cleared');
    await place.world.advance(1_000);
  }
});

t.test('the extension that a caller keys in is rung; one that there is not is asked for again', async (t) => {
  const steps = {
    ask: { collect: 'ask-extension', into: 'extension', length: 3, next: 'ring' },
    ring: { transfer: { station: '{extension}' }, failed: 'none' },
    none: { say: 'not-understood', next: 'ask' },
  };
  const flows = { shop: { fallback: { queue: QUEUE }, steps } };
  const config = { accessNumbers: [{ number: NUMBER, menu: 'shop' }], flows };
  const place = await openBox(t, { telephones: 2, signedIn: 0, config });
  const { caller, hears } = call(place);
  await hears('ask-extension');
  caller.sendDigits('899');
  await hears('not-understood');
  await hears('ask-extension');
  caller.sendDigits('802');
  t.equal(await nextRung(place, LONG), 2);
  t.notOk(place.world.telephone(1).rings);
});
