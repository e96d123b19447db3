// SPDX-License-Identifier: GPL-2.0-or-later
// Who gets the call? Longest idle, and the chain that decides between equals: calls handled, the list, the id.

import t from 'tap';
import {
  type Idleness,
  LONGEST_IDLE,
  Matching,
  type Need,
  noSums,
  type Pair,
  STRATEGIES,
  type Strategy,
  type ToMatch,
} from '../../src/acd/index.js';

const QUEUES = ['orders', 'service'];
const CALL: ToMatch = { call: 'call-1', queues: ['orders'], priority: 0, enqueuedAt: 0, needs: [] };
const IDLE: Idleness = { since: 900, sums: noSums(0), reserved: false };

interface Setup {
  readonly idle: Readonly<Record<string, Partial<Idleness>>>;
  readonly calls?: readonly Partial<ToMatch>[];
  readonly strategy?: Strategy;
  readonly skills?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Matching with agents a to d in both queues, in this order, and calls. */
function setUp({ idle, calls = [{}], strategy = LONGEST_IDLE, skills = {} }: Setup): Matching {
  const matching = new Matching();
  const queues = QUEUES.map((name) => ({ name, strategy, agents: ['a', 'b', 'c', 'd'] }));
  matching.configure(queues, new Map(Object.entries(skills)));
  for (const [agent, change] of Object.entries(idle)) matching.setIdle(agent, { ...IDLE, ...change });
  for (const [index, call] of calls.entries()) matching.add({ ...CALL, call: `call-${index + 1}`, ...call });
  return matching;
}

function pairs(matching: Matching, now = 1_000): string[] {
  const found: Pair[] = [];
  for (let pair = matching.next(now); pair !== undefined; pair = matching.next(now)) found.push(pair);
  return found.map(({ call, queue, agent }) => `${call} ${queue} ${agent}`);
}

const handled = (calls: number) => ({ sums: { ...noSums(0), handled: calls } });

t.test('the agent who has been idle longest', async (t) => {
  t.same(pairs(setUp({ idle: { a: { since: 900 }, b: { since: 880 }, c: { since: 950 } } })), ['call-1 orders b']);
});

t.test('of those equally idle, who has had fewest calls', async (t) => {
  t.same(pairs(setUp({ idle: { a: handled(5), b: handled(4) } })), ['call-1 orders b']);
});

t.test("then who stands first in the queue's list", async (t) => {
  t.same(pairs(setUp({ idle: { c: {}, b: {} } })), ['call-1 orders b']);
});

t.test('then by id, so that a run can be repeated', async (t) => {
  const compare: Strategy['compare'] = (a, b, question) =>
    LONGEST_IDLE.compare({ ...a, place: 0 }, { ...b, place: 0 }, question);
  t.same(pairs(setUp({ idle: { d: {}, b: {} }, strategy: { ...LONGEST_IDLE, compare } })), ['call-1 orders b']);
});

t.test('a reserved agent takes nothing but what is for him', async (t) => {
  t.same(pairs(setUp({ idle: { a: { reserved: true } } })), []);
  const calls = [{}, { only: 'a' }];
  t.same(pairs(setUp({ idle: { a: { reserved: true }, b: {} }, calls })), ['call-1 orders b', 'call-2 orders a']);
  t.same(pairs(setUp({ idle: { b: {} }, calls: [{ only: 'a' }] })), []);
});

t.test('a call goes to nobody who cannot do what it needs', async (t) => {
  const skills = { a: { english: 4 }, b: { english: 5, billing: 1 }, c: { english: 9 } };
  const needs: Need[] = [
    { skill: 'english', level: 5 },
    { skill: 'billing', level: 1 },
  ];
  t.same(pairs(setUp({ idle: { a: { since: 0 }, b: {}, c: { since: 0 } }, calls: [{ needs }], skills })), [
    'call-1 orders b',
  ]);
  t.same(pairs(setUp({ idle: { a: {} }, calls: [{ needs: [{ skill: 'french', level: 0 }] }], skills })), []);
});

t.test('a call that waits in several queues is taken by the first of its list that can', async (t) => {
  const calls = [{ queues: ['service', 'orders'] }];
  t.same(pairs(setUp({ idle: { a: {} }, calls })), ['call-1 service a']);
});

t.test('a queue that rings several at once rings them for one call, as many as it may', async (t) => {
  const strategy = { ...LONGEST_IDLE, atOnce: 3 };
  const matching = setUp({ idle: { a: {}, b: {}, c: {}, d: {} }, calls: [{}, {}], strategy });
  t.same(pairs(matching), ['call-1 orders a', 'call-1 orders b', 'call-1 orders c', 'call-2 orders d']);
});

t.test('two ratios change order without an event, and the comparison goes by now', async (t) => {
  const strategy = STRATEGIES.idleRatio;
  const idle = {
    a: { since: 0, sums: { ...noSums(-1_000), idled: 400 } }, // 400 of 1,000 at 0
    b: { since: 0, sums: { ...noSums(-10), idled: 3 } }, // 3 of 10 at 0
  };
  t.same(pairs(setUp({ idle, strategy }), 0), ['call-1 orders a']);
  t.same(pairs(setUp({ idle, strategy }), 100), ['call-1 orders b']);
});

t.test('agents who were put in order together are so anew when time has gone by', async (t) => {
  const agents = [...'abcdefgh'];
  const compare: Strategy['compare'] = (a, b, { now }) => {
    const rank = ({ who }: typeof a) => (who.agent.charCodeAt(0) + now) % 8;
    return rank(a) - rank(b);
  };
  const matching = new Matching();
  matching.configure([{ name: 'orders', strategy: { ...LONGEST_IDLE, ages: true, compare }, agents }]);
  for (const agent of agents) matching.setIdle(agent, IDLE);
  for (const call of ['call-1', 'call-2']) matching.add({ ...CALL, call });
  t.equal(matching.next(7)?.agent, 'a');
  t.equal(matching.next(3)?.agent, 'e');
});
