// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-30 004-31 004-41
// An agent at a mobile: the offer seizes a second channel while the customer hears music, he presses 1, and they hear each other. Who
// presses 9, nothing, or is a voicemail takes no call; when no channel is free nothing hangs.
import t from 'tap';
import { ACCESS_NUMBER } from '../support/box.js';
import { agent } from '../support/floor.js';
import { answer, FAR, MOBILE, NEAR, outsideAgent, press, talkOutside } from '../support/outside-agent.js';
import { whoHears } from '../support/who-hears.js';

t.test('a caller hears music, the mobile is asked in the language of the box, 1 joins them', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobiles, mobile } = place;
  box.agents.signIn(FAR);
  await world.advance(100);
  t.match(agent(box, 1), { state: 'ready', station: FAR });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => mobiles.length === 1);
  t.equal(mobile().called.digits, MOBILE);
  t.equal(place.busy(), 2, 'a second channel was seized');
  await world.until(() => mobile().state === 'connected');
  const ears = { customer: caller.channel.index, mobile: mobile().channel.index };
  t.match(await whoHears(world, ears), { customer: 'music' });
  t.equal(agent(box, 1).state, 'ringing', 'who has answered is not the agent yet');
  await answer(place, mobile(), '1');
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(200);
  t.same(await whoHears(world, ears), { customer: 'mobile', mobile: 'customer' });
  caller.clear();
  await world.until(() => mobile().state === 'cleared', 3_000);
  await world.advance(500);
  t.equal(agent(box, 1).state, 'wrapUp');
  t.equal(place.busy(), 0);
  t.match(await place.reads.selectFrom('call').selectAll().execute(), [{ disposition: 'answered', agent: FAR }]);
});

for (const [how, keys, reason] of [
  ['9 is pressed', '9', 'refused'],
  ['no key is pressed, as by a voicemail', '', 'ringNoAnswer'],
  ['other keys are pressed', '5555', 'ringNoAnswer'],
] as const) {
  t.test(`${how}: nobody is joined, the channel is given back, and the next agent has the caller`, async (t) => {
    const place = await outsideAgent(t);
    const { world, box, mobile, mobiles, signNearIn } = place;
    box.agents.signIn(FAR);
    const caller = world.network.call(ACCESS_NUMBER);
    await world.until(() => mobiles.length === 1);
    await answer(place, mobile(), keys);
    await world.until(() => agent(box, 1).state === 'notReady', 45_000);
    t.match(agent(box, 1), { reason });
    await world.until(() => mobile().state === 'cleared', 3_000);
    await signNearIn();
    await world.until(() => world.telephone(2).rings);
    world.telephone(2).lift();
    await world.advance(500);
    const ears = { customer: caller.channel.index, near: world.telephone(2).channel };
    t.same(await whoHears(world, ears), { customer: 'near', near: 'customer' });
    t.equal(mobiles.length, 1, 'who is not ready is not called');
  });
}

t.test(
  'who is busy, or hangs up instead of pressing a key, has not taken it; the caller goes on waiting',
  async (t) => {
    const place = await outsideAgent(t);
    const { world, box, mobile, mobiles } = place;
    box.agents.signIn(FAR);
    const caller = world.network.call(ACCESS_NUMBER);
    await world.until(() => mobiles.length === 1);
    mobile().clear(17);
    await world.until(() => agent(box, 1).state === 'busy');
    await world.advance(25_000);
    t.equal(mobiles.length, 1, 'he is not called again at once');
    await world.until(() => mobiles.length === 2, 8_000);
    await world.until(() => mobile().state === 'connected');
    await world.advance(1_000);
    mobile().clear();
    await world.until(() => agent(box, 1).state === 'notReady');
    t.match(agent(box, 1), { reason: 'refused' });
    t.match(await whoHears(world, { customer: caller.channel.index }), { customer: 'music' });
    t.equal(caller.state, 'connected');
  },
);

t.test('the customer hangs up while the mobile is asked: it is let go, and the agent stays ready', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobile, mobiles } = place;
  box.agents.signIn(FAR);
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => mobiles.length === 1);
  await answer(place, mobile(), '');
  caller.clear();
  await world.until(() => mobile().state === 'cleared', 3_000);
  t.equal(agent(box, 1).state, 'ready');
  t.equal(place.busy(), 0);
});

t.test('no channel is free: nothing is offered, nothing hangs; with the first free one he is called', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobiles, mobile } = place;
  box.agents.signIn(FAR);
  box.agents.notReady(FAR, 'meal');
  const callers = Array.from({ length: 30 }, (_, i) => world.network.call(ACCESS_NUMBER, `139123456${10 + i}`));
  await world.advance(3_000);
  t.equal(place.busy(), 30);
  box.agents.ready(FAR);
  await world.advance(5_000);
  t.equal(mobiles.length, 0);
  t.equal(agent(box, 1).state, 'busy', 'his line is out of service meanwhile');
  callers.at(-1)?.clear();
  await world.until(() => mobiles.length === 1, 5_000);
  await answer(place, mobile(), '1');
  await world.until(() => agent(box, 1).state === 'talking', 5_000);
});

t.test('by keys in place of a flash: hold, ask, alternate, all three, give away', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobile, signNearIn } = place;
  box.agents.signIn(FAR);
  const { caller, ears } = await talkOutside(place);
  await signNearIn();
  const near = world.telephone(2);
  const all = { ...ears, near: near.channel };
  await press(place, mobile(), '**');
  await world.advance(1_000);
  t.match(await whoHears(world, all), { customer: 'music', mobile: 'music' }, 'music for one, dial tone for the other');
  await press(place, mobile(), '**');
  t.match(await whoHears(world, all), { customer: 'mobile', mobile: 'customer' });
  await press(place, mobile(), '**');
  await world.advance(1_500);
  await press(place, mobile(), '802');
  await world.until(() => near.rings, 6_000);
  near.lift();
  await world.advance(500);
  t.same(await whoHears(world, all), { customer: 'music', mobile: 'near', near: 'mobile' });
  await press(place, mobile(), '**');
  t.same(await whoHears(world, all), { customer: 'mobile', mobile: 'customer', near: 'music' });
  await press(place, mobile(), '*3');
  t.same(await whoHears(world, all), { customer: 'mobile near', mobile: 'customer near', near: 'customer mobile' });
  mobile().clear();
  await world.advance(500);
  t.match(await whoHears(world, all), { customer: 'near', near: 'customer' });
  caller.clear();
  await world.advance(500);
});

t.test('*4 gives the customer to the one whom he asks, and lets the mobile go', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobile, signNearIn } = place;
  box.agents.signIn(FAR);
  const { ears } = await talkOutside(place);
  await signNearIn();
  await press(place, mobile(), '**');
  await press(place, mobile(), '802');
  await world.until(() => world.telephone(2).rings, 6_000);
  world.telephone(2).lift();
  await world.advance(500);
  await press(place, mobile(), '*4');
  t.match(await whoHears(world, { ...ears, near: world.telephone(2).channel }), { customer: 'near', near: 'customer' });
  await world.until(() => mobile().state === 'cleared', 3_000);
  t.equal(agent(box, 2).state, 'talking');
  t.equal(agent(box, 1).state, 'wrapUp');
});

t.test('a code while he talks holds for afterwards, and is told him; *0 ends the call', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobile } = place;
  box.agents.signIn(FAR);
  const { caller } = await talkOutside(place);
  const told = world.listen(mobile().channel.index, await world.load('zh-CN/agent-not-ready'));
  await press(place, mobile(), '*632');
  await world.advance(1_000);
  t.equal(agent(box, 1).state, 'talking');
  await press(place, mobile(), '*0');
  await world.until(() => caller.state === 'cleared' && mobile().state === 'cleared', 3_000);
  await world.until(() => agent(box, 1).state === 'notReady', 60_000);
  t.match(agent(box, 1), { reason: 'meal' });
  t.notOk(told.heard, 'mixed, it is no bit-exact copy');
});

t.test('nobody else signs in at his station, and he nowhere without a number', async (t) => {
  const { box } = await outsideAgent(t);
  t.throws(() => box.agents.signIn(NEAR, FAR), { code: 'REFUSED' });
  t.throws(() => box.agents.signIn(NEAR), { code: 'REFUSED' });
  const other = await outsideAgent(t, {});
  t.throws(() => other.box.agents.signIn(FAR), { code: 'REFUSED', message: /no outside number is known/ });
});
