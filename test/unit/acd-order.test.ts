// SPDX-License-Identifier: GPL-2.0-or-later
// Which call is served first: priority, the queue's weight and age in one score; and everybody who tells of the order tells the same.

import t from 'tap';
import { byPriority, byScore, type Place } from '../../src/acd/index.js';
import { AcdWorld } from '../support/acd-world.js';

const MINUTE = 60_000;
const PLACE: Place = { priority: 0, weight: 0, enqueuedAt: 0, seq: 0, nth: 0 };
const order = (a: Partial<Place>, b: Partial<Place>, ageing = 1) =>
  Math.sign(byScore(ageing).compare({ ...PLACE, ...a }, { ...PLACE, ...b }, 10 * MINUTE));

t.test('a point of priority is worth one minute of waiting at a rate of one', async (t) => {
  t.equal(order({ priority: 2 }, { enqueuedAt: -2 * MINUTE + 1 }), -1);
  t.equal(order({ priority: 2 }, { enqueuedAt: -2 * MINUTE - 1 }), 1);
  t.equal(order({ priority: 2 }, { enqueuedAt: -2 * MINUTE }), 1, 'of equal scores who has waited longer');
  t.equal(order({ priority: 6 }, { enqueuedAt: -2 * MINUTE }, 3), 1);
  t.equal(order({ priority: 1 }, { enqueuedAt: -1e12 }, 0), -1, 'without ageing no wait makes up for it');
});

t.test("the queue's weight counts as priority does", async (t) => {
  t.equal(order({ weight: 3 }, { priority: 2 }), -1);
  t.equal(order({ priority: 1, weight: 1 }, { priority: 2, seq: 1 }), -1);
});

t.test('then who came first, then the list of the call', async (t) => {
  t.equal(order({ seq: 1 }, { seq: 2 }), -1);
  t.equal(order({ nth: 1 }, { nth: 0 }), 1);
});

t.test('instants of a machine, with fractions and of today, lose nothing', async (t) => {
  const today = 1_796_000_000_000;
  t.equal(order({ priority: 1_000, enqueuedAt: today + 59_999.7 }, { enqueuedAt: today + 0.2 }, 1_000), -1);
  t.equal(order({ enqueuedAt: today + 0.2 }, { enqueuedAt: today + 0.1 }, 1_000), 1);
  t.equal(byPriority.compare(PLACE, { ...PLACE, priority: -1 }, 0) < 0, true);
});

const ORDERS = { name: 'orders', agents: ['a'], maxWait: 60 * MINUTE };
const SALES = { name: 'sales', agents: ['a'], weight: 5 };

/** Who is told, rung and listed in which order. */
function served(world: AcdWorld): string[] {
  const calls: string[] = [];
  world.staff('a');
  for (let call = world.ringing.get('a')?.call; call !== undefined; call = world.ringing.get('a')?.call) {
    calls.push(call);
    world.answer('a');
    world.acd.agentReleased('a', call);
    world.acd.finishWrapUp('a');
  }
  return calls;
}

function comes(world: AcdWorld, ...calls: readonly (readonly [call: string, queue: string, priority: number])[]): void {
  for (const [call, queue, priority] of calls) {
    world.acd.enqueue(call, queue, { priority });
    world.clock.advance(MINUTE);
  }
}

t.test('position, list and service go by one order, ageing or not', async (t) => {
  for (const [ageing, expected] of [
    [0, ['d', 'b', 'a', 'c']],
    [1, ['b', 'a', 'd', 'c']],
  ] as const) {
    const world = new AcdWorld(ORDERS).choosing({ order: byScore(ageing) });
    comes(world, ['a', 'orders', 0], ['b', 'orders', 1.5], ['c', 'orders', 0], ['d', 'orders', 2]);
    t.same(
      world.acd.queues()[0]?.waiting.map(({ call }) => call),
      expected,
    );
    t.same(
      expected.map((call) => world.acd.position(call)),
      [1, 2, 3, 4],
    );
    t.same(served(world), expected);
  }
});

t.test('a free agent of several queues takes the call of the weightier first, until others have waited', async (t) => {
  const world = new AcdWorld(ORDERS, SALES).choosing({ order: byScore(1) });
  comes(world, ['early', 'orders', 0], ['late', 'orders', 0]);
  world.clock.advance(4 * MINUTE - 2);
  comes(world, ['sales', 'sales', 0]);
  t.same(served(world), ['early', 'sales', 'late']);
});

t.test('weights and ageing that change hold for who waits already', async (t) => {
  const world = new AcdWorld(ORDERS, SALES);
  comes(world, ['a', 'orders', 0], ['b', 'orders', 3], ['c', 'sales', 0]); // as it is: c, b, a
  world.configured({ orders: { weight: 9 } }, byScore(4));
  t.same(served(world), ['a', 'b', 'c']);
});

t.test('who is promoted is before all others of his queues, whatever counts', async (t) => {
  for (const ageing of [0, 1, 7]) {
    const world = new AcdWorld(ORDERS, SALES).choosing({ order: byScore(ageing) });
    comes(world, ['a', 'orders', 0], ['b', 'sales', 2], ['c', 'orders', 30]);
    world.acd.enqueue('mine', ['orders', 'sales']);
    world.acd.enqueue('last', 'orders', { priority: 30 });
    world.acd.promote('mine');
    t.equal(world.acd.position('mine'), 1);
    t.equal(served(world)[0], 'mine');
  }
});

t.test('who is alone is promoted, and nothing changes', async (t) => {
  const world = new AcdWorld(ORDERS);
  world.acd.enqueue('mine', 'orders');
  world.acd.promote('mine');
  t.match(world.acd.waiting('mine'), { priority: 0, enqueuedAt: 0 });
});

t.test('without ageing one may wait for ever behind those who come later', async (t) => {
  for (const [ageing, isServed] of [
    [0, false],
    [1, true],
  ] as const) {
    const world = new AcdWorld({ ...ORDERS, maxWait: Number.POSITIVE_INFINITY }).choosing({ order: byScore(ageing) });
    world.staff('a');
    world.acd.enqueue('vip', 'orders', { priority: 10 });
    world.acd.enqueue('usual', 'orders');
    for (let minute = 1; minute <= 15; minute++) {
      world.acd.enqueue(`vip-${minute}`, 'orders', { priority: 10 });
      world.clock.advance(1_000);
      const { call } = world.answer('a');
      world.clock.advance(MINUTE - 1_000);
      world.acd.agentReleased('a', call);
      world.acd.finishWrapUp('a');
    }
    t.equal(world.connected.includes('usual a'), isServed);
  }
});
