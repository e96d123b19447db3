// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-27
// Call waiting of callers from outside, and of those of a queue: the tone, the swap, who hears whom; and what the telephone shows of who waits.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { linear, shownBy } from '../support/adsi.js';
import { ACCESS_NUMBER, QUEUE, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { tonesHeard } from '../support/tones-heard.js';
import { wavChannels } from '../support/wav.js';
import { whoHears } from '../support/who-hears.js';

const [ONE, TWO] = [stationNumber(1), stationNumber(2)];
const DIRECT = '88880009';
const OTHER = '13700000007';
const CLOSED = [{ from: '20:00', to: '21:00' }]; // the box begins at 09:00
const CONFIG = {
  accessNumbers: [
    { number: ACCESS_NUMBER, queue: QUEUE },
    { number: DIRECT, queue: QUEUE, hours: CLOSED, afterHours: { agent: FIRST } },
  ],
};

/** A customer talks with agent 1, who wants to hear of others. */
async function talking(t: Test, config: object = {}) {
  const place = await callInHand(t, { config: { ...CONFIG, ...config } });
  const { world, box, caller, telephone } = place;
  await world.during(box.calling.telephones.callWaiting(FIRST, true));
  const heard = (other: { readonly channel: { readonly index: number } }) =>
    whoHears(world, { customer: caller.channel.index, agent: telephone.channel, other: other.channel.index });
  return { ...place, heard };
}

/** Another one calls the number that leads to him. */
async function knocking(t: Test, config: object = {}) {
  const place = await talking(t, config);
  const other = place.world.network.call(DIRECT, OTHER);
  await place.world.until(() => place.box.calling.situation(ONE) === 'callWaiting', 3_000);
  return { ...place, other, hears: () => place.heard(other) };
}

t.test(
  'a caller from outside is told by the tone, hears it ring, and is talked to after a flash; the next swaps',
  async (t) => {
    const { world, box, caller, telephone, other, hears, events } = await knocking(t);
    const [agents = [], customers = []] = await tonesHeard(
      world,
      [telephone.channel, caller.channel.index],
      450,
      9_000,
    );
    t.equal(customers.length, 0);
    t.ok(agents.length >= 2, `${agents.length} bursts in 9 s`);
    t.equal(other.state, 'alerting');
    telephone.flash();
    await world.advance(1_500);
    t.same(await hears(), { customer: 'music', agent: 'other', other: 'agent' });
    t.equal(box.calling.situation(ONE), 'twoCalls');
    telephone.flash();
    await world.advance(1_000);
    t.same(await hears(), { customer: 'agent', agent: 'customer', other: 'music' });
    telephone.flash();
    await world.advance(1_000);
    other.clear();
    await world.advance(1_000);
    t.equal(box.calling.situation(ONE), 'holding', 'he keeps his telephone');
    telephone.flash();
    await world.advance(1_000);
    t.match(await hears(), { customer: 'agent', agent: 'customer' });
    t.equal((await events('call.waitingTaken')).length, 1);
  },
);

t.test('the first customer goes meanwhile: a flash leads to the other; then all is over', async (t) => {
  const { world, box, caller, telephone, other, hears } = await knocking(t);
  box.calling.ringing.answer(FIRST);
  await world.advance(1_500);
  caller.clear();
  await world.advance(1_000);
  t.match(await hears(), { agent: 'other', other: 'agent' });
  await hangUp(world, telephone);
  await world.until(() => other.state === 'cleared', 3_000);
  t.equal(box.calling.situation(ONE), 'free');
  t.match(agent(box, 1).state, /wrapUp|ready/);
});

t.test('wrap-up after the first of two begins when he is free of both; its code can be given until then', async (t) => {
  const queues = [{ name: QUEUE, wrapUp: '10s', wrapUpCodes: [{ name: 'sold', digit: '1' }] }];
  const { world, box, caller, telephone, other, events } = await knocking(t, { queues });
  telephone.flash();
  await world.advance(1_000);
  caller.clear();
  await world.advance(15_000);
  t.equal(agent(box, 1).state, 'talking', 'longer than the wrap-up that he has not begun');
  t.equal(box.agents.wrapUpCode(FIRST, '1'), 'sold');
  other.clear();
  await world.advance(500);
  t.equal(agent(box, 1).state, 'wrapUp');
  await hangUp(world, telephone);
  await world.advance(8_000);
  t.equal(agent(box, 1).state, 'wrapUp', 'all of it');
  await world.advance(2_500);
  t.equal(agent(box, 1).state, 'ready');
  await box.settled();
  t.match(await events('agent.wrapUpCode'), [{ detail: /sold/ }]);
  t.equal((await events('agent.wrapUpCode')).length, 1);
});

t.test('who puts down meanwhile is rung by him; who waits and puts down leaves the talk as it was', async (t) => {
  const { world, box, caller, telephone, other, hears } = await knocking(t);
  other.clear();
  await world.advance(1_000);
  t.equal(box.calling.situation(ONE), 'talking');
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  const again = world.network.call(DIRECT, OTHER);
  await world.until(() => box.calling.situation(ONE) === 'callWaiting', 3_000);
  await hangUp(world, telephone);
  await world.until(() => caller.state === 'cleared', 2_000);
  await world.until(() => telephone.rings, 5_000);
  telephone.lift();
  await world.until(() => again.state === 'connected', 3_000);
  await world.advance(500);
  t.equal(box.calling.situation(ONE), 'talking');
});

t.test('without it he is busy to callers from outside, who go where the file says', async (t) => {
  const place = await talking(t);
  await place.world.during(place.box.calling.telephones.callWaiting(FIRST, false));
  place.world.network.call(DIRECT, OTHER);
  await place.world.until(
    () => place.box.calling.supervision.waiting.list().length === 1 || place.world.telephone(2).rings,
    5_000,
  );
  t.equal(place.box.calling.situation(ONE), 'talking');
});

t.test('a caller of a queue: sent to him by a colleague, or given to him by a supervisor', async (t) => {
  for (const given of ['deflected', 'picked'] as const) {
    const { world, box, telephone, heard } = await talking(t);
    if (given === 'picked') box.agents.notReady(SECOND, 'meal');
    const other = world.network.call(ACCESS_NUMBER, OTHER);
    if (given === 'deflected') {
      await world.until(() => world.telephone(2).rings, 5_000);
      box.calling.ringing.deflect(SECOND, { agent: FIRST });
    } else {
      await world.until(() => box.calling.supervision.waiting.list().length === 1, 5_000);
      const [waiting] = box.calling.supervision.waiting.list();
      box.calling.supervision.waiting.pick(waiting?.call ?? '', FIRST);
    }
    await world.until(() => box.calling.situation(ONE) === 'callWaiting', 3_000);
    telephone.flash();
    await world.advance(1_500);
    t.same(await heard(other), { customer: 'music', agent: 'other', other: 'agent' }, given);
    t.equal(box.calling.situation(TWO), 'free', given);
    telephone.flash();
    await world.advance(1_000);
    t.match(await heard(other), { customer: 'agent', agent: 'customer', other: 'music' }, given);
    await hangUp(world, telephone);
    t.not(other.state, 'connected to nobody');
  }
});

t.test(
  'the telephone that answers the alerting signal with D shows who waits; another one hears the tone alone',
  async (t) => {
    for (const able of [true, false]) {
      const place = await talking(t, {
        stations: [1, 2, 3].map((port) => ({ number: stationNumber(port), span: 'stations', port })),
      });
      const { world, box, telephone } = place;
      const file = join(world.folder, 'line.wav');
      const recording = world.media.record(telephone.channel, file);
      const from = world.clock.now();
      const other = world.network.call(DIRECT, OTHER);
      await world.until(() => box.calling.situation(ONE) === 'callWaiting', 3_000);
      await world.advance(500);
      const asked = world.clock.now() - from;
      if (able) telephone.dial('D');
      await world.advance(6_000);
      world.media.stop(recording);
      await world.advance(200);
      const heard = linear(wavChannels(file)[0] ?? Buffer.alloc(0));
      const shown = shownBy('fsk-bell202', heard.subarray(8 * asked));
      t.match(shown, able ? [{ number: OTHER }] : []);
      t.equal(shown.length, able ? 1 : 0);
      t.match(await place.heard(other), { customer: 'agent', agent: 'customer' });
    }
  },
);
