// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-30 004-31
// An agent signs in by calling, keying in his number and his PIN; where he has called from he is called. Kept on the line, a tone tells
// him of the next call; hanging up makes him not ready.
import t from 'tap';
import { ACCESS_NUMBER } from '../support/box.js';
import { agent, hears } from '../support/floor.js';
import { FAR, MOBILE, outsideAgent, press, signInByCalling, talkOutside } from '../support/outside-agent.js';
import { whoHears } from '../support/who-hears.js';

const OTHER = '13900000002';

t.test('he calls, keys in number and PIN, hangs up, and is called there', async (t) => {
  const place = await outsideAgent(t, {});
  const { world, box, mobile } = place;
  const leg = await signInByCalling(place, OTHER);
  await hears(world, leg.channel.index, ['agent-signed-in']);
  t.match(agent(box, 1), { state: 'ready', station: FAR });
  leg.clear();
  await world.advance(1_000);
  t.equal(agent(box, 1).state, 'ready', 'hanging up is nothing where he is called for each call');
  const { ears } = await talkOutside(place);
  t.equal(mobile().called.digits, OTHER);
  t.same(await whoHears(world, ears), { customer: 'mobile', mobile: 'customer' });
});

t.test('on the line he dials codes as at a telephone; who stays is let go after a while', async (t) => {
  const place = await outsideAgent(t, {});
  const { world, box } = place;
  const leg = await signInByCalling(place, OTHER);
  await world.until(() => agent(box, 1).state === 'ready');
  await world.advance(3_000);
  const said = world.listen(leg.channel.index, await world.load('zh-CN/agent-not-ready'));
  await press(place, leg, '*632');
  await world.until(() => said.heard, 5_000);
  t.match(agent(box, 1), { state: 'notReady', reason: 'meal' });
  await world.advance(3_000);
  const ready = world.listen(leg.channel.index, await world.load('zh-CN/agent-ready'));
  await press(place, leg, '*62');
  await world.until(() => ready.heard, 5_000);
  t.equal(leg.state, 'connected');
  await world.until(() => leg.state === 'cleared', 20_000);
  t.equal(agent(box, 1).state, 'ready');

  const again = await signInByCalling(place, OTHER);
  await world.advance(4_000);
  const out = world.listen(again.channel.index, await world.load('zh-CN/agent-signed-out'));
  await press(place, again, '*60');
  await world.until(() => out.heard, 5_000);
  t.equal(agent(box, 1).state, 'signedOut');
  await world.until(() => again.state === 'cleared', 5_000);
});

t.test('from another number than that of the file he is refused, unless it may be any', async (t) => {
  const fixed = await outsideAgent(t, { number: MOBILE });
  const refused = await signInByCalling(fixed, OTHER);
  await hears(fixed.world, refused.channel.index, ['agent-not-allowed', 'goodbye']);
  t.equal(agent(fixed.box, 1).state, 'signedOut');
  await fixed.world.until(() => refused.state === 'cleared', 5_000);
  const any = await outsideAgent(t, { number: MOBILE, anyNumber: true });
  await hears(any.world, (await signInByCalling(any, OTHER)).channel.index, ['agent-signed-in']);
});

t.test('a withheld number is asked for, and said back; abroad is refused', async (t) => {
  const place = await outsideAgent(t, {});
  const { world, box, mobile } = place;
  const leg = await signInByCalling(place, undefined, { keys: `${OTHER}#` });
  await hears(world, leg.channel.index, ['you-entered', 'confirm-1-again-2']);
  await press(place, leg, '1');
  await world.until(() => agent(box, 1).state === 'ready', 5_000);
  leg.clear();
  await world.advance(500);
  await talkOutside(place);
  t.equal(mobile().called.digits, OTHER);

  const far = await outsideAgent(t, {});
  const abroad = await signInByCalling(far, undefined, { keys: '0012125551234#' });
  await hears(far.world, abroad.channel.index, ['confirm-1-again-2']);
  await press(far, abroad, '1');
  await hears(far.world, abroad.channel.index, ['agent-not-allowed']);
  t.equal(agent(far.box, 1).state, 'signedOut');
});

t.test('wrong PINs lock him out, as at a telephone', async (t) => {
  const place = await outsideAgent(t, {}, { config: { access: { tries: 2, lockout: '5min' } } });
  const { world, box } = place;
  for (const said of ['agent-wrong-pin', 'agent-wrong-pin', 'agent-pin-locked']) {
    const leg = await signInByCalling(place, OTHER, { pin: said === 'agent-pin-locked' ? '4711' : '9999' });
    await hears(world, leg.channel.index, [said]);
    leg.clear();
    await world.advance(500);
  }
  t.equal(agent(box, 1).state, 'signedOut');
  t.match(await place.events('agent.refused'), [{}, {}, {}]);
});

t.test(
  'kept on the line: a tone, and the next customer is there; keys at rest dial; hanging up makes him not ready',
  async (t) => {
    const place = await outsideAgent(t, { kept: true });
    const { world, box, mobiles } = place;
    const leg = await signInByCalling(place, OTHER);
    await world.until(() => agent(box, 1).state === 'ready');
    await world.advance(60_000);
    t.equal(leg.state, 'connected');
    for (const times of [1, 2]) {
      const caller = world.network.call(ACCESS_NUMBER);
      await world.until(() => agent(box, 1).state === 'talking', 5_000);
      await world.advance(300);
      const ears = { customer: caller.channel.index, mobile: leg.channel.index };
      t.same(await whoHears(world, ears), { customer: 'mobile', mobile: 'customer' }, `call ${times}`);
      if (times === 1) caller.clear();
      else await press(place, leg, '*0');
      await world.until(() => caller.state === 'cleared', 3_000);
      await world.advance(500);
      t.same(await whoHears(world, { mobile: leg.channel.index }), { mobile: '' }, 'then silence');
      const ready = world.listen(leg.channel.index, await world.load('zh-CN/agent-ready'));
      await press(place, leg, '*65');
      await world.until(() => ready.heard, 5_000);
      await world.until(() => agent(box, 1).state === 'ready', 5_000);
    }
    t.equal(mobiles.length, 0, 'nobody was dialled');
    leg.clear();
    await world.until(() => agent(box, 1).state === 'notReady', 3_000);
    t.match(agent(box, 1), { reason: 'lineDropped' });
  },
);

t.test('kept after the first call: dialled and asked once, then told by a tone', async (t) => {
  const place = await outsideAgent(t, { number: MOBILE, kept: true });
  const { world, box, mobile, mobiles } = place;
  box.agents.signIn(FAR);
  const { caller } = await talkOutside(place);
  caller.clear();
  await world.advance(1_000);
  box.agents.finishWrapUp(FAR);
  const second = world.network.call(ACCESS_NUMBER);
  await world.until(() => agent(box, 1).state === 'talking', 5_000);
  await world.advance(300);
  t.equal(mobiles.length, 1);
  const ears = { customer: second.channel.index, mobile: mobile().channel.index };
  t.same(await whoHears(world, ears), { customer: 'mobile', mobile: 'customer' });
  mobile().clear();
  await world.until(() => second.state === 'cleared', 3_000);
  await world.until(() => agent(box, 1).state === 'notReady', 60_000);
  t.match(agent(box, 1), { reason: 'lineDropped' }, 'he has hung up amid a call');
});
