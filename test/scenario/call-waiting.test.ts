// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-27
// Call waiting: who talks hears by a tone that another one calls, and swaps between the two; who hears whom, before, during and after?
import t, { type Test } from 'tap';
import { stationNumber } from '../support/box.js';
import { callInHand, FIRST } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { tonesHeard } from '../support/tones-heard.js';
import { whoHears } from '../support/who-hears.js';

const [ONE, THREE] = [stationNumber(1), stationNumber(3)];

/** A customer talks with agent 1, who wants to hear of others; station 3 calls him. */
async function knocking(t: Test) {
  const place = await callInHand(t);
  const { world, box, caller, telephone } = place;
  const third = world.telephone(3);
  await world.during(box.calling.telephones.callWaiting(FIRST, true));
  third.lift();
  await world.advance(600);
  third.dial(ONE);
  await world.advance(1_500);
  const ears = { customer: caller.channel.index, agent: telephone.channel, third: third.channel };
  return { ...place, third, hears: () => whoHears(world, ears) };
}

t.test('a tone of 450 Hz for 0.4 s, every 4.4 s, over the talk; the customer hears none of it', async (t) => {
  const { world, box, caller, telephone, hears } = await knocking(t);
  t.equal(box.calling.situation(ONE), 'callWaiting');
  const both = [telephone.channel, caller.channel.index];
  const [agents = [], customers = []] = await tonesHeard(world, both, 450, 9_000);
  t.equal(customers.length, 0);
  t.equal(agents.length, 2, 'twice in 9 s');
  for (const { milliseconds } of agents) t.ok(Math.abs(milliseconds - 400) <= 60, `${milliseconds} ms`);
  t.match(await hears(), { customer: 'agent', agent: 'customer', third: 'music' }, 'who waits hears it ring');
});

t.test('a flash takes him, the next one swaps back; whom he does not talk with hears music', async (t) => {
  const place = await knocking(t);
  const { world, box, telephone, third, hears } = place;
  telephone.flash();
  await world.advance(1_000);
  t.same(await hears(), { customer: 'music', agent: 'third', third: 'agent' });
  t.equal(box.calling.situation(ONE), 'twoCalls');
  t.equal(agent(box, 1).state, 'talking');
  telephone.flash();
  await world.advance(1_000);
  t.same(await hears(), { customer: 'agent', agent: 'customer', third: 'music' });
  box.calling.alternate(FIRST);
  await world.advance(500);
  t.same(await hears(), { customer: 'music', agent: 'third', third: 'agent' }, 'the verb does the same');
  await hangUp(world, third);
  t.same(await hears(), { customer: 'music', agent: 'music', third: '' }, 'who has gone leaves busy tone');
  t.equal(box.calling.situation(ONE), 'holding');
  telephone.flash();
  await world.advance(1_000);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  t.equal((await place.events('call.waitingTaken')).length, 1);
});

t.test('answered by software; the customer goes, and a flash leads to the other one', async (t) => {
  const { world, box, caller, telephone, hears } = await knocking(t);
  box.calling.ringing.answer(FIRST);
  await world.advance(500);
  t.match(await hears(), { agent: 'third', third: 'agent' });
  telephone.flash();
  await world.advance(1_000);
  caller.clear();
  await world.advance(1_000);
  t.equal(box.calling.situation(ONE), 'holding');
  telephone.flash();
  await world.advance(1_000);
  t.match(await hears(), { agent: 'third', third: 'agent' });
  await hangUp(world, telephone);
  t.match(agent(box, 1).state, /wrapUp|ready/);
  t.equal(box.calling.situation(ONE), 'free');
});

t.test('who puts down while another one waits is rung by him', async (t) => {
  const { world, box, caller, telephone, hears } = await knocking(t);
  await hangUp(world, telephone);
  await world.until(() => caller.state === 'cleared', 2_000);
  await world.until(() => telephone.rings, 5_000);
  telephone.lift();
  await world.advance(500);
  t.match(await hears(), { agent: 'third', third: 'agent' });
  t.equal(box.calling.situation(ONE), 'talking');
});

t.test('who waits is sent on, or hears busy when nobody wants to hear of him', async (t) => {
  const { world, box, telephone, third, hears } = await knocking(t);
  box.calling.ringing.deflect(FIRST, { station: stationNumber(2) });
  await world.until(() => world.telephone(2).rings, 3_000);
  t.equal(box.calling.situation(ONE), 'talking');
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  await hangUp(world, third);
  await world.during(box.calling.telephones.callWaiting(ONE, false));
  third.lift();
  await world.advance(600);
  third.dial(ONE);
  await world.advance(1_500);
  t.equal(box.calling.situation(THREE), 'inUse', 'busy tone');
  t.equal(box.calling.situation(ONE), 'talking');
  t.ok(telephone);
});

t.test('who waits and puts down is waited for no more', async (t) => {
  const { world, box, third, hears } = await knocking(t);
  await hangUp(world, third);
  t.equal(box.calling.situation(ONE), 'talking');
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});
