// SPDX-License-Identifier: GPL-2.0-or-later
// Is a box a destination like any other? After hours, overflow, keys, rules, flows, whom nobody answers for, forwards, deflected, transferred, moved.
import t, { type Test } from 'tap';
import type { ConfigInput } from '../../src/config/index.js';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from '../support/box.js';
import { agent, dialCode, hangUp } from '../support/floor.js';
import { mailboxHouse, service } from '../support/mailbox-house.js';

const TO = { message: 'service' };
const number = (rest: object) => ({ accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, ...rest }] });
const own = { queue: QUEUE };

/** A caller of the access number comes to the box by what stands in the file. */
async function comes(t: Test, config: Partial<ConfigInput>, { signedIn = 0, keys = '' } = {}) {
  const place = await mailboxHouse(t, { signedIn, config });
  const { world, box, speaks, hears } = place;
  const caller = world.network.call(ACCESS_NUMBER);
  if (keys !== '') {
    await hears(caller, 'zh-CN/please-hold');
    await world.advance(3_000);
    caller.sendDigits(keys);
  }
  await speaks(caller);
  await box.settled();
  t.match(box.voicemail.list(), [{ box: 'service' }]);
  const [call] = await place.reads.selectFrom('call').selectAll().execute();
  t.equal(call?.disposition, 'message');
  return place;
}

t.test('after hours', (t) => comes(t, number({ hours: [{ from: '20:00', to: '21:00' }], afterHours: TO })));
t.test('nobody signed in', (t) => comes(t, { queues: [{ name: QUEUE, nobodySignedIn: TO }] }));
t.test('by area', (t) => comes(t, number({ byArea: [{ area: '139', to: TO }] })));
t.test('a rule', (t) => comes(t, { rules: [{ name: 'all', if: 'true', to: TO }] }));
t.test('a key of a waiting caller', (t) =>
  comes(t, { queues: [{ name: QUEUE, nobodySignedIn: 'wait', keys: { '9': TO } }] }, { keys: '9' }),
);
t.test('a relaxed need', (t) =>
  comes(t, { queues: [{ name: QUEUE, nobodySignedIn: 'wait', relax: [{ after: '5s', to: TO }] }] }),
);
t.test('a step of a flow', (t) =>
  comes(t, {
    accessNumbers: [{ number: ACCESS_NUMBER, menu: 'shop' }],
    flows: { shop: { fallback: own, steps: { hello: { say: 'welcome', next: TO } } } },
  }),
);
t.test('an agent who does not answer', (t) =>
  comes(t, { rules: [{ name: 'all', if: 'true', to: { agent: agentId(1), otherwise: TO } }] }, { signedIn: 1 }),
);

t.test('a telephone whose calls are forwarded to a box, by code and by command', async (t) => {
  const place = await mailboxHouse(t, {
    config: { rules: [{ name: 'all', if: 'true', to: { station: stationNumber(1) } }] },
  });
  const { world, box, speaks } = place;
  await dialCode(place, 1, '*43600#', 'telephone-forwarded');
  t.match(box.calling.telephones.of(stationNumber(1)).forward, { noAnswer: 'message:service' });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  await speaks(caller);
  t.equal(box.voicemail.list().length, 1);

  world.telephone(2).lift();
  await world.advance(500);
  await box.calling.telephones.forward(stationNumber(1), 'always', { message: 'service' });
  world.telephone(2).dial(stationNumber(1));
  const listened = world.listen(world.telephone(2).channel, await world.load('zh-CN/leave-a-message'));
  await world.until(() => listened.heard);
  await world.advance(3_000);
  world.media.play(world.telephone(2).channel, [await world.load('zh-CN/surge')]);
  await world.advance(9_000);
  await hangUp(world, world.telephone(2));
  await box.settled();
  t.match(box.voicemail.list(), [{}, { number: stationNumber(2) }]);
  await t.rejects(box.calling.telephones.forward(stationNumber(1), 'busy', { message: 'nobody' }), {
    code: 'NOT_FOUND',
  });
});

t.test(
  'a customer whom his agent transfers there, one who rings and is deflected, one who waits and is moved',
  async (t) => {
    const place = await mailboxHouse(t);
    const { world, box, speaks } = place;
    const first = world.network.call(ACCESS_NUMBER);
    await world.until(() => world.telephone(1).rings);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(500);
    t.throws(() => box.calling.singleStepTransfer(agentId(1), { message: 'nobody' }), { code: 'NOT_FOUND' });
    box.calling.singleStepTransfer(agentId(1), { message: 'service' });
    await speaks(first);
    await hangUp(world, world.telephone(1));
    t.equal(box.voicemail.list().length, 1);

    await world.until(() => agent(box, 1).state === 'ready', 60_000);
    const second = world.network.call(ACCESS_NUMBER);
    await world.until(() => world.telephone(1).rings);
    box.calling.ringing.deflect(agentId(1), { message: 'service' });
    await speaks(second);
    t.equal(box.voicemail.list().length, 2);

    box.agents.notReady(agentId(1), 'meal');
    const third = world.network.call(ACCESS_NUMBER);
    await world.until(() => box.status().queues[0]?.waiting === 1);
    const [waiting] = box.calling.supervision.waiting.list();
    box.calling.supervision.waiting.move(waiting?.call ?? '', { kind: 'message', box: 'service' });
    await speaks(third);
    t.equal(box.voicemail.list().length, 3);
  },
);

t.test('a box that there is not is told when the file is read', async (t) => {
  const wrong = { queues: [{ name: QUEUE, overflow: { message: 'servce' } }], mailboxes: [service()] };
  await t.rejects(mailboxHouse(t, { config: wrong }), /there is no box "servce": did you mean "service"/);
});
