// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-03 002-12 003-01
// Does a table of rules on calling and dialled number, time, customer and skill pick where a call goes, and is the rule that won told afterwards?
import t from 'tap';
import type { Dialogue } from '../../src/index.js';
import { Store } from '../../src/store/store.js';
import { ACCESS_NUMBER, type BoxWorld, openBox, QUEUE } from '../support/box.js';

const SHORT_CODE = '96123';
const RULES = [
  { name: 'short code', if: 'contact.accessNumber.startsWith("96")', to: { flow: 'welcome' } },
  { name: 'old friend', if: 'contact.number == "+8613911110000"', to: { queue: 'vip' }, priority: 10 },
  { name: 'monday', if: 'time.weekday == 1 && contact.number.endsWith("1")', to: { queue: 'monday' } },
  { name: 'english', if: 'contact.number.endsWith("2")', needs: [{ skill: 'english', level: 5 }] },
  { name: 'boss', if: 'contact.number.endsWith("3")', to: { agent: '1001', otherwise: { queue: 'vip' } } },
  { name: 'desk', if: 'contact.number.endsWith("4")', to: { station: '802', otherwise: 'refuse' } },
  { name: 'mobile', if: 'contact.number.endsWith("5")', to: { number: '13700000000', otherwise: { queue: 'vip' } } },
];

function openShop(t: Parameters<typeof openBox>[0], more: object = {}, options: Parameters<typeof openBox>[1] = {}) {
  const config = {
    accessNumbers: [
      { number: ACCESS_NUMBER, queue: QUEUE },
      { number: SHORT_CODE, queue: QUEUE },
    ],
    queues: [QUEUE, 'vip', 'monday'].map((name) => ({ name, nobodySignedIn: 'wait' })),
    rules: RULES,
    ...more,
  };
  return openBox(t, { telephones: 2, config, ...options });
}

const waitingIn = ({ box }: BoxWorld, queue: string) => box.status().queues.find(({ name }) => name === queue)?.waiting;

async function routed(place: BoxWorld) {
  await place.box.settled();
  const rows = await place.events('call.routed');
  return rows.map(({ detail, queue }) => ({
    ...(JSON.parse(detail ?? '{}') as { rule?: string; reason: string }),
    queue,
  }));
}

t.test('a short code 96xxx is led to its flow', async (t) => {
  const heard: string[] = [];
  const dialogues = {
    welcome: async (dialogue: Dialogue) => {
      await dialogue.answer();
      heard.push(dialogue.leg.called.digits);
    },
  };
  const place = await openShop(t, {}, { dialogues });
  const caller = place.world.network.call(SHORT_CODE);
  await place.world.until(() => caller.state === 'cleared');
  t.same(heard, [SHORT_CODE]);
  t.match(await routed(place), [{ to: 'flow', reason: 'rule', rule: 'short code' }]);
});

t.test('calling number, time and skill pick the queue, and the rule that won is told', async (t) => {
  const place = await openShop(t, {}, { signedIn: 0, dialogues: { welcome: async () => {} } });
  const { world } = place;
  world.network.call(ACCESS_NUMBER, '13911110000');
  await world.until(() => waitingIn(place, 'vip') === 1);
  world.network.call(ACCESS_NUMBER, '13912345671');
  await world.until(() => waitingIn(place, 'monday') === 1);
  world.network.call(ACCESS_NUMBER, '13912345672');
  await world.until(() => waitingIn(place, QUEUE) === 1);
  t.match(await routed(place), [
    { queue: 'vip', rule: 'old friend', reason: 'rule', priority: 10 },
    { queue: 'monday', rule: 'monday', reason: 'rule' },
    { queue: QUEUE, rule: 'english', reason: 'queue' },
  ]);
});

t.test('an agent who is signed in is rung for the call, and one who is not leaves it to the queue', async (t) => {
  const place = await openShop(t, {}, { dialogues: { welcome: async () => {} } });
  const { world } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345673');
  await world.until(() => world.telephone(1).rings);
  t.equal(caller.stamps.answer, undefined, 'he hears it ring, and pays nothing yet');
  world.telephone(1).lift();
  await world.until(() => caller.state === 'connected');
  await world.until(() => place.box.status().agents[0]?.state === 'talking');
  caller.clear();
  await world.advance(1_000);
  world.telephone(1).putDown();
  place.box.agents.signOut('1001');
  world.network.call(ACCESS_NUMBER, '13912345673');
  await world.until(() => waitingIn(place, 'vip') === 1);
  t.pass();
});

t.test('nobody answers the telephone that is rung: then what is said happens', async (t) => {
  const place = await openShop(t, {}, { dialogues: { welcome: async () => {} } });
  const { world } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345674');
  await world.until(() => world.telephone(2).rings);
  await world.until(() => caller.state === 'cleared', 45_000);
  t.notOk(world.telephone(2).rings);
});

t.test('a number outside is called, and both talk', async (t) => {
  const place = await openShop(t, {}, { signedIn: 0, dialogues: { welcome: async () => {} } });
  const { world } = place;
  const legs = world.network.answersAfter(world.clock, 1_000);
  const caller = world.network.call(ACCESS_NUMBER, '13912345675');
  await world.until(() => legs.length === 1);
  await world.until(() => caller.state === 'connected');
  t.match(legs[0]?.called.digits, /13700000000$/);
  caller.clear();
  await world.until(() => legs[0]?.state === 'cleared');
  t.match(await routed(place), [{ to: 'ring', rule: 'mobile' }]);
});

t.test('a caller who hangs up while somebody is rung leaves nothing ringing', async (t) => {
  const place = await openShop(t, {}, { dialogues: { welcome: async () => {} } });
  const { world, reads, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345673');
  await world.until(() => world.telephone(1).rings);
  caller.clear();
  await world.until(() => !world.telephone(1).rings);
  await box.settled();
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'abandoned' }]);
});

t.test('what a dialogue attaches picks the queue to which it leads, once for each rule', async (t) => {
  const rules = [
    { name: 'gold', if: 'contact.data.plan == "gold"', to: { queue: 'vip' }, priority: 3 },
    { name: 'away', if: 'contact.data.plan == "gold"', to: 'refuse' },
  ];
  const flows = {
    welcome: async (dialogue: Dialogue) => {
      await dialogue.answer();
      place.box.attach(dialogue.leg.id, { plan: 'gold' });
      await place.box.enqueue(dialogue.leg.id, QUEUE);
    },
  };
  const accessNumbers = [{ number: ACCESS_NUMBER, menu: 'welcome' }];
  const batches: string[][] = [];
  const { commit } = Store.prototype;
  t.teardown(() => {
    Store.prototype.commit = commit;
  });
  Store.prototype.commit = function (batch, options) {
    const types = batch.events.map(({ type }) => type);
    if (types.includes('call.queued')) batches.push(types);
    return commit.call(this, batch, options);
  };
  const place: BoxWorld = await openShop(t, { rules, accessNumbers }, { signedIn: 0, dialogues: flows });
  place.world.network.call(ACCESS_NUMBER, '13912345678');
  await place.world.until(() => waitingIn(place, 'vip') === 1);
  t.match(await routed(place), [
    { to: 'flow', reason: 'flow' },
    { to: 'queue', queue: 'vip', rule: 'gold', reason: 'rule', priority: 3 },
  ]);
  t.same(
    batches,
    [['call.routed', 'call.queued']],
    'what led him there is written with his coming there, in one batch',
  );
});
