// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-55 001-67 001-68 002-19
// A customer whom an agent has called is given to a colleague, to somebody outside, or talks with both; one who called is sent into a
// flow and comes back to an agent.
import t, { type Test } from 'tap';
import { agentId, type BoxWorld, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];

/** Agent 1 has called a customer, who talks with him. */
async function called(t: Test) {
  const place = await openBox(t, { telephones: 2 });
  const { world, box } = place;
  const outside = world.network.answersAfter(world.clock, 500);
  const telephone = world.telephone(1);
  box.calling.makeCall(FIRST, { number: '13800000008' });
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.advance(3_000);
  const ears = (more: Readonly<Record<string, number>> = {}) => ({
    customer: outside[0]?.channel.index ?? 0,
    agent: telephone.channel,
    ...more,
  });
  return {
    ...place,
    outside,
    telephone,
    hears: (more?: Readonly<Record<string, number>>) => whoHears(world, ears(more)),
  };
}

t.test('to a colleague: the customer talks with him, and the first is free', async (t) => {
  const { world, box, hears } = await called(t);
  t.same(await hears(), { customer: 'agent', agent: 'customer' });
  const second = world.telephone(2);
  box.calling.consult(FIRST, { agent: SECOND });
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  box.calling.transfer(FIRST);
  await world.advance(200);
  t.match(await hears({ second: second.channel }), { customer: 'second', second: 'customer' });
  t.equal(agent(box, 2).state, 'talking');
  t.not(agent(box, 1).state, 'talking');
});

t.test('to somebody outside, by way of all three', async (t) => {
  const { world, box, outside, telephone, hears } = await called(t);
  box.calling.consult(FIRST, { number: '13700000007' });
  await world.advance(3_000);
  box.calling.conference(FIRST);
  await world.advance(200);
  const mobile = { mobile: outside[1]?.channel.index ?? 0 };
  t.same(await hears(mobile), { customer: 'agent mobile', agent: 'customer mobile', mobile: 'customer agent' });
  await hangUp(world, telephone);
  t.match(await hears(mobile), { customer: 'mobile', mobile: 'customer' });
  t.not(agent(box, 1).state, 'talking');
  outside[0]?.clear();
  await world.until(() => outside[1]?.state === 'cleared', 3_000);
});

t.test('into a flow, and out of it to an agent', async (t) => {
  const at: { box?: BoxWorld['box'] } = {};
  const place = await openBox(t, {
    telephones: 2,
    signedIn: 1,
    dialogues: {
      survey: async (dialogue) => {
        await dialogue.say('hours');
        await at.box?.enqueue(dialogue.leg.id, QUEUE);
      },
    },
    config: { queues: [{ name: QUEUE, wrapUp: '0s' }] },
  });
  const { world, box } = place;
  at.box = box;
  const { caller, telephone } = await talk(place);
  const said = world.listen(caller.channel.index, await world.load('zh-CN/hours'));
  box.calling.singleStepTransfer(FIRST, { flow: 'survey' });
  await world.until(() => said.heard, 3_000);
  await hangUp(world, telephone);
  await world.until(() => telephone.rings, 10_000);
  telephone.lift();
  await world.advance(500);
  t.same(await whoHears(world, { customer: caller.channel.index, agent: telephone.channel }), {
    customer: 'agent',
    agent: 'customer',
  });
});
