// SPDX-License-Identifier: GPL-2.0-or-later
// Are the figures that go out those of the day in the records, and of no other?
import { join } from 'node:path';
import t from 'tap';
import { dayFigures, dayFiguresAside } from '../../src/engine/watching/day-figures.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';

t.test('who was served and who gave up on a day, by queue and agent; nothing of another day', async (t) => {
  const { world, box } = await openBox(t, { signedIn: 1 });
  const talk = world.network.call(ACCESS_NUMBER, '13912345678');
  const [telephone] = world.telephones;
  if (telephone === undefined) throw new Error('no telephone');
  await world.until(() => telephone.rings, 20_000);
  telephone.lift();
  await world.until(() => box.status().queues[0]?.answered === 1, 10_000);
  await world.advance(30_000);
  const lost = world.network.call(ACCESS_NUMBER, '13912345679');
  await world.until(() => box.status().queues[0]?.waiting === 1, 20_000);
  await world.advance(20_000);
  lost.clear();
  await world.advance(1_000);
  talk.clear();
  await world.advance(2_000);
  await box.settled();

  const asked = {
    directory: join(world.folder, 'data'),
    day: '2026-01-05',
    zone: 'Asia/Shanghai',
    queues: [{ name: QUEUE, within: 20_000 }],
    agents: [{ id: '1001', name: 'Li' }],
  };
  const figures = await dayFigures(asked);
  t.match(figures, {
    kind: 'report',
    calls: { offered: 2, answered: 1, abandoned: 1 },
    queues: [{ name: QUEUE, answered: 1, abandoned: 1, overflowed: 0, serviceLevel: 0.5 }],
    agents: [{ id: '1001', name: 'Li', handled: 1 }],
  });
  const [agent] = figures.agents;
  t.ok(agent !== undefined && agent.talk >= 50_000 && agent.talk < 60_000, `${agent?.talk} ms of talk`);
  t.same(await dayFiguresAside(asked), figures, 'the same in a thread of its own');
  t.match(await dayFigures({ ...asked, day: '2026-01-04' }), { calls: { offered: 0 }, queues: [] });
});
