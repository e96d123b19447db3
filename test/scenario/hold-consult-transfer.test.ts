// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-17 000-18 000-37 001-01 001-02 001-23 001-24 001-54 001-56 001-65 001-66 001-69 002-14 002-17 003-23
// Hold, consult, alternate, transfer, conference: who hears whom before, during and after, and what stands in the records?
import t from 'tap';
import { type BoxWorld, QUEUE, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

async function kinds({ reads }: BoxWorld, role: 'customer' | 'agent') {
  const rows = await reads.selectFrom('segment').selectAll().where('role', '=', role).orderBy('n').execute();
  return rows.map(({ kind, agent: who, endReason }) => ({ kind, agent: who, endReason }));
}

t.test('hold: the customer hears music, the agent nobody; after it they hear each other again', async (t) => {
  const place = await callInHand(t);
  const { world, box, hears } = place;
  t.same(await hears(), { customer: 'agent', agent: 'customer', second: '' });

  box.calling.hold(FIRST);
  await world.advance(1_000);
  t.same(await hears(), { customer: 'music', agent: '', second: '' });
  t.throws(() => box.calling.hold(FIRST), /NOT_TALKING/, 'an illegal verb changes nothing');

  box.calling.retrieve(FIRST);
  await world.advance(100);
  t.same(await hears(), { customer: 'agent', agent: 'customer', second: '' });
  place.caller.clear();
  await world.advance(1_000);
  t.same(
    (await kinds(place, 'customer')).map(({ kind }) => kind),
    ['waiting', 'talking', 'held', 'talking'],
  );
  t.match(await place.events('call.held'), [{ agent: FIRST }]);
});

t.test(
  'consulted transfer: two talk while the customer hears music, then he and the second hear each other',
  async (t) => {
    const place = await callInHand(t);
    const { world, box, hears, second, telephone, caller } = place;
    box.calling.consult(FIRST, { agent: SECOND });
    await world.until(() => second.rings);
    t.equal(agent(box, 2).state, 'busy', 'nothing is offered to him meanwhile');
    second.lift();
    await world.advance(1_000);
    t.same(await hears(), { customer: 'music', agent: 'second', second: 'agent' });

    box.calling.alternate(FIRST);
    await world.advance(1_000);
    t.same(await hears(), { customer: 'agent', agent: 'customer', second: 'music' });
    box.calling.alternate(FIRST);
    await world.advance(1_000);
    t.same(await hears(), { customer: 'music', agent: 'second', second: 'agent' });

    box.calling.transfer(FIRST);
    await world.advance(100);
    t.match(await hears(), { customer: 'second', second: 'customer' });
    t.equal(agent(box, 1).state, 'wrapUp');
    t.equal(agent(box, 2).state, 'talking');
    await hangUp(world, telephone);
    second.putDown();
    await world.until(() => caller.state === 'cleared', 3_000);
    t.equal(agent(box, 2).state, 'wrapUp');
    await world.advance(500);
    t.match(await kinds(place, 'customer'), [
      { kind: 'waiting' },
      { kind: 'talking', agent: FIRST },
      { kind: 'held', agent: FIRST },
      {},
      {},
      { kind: 'talking', agent: SECOND },
    ]);
    t.match(await place.events('call.transferred'), [{ agent: FIRST }]);
    t.match(await place.reads.selectFrom('call').selectAll().execute(), [{ disposition: 'answered', agent: SECOND }]);
  },
);

t.test('transfer while the consulted one still rings: the customer hears ringing, then the second', async (t) => {
  const place = await callInHand(t);
  const { world, box, hears, second, telephone } = place;
  box.calling.consult(FIRST, { station: stationNumber(2) });
  await world.until(() => second.rings);
  box.calling.transfer(FIRST);
  await hangUp(world, telephone);
  t.equal(box.status().calls.inProgress, 1);
  second.lift();
  await world.advance(300);
  t.match(await hears(), { customer: 'second', second: 'customer', agent: '' });
  t.equal(agent(box, 2).state, 'talking');
});

t.test('conference: all three hear each other; when the agent goes, the rest talk on', async (t) => {
  const place = await callInHand(t);
  const { world, box, hears, second, telephone } = place;
  box.calling.consult(FIRST, { agent: SECOND });
  await world.until(() => second.rings);
  second.lift();
  await world.advance(500);
  box.calling.conference(FIRST);
  await world.advance(100);
  t.same(await hears(), { customer: 'agent second', agent: 'customer second', second: 'customer agent' });
  await hangUp(world, telephone);
  t.same(await hears(), { customer: 'second', agent: '', second: 'customer' });
  t.equal(agent(box, 1).state, 'wrapUp');
  t.equal(agent(box, 2).state, 'talking');
});

t.test('to somebody outside: asked, joined, dropped again; then given to the customer for good', async (t) => {
  const place = await callInHand(t);
  const { world, box, caller, telephone } = place;
  const [outside] = [world.network.answersAfter(world.clock, 1_000)];
  box.calling.consult(FIRST, { number: '13700000007' });
  await world.advance(4_000);
  const ears = () => ({
    customer: caller.channel.index,
    agent: telephone.channel,
    mobile: outside.at(-1)?.channel.index ?? 0,
  });
  t.same(await whoHears(world, ears()), { customer: 'music', agent: 'mobile', mobile: 'agent' });
  box.calling.conference(FIRST);
  await world.advance(200);
  t.same(await whoHears(world, ears()), {
    customer: 'agent mobile',
    agent: 'customer mobile',
    mobile: 'customer agent',
  });
  outside.at(-1)?.clear();
  await world.advance(1_000);
  t.match(await whoHears(world, ears()), { customer: 'agent', agent: 'customer' }, 'back to two');

  box.calling.consult(FIRST, { number: '13700000007' });
  await world.advance(4_000);
  box.calling.transfer(FIRST);
  await world.advance(200);
  t.match(await whoHears(world, ears()), { customer: 'mobile', mobile: 'customer' });
  t.equal(agent(box, 1).state, 'wrapUp');
  caller.clear();
  await world.until(() => outside.at(-1)?.state === 'cleared', 3_000);
});

t.test('single step: to a colleague, to a queue', async (t) => {
  const place = await callInHand(t, { config: { queues: [{ name: QUEUE, wrapUp: '1min' }] } });
  const { world, box, hears, second, telephone } = place;
  t.throws(() => box.calling.singleStepTransfer(FIRST, { queue: 'nowhere' }), { code: 'NOT_FOUND' });
  box.calling.singleStepTransfer(FIRST, { agent: SECOND });
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  t.match(await hears(), { customer: 'second', second: 'customer' });
  await hangUp(world, telephone);
  box.agents.finishWrapUp(FIRST);
  box.calling.singleStepTransfer(SECOND, { queue: QUEUE });
  await world.until(() => telephone.rings, 5_000);
  telephone.lift();
  await world.advance(500);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test('what is attached goes with the customer to whom he is given, and into his record', async (t) => {
  const place = await callInHand(t);
  const { world, box, second, caller, reads } = place;
  const call = (await reads.selectFrom('call').select('id').execute())[0]?.id ?? '';
  box.attach(call, { 订单: 'A-17', language: 'en' });
  t.same(box.calling.data(FIRST), { 订单: 'A-17', language: 'en' });
  t.throws(() => box.calling.attach(FIRST, { ['k'.repeat(65)]: 'x' }), { code: 'REFUSED' });
  t.throws(() => box.calling.attach(FIRST, { big: 'x'.repeat(4_096) }), { code: 'REFUSED' });
  const many = Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`k${i}`, 'x']));
  t.throws(() => box.calling.attach(FIRST, many), { code: 'REFUSED' }, '33 keys');
  box.calling.attach(FIRST, { language: '' });
  box.calling.singleStepTransfer(FIRST, { agent: SECOND });
  await world.until(() => second.rings);
  t.match(await place.events('call.rings'), [{ call, agent: SECOND }], 'the same call, while it rings');
  second.lift();
  await world.advance(300);
  t.same(box.calling.data(SECOND), { 订单: 'A-17' });
  caller.clear();
  await world.advance(1_000);
  const [contact] = await reads.selectFrom('contact').select('data').execute();
  t.same(JSON.parse(contact?.data ?? '{}'), { 订单: 'A-17' });
  const told = (await place.events('call.dataAttached')).map(({ detail }) => detail).join();
  t.notMatch(told, /A-17/, 'values stand in no event');
});

t.test('who is asked about a call in which nobody is any more is let go, and so is who asks', async (t) => {
  const { world, box, telephone, second, caller } = await callInHand(t);
  const outside = world.network.answersAfter(world.clock, 20);
  caller.clear();
  await world.advance(500);
  await hangUp(world, telephone);
  for (const one of [FIRST, SECOND]) box.agents.notReady(one, 'meeting');
  box.calling.makeCall(FIRST, { agent: SECOND });
  await world.until(() => telephone.rings, 5_000);
  telephone.lift();
  await world.until(() => second.rings, 5_000);
  second.lift();
  await world.advance(500);
  box.calling.hold(SECOND);
  box.calling.clear(SECOND);
  await world.advance(40);
  box.calling.consult(FIRST, { number: '13700000007' });
  await world.until(() => outside[0]?.state === 'connected', 5_000);
  await world.until(() => box.calling.situationOf(FIRST) === 'consulting', 500);
  box.calling.transfer(FIRST);
  await world.until(() => outside[0]?.state === 'cleared', 3_000);
  await hangUp(world, telephone);
  t.equal(box.calling.situationOf(FIRST), 'free');
});

t.test('whom nobody can even dial changes nothing: they talk on', async (t) => {
  const { world, box, hears } = await callInHand(t);
  for (const verb of ['consult', 'singleStepTransfer'] as const) {
    t.throws(() => box.calling[verb](FIRST, { number: '0012125551234' }), { code: 'BARRED' }, verb);
    await world.advance(200);
    t.equal(box.calling.situation(stationNumber(1)), 'talking', verb);
    t.same(await hears(), { customer: 'agent', agent: 'customer', second: '' }, verb);
  }
  box.calling.hold(FIRST);
  t.throws(() => box.calling.consult(FIRST, { number: '0012125551234' }), { code: 'BARRED' });
  t.equal(box.calling.situation(stationNumber(1)), 'holding', 'who was held before is held still');
});
