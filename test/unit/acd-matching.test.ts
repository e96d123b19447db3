// SPDX-License-Identifier: GPL-2.0-or-later
// Who gets the call? Longest idle, and the chain that decides between equals: calls handled, the list, the id.

import t from 'tap';
import { type Idle, match, type Waiting } from '../../src/acd/index.js';

const CALL: Waiting = { call: 'call-1', kind: 'call', queue: 'orders', priority: 0, enqueuedAt: 0 };

function idle(agent: string, change: Partial<Idle> = {}): Idle {
  return { agent, since: 900, handled: 5, queues: { orders: 0 }, reserved: false, ...change };
}

function winner(...agents: Idle[]): string | undefined {
  return match([CALL], agents)[0]?.agent;
}

t.test('the agent who has been idle longest', async (t) => {
  t.equal(winner(idle('a', { since: 900 }), idle('b', { since: 880 }), idle('c', { since: 950 })), 'b');
});

t.test('of those equally idle, who has had fewest calls', async (t) => {
  t.equal(winner(idle('a', { handled: 5 }), idle('b', { handled: 4 })), 'b');
});

t.test("then who stands first in the queue's list", async (t) => {
  t.equal(winner(idle('a', { queues: { orders: 2 } }), idle('b', { queues: { orders: 1 } })), 'b');
});

t.test('then by id, so that a run can be repeated', async (t) => {
  t.equal(winner(idle('b'), idle('a')), 'a');
});

t.test('a reserved agent takes nothing but what is for him', async (t) => {
  t.equal(winner(idle('a', { reserved: true })), undefined);
  t.same(match([{ ...CALL, only: 'a' }], [idle('a', { reserved: true }), idle('b')])[0]?.agent, 'a');
  t.same(match([{ ...CALL, only: 'a' }], [idle('b')]), []);
});
