// SPDX-License-Identifier: GPL-2.0-or-later
// Do all telephones of a queue ring at once, has the first who lifts the caller, and are the others free as before, unblamed?
// rows: 001-13 002-11
import t from 'tap';
import { ACCESS_NUMBER, agentId, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { outsideAgent } from '../support/outside-agent.js';
import { whoHears } from '../support/who-hears.js';

const RING_ALL = { queues: [{ name: QUEUE, strategy: 'ringAll', wrapUp: '0s', ringTimeout: '15s' }] };

t.test('all ring; who lifts first is joined, the others stop ringing and have missed nothing', async (t) => {
  const { world, box, events, reads } = await openBox(t, { config: RING_ALL, telephones: 3 });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephones.every(({ rings }) => rings));
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  await world.advance(500);
  t.same(await whoHears(world, { customer: caller.channel.index, agent: world.telephone(2).channel }), {
    customer: 'agent',
    agent: 'customer',
  });
  await world.until(() => !world.telephone(1).rings && !world.telephone(3).rings);
  t.match(
    [agent(box, 1), agent(box, 3)],
    [
      { state: 'ready', handled: 0 },
      { state: 'ready', handled: 0 },
    ],
  );
  caller.clear();
  await hangUp(world, world.telephone(2));
  t.equal((await events('offer.made')).length, 3);
  t.same((await events('offer.withdrawn')).map((event) => event.agent).sort(), [agentId(1), agentId(3)]);
  t.same(await events('offer.timedOut'), []);
  t.equal((await reads.selectFrom('recording').selectAll().execute()).length, 1, 'one recording, not three');
});

t.test('of two who lift in one tick one has the caller, and the other hears dial tone or puts down', async (t) => {
  const { world, box } = await openBox(t, { config: RING_ALL, telephones: 2 });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephones.every(({ rings }) => rings));
  world.telephone(1).lift();
  world.telephone(2).lift();
  await world.advance(500);
  t.match([agent(box, 1).state, agent(box, 2).state], ['talking', 'busy']);
  await hangUp(world, world.telephone(2));
  t.equal(agent(box, 2).state, 'ready');
  caller.clear();
});

t.test(
  'nobody lifts: who let it ring is not ready; who comes back rings again, the caller keeping his place',
  async (t) => {
    const { world, box } = await openBox(t, { config: RING_ALL, telephones: 2 });
    const caller = world.network.call(ACCESS_NUMBER);
    await world.until(() => agent(box, 1).state === 'notReady' && agent(box, 2).state === 'notReady', 20_000);
    for (const number of [1, 2]) box.agents.ready(agentId(number));
    await world.until(() => world.telephones.every(({ rings }) => rings));
    t.equal(box.status().queues[0]?.waiting, 1);
    caller.clear();
    await world.until(() => world.telephones.every(({ rings }) => !rings));
    t.match([agent(box, 1).state, agent(box, 2).state], ['ready', 'ready']);
  },
);

t.test('a mobile that answers and is lost before the bridge costs nobody his turn: the others ring on', async (t) => {
  const place = await outsideAgent(t, undefined, { config: RING_ALL });
  const { world, box, mobile, mobiles, signNearIn } = place;
  box.agents.signIn(agentId(1));
  await signNearIn();
  const caller = world.network.call(ACCESS_NUMBER);
  const near = world.telephone(2);
  await world.until(() => mobiles.length === 1 && near.rings);
  await world.until(() => mobile().state === 'connected');
  mobile().clear();
  await world.until(() => agent(box, 1).state === 'notReady');
  t.ok(near.rings, 'without a pause');
  near.lift();
  await world.advance(500);
  t.same(await whoHears(world, { customer: caller.channel.index, near: near.channel }), {
    customer: 'near',
    near: 'customer',
  });
  caller.clear();
});

t.test('thirty ring at most', async (t) => {
  const { world, box } = await openBox(t, { config: RING_ALL, telephones: 32 });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephones.filter(({ rings }) => rings).length === 30);
  await world.advance(2_000);
  t.same(
    [31, 32].map((port) => [world.telephone(port).rings, agent(box, port).state]),
    [
      [false, 'ready'],
      [false, 'ready'],
    ],
  );
  caller.clear();
});
