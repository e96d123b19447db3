// SPDX-License-Identifier: GPL-2.0-or-later
// Do callers meet agents in the right order, and does everybody come out of every offer in a good state?

import t from 'tap';
import { QUEUE_DEFAULTS } from '../../src/acd/index.js';
import { averageSpeedOfAnswer, serviceLevel } from '../../src/report/index.js';
import { AcdWorld } from '../support/acd-world.js';

const ORDERS = { name: 'orders', agents: ['a', 'b', 'c'] };

t.test('a call goes to the agent who has been idle longest', async (t) => {
  const world = new AcdWorld(ORDERS).staff('b', 'a', 'c');
  world.acd.enqueue('call-1', 'orders');
  t.same(world.rung(), ['call-1 b']);

  world.answer('b');
  t.same(world.connected, ['call-1 b']);
  t.match(world.acd.agent('b'), { name: 'talking', call: 'call-1', handled: 1 });
});

t.test('several callers are served at once, by priority and then by waiting time', async (t) => {
  const world = new AcdWorld(ORDERS);
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(1_000);
  world.acd.enqueue('call-2', 'orders');
  world.acd.enqueue('call-3', 'orders', { priority: 1 });
  world.staff('a', 'b');
  t.same(world.rung(), ['call-3 a', 'call-1 b']);
});

t.test('an agent who lets it ring becomes not ready, and the caller keeps his place', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(1_000);
  world.acd.enqueue('call-2', 'orders');
  world.clock.advance(14_000);

  t.match(world.acd.agent('a'), { name: 'notReady', reason: 'ringNoAnswer' });
  t.same(world.rung(), []);
  t.equal(world.acd.position('call-1'), 1);
  world.staff('b');
  t.same(world.rung(), ['call-1 b']);
});

t.test('a declined call goes to the next agent, and does not come back to the only one for ever', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  world.acd.agentDeclined(world.ringing.get('a')?.offer ?? '');
  t.same(world.rung(), ['call-1 b']);
  world.acd.agentDeclined(world.ringing.get('b')?.offer ?? '', 'stationUnavailable');
  t.same(world.rung(), []);
  t.match(world.acd.agent('b'), { name: 'notReady', reason: 'stationUnavailable' });

  world.acd.ready('b');
  t.same(world.rung(), ['call-1 b']);
});

t.test('when the caller hangs up during the offer the agent keeps the place that he had', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(5_000);
  world.acd.abandon('call-1');
  t.same(world.rung(), []);
  t.match(world.acd.agent('a'), { name: 'ready', since: 0 });

  world.acd.enqueue('call-2', 'orders');
  t.same(world.rung(), ['call-2 a']);
});

t.test('an answer or a refusal that comes late changes nothing', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  const late = world.ringing.get('a')?.offer ?? '';
  world.acd.abandon('call-1');
  world.acd.agentAnswered(late);
  t.same(world.connected, []);

  world.acd.enqueue('call-2', 'orders');
  world.acd.agentDeclined(late);
  t.same(world.rung(), ['call-2 a']);
});

t.test("wrap-up is the agent's over all his queues, and ends by time or by command", async (t) => {
  const world = new AcdWorld(ORDERS, { name: 'service', agents: ['a'], wrapUp: 0 }).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.answer('a');
  world.acd.agentReleased('a', 'call-1');
  world.acd.enqueue('call-2', 'service');
  t.match(world.acd.agent('a'), { name: 'wrapUp', call: 'call-1' });
  world.clock.advance(14_999);
  t.same(world.rung(), []);

  world.clock.advance(1);
  t.same(world.rung(), ['call-2 a']);
  world.answer('a');
  world.acd.agentReleased('a', 'call-2');
  t.equal(world.acd.agent('a').name, 'ready', 'this queue has no wrap-up');

  world.acd.enqueue('call-3', 'orders');
  world.answer('a');
  world.acd.agentReleased('a', 'call-3');
  world.acd.finishWrapUp('a');
  t.equal(world.acd.agent('a').name, 'ready');
});

t.test('who lifts his telephone in wrap-up has not finished by that', async (t) => {
  const world = new AcdWorld({ ...ORDERS, wrapUp: 30_000 }).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.answer('a');
  world.acd.agentReleased('a', 'call-1');

  world.acd.reserve('a', 'handset');
  world.clock.advance(10_000);
  world.acd.unreserve('a', 'handset');
  t.match(world.acd.agent('a'), { name: 'wrapUp', call: 'call-1' });
  world.acd.reserve('a', 'handset');
  world.acd.finishWrapUp('a');
  world.acd.unreserve('a', 'handset');
  t.equal(world.acd.agent('a').name, 'ready');

  world.acd.enqueue('call-2', 'orders');
  world.answer('a');
  world.acd.agentReleased('a', 'call-2');
  world.acd.reserve('a', 'handset');
  world.clock.advance(40_000);
  world.acd.unreserve('a', 'handset');
  t.equal(world.acd.agent('a').name, 'ready', 'its time was over meanwhile');
});

t.test('the end of another call ends no talk', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.answer('a');
  world.acd.agentReleased('a', 'call-0');
  t.equal(world.acd.agent('a').name, 'talking');
});

t.test('what an agent wishes while he talks comes true after the call', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  world.acd.enqueue('call-2', 'orders');
  world.answer('a');
  world.answer('b');
  world.acd.notReady('a', 'meal');
  world.acd.signOut('b');
  t.equal(world.acd.agent('a').name, 'talking');

  world.acd.agentReleased('a', 'call-1');
  world.acd.agentReleased('b', 'call-2');
  t.equal(world.acd.agent('b').name, 'signedOut');
  world.acd.finishWrapUp('a');
  t.match(world.acd.agent('a'), { name: 'notReady', reason: 'meal' });
});

t.test('only ready agents are offered calls', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.notReady('a', 'break');
  world.acd.enqueue('call-1', 'orders');
  t.same(world.rung(), []);
  world.acd.ready('a');
  t.same(world.rung(), ['call-1 a']);
  t.same(world.states, ['a ready', 'a notReady', 'a ready', 'a ringing']);
});

t.test('an agent who leaves while he is rung gives the call back', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  world.acd.signOut('a');
  t.same(world.rung(), ['call-1 b']);
  t.equal(world.acd.agent('a').name, 'signedOut');
});

t.test('a call that nobody can take keeps no other from being offered', async (t) => {
  const world = new AcdWorld(ORDERS, { name: 'service', agents: ['d'] });
  world.acd.enqueue('call-1', 'service', { priority: 9 });
  world.acd.enqueue('call-2', 'orders');
  world.staff('a');
  t.same(world.rung(), ['call-2 a']);
});

t.test('the position is told at once and then every so often, and it is the real one', async (t) => {
  const world = new AcdWorld(ORDERS);
  for (const call of ['call-1', 'call-2']) world.acd.enqueue(call, 'orders');
  world.clock.advance(0);
  t.same(world.announced, ['call-1 1', 'call-2 2']);
  world.acd.abandon('call-1');
  world.clock.advance(30_000);
  t.same(world.announced.slice(2), ['call-2 1']);
});

t.test('a position that was told never grows', async (t) => {
  const world = new AcdWorld(ORDERS);
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(1_000);
  world.acd.enqueue('call-2', 'orders', { priority: 5 });
  world.clock.advance(30_000);
  t.equal(world.acd.position('call-1'), 2);
  t.same(world.announced, ['call-1 1', 'call-2 1', 'call-1 1', 'call-2 1']);
});

t.test('a caller who is being offered hears no announcement, and the connection waits for none', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(10_000);
  t.same(world.announced, []);
  world.answer('a');
  t.same(world.connected, ['call-1 a']);
});

t.test('a call that waited maxWait overflows, but not while an agent is rung for it', async (t) => {
  const world = new AcdWorld({ ...ORDERS, maxWait: 20_000 });
  world.acd.enqueue('call-1', 'orders');
  world.acd.enqueue('call-2', 'orders');
  world.clock.advance(10_000);
  world.staff('a');
  world.clock.advance(9_000);
  t.same(world.overflowed, ['call-2']);

  world.clock.advance(5_000);
  t.same(world.overflowed, ['call-2', 'call-1'], 'nobody answered');
  t.equal(world.acd.position('call-1'), undefined);
});

t.test('a callback takes the place of its first call among those who wait', async (t) => {
  const world = new AcdWorld(ORDERS);
  world.clock.advance(60_000);
  world.acd.enqueue('call-1', 'orders');
  world.acd.enqueue('attempt-1', 'orders', { kind: 'callback', enqueuedAt: 10_000 });
  world.clock.advance(400_000);
  t.same(world.overflowed, ['call-1'], 'a callback overflows nowhere');
  world.staff('a');
  t.match(world.answer('a'), { call: 'attempt-1', kind: 'callback' });
});

t.test('an agent who asked for a callback is kept for it', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  t.equal(world.acd.reserve('a', 'lease-1'), true);
  t.equal(world.acd.reserve('a', 'lease-2'), false);
  world.acd.enqueue('call-1', 'orders');
  t.same(world.rung(), ['call-1 b']);

  world.acd.enqueue('attempt-1', 'orders', { kind: 'callback', only: 'a' });
  t.same(world.rung(), ['call-1 b', 'attempt-1 a']);
  world.answer('a');
  t.same(world.connected, ['attempt-1 a']);
});

t.test('a reserved agent whose callback came to nothing is as idle as before', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  world.acd.reserve('a', 'lease-1');
  world.clock.advance(10_000);
  world.acd.unreserve('a', 'lease-1');
  t.match(world.acd.agent('a'), { name: 'ready', since: 0 });

  world.acd.reserve('a', 'lease-2');
  world.clock.advance(300_000);
  t.equal(world.acd.agent('a').name, 'ready', 'no reservation is for ever');
});

t.test('an agent can be not ready and still ask for a callback; then he is not ready again', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.notReady('a', 'paperwork');
  world.acd.reserve('a', 'lease-1');
  world.acd.engage('a', 'attempt-1', 'orders');
  world.acd.agentReleased('a', 'attempt-1');
  t.equal(world.acd.agent('a').name, 'wrapUp');
  world.acd.finishWrapUp('a');
  t.match(world.acd.agent('a'), { name: 'notReady', reason: 'paperwork', handled: 1 });
});

t.test('the service level counts answers in time of all who were answered or gave up', async (t) => {
  const world = new AcdWorld(ORDERS);
  for (const call of ['call-1', 'call-2', 'call-3', 'call-4']) world.acd.enqueue(call, 'orders');
  world.clock.advance(10_000);
  world.staff('a');
  world.answer('a');
  world.clock.advance(19_000);
  world.staff('b');
  world.answer('b');
  world.acd.abandon('call-3');

  const [queue] = world.acd.queues();
  if (queue === undefined) throw new RangeError('there is no queue');
  t.match(queue, { ready: 0, signedIn: 2, longestWait: 31_000 });
  t.equal(serviceLevel(queue.tally), 1 / 3);
  t.equal(averageSpeedOfAnswer(queue.tally), 21_000);
  t.match(queue?.tally, { enqueued: 4, answered: 2, answeredInTime: 1, abandoned: 1, overflowed: 0 });
});

t.test('new settings count for the next call; a queue that is gone serves those who wait', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.acd.configure([{ ...QUEUE_DEFAULTS, name: 'service', agents: ['b'] }]);
  t.same(world.rung(), ['call-1 a']);
  t.throws(() => world.acd.enqueue('call-2', 'nothing'), { code: 'NOT_FOUND' });
});

t.test('who is not known, and a call that waits already, are refused in words', async (t) => {
  const world = new AcdWorld(ORDERS);
  t.throws(() => world.acd.signIn('x'), { code: 'NOT_FOUND' });
  world.acd.enqueue('call-1', 'orders');
  t.throws(() => world.acd.enqueue('call-1', 'orders'), { code: 'REFUSED' });
});
