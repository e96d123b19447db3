// SPDX-License-Identifier: GPL-2.0-or-later
// A number is promised a callback while another call of it is being served: does a request cover the new promise, and the old one end?

import t from 'tap';
import { CallbackWorld, settle } from '../support/callback-world.js';

const MINUTE = 60_000;
const ALICE = '13800138000';
const CANONICAL = `+86${ALICE}`;

/** Alice has been called back and has answered; her second telephone is captured now, and its promise has not begun. */
async function answeredAndCalling(prompt = true): Promise<{ world: CallbackWorld; attempt: string; request: string }> {
  const world = new CallbackWorld();
  const { request } = world.call(ALICE, { id: 'first' });
  world.trough();
  await settle();
  const [attempt = ''] = world.live.keys();
  world.callbacks.reached(attempt);
  world.prompt = prompt;
  world.call(ALICE, { id: 'second', later: true });
  await settle();
  return { world, attempt, request };
}

/** Alice presses 1 and is joined to an agent. */
async function join(world: CallbackWorld, attempt: string): Promise<void> {
  world.callbacks.digit(attempt, '1');
  world.callbacks.connected(attempt, '1001');
  world.live.delete(attempt);
  await settle();
}

t.test('a callback that connects before the new promise begins leaves its request open for that promise', async (t) => {
  const { world, attempt, request } = await answeredAndCalling();
  await join(world, attempt);

  t.match(world.attempts.get(attempt), { outcome: 'connected', agent: '1001' });
  t.match(world.requests.get(request), { state: 'open', attempts: 0, captures: 2 });
  world.speak('second');
  t.match(world.callbacks.ofNumber(CANONICAL), { id: request, state: 'open' });
});

t.test('that promise is kept by a callback of its own, after the gap between two calls to a number', async (t) => {
  const { world, attempt, request } = await answeredAndCalling();
  await join(world, attempt);
  world.speak('second');
  world.sample();
  await settle();
  t.same([...world.live.keys()], []);

  world.clock.advance(5 * MINUTE);
  world.trough();
  await settle();
  const [next = ''] = world.live.keys();
  t.not(next, attempt);
  world.callbacks.reached(next);
  await join(world, next);
  t.match(world.requests.get(request), { state: 'completed', attempt: next });
  t.same(world.callbacks.list(), []);
});

t.test('a callback that connects after the new promise has begun keeps both promises', async (t) => {
  const { world, attempt, request } = await answeredAndCalling();
  world.speak('second');
  await join(world, attempt);
  t.match(world.requests.get(request), { state: 'completed', captures: 2, attempt });
});

t.test('a capture that cannot be written after all lets the request end as it would have ended', async (t) => {
  const { world, attempt, request } = await answeredAndCalling(false);
  await join(world, attempt);
  t.match(world.callbacks.ofNumber(CANONICAL), { state: 'open' });

  world.write(false); // the capture
  await settle();
  for (let i = 0; i < 9; i++) world.write();
  await settle();
  t.match(world.requests.get(request), { state: 'completed', captures: 1, attempt });
  t.match(world.attempts.get(attempt), { outcome: 'connected' });
});

t.test('a caller who hangs up before the promise begins keeps his place: his number was taken', async (t) => {
  const { world, attempt, request } = await answeredAndCalling();
  await join(world, attempt);
  world.callbacks.callEnded('second');
  t.match(world.requests.get(request), { state: 'open' });
});

t.test('whoever declines, opts out, is served or cancelled meanwhile does not speak for the caller', async (t) => {
  const declined = await answeredAndCalling();
  declined.world.callbacks.digit(declined.attempt, '2');
  t.match(declined.world.callbacks.ofNumber(CANONICAL), { state: 'open', attempts: 0 });

  const served = await answeredAndCalling();
  served.world.callbacks.served(CANONICAL, 'third');
  t.match(served.world.callbacks.ofNumber(CANONICAL), { state: 'open' });
  t.match(served.world.attempts.get(served.attempt), { outcome: 'withdrawn' });

  const cancelled = await answeredAndCalling();
  t.throws(() => cancelled.world.callbacks.cancel(cancelled.request), { code: 'REFUSED' });
  t.match(cancelled.world.callbacks.ofNumber(CANONICAL), { state: 'open' });
});

t.test(
  'who opted out and was promised a callback all the same is not dialled: the request is given up for it',
  async (t) => {
    const { world, attempt, request } = await answeredAndCalling();
    world.callbacks.digit(attempt, '9');
    world.speak('second');
    t.match(world.callbacks.ofNumber(CANONICAL), { state: 'open' });

    world.clock.advance(5 * MINUTE);
    world.trough();
    await settle();
    t.same([...world.live.keys()], []);
    t.match(world.requests.get(request), { state: 'givenUp', reason: 'doNotCall' });
  },
);

t.test('a call that is captured without a promise holds nothing back', async (t) => {
  const { world, attempt, request } = await answeredAndCalling();
  world.speak('second');
  world.call(ALICE, { id: 'third', promised: false });
  await join(world, attempt);
  t.match(world.requests.get(request), { state: 'completed', captures: 3 });
});

t.test(
  'who is promised a callback while the last SETUP of his request is under way gets a request of its own',
  async (t) => {
    const world = new CallbackWorld({ setups: 1 });
    const { request } = world.call(ALICE, { id: 'first' });
    world.trough();
    await settle();
    const second = world.call(ALICE, { id: 'second' });
    await settle();
    t.match(second, { merged: false });
    t.not(second.request, request);
    t.match(world.requests.get(request), { state: 'givenUp', reason: 'setups', setups: 1 });
    t.match(world.requests.get(second.request), { state: 'open', setups: 0 });
    t.equal(world.live.size, 0, 'he is on the line: his telephone need not ring');

    world.sample();
    await settle();
    t.equal(world.live.size, 0, 'the limits of the number hold for the new request, too');
    world.clock.advance(5 * MINUTE);
    world.sample();
    await settle();
    t.equal(world.live.size, 1);
  },
);
