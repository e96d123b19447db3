// SPDX-License-Identifier: GPL-2.0-or-later
// Are promises kept in their order, by the system in a trough and by agents who ask, within the limits, and over a restart?

import t from 'tap';
import { CallbackWorld, settle } from '../support/callback-world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ALICE = '13800138000';
const BOB = '13800138001';
const CAROL = '13800138002';

/** The customer of the only live attempt answers and presses 1, and an agent takes him. */
async function keep(world: CallbackWorld): Promise<void> {
  const [attempt] = world.live.keys();
  if (attempt === undefined) throw new Error('nobody is rung');
  world.callbacks.reached(attempt);
  world.callbacks.asked(attempt);
  world.callbacks.digit(attempt, '1');
  world.callbacks.connected(attempt, '1001');
  world.live.delete(attempt);
  await settle();
}

t.test('a captured number is called in the trough, confirmed, joined to an agent and completed', async (t) => {
  const world = new CallbackWorld();
  const { request } = world.call(ALICE);
  world.trough();
  await settle();
  t.same([...world.live.values()], ['+8613800138000']);

  await keep(world);
  t.match(world.customers, [{ queue: 'orders', number: '+8613800138000' }]);
  t.match(world.requests.get(request), { state: 'completed', attempts: 1 });
  t.same(world.callbacks.list(), []);
});

t.test('one call is one capture, one number one open request', async (t) => {
  const world = new CallbackWorld();
  const first = world.call(ALICE, { id: 'call-a' });
  t.match(
    world.call(ALICE, { id: 'call-a' }),
    { request: first.request, merged: false, changes: [] },
    'the same event twice',
  );

  const second = world.call(`0${ALICE}`, { id: 'call-b' });
  t.match(second, { request: first.request, merged: true });
  t.match(world.callbacks.ofNumber('+8613800138000'), { captures: 2 });
  t.same([...world.captures.keys()], ['call-a', 'call-b']);
});

t.test('a second call merges before the first one is on disk, and its batch stands alone', async (t) => {
  const world = new CallbackWorld();
  world.prompt = false;
  world.call(ALICE);
  world.call(ALICE);
  world.write(false);
  world.write(true);
  await settle();

  t.equal(world.requests.size, 1);
  t.match(world.callbacks.list(), [{ captures: 1 }]);
});

t.test('a capture that the disk refuses leaves nothing behind', async (t) => {
  const world = new CallbackWorld();
  world.prompt = false;
  world.call(ALICE);
  world.write(false);
  await settle();
  t.same(world.callbacks.list(), []);
});

t.test('callbacks keep the order of the first calls', async (t) => {
  const world = new CallbackWorld();
  world.ready = 1;
  for (const digits of [ALICE, BOB, ALICE, CAROL]) {
    world.call(digits);
    world.clock.advance(1_000);
  }
  world.trough();
  const order: string[] = [];
  for (let i = 0; i < 3; i++) {
    await settle();
    order.push(...world.live.values());
    await keep(world);
    world.sample();
  }
  t.same(order, ['+8613800138000', '+8613800138001', '+8613800138002']);
});

t.test('the system begins no more attempts than agents are ready', async (t) => {
  const world = new CallbackWorld();
  for (const digits of [ALICE, BOB, CAROL]) world.call(digits);
  world.trough();
  await settle();
  t.equal(world.live.size, 2);
  world.sample();
  await settle();
  t.equal(world.live.size, 2);
});

t.test('a surge stops new attempts at once: what is not dialled yet goes back', async (t) => {
  const world = new CallbackWorld();
  world.call(ALICE);
  world.prompt = false;
  world.trough();
  t.match(world.callbacks.list(), [{ state: 'committing' }]);

  world.callbacks.surge(true);
  world.write();
  await settle();
  t.equal(world.live.size, 0);
  t.match(world.callbacks.list(), [{ state: 'open', attempts: 0 }]);
});

t.test('with the agent first the system offers, and dials when the agent is there', async (t) => {
  const world = new CallbackWorld({ standard: { order: 'agentFirst', push: true } });
  world.call(ALICE);
  world.trough();
  const [lease] = world.offers.keys();
  if (lease === undefined) throw new Error('no offer');
  t.equal(world.live.size, 0);

  world.callbacks.dial(lease, '1001');
  await settle();
  const [attempt] = world.live.keys();
  world.callbacks.reached(attempt ?? '');
  t.match(world.customers, [{ agent: '1001' }]);
});

t.test('an agent who asks gets the first request under a lease; nobody else gets it until it lapses', async (t) => {
  const world = new CallbackWorld();
  const first = world.call(ALICE);
  world.clock.advance(1_000);
  const second = world.call(BOB);

  const claim = world.callbacks.next('1001', ['orders']);
  t.match(claim, { request: { id: first.request, leaseOwner: '1001' }, order: 'customerFirst' });
  t.match(world.callbacks.next('1002', ['orders']), { request: { id: second.request } });
  t.equal(world.callbacks.next('1003', ['orders']), undefined);
  t.throws(() => world.callbacks.take(first.request, '1003'), { code: 'REFUSED' });

  world.clock.advance(MINUTE);
  t.match(world.callbacks.next('1003', ['orders']), { request: { id: first.request } });
});

t.test('an agent gets callbacks of his own queues only', async (t) => {
  const world = new CallbackWorld();
  world.call(ALICE, { queue: 'complaints' });
  t.equal(world.callbacks.next('1001', ['orders']), undefined);
  t.match(world.callbacks.next('1001', ['orders', 'complaints']), { request: { queue: 'complaints' } });
});

t.test('the agent who claimed it gets the customer', async (t) => {
  const world = new CallbackWorld();
  world.call(ALICE);
  const claim = world.callbacks.next('1001', ['orders']);
  world.callbacks.dial(claim?.lease ?? '', '1001');
  await settle();
  await keep(world);
  t.match(world.customers, [{ agent: '1001' }]);
});

t.test('a number is not called twice within 5 minutes, nor more than three times a day', async (t) => {
  const world = new CallbackWorld({ attempts: 9 });
  world.call(ALICE);
  const times: number[] = [];
  world.trough();
  for (let minute = 0; minute < 60; minute++) {
    await settle();
    for (const attempt of [...world.live.keys()]) {
      times.push(minute);
      world.live.delete(attempt);
      world.callbacks.failed(attempt, 'withdrawn'); // due again at once
    }
    world.clock.advance(MINUTE);
    world.sample();
  }
  t.same(times, [0, 5, 10]);
});

t.test('a SETUP that came to nothing takes no attempt, but keeps to the limits of its number', async (t) => {
  const world = new CallbackWorld({ setups: 20 });
  world.call(ALICE);
  const times: number[] = [];
  world.trough();
  for (let minute = 0; minute < 60; minute++) {
    await settle();
    for (const attempt of [...world.live.keys()]) {
      times.push(minute);
      world.live.delete(attempt);
      world.callbacks.failed(attempt, 'congestion', 34);
    }
    world.clock.advance(MINUTE);
    world.sample();
  }
  t.same(times, [0, 5, 10]);
  t.match(world.callbacks.list(), [{ attempts: 0, setups: 3, state: 'open' }]);
});

t.test('an attempt without a SETUP uses up nothing', async (t) => {
  const world = new CallbackWorld({ setups: 1 });
  world.dial = (attempt) => world.callbacks.failed(attempt.id, 'congestion'); // no channel
  const { request } = world.call(ALICE);
  world.trough();
  for (let minute = 0; minute < 5; minute++) {
    await settle();
    world.clock.advance(MINUTE);
    world.sample();
  }
  await settle();
  t.ok(world.attempts.size > 3);
  t.match(world.requests.get(request), { state: 'open', attempts: 0, setups: 0 });
});

t.test('nobody is called outside the window; promises of the day are kept until 21:00', async (t) => {
  const world = new CallbackWorld({ expiry: 48 * HOUR });
  world.call(ALICE); // at 10:00
  world.clock.advance(2 * HOUR);
  t.equal(world.callbacks.next('1001', ['orders']), undefined, 'the rest at noon');

  world.clock.advance(8.5 * HOUR);
  const late = world.callbacks.next('1001', ['orders']);
  t.ok(late, 'half past eight in the evening');
  world.callbacks.release(late?.lease ?? '');

  world.clock.advance(HOUR);
  t.equal(world.callbacks.next('1001', ['orders']), undefined, 'half past nine');
  world.clock.advance(11.5 * HOUR);
  t.ok(world.callbacks.next('1001', ['orders']), 'nine in the morning');
});

t.test("yesterday's promises are not made late today", async (t) => {
  const world = new CallbackWorld({ expiry: 96 * HOUR });
  world.call(ALICE);
  world.clock.advance(34.5 * HOUR); // 20:30 the day after
  t.equal(world.callbacks.next('1001', ['orders']), undefined);
});

t.test('a customer who called in and was served is not called back', async (t) => {
  const world = new CallbackWorld();
  const { request } = world.call(ALICE);
  world.callbacks.served('+8613800138000', 'call-99');
  t.match(world.requests.get(request), { state: 'served' });
  world.trough();
  await settle();
  t.equal(world.live.size, 0);
});

t.test('9 puts the number on the do-not-call list in the same batch', async (t) => {
  const world = new CallbackWorld();
  world.call(ALICE);
  world.trough();
  await settle();
  const [attempt] = world.live.keys();
  world.callbacks.reached(attempt ?? '');
  world.callbacks.digit(attempt ?? '', '9');
  t.ok(world.doNotCall.has('+8613800138000'));
  t.equal(world.live.size, 0);
});

t.test(
  'after a restart an attempt that was cut off does not count and the number is left alone for 5 minutes',
  async (t) => {
    const world = new CallbackWorld();
    world.call(ALICE);
    world.trough();
    await settle();
    const [attempt] = world.live.keys();
    world.restart();

    t.match(world.attempts.get(attempt ?? ''), { outcome: 'interrupted' });
    t.match(world.callbacks.list(), [{ state: 'open', attempts: 0 }]);
    world.trough();
    await settle();
    t.equal(world.live.size, 0);
    world.clock.advance(5 * MINUTE);
    world.sample();
    await settle();
    t.equal(world.live.size, 1);
  },
);

t.test('after a restart an attempt that had rung counts, and the last one gives the promise up', async (t) => {
  const world = new CallbackWorld({ attempts: 1 });
  const { request } = world.call(ALICE);
  world.trough();
  await settle();
  for (const attempt of world.live.keys()) world.callbacks.rang(attempt);
  await settle();
  world.restart();
  t.match(world.requests.get(request), {
    state: 'givenUp',
    reason: 'attempts',
    attempts: 1,
    lastOutcome: 'interrupted',
  });
});

t.test('after a restart the limits of a number look back as before, over its requests', async (t) => {
  const world = new CallbackWorld({ attempts: 1 });
  world.call(ALICE);
  world.trough();
  await settle();
  for (const attempt of world.live.keys()) world.callbacks.failed(attempt, 'busy', 17); // given up
  world.restart();
  world.call(ALICE);
  world.trough();
  await settle();
  t.equal(world.live.size, 0, 'his own second request does not go round them');
  world.clock.advance(5 * MINUTE);
  world.sample();
  await settle();
  t.equal(world.live.size, 1);
});

t.test('after a restart a lease is void and a request that is overdue is given up', async (t) => {
  const world = new CallbackWorld();
  const { request } = world.call(ALICE);
  world.callbacks.next('1001', ['orders']);
  world.callbacks.close();
  world.clock.advance(HOUR);
  world.restart();
  t.match(world.requests.get(request), { state: 'open' });

  world.callbacks.close();
  world.clock.advance(24 * HOUR);
  world.restart();
  world.clock.advance(0);
  t.match(world.requests.get(request), { state: 'givenUp', reason: 'expired' });
});

t.test('what is not there cannot be taken or cancelled', async (t) => {
  const world = new CallbackWorld();
  t.throws(() => world.callbacks.take('callback-x', '1001'), { code: 'NOT_FOUND' });
  t.throws(() => world.callbacks.cancel('callback-x'), { code: 'NOT_FOUND' });
  const { request } = world.call(ALICE);
  world.callbacks.cancel(request);
  t.match(world.requests.get(request), { state: 'givenUp', reason: 'cancelled' });
});

t.test('a queue without push waits for agents who ask', async (t) => {
  const world = new CallbackWorld({ queues: { orders: { order: 'agentFirst', push: false } } });
  world.call(ALICE);
  world.call(BOB, { queue: 'service' });
  world.trough();
  await settle();
  t.same([...world.live.values()], ['+8613800138001']);
  t.match(world.callbacks.next('1001', ['orders']), { order: 'agentFirst' });
});
