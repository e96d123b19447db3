// SPDX-License-Identifier: GPL-2.0-or-later
// What happens when one of two hangs up: while it rings, while they talk, while he waits too long?
import t from 'tap';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';

t.test('a caller who hangs up while an agent rings silences the telephone; the agent keeps his place', async (t) => {
  const place = await openBox(t);
  const { world, box, events } = place;
  await world.advance(5_000);
  const idleSince = agent(box, 1).since;
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  await world.advance(2_500);

  caller.clear();
  await world.until(() => agent(box, 1).state === 'ready', 200);

  t.match(agent(box, 1), { state: 'ready', since: idleSince });
  await world.until(() => !world.telephone(1).rings, 7_000); // a telephone knows when no ring follows the pause
  t.equal((await events('offer.withdrawn')).length, 1);
  t.match(box.status().queues, [{ waiting: 0, abandoned: 1 }]);
  world.network.call(ACCESS_NUMBER, '13900000002');
  await world.until(() => world.telephone(1).rings, 1_000);
});

t.test('an agent who lifts just as the caller hangs up is not left with a call that is gone', async (t) => {
  const place = await openBox(t);
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER);
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings);

  caller.clear();
  telephone.lift();
  await world.advance(1_000);
  await hangUp(world, telephone);
  await world.until(() => ['ready', 'wrapUp'].includes(agent(box, 1).state), 1_000);

  t.match(box.status().calls, { offered: 1, inProgress: 0 });
});

t.test('when the agent puts down, the customer is cleared with cause 16', async (t) => {
  const place = await openBox(t);
  const { world, box } = place;
  const { caller, telephone } = await talk(place);

  telephone.putDown();
  await world.until(() => caller.state === 'cleared', 2_000);

  t.match(caller, { cause: 16, clearedBy: 'party' });
  t.equal(agent(box, 1).state, 'wrapUp');
  await world.until(() => agent(box, 1).state === 'ready', 16_000);
});

t.test(
  'when the customer hangs up, wrap-up begins; the agent hears busy tone until he puts down, and is offered nothing before',
  async (t) => {
    const place = await openBox(t, { signedIn: 1 });
    const { world, box } = place;
    const { caller, telephone } = await talk(place);
    const levels: number[] = [];
    world.media.onMeter((meter) => {
      if (meter.type === 'level' && meter.channel === telephone.channel) levels.push(meter.receivedDbm0);
    });
    world.media.meter(telephone.channel, 100);

    caller.clear();
    await world.advance(3_000);

    const loud = levels.filter((level) => level > -15).length;
    t.ok(loud >= 8 && loud <= 20, `350 ms of tone, 350 ms of silence: ${loud} of ${levels.length} are tone`);
    t.equal(agent(box, 1).state, 'wrapUp', 'his part in it is over, whatever he does with his telephone');
    await world.until(() => agent(box, 1).state === 'busy', 20_000);
    world.network.call(ACCESS_NUMBER, '13900000002');
    await world.advance(3_000);
    t.notOk(telephone.rings);

    telephone.putDown();
    await world.until(() => telephone.rings, 3_000);
  },
);

t.test('a caller who waited too long is promised a callback, durable before it is spoken', async (t) => {
  const place = await openBox(t, { signedIn: 1, config: { queues: [{ name: QUEUE, maxWait: '20s' }] } });
  const { world, reads, events } = place;
  await talk(place);
  const began = world.clock.now();
  const caller = world.network.call(ACCESS_NUMBER, '13900000002');
  const promise = world.listen(caller.channel.index, await world.load('zh-CN/surge'));

  await world.until(() => promise.heard);

  const waited = world.clock.now() - began;
  t.ok(waited >= 20_000 && waited < 21_500, `after ${waited} ms`);
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [
    { number: '+8613900000002', queue: QUEUE, state: 'open', promised: 1 },
  ]);
  t.match(await events('call.overflowed'), [{ queue: QUEUE }]);
  await world.until(() => caller.state === 'cleared');
  await world.advance(200);
  const calls = await reads.selectFrom('call').selectAll().where('calling', '=', '+8613900000002').execute();
  t.match(calls, [{ disposition: 'captured', cause: 16 }]);
});

t.test('where the queue says refuse, he hears goodbye and nothing is promised', async (t) => {
  const place = await openBox(t, {
    signedIn: 1,
    config: { queues: [{ name: QUEUE, maxWait: '20s', overflow: 'refuse' }] },
  });
  const { world, reads } = place;
  await talk(place);
  const caller = world.network.call(ACCESS_NUMBER, '13900000002');
  const goodbye = world.listen(caller.channel.index, await world.load('zh-CN/goodbye'));

  await world.until(() => caller.state === 'cleared');

  t.ok(goodbye.heard);
  await world.advance(200);
  t.same(await reads.selectFrom('callbackRequest').selectAll().execute(), []);
  const calls = await reads.selectFrom('call').selectAll().where('calling', '=', '+8613900000002').execute();
  t.match(calls, [{ disposition: 'refused', reason: 'maxWait' }]);
});

t.test('a script that fails on our side clears its caller with cause 41 and leaves nobody on the line', async (t) => {
  const dialogues = {
    broken: async () => {
      throw new TypeError('a mistake in a script');
    },
  };
  const config = { accessNumbers: [{ number: ACCESS_NUMBER, menu: 'broken' }] };
  const { world, box, reads } = await openBox(t, { dialogues, config });
  const caller = world.network.call(ACCESS_NUMBER);

  await world.until(() => caller.state === 'cleared', 2_000);

  t.equal(caller.cause, 41);
  await world.advance(200);
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'refused', reason: 'fault' }]);
  t.equal(box.status().calls.inProgress, 0);
});
