// SPDX-License-Identifier: GPL-2.0-or-later
// Does a caller get to where the configuration sends him: after hours, when nobody is there, when a queue is full, when he has waited?
import t from 'tap';
import type { Dialogue } from '../../src/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';

const CLOSED = [{ from: '20:00', to: '21:00' }]; // the box begins at 09:00
const number = (rest: object = {}) => ({ accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, ...rest }] });
const calls = ({ reads }: Awaited<ReturnType<typeof openBox>>) => reads.selectFrom('call').selectAll().execute();
const requests = ({ reads }: Awaited<ReturnType<typeof openBox>>) =>
  reads.selectFrom('callbackRequest').selectAll().execute();

t.test('outside its hours a shop that calls back says that it is closed, and promises', async (t) => {
  const place = await openBox(t, { config: number({ hours: CLOSED }) });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  const words = world.listen(caller.channel.index, await world.load('zh-CN/closed-callback'));
  await world.until(() => words.heard, 10_000);
  await world.until(() => caller.state === 'cleared', 20_000);
  await box.settled();
  t.match(await calls(place), [{ disposition: 'captured', cause: 16 }]);
  t.match(await requests(place), [{ number: '+8613912345678', promised: 1 }]);
});

t.test('outside its hours a shop that refuses says so and promises nothing', async (t) => {
  const queues = [{ name: QUEUE, overflow: 'refuse' }];
  const place = await openBox(t, { config: { ...number({ hours: CLOSED }), queues } });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  const words = world.listen(caller.channel.index, await world.load('zh-CN/closed'));
  await world.until(() => words.heard, 10_000);
  await world.until(() => caller.state === 'cleared', 20_000);
  await box.settled();
  t.match(await calls(place), [{ disposition: 'announced', cause: 16 }]);
  t.same(await requests(place), []);
});

t.test('after hours a number may lead to a flow of its own, or be refused with a cause', async (t) => {
  const night: string[] = [];
  const dialogues = {
    night: async (dialogue: Dialogue) => {
      await dialogue.answer();
      night.push(dialogue.leg.called.digits);
    },
  };
  const place = await openBox(t, { config: number({ hours: CLOSED, afterHours: { flow: 'night' } }), dialogues });
  const caller = place.world.network.call(ACCESS_NUMBER, '13912345678');
  await place.world.until(() => caller.state === 'cleared');
  t.same(night, [ACCESS_NUMBER]);

  const refusing = await openBox(t, { config: number({ hours: CLOSED, afterHours: { refuse: 21 } }) });
  const refused = refusing.world.network.call(ACCESS_NUMBER, '13912345678');
  await refusing.world.until(() => refused.state === 'cleared');
  t.match(refused, { cause: 21, stamps: { answer: undefined } });
});

t.test('when nobody is signed in the call goes to another queue, where somebody is', async (t) => {
  const queues = [{ name: QUEUE, nobodySignedIn: { queue: 'night' } }, { name: 'night' }];
  const agents = [{ id: '1001', name: 'Night', pin: '4711', queues: ['night'] }];
  const { world, box } = await openBox(t, { telephones: 1, config: { queues, agents } });
  world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => world.telephone(1).rings);
  t.equal(box.status().queues.find(({ name }) => name === 'night')?.waiting, 1);
});

t.test('a full queue is busy for the next one', async (t) => {
  const queues = [{ name: QUEUE, maxWaiting: 1, overflow: 'refuse', nobodySignedIn: 'wait' }];
  const { world, box } = await openBox(t, { signedIn: 0, config: { queues } });
  world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => box.status().queues[0]?.waiting === 1);
  const second = world.network.call(ACCESS_NUMBER, '13912345679');
  await world.until(() => second.state === 'cleared');
  t.equal(second.cause, 17);
});

t.test(
  'one who has waited too long waits on in the queue that his own names, first of all, and keeps his place in time',
  async (t) => {
    const queues = [
      { name: QUEUE, maxWait: '10s', overflow: { queue: 'other' }, nobodySignedIn: 'wait' },
      { name: 'other', maxWait: '10s', overflow: { announce: 'all-agents-busy' } },
    ];
    const place = await openBox(t, { signedIn: 0, config: { queues } });
    const { world, box } = place;
    const caller = world.network.call(ACCESS_NUMBER, '13912345678');
    await world.until(() => box.status().queues[1]?.waiting === 1, 15_000);
    t.equal(box.status().queues[0]?.waiting, 0);
    const words = world.listen(caller.channel.index, await world.load('zh-CN/all-agents-busy'));
    await world.until(() => words.heard, 15_000);
    await world.until(() => caller.state === 'cleared', 20_000);
    await box.settled();
    t.match(await place.events('call.overflowed'), [{ queue: QUEUE }, { queue: 'other' }]);
    t.match(await calls(place), [{ disposition: 'announced', queue: 'other' }]);
  },
);
