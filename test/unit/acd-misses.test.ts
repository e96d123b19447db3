// SPDX-License-Identifier: GPL-2.0-or-later
// An offer comes to nothing: does each way in which it can have its own consequence for the agent, and none for the caller but the next agent?

import t from 'tap';
import { CONSEQUENCES, LONGEST_IDLE, OFFER_OUTCOMES, STRATEGIES } from '../../src/acd/index.js';
import { AcdWorld } from '../support/acd-world.js';

const ORDERS = { name: 'orders', agents: ['a', 'b', 'c'], ringTimeout: 10_000, wrapUp: 0 };
const RING_ALL = { strategies: { ...STRATEGIES, longestIdle: { ...LONGEST_IDLE, atOnce: 30 } } };
/** Whoever stands first in the list, whatever he did before. */
const FIRST = { strategies: { ...STRATEGIES, longestIdle: { ...LONGEST_IDLE, compare: () => 0 } } };

const offerOf = (world: AcdWorld, agent: string) => world.ringing.get(agent)?.offer ?? '';

t.test('of n misses in a row the last makes him not ready; those before cost him his place alone', async (t) => {
  const world = new AcdWorld({ ...ORDERS, misses: 3 }).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  t.same(world.rung(), ['call-1 a']);
  world.clock.advance(10_000);
  t.match(world.acd.agent('a'), { name: 'ready', since: world.clock.now(), misses: 1 });
  t.same(world.rung(), ['call-1 b'], 'he is not offered the same call at once');
  world.clock.advance(10_000);
  t.same(world.rung(), ['call-1 a'], 'b has missed it, too, and is idle for less long');
  world.clock.advance(20_000);
  t.match(world.acd.agent('a'), { misses: 2 });
  t.same(world.rung(), ['call-1 a']);
  world.clock.advance(10_000);
  t.match(world.acd.agent('a'), { name: 'notReady', reason: 'ringNoAnswer', misses: 0 });
  world.acd.ready('a');
  t.match(world.acd.agent('a'), { misses: 0 }, 'he begins anew');
});

t.test('the smallest n of his queues counts, over all of them', async (t) => {
  const service = { ...ORDERS, name: 'service', agents: ['a'], misses: 2 };
  const world = new AcdWorld({ ...ORDERS, agents: ['a'], misses: 5 }, service).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(10_000);
  world.acd.abandon('call-1');
  world.acd.enqueue('call-2', 'service');
  world.clock.advance(10_000);
  t.match(world.acd.agent('a'), { name: 'notReady', reason: 'ringNoAnswer' });
});

for (const [what, strategies] of [
  ['longest idle', {}],
  ['the first of the list', FIRST],
] as const)
  t.test(`who has missed a call is asked after all others who are free, whatever the strategy: ${what}`, async (t) => {
    const world = new AcdWorld({ ...ORDERS, misses: 3 }).choosing(strategies).staff('a', 'b');
    world.acd.enqueue('call-1', 'orders');
    world.clock.advance(10_000);
    t.same(world.rung(), ['call-1 b']);
    world.acd.enqueue('call-2', 'orders');
    t.same(world.rung(), ['call-1 b', 'call-2 a'], 'another call he is offered');
  });

t.test('who is the only one is rung again at once, and not for ever', async (t) => {
  const world = new AcdWorld({ ...ORDERS, misses: 3 }).staff('a');
  world.acd.enqueue('call-1', 'orders');
  for (let ring = 0; ring < 3; ring++) {
    t.same(world.rung(), ['call-1 a']);
    world.clock.advance(10_000);
  }
  t.same(world.rung(), []);
  t.equal(world.acd.position('call-1'), 1);
});

t.test(
  'where the queue says so a refusal is a miss: others are asked first, and the only one is not rung for ever',
  async (t) => {
    const world = new AcdWorld({ ...ORDERS, misses: 2, declined: 'missed' }).staff('a', 'b');
    world.acd.enqueue('call-1', 'orders');
    t.same(world.rung(), ['call-1 a']);
    world.acd.agentDeclined(offerOf(world, 'a'));
    t.match(world.acd.agent('a'), { name: 'ready', since: world.clock.now(), misses: 1 });
    t.same(world.rung(), ['call-1 b']);
    world.acd.notReady('b', 'meal');
    t.same(world.rung(), ['call-1 a'], 'nobody else is there');
    world.acd.agentDeclined(offerOf(world, 'a'), 'notNow');
    t.match(world.acd.agent('a'), { name: 'notReady', reason: 'notNow' });
    t.same(world.rung(), []);
  },
);

t.test('a sign of life between two misses begins the row anew', async (t) => {
  for (const life of ['answer', 'decline', 'ready', 'engage'] as const) {
    const world = new AcdWorld({ ...ORDERS, misses: 2 }).staff('a');
    world.acd.enqueue('call-1', 'orders');
    world.clock.advance(10_000);
    if (life === 'answer') {
      const { call } = world.answer('a');
      world.acd.agentReleased('a', call);
      world.acd.enqueue('call-1', 'orders');
    }
    if (life === 'decline') {
      world.acd.agentDeclined(offerOf(world, 'a'));
      world.acd.ready('a');
    }
    if (life === 'ready') world.acd.ready('a');
    if (life === 'engage') {
      world.acd.abandon('call-1');
      world.acd.engage('a', 'own');
      world.acd.agentReleased('a', 'own');
      world.acd.enqueue('call-1', 'orders');
    }
    world.clock.advance(10_000);
    t.match(world.acd.agent('a'), { name: 'ringing', misses: 1 }, life);
  }
});

t.test('a miss of a telephone outside, told by its line, is a miss', async (t) => {
  const world = new AcdWorld({ ...ORDERS, misses: 2 }).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.acd.agentRefused(offerOf(world, 'a'), 'timedOut');
  t.match(world.acd.agent('a'), { name: 'ringing', misses: 1 });
  world.acd.agentRefused(offerOf(world, 'a'), 'timedOut');
  t.match(world.acd.agent('a'), { name: 'notReady', reason: 'ringNoAnswer' });
});

t.test(
  'a busy telephone costs nothing: the next agent at once, he keeps his idle time and is asked again later',
  async (t) => {
    const world = new AcdWorld({ ...ORDERS, misses: 1 }).staff('a', 'b');
    world.acd.enqueue('call-1', 'orders');
    world.clock.advance(2_000);
    world.acd.agentRefused(offerOf(world, 'a'), 'busy');
    t.same(world.rung(), ['call-1 b']);
    t.match(world.acd.agent('a'), { name: 'busy', idleSince: 0, misses: 0 });
    world.acd.enqueue('call-2', 'orders');
    world.clock.advance(29_000);
    t.notOk(world.ringing.has('a'));
    world.clock.advance(1_000);
    t.ok(world.ringing.has('a'), 'after half a minute his telephone is tried again');
    t.match(world.acd.agent('a'), { idleSince: 0 });
  },
);

t.test('while his line tells that it is busy he is not tried; by a command of his he is ready at once', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.acd.agentRefused(offerOf(world, 'a'), 'busy');
  world.acd.line('a', 'busy');
  world.clock.advance(100_000);
  t.equal(world.acd.agent('a').name, 'busy');
  world.acd.line('a', 'free');
  t.same(world.rung(), ['call-1 a']);
  world.acd.agentRefused(offerOf(world, 'a'), 'busy');
  world.acd.ready('a');
  t.same(world.rung(), ['call-1 a']);
});

t.test(
  'a telephone that fails is no miss: he is not rung until his line tells that it works, or he says so',
  async (t) => {
    const world = new AcdWorld(ORDERS).staff('a', 'b');
    world.acd.enqueue('call-1', 'orders');
    world.acd.line('a', 'busy'); // out of service
    world.acd.agentRefused(offerOf(world, 'a'), 'failed', 'stationFailed');
    t.match(world.acd.agent('a'), { name: 'busy', misses: 0 });
    t.same(world.rung(), ['call-1 b']);
    world.acd.agentRefused(offerOf(world, 'b'), 'failed', 'unreachable');
    t.match(world.acd.agent('b'), { name: 'notReady', reason: 'unreachable', misses: 0 }, 'its line tells nothing');
    world.clock.advance(60_000);
    t.same(world.rung(), []);
    world.acd.line('a', 'free');
    t.same(world.rung(), ['call-1 a']);
  },
);

t.test('answered elsewhere, and a caller who hangs up: nothing is counted, idle time is kept', async (t) => {
  const world = new AcdWorld({ ...ORDERS, misses: 1 }).choosing(RING_ALL).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(5_000);
  world.answer('b');
  t.match(world.acd.agent('a'), { name: 'ready', since: 0, misses: 0 });
  world.acd.enqueue('call-2', 'orders');
  world.acd.abandon('call-2');
  t.match(world.acd.agent('a'), { name: 'ready', since: 0, misses: 0 });
});

t.test(
  'the winner of many is lost before they hear each other: the others ring again at once, at the old place',
  async (t) => {
    const world = new AcdWorld(ORDERS).choosing(RING_ALL).staff('a', 'b', 'c');
    world.acd.enqueue('call-1', 'orders');
    const { enqueuedAt = 0 } = world.acd.waiting('call-1') ?? {};
    world.clock.advance(3_000);
    world.answer('b');
    t.same(world.rung(), []);
    world.acd.agentReleased('b', 'call-1');
    world.acd.enqueue('call-1', 'orders', { enqueuedAt });
    t.same(world.rung().sort(), ['call-1 a', 'call-1 b', 'call-1 c']);
    t.match(world.acd.agent('a'), { idleSince: 0, misses: 0 });
  },
);

t.test('the table names a consequence for every outcome, and nothing else', async (t) => {
  t.same(Object.keys(CONSEQUENCES), [...OFFER_OUTCOMES]);
  const counted = OFFER_OUTCOMES.filter((outcome) => CONSEQUENCES[outcome].counts);
  t.same(counted, ['timedOut'], 'only what he let ring is a miss');
});

t.test('a callback that is offered has the same consequences as a call', async (t) => {
  for (const kind of ['call', 'callback'] as const) {
    const world = new AcdWorld({ ...ORDERS, misses: 2 }).staff('a', 'b');
    world.acd.enqueue('call-1', 'orders', { kind });
    world.clock.advance(10_000);
    t.match(world.acd.agent('a'), { name: 'ready', misses: 1 }, kind);
    world.acd.agentRefused(offerOf(world, 'b'), 'busy');
    t.match(world.acd.agent('b'), { name: 'busy' }, kind);
    t.same(world.rung(), ['call-1 a'], kind);
  }
});
