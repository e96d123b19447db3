// SPDX-License-Identifier: GPL-2.0-or-later
// Several offers for one call, several queues for one call, several events of one instant: does everything come out even?

import t from 'tap';
import { QUEUE_DEFAULTS } from '../../src/acd/index.js';
import { Ids, seededChance, VirtualClock } from '../../src/kernel/index.js';
import { AcdWorld } from '../support/acd-world.js';

const ORDERS = { name: 'orders', agents: ['a', 'b', 'c'] };
const RING_ALL = { ...ORDERS, strategy: 'ringAll' } as const;

t.test('a queue that rings all rings all; the first answer wins, and the others are free as before', async (t) => {
  const world = new AcdWorld(RING_ALL).staff('a', 'b', 'c');
  world.acd.enqueue('call-1', 'orders');
  world.acd.enqueue('call-2', 'orders');
  t.same(world.rung(), ['call-1 a', 'call-1 b', 'call-1 c']);

  world.answer('b');
  t.same(world.connected, ['call-1 b']);
  t.same(world.ended, ['a answeredElsewhere', 'c answeredElsewhere']);
  t.same(world.rung(), ['call-2 a', 'call-2 c'], 'as idle as before');
  t.match(world.acd.queues()[0]?.tally, { enqueued: 2, answered: 1 });
});

t.test('of two who accept in one turn the lower event wins, in whatever order they are told', async (t) => {
  const world = new AcdWorld(RING_ALL).staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  const [first = '', second = ''] = ['a', 'b'].map((agent) => world.ringing.get(agent)?.offer);
  world.acd.apply([
    { type: 'answered', offer: first, sequence: 8 },
    { type: 'answered', offer: second, sequence: 7 },
  ]);

  t.same(world.connected, ['call-1 b']);
  t.match(world.acd.agent('a'), { name: 'ready', handled: 0 });
  t.same(world.ended, ['a answeredElsewhere']);
});

t.test('when one of several declines the others go on; a call that is abandoned frees all', async (t) => {
  const world = new AcdWorld(RING_ALL).staff('a', 'b', 'c');
  world.acd.enqueue('call-1', 'orders');
  world.acd.agentDeclined(world.ringing.get('b')?.offer ?? '');
  t.same(world.rung(), ['call-1 a', 'call-1 c']);
  world.acd.abandon('call-1');
  t.same(world.rung(), []);
  t.same(world.acd.readyAgents('orders'), 2);
});

t.test('a call that waits in two queues is answered by one, and leaves both', async (t) => {
  const world = new AcdWorld(ORDERS, { name: 'service', agents: ['d'] });
  world.acd.enqueue('call-1', ['orders', 'service']);
  world.acd.enqueue('call-2', 'service');
  t.equal(world.acd.position('call-2'), 2);
  world.staff('d');
  t.same(world.rung(), ['call-1 d']);
  world.answer('d');
  t.equal(world.acd.position('call-2'), 1);
  t.match(world.acd.figures('orders'), { waiting: 0, tally: { enqueued: 1, answered: 1 } });
  t.match(world.acd.figures('service'), { waiting: 1, tally: { enqueued: 1, answered: 0 } });
});

t.test('what is asked of agents relaxes by itself, without an event', async (t) => {
  const world = new AcdWorld(ORDERS, { name: 'service', agents: ['d'] });
  world.skills({ a: { english: 3 }, d: { english: 9 } });
  world.staff('a', 'd');
  const english = (level: number) => [{ skill: 'english', level }];
  world.acd.enqueue('call-1', 'orders', { needs: english(5), relax: [{ after: 20_000, level: 3 }] });
  world.acd.enqueue('call-2', 'orders', { needs: english(9), relax: [{ after: 40_000, also: 'service' }] });
  world.acd.enqueue('call-3', 'orders', { only: 'b', relax: [{ after: 50_000, anybody: true }] });
  world.clock.advance(19_999);
  t.same(world.rung(), []);
  world.clock.advance(1);
  t.same(world.rung(), ['call-1 a']);
  world.clock.advance(20_000);
  t.same(world.rung(), ['call-2 d'], 'a let it ring');
  world.acd.ready('a');
  t.same(world.rung(), ['call-2 d', 'call-1 a']);
  world.answer('a');
  world.acd.agentReleased('a', 'call-1');
  world.acd.finishWrapUp('a');
  world.clock.advance(10_000);
  t.ok(world.rung().includes('call-3 a'));
});

t.test('events of one instant are applied together, and then matched', async (t) => {
  const world = new AcdWorld(ORDERS);
  world.acd.enqueue('call-1', 'orders');
  const signIn = (agent: string) => ({ type: 'agent', agent, event: { type: 'signIn', handled: 0 } }) as const;
  t.throws(() => world.acd.apply([signIn('c'), signIn('nobody'), signIn('a')]), { code: 'NOT_FOUND' });
  t.same(world.rung(), ['call-1 a'], 'a stands before c in the list');
});

t.test('wrap-ups that end at one instant are over before anybody is offered anything', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  for (const call of ['call-1', 'call-2', 'call-3']) world.acd.enqueue(call, 'orders', { priority: 1 });
  world.answer('b');
  world.answer('a');
  world.acd.agentReleased('b', 'call-2');
  world.acd.agentReleased('a', 'call-1');
  world.clock.advance(15_000);
  t.same(
    world.rung(),
    ['call-3 a'],
    'equally idle, equally many calls: the list decides, not whose deadline was set first',
  );
});

t.test('callers who are being offered are not counted as waiting for an agent', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.acd.enqueue('call-2', 'orders');
  world.acd.enqueue('attempt-1', 'orders', { kind: 'callback' });
  t.equal(world.acd.unofferedCallers(), 1);
  t.equal(world.acd.figures('orders').waiting, 3);
  world.acd.agentDeclined(world.ringing.get('a')?.offer ?? '');
  t.equal(world.acd.unofferedCallers(), 2);
  world.clock.advance(QUEUE_DEFAULTS.maxWait);
  t.equal(world.acd.unofferedCallers('orders'), 0, 'overflowed');
});

t.test('what an agent has done is counted from his signing in, and anew from the roll-over', async (t) => {
  const world = new AcdWorld({ ...ORDERS, wrapUp: 0 });
  world.clock.advance(500);
  world.acd.signIn('a');
  world.clock.advance(1_000);
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(2_000);
  world.answer('a');
  world.clock.advance(4_000);
  world.acd.agentReleased('a', 'call-1');
  t.same(world.acd.sums('a'), { from: 500, handled: 1, idled: 3_000, talked: 4_000 }, 'idle until answered');

  world.clock.advance(1_000);
  world.acd.rollOver();
  world.clock.advance(10_000);
  world.acd.notReady('a', 'break');
  t.same(world.acd.sums('a'), { from: 8_500, handled: 0, idled: 10_000, talked: 0 });
});

t.test('the same seed, the same bytes', async (t) => {
  const play = () => {
    const world = new AcdWorld(ORDERS).on(new VirtualClock(5), seededChance(4, 5, 6));
    for (let call = 0; call < 20; call++) world.acd.enqueue(`call-${call}`, 'orders');
    world.acd.signIn('a');
    return [...world.ringing.values()].map(({ offer }) => offer);
  };
  t.same(play(), play());
  const clock = new VirtualClock(5);
  t.not(new Ids(clock).next('call'), new Ids(clock).next('call'), 'by themselves no two are alike');
});

t.test(
  'of two who accept in one tick he wins who stands first in the list, in whatever order they are told',
  async (t) => {
    const world = new AcdWorld(RING_ALL).staff('c', 'b', 'a');
    world.acd.enqueue('call-1', 'orders');
    const offer = (agent: string) => world.ringing.get(agent)?.offer ?? '';
    world.acd.apply([
      { type: 'answered', offer: offer('c'), sequence: 7 },
      { type: 'agent', agent: 'b', event: { type: 'notReady', reason: 'break' }, sequence: 7 },
      { type: 'answered', offer: offer('a'), sequence: 7 },
    ]);
    t.same(world.connected, ['call-1 a']);
    t.same(world.ended, ['c answeredElsewhere', 'b answeredElsewhere']);
  },
);

t.test('a winner who is lost before the bridge leaves the call to the others at once', async (t) => {
  const world = new AcdWorld(RING_ALL).staff('a', 'b', 'c');
  const connect = world.connect.bind(world);
  let lost = true;
  world.connect = (offer) => {
    if (!lost) return connect(offer);
    lost = false;
    world.acd.agentReleased(offer.agent, offer.call);
    world.acd.enqueue(offer.call, 'orders');
  };
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(4_000);
  world.answer('a');
  t.same(world.rung(), ['call-1 b', 'call-1 c'], 'in the same instant');
  t.match(world.acd.agent('b'), { idleSince: 1_000 }, 'idle as before');
  world.answer('c');
  t.same(world.connected, ['call-1 c']);
  t.match(world.acd.sums('b'), { handled: 0 });
});
