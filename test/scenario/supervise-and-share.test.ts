// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-04 000-05 000-06 000-07 000-08 001-26 001-52 002-18 003-24
// Supervisors listen, whisper, barge in, take over, end; colleagues park and pick up. Who hears whom, before, during and after?
import t, { type Test } from 'tap';
import { openBox, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

/** A customer talks with agent 1; agent 2, his supervisor, is not ready. */
async function talking(t: Test) {
  const place = await callInHand(t, {}, 'supervisor');
  place.box.agents.notReady(SECOND, 'meeting');
  await place.world.advance(200);
  return place;
}

t.test('listen, whisper, barge in by keys, and take over', async (t) => {
  const place = await talking(t);
  const { world, box, hears, second, telephone, caller } = place;
  const { supervision } = box.calling;
  supervision.supervise(SECOND, FIRST);
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  t.same(await hears(), { customer: 'agent', agent: 'customer', supervisor: 'customer agent' });
  supervision.supervise(SECOND, FIRST, 'whisper');
  await world.advance(200);
  t.same(await hears(), { customer: 'agent', agent: 'customer supervisor', supervisor: 'customer agent' });
  second.dial('6');
  await world.advance(600);
  t.same(await hears(), {
    customer: 'agent supervisor',
    agent: 'customer supervisor',
    supervisor: 'customer agent',
  });
  second.dial('4');
  await world.advance(600);
  t.same(await hears(), { customer: 'agent', agent: 'customer', supervisor: 'customer agent' });

  supervision.takeOver(SECOND);
  await world.advance(200);
  t.match(await hears(), { customer: 'supervisor', supervisor: 'customer' });
  t.match([agent(box, 1).state, agent(box, 2).state], ['wrapUp', 'talking']);
  await hangUp(world, telephone);
  await hangUp(world, second);
  await world.until(() => caller.state === 'cleared', 2_000);
  const modes = (await place.events('call.supervised')).map(({ detail }) => JSON.parse(detail ?? '{}').mode);
  t.same(modes, ['listen', 'whisper', 'barge', 'listen', 'takeOver']);
});

t.test('a supervisor who goes changes nothing; nobody is supervised who is in no call', async (t) => {
  const { world, box, hears, second, telephone, caller } = await talking(t);
  const { supervision } = box.calling;
  supervision.supervise(SECOND, FIRST, 'barge');
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  await hangUp(world, second);
  t.same(await hears(), { customer: 'agent', agent: 'customer', supervisor: '' });
  caller.clear();
  await world.advance(500);
  await hangUp(world, telephone);
  t.throws(() => supervision.supervise(SECOND, FIRST), { code: 'REFUSED', message: /NOT_TALKING/ });
});

t.test('forced release ends both legs within a second; forced transfer moves the customer', async (t) => {
  const { world, box, hears, second, telephone, caller } = await talking(t);
  box.agents.ready(SECOND);
  box.calling.singleStepTransfer(FIRST, { agent: SECOND });
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  t.match(await hears(), { customer: 'supervisor', supervisor: 'customer' });
  await hangUp(world, telephone);
  box.calling.supervision.release(SECOND);
  await world.until(() => caller.state === 'cleared', 1_000);
  await world.advance(200);
  t.equal(agent(box, 2).state, 'wrapUp');
});

t.test('park at a place, told by its number; anybody fetches it from there', async (t) => {
  const place = await talking(t);
  const { world, box, hears, second, telephone } = place;
  telephone.flash();
  await world.advance(1_000);
  const told = world.listen(telephone.channel, await world.load('zh-CN/number-1'));
  telephone.dial('*71');
  await world.until(() => told.heard, 5_000);
  await hangUp(world, telephone);
  t.match(await hears(), { customer: 'music' });
  second.lift();
  await world.advance(600);
  second.dial('*721');
  await world.advance(1_500);
  t.match(await hears(), { customer: 'supervisor', supervisor: 'customer' });
  t.match(agent(box, 2).state, 'talking');
  t.match(await place.events('call.unparked'), [{ agent: SECOND }]);
});

t.test('what nobody fetches rings who parked it', async (t) => {
  const { world, box, hears, telephone } = await talking(t);
  t.equal(box.calling.colleagues.park(FIRST), '1');
  await hangUp(world, telephone);
  await world.until(() => telephone.rings, 70_000);
  telephone.lift();
  await world.advance(500);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test('a call that rings at a colleague is picked up: once', async (t) => {
  const place = await openBox(t, { telephones: 3, signedIn: 1 });
  const { world, box } = place;
  const [ringing, second] = [world.telephone(1), world.telephone(2)];
  const caller = world.network.call('88880001');
  await world.until(() => ringing.rings);
  box.agents.signIn(SECOND, stationNumber(2));
  second.lift();
  await world.advance(600);
  second.dial('*78');
  await world.until(() => agent(box, 2).state === 'talking', 5_000);
  await world.until(() => !ringing.rings, 7_000);
  const ears = { customer: caller.channel.index, agent: ringing.channel, second: second.channel };
  t.same(await whoHears(world, ears), { customer: 'second', agent: '', second: 'customer' });
  t.match(await place.events('call.pickedUp'), [{ agent: SECOND }]);
  t.match(agent(box, 1).state, 'ready');
  t.throws(() => box.calling.colleagues.pickUp(FIRST), { code: 'REFUSED' });
});
