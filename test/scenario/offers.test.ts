// SPDX-License-Identifier: GPL-2.0-or-later
// Offers at real telephones: what becomes of the agent whose telephone rings in vain, is busy, or fails; and of one with a headset?
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { FAR, NEAR, outsideAgent } from '../support/outside-agent.js';
import { whoHears } from '../support/who-hears.js';

const queues = (more: object = {}) => [{ name: QUEUE, ringTimeout: '5s', wrapUp: '0s', ...more }];
const TICK = 20;
const recording = { announce: false };

t.test('two misses are allowed: the first costs him his place, the second his readiness', async (t) => {
  const place = await openBox(t, { signedIn: 2, config: { queues: queues({ misses: 2 }) } });
  const { world, box, events } = place;
  const caller = world.network.call(ACCESS_NUMBER);
  const rings = (port: number) => agent(box, port).state === 'ringing';
  await world.until(() => rings(1) || rings(2));
  const first = rings(1) ? 1 : 2;
  const second = 3 - first;
  await world.until(() => rings(second), 6_000);
  t.equal(agent(box, first).state, 'ready');
  await world.until(() => rings(first), 6_000);
  t.equal(agent(box, second).state, 'ready');
  await world.until(() => agent(box, first).state === 'notReady', 6_000);
  t.match(agent(box, first), { reason: 'ringNoAnswer' });
  await world.until(() => agent(box, second).state === 'notReady', 6_000);
  t.equal(caller.state, 'connected');
  await box.settled();
  t.equal((await events('offer.timedOut')).length, 4);
});

t.test('the caller hangs up while it rings: the telephone is told within a tick, and nothing is counted', async (t) => {
  const place = await openBox(t, { signedIn: 1, config: { queues: queues() } });
  const { world, box, events } = place;
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  caller.clear();
  await world.until(() => agent(box, 1).state === 'ready', 1_000);
  await world.advance(1_000);
  await box.settled();
  const [leg] = await place.reads.selectFrom('leg').selectAll().where('kind', '=', 'trunk').execute();
  const [withdrawn] = await events('offer.withdrawn');
  t.ok(Math.abs((withdrawn?.at ?? 0) - (leg?.endedAt ?? 0)) <= TICK, 'in the tick in which the box hears of it');
  t.match(agent(box, 1), { state: 'ready' });
  t.match(await events('offer.withdrawn'), [{}]);
});

t.test(
  'a number outside that cannot be had: no miss, an alarm, the next agent at once, until he is ready again',
  async (t) => {
    const place = await outsideAgent(t, { number: '13900000001' });
    const { world, box, mobiles, mobile, signNearIn, events } = place;
    box.agents.signIn(FAR);
    const caller = world.network.call(ACCESS_NUMBER);
    await world.until(() => mobiles.length === 1);
    mobile().clear(27); // destination out of order
    await world.until(() => agent(box, 1).state === 'notReady');
    t.match(agent(box, 1), { reason: 'unreachable' });
    await signNearIn();
    await world.until(() => world.telephone(2).rings, 1_000);
    await world.until(() => box.status().alarms.some(({ code }) => code === 'STATION_FAILED'), 2_000);
    t.equal(mobiles.length, 1);
    await box.settled();
    t.match(await events('offer.declined'), [{ agent: FAR, detail: /"reason":"failed"/ }]);
    t.equal((await events('offer.timedOut')).length, 0);
    box.agents.ready(FAR);
    await world.until(() => !box.status().alarms.some(({ code }) => code === 'STATION_FAILED'), 2_000);
    caller.clear();
  },
);

/** An agent with a headset has lifted his handset, and laid it beside the telephone. */
async function headset(t: Test) {
  const agents = [1, 2].map((n) => ({
    id: agentId(n),
    name: `Agent ${n}`,
    pin: '4711',
    queues: [QUEUE],
    autoAnswer: n === 1,
  }));
  const place = await openBox(t, { signedIn: 1, config: { queues: queues(), recording, agents } });
  const { world, box } = place;
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(1_000);
  t.equal(agent(box, 1).state, 'busy', 'he may be about to dial');
  await world.until(() => agent(box, 1).state === 'ready', 6_000);
  return { ...place, telephone };
}

t.test('a headset: a short tone, then they hear each other; afterwards silence, and the next one comes', async (t) => {
  const { world, box, telephone } = await headset(t);
  for (const times of [1, 2]) {
    const caller = world.network.call(ACCESS_NUMBER);
    await world.until(() => agent(box, 1).state === 'talking', 2_000);
    await world.advance(300);
    const ears = { customer: caller.channel.index, agent: telephone.channel };
    t.same(await whoHears(world, ears), { customer: 'agent', agent: 'customer' }, `call ${times}`);
    t.equal(world.told('ringStarted').length, 0, 'nothing rings');
    caller.clear();
    await world.until(() => agent(box, 1).state === 'ready', 3_000);
    t.same(await whoHears(world, { agent: telephone.channel }), { agent: '' }, 'no busy tone');
  }
  await hangUp(world, telephone);
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => telephone.rings, 2_000);
  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking', 2_000);
  caller.clear();
});

t.test('a caller who goes amid the tone leaves silence; a flash gives dial tone for a code', async (t) => {
  const { world, box, telephone } = await headset(t);
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => agent(box, 1).state === 'ringing', 2_000);
  caller.clear();
  await world.until(() => agent(box, 1).state === 'ready', 1_000);
  await world.advance(500);
  t.same(await whoHears(world, { agent: telephone.channel }), { agent: '' });
  telephone.flash();
  await world.advance(1_000);
  const told = world.listen(telephone.channel, await world.load('zh-CN/agent-not-ready'));
  telephone.dial('*631');
  await world.until(() => told.heard, 5_000);
  await world.advance(1_000);
  t.match(agent(box, 1), { state: 'notReady', reason: 'break' });
  box.agents.signOut(agentId(1));
  t.throws(() => box.calling.makeCall(agentId(1), { station: stationNumber(2) }), { code: 'REFUSED' });
});

t.test('who has gone home is not answered for, though his handset lies beside its hook', async (t) => {
  const { world, box, telephone } = await headset(t);
  box.agents.signOut(agentId(1));
  box.agents.signIn(agentId(2), stationNumber(2));
  box.calling.makeCall(agentId(2), { station: stationNumber(1) });
  await world.until(() => world.telephone(2).rings, 3_000);
  world.telephone(2).lift();
  await world.advance(3_000);
  t.match(await whoHears(world, { second: world.telephone(2).channel, agent: telephone.channel }), { agent: '' });
});

t.test(
  'where a line cannot answer by itself signing in says so; who is kept on the line is answered for',
  async (t) => {
    const config = (outside: object) => ({
      agents: [
        {
          id: FAR,
          name: 'Far',
          pin: '4711',
          queues: [QUEUE],
          outside: { number: '13900000001', ...outside },
          autoAnswer: true,
        },
        { id: NEAR, name: 'Near', pin: '4712', queues: [QUEUE] },
      ],
    });
    const dialled = await outsideAgent(t, {}, { config: config({}) });
    t.throws(() => dialled.box.agents.signIn(FAR), { code: 'REFUSED', message: /cannot answer by itself/ });
    t.equal(agent(dialled.box, 1).state, 'signedOut');
    const kept = await outsideAgent(t, {}, { config: config({ kept: true }) });
    kept.box.agents.signIn(FAR);
    t.match(agent(kept.box, 1), { state: 'ready' });
  },
);
