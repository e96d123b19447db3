// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-28 001-33 002-13
// Forwards of telephones (always, busy, no answer), loops that are cut, do not disturb, and ringing calls that are sent on: who rings,
// who hears whom, and does it hold over a restart?
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { telephonesAtRest } from '../support/telephones-at-rest.js';
import { whoHears } from '../support/who-hears.js';

const THIRD = '1003';
const [ONE, TWO, THREE, FOUR] = [1, 2, 3, 4].map(stationNumber) as [string, string, string, string];

const why = async ({ events }: BoxWorld) =>
  (await events('call.forwarded')).map(({ detail }) => JSON.parse(detail ?? '{}').why);

t.test('001-28 always: the other telephone rings, and they hear each other', async (t) => {
  const place = await telephonesAtRest(t);
  const { world, box, dial, ears } = place;
  await world.during(box.calling.telephones.forward(TWO, 'always', { station: THREE }));
  await dial(1, TWO);
  await world.until(() => world.telephone(3).rings, 3_000);
  t.notOk(world.telephone(2).rings);
  world.telephone(3).lift();
  await world.advance(500);
  t.same(await ears(1, 2, 3), { t1: 't3', t2: '', t3: 't1' });
  t.same(await why(place), ['always']);
  await world.during(box.calling.telephones.forward(TWO, 'always', undefined));
  await hangUp(world, world.telephone(1));
  await hangUp(world, world.telephone(3));
  await dial(1, TWO);
  await world.until(() => world.telephone(2).rings, 3_000);
});

t.test('001-28 002-13 busy and no answer: to an agent, to a queue, outside', async (t) => {
  const place = await telephonesAtRest(t);
  const { world, box, dial, ears } = place;
  await world.during(box.calling.telephones.forward(TWO, 'busy', { agent: THIRD }));
  world.telephone(2).lift();
  await dial(1, TWO);
  await world.until(() => world.telephone(3).rings, 3_000);
  world.telephone(3).lift();
  await world.advance(500);
  t.same(await ears(1, 2, 3), { t1: 't3', t2: 'music', t3: 't1' }, 'who is busy hears his dial tone');
  for (const port of [1, 2, 3]) await hangUp(world, world.telephone(port));

  const outside = world.network.answersAfter(world.clock, 1_000);
  await world.during(box.calling.telephones.forward(TWO, 'noAnswer', { number: '13700000007' }));
  await dial(1, TWO);
  await world.until(() => world.telephone(2).rings, 3_000);
  await world.until(() => outside.length === 1, 20_000);
  await world.until(() => !world.telephone(2).rings, 7_000);
  await world.advance(2_000);
  const far = outside[0]?.channel.index ?? 0;
  t.same(await whoHears(world, { t1: world.telephone(1).channel, far }), { t1: 'far', far: 't1' });
  await hangUp(world, world.telephone(1));
  await world.until(() => outside[0]?.state === 'cleared', 3_000);

  await world.during(box.calling.telephones.forward(TWO, 'always', { queue: QUEUE }));
  for (const id of [FIRST, SECOND, THIRD]) box.agents.notReady(id, 'meal');
  await dial(1, TWO);
  await world.until(() => world.telephone(4).rings, 3_000);
  world.telephone(4).lift();
  await world.advance(500);
  t.same(await ears(1, 4), { t1: 't4', t4: 't1' });
  t.equal(agent(box, 4).state, 'talking', 'the queue has given him');
  await hangUp(world, world.telephone(1));
  await hangUp(world, world.telephone(4));
  t.equal(agent(box, 4).state, 'wrapUp');
  t.same(await why(place), ['busy', 'noAnswer', 'always']);
});

t.test('002-13 a loop is cut after three hops: the caller hears busy tone', async (t) => {
  const place = await telephonesAtRest(t);
  const { world, box, dial } = place;
  await world.during(box.calling.telephones.forward(TWO, 'always', { station: THREE }));
  await world.during(box.calling.telephones.forward(THREE, 'always', { station: TWO }));
  await dial(1, TWO);
  await world.advance(1_000);
  t.same(await why(place), ['always', 'always', 'always', 'loop']);
  t.notOk([2, 3].some((port) => world.telephone(port).rings));
  t.equal(box.calling.situation(ONE), 'inUse');
  t.same(await whoHears(world, { t1: world.telephone(1).channel }), { t1: 'music' }, 'busy tone');
  await hangUp(world, world.telephone(1));
  await world.during(box.calling.telephones.forward(THREE, 'always', { station: ONE }));
  await dial(1, TWO);
  t.same((await why(place)).slice(4), ['always', 'loop'], 'nobody is sent to himself');
  t.notOk(world.telephone(1).rings);
});

t.test('a customer who is given to a telephone goes where it wants its calls', async (t) => {
  const { world, box, hears } = await callInHand(t, { signedIn: 1 });
  await world.during(box.calling.telephones.forward(THREE, 'always', { agent: SECOND }));
  box.calling.singleStepTransfer(FIRST, { station: THREE });
  await world.until(() => world.telephone(2).rings, 3_000);
  world.telephone(2).lift();
  await world.advance(500);
  t.match(await hears(), { customer: 'second', second: 'customer' });
});

t.test('what nobody may call is no destination, when it is set and when it is used', async (t) => {
  const place = await telephonesAtRest(t);
  const { world, box } = place;
  const refused = async (to: Parameters<typeof box.calling.telephones.forward>[2]) => {
    const said = box.calling.telephones.forward(TWO, 'always', to).catch((error: unknown) => error);
    await world.during(said);
    return said;
  };
  t.match(await refused({ number: '0012125551234' }), { code: 'BARRED' });
  t.match(await refused({ number: '110' }), { code: 'REFUSED' });
  t.match(await refused({ station: '899' }), { code: 'NOT_FOUND' });
  t.match(await refused({ station: TWO }), { code: 'REFUSED' });
  t.match(await refused({ queue: 'nowhere' }), { code: 'NOT_FOUND' });
  t.same(box.calling.telephones.list(), []);
});

t.test('001-33 do not disturb: his telephone is not rung, routing skips it, colleagues hear busy', async (t) => {
  const place = await telephonesAtRest(t, { signedIn: 2 });
  const { world, box, dial } = place;
  await world.during(box.calling.telephones.doNotDisturb(FIRST, true));
  t.match(agent(box, 1), { state: 'busy', doNotDisturb: true });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(2).rings, 5_000);
  t.notOk(world.telephone(1).rings);
  caller.clear();
  await world.advance(1_000);
  await dial(3, ONE);
  await world.advance(1_000);
  t.notOk(world.telephone(1).rings);
  t.equal(box.calling.situation(THREE), 'inUse', 'busy tone');
  t.throws(() => box.calling.makeCall(SECOND, { agent: FIRST }), { message: /DO_NOT_DISTURB/ });
  await hangUp(world, world.telephone(3));
  box.calling.makeCall(FIRST, { station: FOUR });
  await world.until(() => world.telephone(1).rings, 3_000);
  t.pass('what he asked for himself rings');
  await world.during(box.calling.telephones.doNotDisturb(FIRST, false));
  t.notMatch(agent(box, 1), { doNotDisturb: true });
});

t.test('forwards and do not disturb hold over a restart', async (t) => {
  const first = await telephonesAtRest(t);
  const { world, box } = first;
  await world.during(box.calling.telephones.forward(TWO, 'busy', { number: '13700000007' }));
  await world.during(box.calling.telephones.doNotDisturb(THREE, true));
  const said = box.calling.telephones.list();
  t.match(said, [
    { station: TWO, forward: { busy: 'number:13700000007' } },
    { station: THREE, doNotDisturb: true },
  ]);
  t.same(box.status().telephones, said);
  await world.during(box.close());
  const again = await openBox(t, { telephones: 4, signedIn: 4, data: join(world.folder, 'data') });
  t.same(again.box.calling.telephones.list(), said);
  t.equal(agent(again.box, 3).state, 'busy', 'routing skips it');
});

t.test(
  'what was said to be done stands on the disk by then: a box that is killed at once comes up with it',
  async (t) => {
    const { world, box } = await telephonesAtRest(t);
    await world.during(box.calling.telephones.forward(TWO, 'always', { agent: FIRST }));
    await world.during(box.calling.telephones.doNotDisturb(TWO, true));
    const said = box.calling.telephones.list();
    const data = join(world.folder, 'as-killed'); // what the disk has at this instant, and nothing later
    mkdirSync(data);
    for (const name of readdirSync(join(world.folder, 'data')))
      if (/^spillway\.db(-wal)?$/.test(name)) copyFileSync(join(world.folder, 'data', name), join(data, name));
    const again = await openBox(t, { telephones: 4, signedIn: 4, data });
    t.equal(said.length, 1);
    t.same(again.box.calling.telephones.list(), said);
  },
);

t.test('deflect: what rings is sent on unanswered, to a colleague, a queue, outside', async (t) => {
  const place = await telephonesAtRest(t, { signedIn: 1 });
  const { world, box, ears, dial } = place;
  const outside = world.network.answersAfter(world.clock, 1_000);
  t.throws(() => box.calling.ringing.deflect(FIRST, { agent: SECOND }), { message: /NOTHING_RINGS|signed in/ });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings, 5_000);
  box.agents.signIn(SECOND, TWO);
  box.agents.notReady(SECOND, 'meal');
  t.throws(() => box.calling.ringing.answer(FIRST), { message: /LIFT_IT/ });
  box.calling.ringing.deflect(FIRST, { agent: SECOND });
  await world.until(() => world.telephone(2).rings && !world.telephone(1).rings, 7_000);
  t.equal(agent(box, 1).state, 'ready');
  world.telephone(2).lift();
  await world.advance(500);
  const ears2 = { customer: caller.channel.index, second: world.telephone(2).channel };
  t.same(await whoHears(world, ears2), { customer: 'second', second: 'customer' });
  t.equal(agent(box, 2).state, 'talking');
  caller.clear();
  await world.advance(500);
  await hangUp(world, world.telephone(2));

  const next = world.network.call(ACCESS_NUMBER, '13900000002');
  await world.until(() => world.telephone(1).rings, 5_000);
  box.calling.ringing.deflect(FIRST, { number: '13700000007' });
  await world.until(() => outside.length === 1, 5_000);
  await world.advance(3_000);
  const far = { customer: next.channel.index, far: outside[0]?.channel.index ?? 0 };
  t.same(await whoHears(world, far), { customer: 'far', far: 'customer' });
  next.clear();
  await world.until(() => outside[0]?.state === 'cleared', 3_000);

  await dial(3, ONE);
  await world.until(() => world.telephone(1).rings, 3_000);
  box.calling.ringing.deflect(FIRST, { station: FOUR });
  await world.until(() => world.telephone(4).rings, 3_000);
  world.telephone(4).lift();
  await world.advance(500);
  t.same(await ears(3, 4), { t3: 't4', t4: 't3' });
});

t.test('whom the one to whom he was sent does not take waits at his old place', async (t) => {
  const { world, box } = await telephonesAtRest(t, { signedIn: 1 });
  world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings, 5_000);
  box.calling.ringing.deflect(FIRST, { station: FOUR });
  await world.until(() => world.telephone(4).rings && !world.telephone(1).rings, 7_000);
  await world.until(() => world.telephone(1).rings, 45_000);
  await world.until(() => !world.telephone(4).rings, 7_000);
});

t.test('what rings at a colleague because somebody calls him is picked up, too', async (t) => {
  const place = await telephonesAtRest(t);
  const { world, ears, dial } = place;
  await dial(1, TWO);
  await world.until(() => world.telephone(2).rings, 3_000);
  await dial(3, `*79${TWO}`);
  await world.advance(1_000);
  await world.until(() => !world.telephone(2).rings, 7_000);
  t.same(await ears(1, 3), { t1: 't3', t3: 't1' });
});
