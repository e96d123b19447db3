// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-30 004-31 004-41
// An agent at a mobile: the offer seizes a second channel while the customer hears music, he presses 1, and they hear each other. Who
// presses 9, nothing, or is a voicemail takes no call; when no channel is free nothing hangs.
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { ACCESS_NUMBER, agentId, type BoxOptions, type BoxWorld, openBox, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

const MOBILE = '13900000001';
export const FAR = agentId(1);

/** Agent 1 talks at a mobile; who is called outside answers after a second. */
async function outsideAgent(t: Test, outside: object = { number: MOBILE }, options: BoxOptions = {}) {
  const people = [
    { id: FAR, name: '外线', pin: '4711', queues: [QUEUE], outside },
    { id: agentId(2), name: 'Agent 2', pin: '4711', queues: [QUEUE] },
  ];
  const place = await openBox(t, {
    telephones: 3,
    signedIn: 0,
    ...options,
    config: { agents: people, ...options.config },
  });
  const { world, box } = place;
  const mobiles = world.network.answersAfter(world.clock, 1_000);
  box.agents.signIn(FAR);
  await world.advance(100);
  const mobile = () => {
    const leg = mobiles.at(-1);
    if (leg === undefined) throw new Error('nobody was called outside');
    return leg;
  };
  const busy = () => box.status().spans.reduce((sum, { kind, busy }) => sum + (kind === "e1" ? busy : 0), 0);
  return { ...place, mobiles, mobile, busy };
}

/** He hears what he is asked, and presses. */
async function answer({ world }: BoxWorld, leg: TrunkLeg, key: string) {
  const asked = world.listen(leg.channel.index, await world.load('zh-CN/agent-call-press-1'));
  await world.until(() => asked.heard, 5_000);
  world.media.sendDigits(leg.channel.index, key, { onMs: 80, offMs: 80 });
}

t.test('a caller hears music, the mobile is asked in the language of the box, 1 joins them', async (t) => {
  const place = await outsideAgent(t);
  const { world, box, mobiles, mobile } = place;
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
