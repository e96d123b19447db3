// SPDX-License-Identifier: GPL-2.0-or-later
// Are rows that the disk refuses written in the end, once, and never over newer ones?

import t from 'tap';
import type { RequestRow } from '../../src/callback/index.js';
import { CallbackWorld, settle } from '../support/callback-world.js';

t.test('the end of a request that the disk refused is written after 5 s', async (t) => {
  const world = new CallbackWorld();
  const { request } = world.call('13800138000');
  world.prompt = false;
  world.callbacks.cancel(request);
  world.write(false);
  await settle();
  t.match(world.requests.get(request), { state: 'open' });

  world.clock.advance(5_000);
  world.write();
  t.match(world.requests.get(request), { state: 'givenUp', reason: 'cancelled' });
});

t.test('a new request goes to disk with the end of the one before it, if that is not there yet', async (t) => {
  const world = new CallbackWorld();
  const first = world.call('13800138000');
  world.prompt = false;
  world.callbacks.cancel(first.request);
  const second = world.call('13800138000');
  t.match(second, {
    merged: false,
    changes: [{ row: { id: first.request, state: 'givenUp' } }, { fact: 'created' }, {}],
  });
  t.notOk('fact' in (second.changes[0] as { fact?: string }), 'what happened is told once');

  world.write(false);
  world.write(true);
  await settle();
  const open = [...world.requests.values()].filter((row: RequestRow) => row.closedAt === undefined);
  t.match(open, [{ id: second.request }]);
});

t.test('a capture that the disk refuses late brings no attempt back that has ended meanwhile', async (t) => {
  const world = new CallbackWorld();
  world.call('13800138000');
  world.trough();
  await settle();
  const [attempt = ''] = world.live.keys();
  world.callbacks.reached(attempt);
  world.prompt = false;
  world.call('13800138000'); // he calls while his other telephone is off the hook
  world.callbacks.failed(attempt, 'hungUp');
  world.write(false);
  await settle();
  while (world.pending > 0) world.write();
  t.match(world.attempts.get(attempt), { outcome: 'hungUp' });
});

t.test('nobody is called for a capture that is not on disk yet', async (t) => {
  const world = new CallbackWorld();
  world.prompt = false;
  const { request } = world.call('13800138000');
  t.equal(world.callbacks.next('1001', ['orders']), undefined);
  t.throws(() => world.callbacks.take(request, '1001'), { code: 'REFUSED' });
  world.trough();
  t.equal(world.pending, 1, 'the system does not take it either');

  world.write();
  await settle();
  t.ok(world.callbacks.next('1001', ['orders']));
});
