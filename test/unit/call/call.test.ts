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
  const [ears] = media.given('route')[0] ?? [];
  t.same(ears, [
    { channel: 3, hears: [{ channel: 4 }] },
    { channel: 4, hears: [{ channel: 3 }] },
  ]);
  media.tell({ type: 'routed', operation: media.last('route') + 1 });
  await settled();
  t.notOk(joined);
  media.tell({ type: 'routed', operation: media.last('route') });

  await joining;
  t.ok(customer.stamps.bridge);
  t.equal(customer.stamps.bridge, agent.stamps.bridge);
});

t.test('it is written down who joined and left when', async (t) => {
  const { media, clock, customer, agent, call } = twoLegs();
  const begun = clock.now();
  void call.join(customer, agent);
  media.tell({ type: 'routed', operation: media.last('route') });
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

t.test('the call has ended with its last leg', async (t) => {
  const { media, calls, customer, agent, call } = twoLegs();
  void call.join(customer, agent);
  let ended = 0;
  call.ended.on(() => ended++);

  media.tell({ type: 'cleared', call: customer.handle, channel: 3 });
  t.equal(ended, 0);
  media.tell({ type: 'cleared', call: agent.handle, channel: 4 });

  t.equal(ended, 1);
  t.same(calls.calls, []);
});

t.test('how a leg takes part is told to the ears of all', async (t) => {
  const { media, customer, agent, call, answered } = twoLegs();
  const coach = answered(5);
  call.add(agent);
  call.add(coach);
  call.place(coach, { audibility: { heardOnlyBy: [agent] }, gainDb: -6 });
  void call.join(customer, agent, coach);

  t.same(media.given('route').at(-1)?.[0], [
    { channel: 3, hears: [{ channel: 4 }] },
    { channel: 4, hears: [{ channel: 3 }, { channel: 5, gainDb: -6 }] },
    { channel: 5, hears: [{ channel: 3 }, { channel: 4 }] },
  ]);

  call.place(coach, {});
  call.place(customer, { audibility: 'held' });
  t.same(media.given('route').at(-1)?.[0], [
    { channel: 3, hears: [] },
    { channel: 4, hears: [{ channel: 5 }] },
    { channel: 5, hears: [{ channel: 4 }] },
  ]);
});

t.test('a leg on hold has left the bridge, not the call', async (t) => {
  const { media, customer, agent, call } = twoLegs();
  void call.join(customer, agent);
  media.tell({ type: 'routed', operation: media.last('route') });

  call.leave(customer);
  t.same(media.given('route').at(-1)?.[0], [
    { channel: 4, hears: [] },
    { channel: 3, hears: [] },
  ]);
  t.same(call.legs, [customer, agent]);

  const again = call.join(customer);
  media.tell({ type: 'routed', operation: media.last('route') });
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
