// SPDX-License-Identifier: GPL-2.0-or-later
// Does a call know who hears whom, from when to when?
import t from 'tap';
import { box, settled } from '../../support/calls.js';

function twoLegs() {
  const made = box();
  const [customer, agent] = [made.answered(3), made.answered(4)];
  return { ...made, customer, agent, call: made.calls.open(customer) };
}

t.test('join resolves when both hear', async (t) => {
  const { media, customer, agent, call } = twoLegs();
  let joined = false;

  const joining = call.join(customer, agent).then(() => {
    joined = true;
  });
  const bridge = media.last('createBridge');
  t.same(media.given('join'), [
    [bridge, 3],
    [bridge, 4],
  ]);
  media.tell({ type: 'bridgeJoined', bridge, channel: 3 });
  await settled();
  t.notOk(joined);
  media.tell({ type: 'bridgeJoined', bridge, channel: 4 });

  await joining;
  t.ok(customer.stamps.bridge);
  t.equal(customer.stamps.bridge, agent.stamps.bridge);
});

t.test('it is written down who joined and left when', async (t) => {
  const { media, clock, customer, agent, call } = twoLegs();
  const begun = clock.now();
  void call.join(customer, agent);
  const bridge = media.last('createBridge');
  for (const channel of [3, 4]) media.tell({ type: 'bridgeJoined', bridge, channel });
  clock.advance(60_000);
  media.now += 60_000;

  media.tell({ type: 'cleared', call: agent.handle, channel: 4 });

  t.same(
    call.participations.map(({ leg, joinedAt, leftAt }) => [leg.id, joinedAt, leftAt]),
    [
      [customer.id, begun, undefined],
      [agent.id, begun, begun + 60_000],
    ],
  );
});

t.test('a leg that is cleared while joining rejects the join', async (t) => {
  const { media, customer, agent, call } = twoLegs();
  const joining = call.join(customer, agent);
  media.tell({ type: 'cleared', call: agent.handle, channel: 4 });
  await t.rejects(joining, { code: 'LEG_CLEARED' });
});

t.test('what was playing stops and what was typed is forgotten when a leg joins', async (t) => {
  const { media, customer, agent, call } = twoLegs();
  customer.play([1], { loop: true });
  media.tell({ type: 'digit', channel: 3, digit: '9' });

  void call.join(customer, agent);

  t.same(media.given('stop'), [[media.last('play')]]);
  t.equal(customer.digits.kept, '');
});

t.test('the bridge is given back and the call has ended with its last leg', async (t) => {
  const { media, calls, customer, agent, call } = twoLegs();
  void call.join(customer, agent);
  const bridge = media.last('createBridge');
  let ended = 0;
  call.ended.on(() => ended++);

  media.tell({ type: 'cleared', call: customer.handle, channel: 3 });
  t.same(media.given('releaseBridge'), []);
  media.tell({ type: 'cleared', call: agent.handle, channel: 4 });

  t.same(media.given('releaseBridge'), [[bridge]]);
  t.equal(ended, 1);
  t.same(calls.calls, []);
});

t.test('a leg on hold has left the bridge, not the call', async (t) => {
  const { media, customer, agent, call } = twoLegs();
  void call.join(customer, agent);
  for (const channel of [3, 4]) media.tell({ type: 'bridgeJoined', bridge: media.last('createBridge'), channel });

  call.leave(customer);
  t.same(media.given('leave'), [[3]]);
  t.same(call.legs, [customer, agent]);

  const again = call.join(customer);
  media.tell({ type: 'bridgeJoined', bridge: media.last('createBridge'), channel: 3 });
  await again;
  t.equal(call.participations.length, 3);
});

t.test("the conversation's recording ends when its leg leaves", async (t) => {
  const { media, customer, agent, call } = twoLegs();
  void call.join(customer, agent);
  call.record(customer, '/tmp/talk.wav');

  call.leave(customer);

  t.same(media.given('stop'), [[media.last('record')]]);
});
