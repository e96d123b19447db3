// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-01: does an E1 with 30B+D carry 30 calls at once, and refuse the 31st?
import t from 'tap';
import { rooms } from '../support/rooms.js';
import { createWorld, openWorld } from '../support/world.js';

t.test('a span that is up has 30 B-channels in service and its D-channel on slot 16', async (t) => {
  const world = createWorld(t, { restartAtStart: true });
  const { lines } = rooms(world, { restartAtStart: true });
  const span = lines.span('e1-1');
  t.equal(span.dChannel, 'down');
  t.equal(lines.utilisation().inService, 0);

  await world.up();
  await world.until(() => lines.utilisation().inService === 30);

  t.equal(span.dChannel, 'up');
  t.same(
    span.channels.filter(({ kind }) => kind === 'data').map(({ slot }) => slot),
    [16],
  );
  t.equal(world.told('serviceState', { state: 'restarting' }).length, 30, 'each was restarted first');
});

t.test('30 calls from the exchange connect at once; no 31st can come or go', async (t) => {
  const world = await openWorld(t);
  const { calls, lines, group } = rooms(world);
  calls.offered.on((leg) => void leg.answer());

  const callers = Array.from({ length: 30 }, (_, i) => world.network.call('4008880001', `1391234${1000 + i}`));
  await world.until(() => callers.every(({ state }) => state === 'connected'));

  t.same(lines.utilisation(), { busy: 30, inService: 30 });
  t.equal(new Set(calls.legs.map(({ channel }) => channel.slot)).size, 30);
  t.throws(() => world.network.call('4008880001'), { code: 'NO_CHANNEL' });
  t.throws(() => calls.dial(group, { called: { digits: '02012345678' } }), { code: 'NO_CHANNEL', message: /cause 34/ });
  callers[0]?.clear();
  await world.until(() => lines.utilisation().busy === 29);
  t.equal(group.idle, 1);
});

t.test('RESTART from the exchange clears the call on that channel, and the channel takes the next', async (t) => {
  const world = await openWorld(t);
  const { calls, lines } = rooms(world);
  calls.offered.on((leg) => void leg.answer());
  const caller = world.network.call('4008880001');
  await world.until(() => caller.state === 'connected');
  const [leg] = calls.legs;

  world.media.restart(caller.channel.index);
  await world.until(() => calls.legs.length === 0 && caller.state === 'cleared');

  t.match(leg, { state: 'cleared', cause: 41, clearedBy: 'party' });
  t.equal(lines.utilisation().busy, 0);
  await world.advance(1_000);
  const next = world.network.call('4008880001');
  await world.until(() => next.state === 'connected');
  t.equal(next.channel, caller.channel);
});

t.test('a busied-out channel keeps its call and gets no other', async (t) => {
  const world = await openWorld(t);
  const { calls, lines } = rooms(world);
  calls.offered.on((leg) => void leg.answer());
  const first = world.network.call('4008880001');
  await world.until(() => first.state === 'connected');
  const channel = calls.legs[0]?.channel;

  channel?.setService(false);
  await world.advance(100);
  t.equal(first.state, 'connected');
  first.clear();
  await world.until(() => channel?.state.name === 'outOfService');
  const second = world.network.call('4008880001');
  await world.until(() => second.state === 'connected');

  t.not(calls.legs[0]?.channel, channel);
  t.same(lines.utilisation(), { busy: 1, inService: 29 });
  channel?.setService(true);
  await world.until(() => lines.utilisation().inService === 30);
});
