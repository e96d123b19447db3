// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-11
// Row 001-14: does the agent idle longest ring, and does a waiting caller hear his true position and music meanwhile?
import t from 'tap';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';

const NO_PAUSE = { queues: [{ name: QUEUE, wrapUp: '0s' }] };

t.test('calls go round: each to the agent who has been idle longest', async (t) => {
  const place = await openBox(t, { config: NO_PAUSE, telephones: 3 });
  const { world, box } = place;
  const order: number[] = [];
  for (let call = 1; call <= 6; call++) {
    const caller = world.network.call(ACCESS_NUMBER, `1390000000${call}`);
    await world.until(() => world.telephones.some(({ rings }) => rings));
    const port = world.telephones.findIndex(({ rings }) => rings) + 1;
    order.push(port);
    world.telephone(port).lift();
    await world.until(() => agent(box, port).state === 'talking');
    caller.clear();
    await hangUp(world, world.telephone(port));
  }

  t.same(order, [1, 2, 3, 1, 2, 3]);
});

t.test('who has just talked comes last, however often he signed in', async (t) => {
  const place = await openBox(t, { config: NO_PAUSE, telephones: 2 });
  const { world, box } = place;
  const { caller, telephone } = await talk(place);
  await world.advance(10_000);
  caller.clear();
  await hangUp(world, telephone);
  box.agents.notReady('1001', 'break');
  box.agents.ready('1001');

  world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(2).rings);
});

t.test('a waiting caller hears his position at once, again as he comes nearer, and music between', async (t) => {
  const place = await openBox(t, {
    telephones: 1,
    config: { queues: [{ name: QUEUE, wrapUp: '0s', announce: { every: '10s' } }] },
  });
  const { world } = place;
  const { caller: talking } = await talk(place);
  const callers = ['13900000001', '13900000002', '13900000003'].map((number) =>
    world.network.call(ACCESS_NUMBER, number),
  );
  const last = callers[2];
  if (last === undefined) throw new Error('three callers wait');
  const parts = ['position-before', 'number-3', 'number-2', 'you-are-next', 'queue-music'] as const;
  const listen = async (name: (typeof parts)[number]) =>
    world.listen(last.channel.index, await world.load(`${name === 'queue-music' ? 'common' : 'zh-CN'}/${name}`));

  const [third, music] = [await listen('number-3'), await listen('queue-music')];
  const first = world.listen(callers[0]?.channel.index ?? -1, await world.load('zh-CN/you-are-next'));
  await world.until(() => third.heard && first.heard, 8_000);
  await world.until(() => music.heard, 12_000);

  const second = await listen('number-2');
  callers[0]?.clear();
  await world.until(() => second.heard, 12_000);
  const next = await listen('you-are-next');
  callers[1]?.clear();
  await world.until(() => next.heard, 12_000);

  talking.clear();
  await hangUp(world, world.telephone(1));
  await world.until(() => world.telephone(1).rings);
});

t.test('an announcement does not hold up the agent: when he lifts they hear each other within 200 ms', async (t) => {
  const { world } = await openBox(t, { config: NO_PAUSE, signedIn: 1 });
  const telephone = world.telephone(1);
  const caller = world.network.call(ACCESS_NUMBER);
  const voice = await world.load('zh-CN/surge-6s');
  await world.until(() => telephone.rings);
  await world.advance(200);
  caller.play([voice], { loop: true });
  const heard = world.listen(telephone.channel, voice);

  telephone.lift();
  await world.until(() => heard.heard, 200);
});
