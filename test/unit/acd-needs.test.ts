// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked of agents, and what of it is given up as a caller waits: each step of a list does what it says, at its time.

import t from 'tap';
import { joinedNeeds, type Need, type Relaxation, wholly } from '../../src/acd/index.js';
import { AcdWorld } from '../support/acd-world.js';

const ENGLISH: Need = { skill: 'english', level: 5 };
const BILLING: Need = { skill: 'billing', level: 2 };
const SKILLS = { a: { english: 3 }, b: { english: 5, billing: 1 }, c: { billing: 9 }, d: { english: 9, billing: 9 } };
const terms = new Map([
  ['b', { penalty: 1 }],
  ['c', { penalty: 3 }],
]);
const ORDERS = { name: 'orders', agents: ['a', 'b', 'c'], terms, maxWait: 600_000 };
const SERVICE = { name: 'service', agents: ['d'] };

/** Agents who are idle longest in this order; one call with these needs. */
function waiting(staff: string, needs: readonly Need[], ...relax: Relaxation[]): AcdWorld {
  const world = new AcdWorld(ORDERS, SERVICE).skills(SKILLS).staff(...staff);
  world.acd.enqueue('call', 'orders', { needs, relax });
  return world;
}

function rungAfter(world: AcdWorld, milliseconds: number): string[] {
  world.clock.advance(milliseconds);
  return world.rung();
}

t.test('needs above a level are lowered to it, those below stay', async (t) => {
  const lowered: Relaxation = { after: 20_000, level: 3 };
  const world = waiting('abc', [{ skill: 'english', level: 9 }], lowered);
  t.same(rungAfter(world, 19_999), []);
  t.same(rungAfter(world, 1), ['call a']);
  t.same(rungAfter(waiting('ac', [ENGLISH, BILLING], lowered), 20_000), [], 'a cannot bill, c no English');
});

t.test('a skill is dropped, whatever its level', async (t) => {
  const dropped: Relaxation = { after: 40_000, drop: 'english' };
  t.same(rungAfter(waiting('ac', [ENGLISH, BILLING], dropped), 39_999), []);
  t.same(rungAfter(waiting('ac', [ENGLISH, BILLING], dropped), 40_000), ['call c']);
  t.same(rungAfter(waiting('ab', [ENGLISH], { after: 1_000, drop: 'french' }), 0), ['call b'], 'one that it needs not');
});

t.test('it waits in one more queue, and in its own; in one that is gone by then it does not', async (t) => {
  const also: Relaxation = { after: 60_000, also: 'service' };
  const world = waiting('d', [ENGLISH], also);
  t.same(rungAfter(world, 59_999), []);
  t.same(rungAfter(world, 1), ['call d']);
  t.match(world.acd.waiting('call'), { queues: ['orders', 'service'] });

  const gone = waiting('', [ENGLISH], also);
  gone.without('service');
  t.same(rungAfter(gone, 60_000), []);
  gone.staff('b');
  t.same(gone.rung(), ['call b']);
});

t.test('seats with a penalty open with the steps that name one; without such a step all are open', async (t) => {
  const opens = [1, 3].map((penalty, step) => ({ after: (step + 1) * 10_000, penalty }));
  const world = waiting('cb', [], ...opens);
  t.same(rungAfter(world, 9_999), []);
  t.same(rungAfter(world, 1), ['call b']);
  t.same(rungAfter(waiting('c', [], ...opens), 19_999), []);
  t.same(rungAfter(waiting('c', [], ...opens), 20_000), ['call c']);
  t.same(waiting('c', []).rung(), ['call c']);
});

t.test('it goes elsewhere, at its time and not before, and no later step comes', async (t) => {
  const to = { kind: 'callback' } as const;
  const world = waiting('a', [ENGLISH], { after: 30_000, to }, { after: 30_000, level: 1 });
  t.same(rungAfter(world, 29_999), []);
  t.same(world.overflowed, []);
  world.clock.advance(1);
  t.same(world.overflowed, ['call']);
  t.same(world.left, [{ to, needs: [ENGLISH] }]);
  t.same(world.rung(), []);
  t.match(world.acd.figures('orders').tally, { overflowed: 1 });
});

t.test('what it still needs goes with it: what was given up is not asked again', async (t) => {
  const to = { kind: 'queue', queue: 'service' } as const;
  const world = waiting('', [ENGLISH, BILLING], { after: 10_000, drop: 'english' }, { after: 20_000, to });
  world.clock.advance(20_000);
  t.same(world.left, [{ to, needs: [BILLING] }]);
});

t.test('a step at the end of the wait comes before it, one after it never', async (t) => {
  const at = (after: number) => waiting('', [], { after, to: { kind: 'refuse', cause: 17 } });
  for (const [after, left] of [
    [600_000, { to: { kind: 'refuse', cause: 17 }, needs: [] }],
    [600_001, { needs: [] }],
  ] as const) {
    const world = at(after);
    world.clock.advance(700_000);
    t.same(world.left, [left]);
  }
});

t.test('only one agent, and then anybody who can', async (t) => {
  const world = new AcdWorld(ORDERS).skills(SKILLS).staff('a', 'b');
  world.acd.enqueue('call', 'orders', { only: 'c', needs: [ENGLISH], relax: [{ after: 8_000, anybody: true }] });
  t.same(rungAfter(world, 7_999), []);
  t.same(rungAfter(world, 1), ['call b']);
});

t.test('all at once: a list in which everything falls due together', async (t) => {
  const world = waiting(
    'd',
    [ENGLISH, { skill: 'french', level: 1 }],
    { after: 5_000, level: 2 },
    { after: 5_000, drop: 'french' },
    { after: 5_000, also: 'service' },
  );
  t.same(rungAfter(world, 5_000), ['call d']);
});

t.test('times count from its coming into the queue: a callback with an old place is asked for whole', async (t) => {
  const world = new AcdWorld(ORDERS).skills(SKILLS).staff('a');
  world.clock.advance(3_600_000);
  const relax = [
    { after: 20_000, level: 3 },
    { after: 30_000, to: { kind: 'callback' } },
  ] as const;
  world.acd.enqueue('call', 'orders', { kind: 'callback', enqueuedAt: 0, needs: [ENGLISH], relax });
  t.same(world.rung(), []);
  t.same(rungAfter(world, 20_000), ['call a']);
  world.acd.agentDeclined(world.ringing.get('a')?.offer ?? '');
  world.clock.advance(3_600_000);
  t.same(world.overflowed, [], 'and it is sent nowhere: its own machine sees to it');
});

t.test('what falls due while a telephone rings for it comes when that is over', async (t) => {
  const world = waiting('b', [ENGLISH], { after: 10_000, level: 3 });
  t.same(world.rung(), ['call b']);
  world.staff('a');
  t.same(rungAfter(world, 13_999), ['call b']);
  t.same(rungAfter(world, 1), ['call a'], 'b let it ring for 15 s');
});

t.test('the agents of a queue change what they can do while they serve it', async (t) => {
  const world = waiting('ac', [ENGLISH]);
  t.same(world.rung(), []);
  world.skills({ ...SKILLS, c: { english: 5 } });
  t.same(world.rung(), ['call c']);
});

t.test('needs from several lists: of one skill the level of the first list that names it', async (t) => {
  t.same(joinedNeeds([{ skill: 'english', level: 2 }], [ENGLISH, BILLING]), [{ skill: 'english', level: 2 }, BILLING]);
  t.same(joinedNeeds([], []), []);
});

t.test('what is left of a call when all its steps have come', async (t) => {
  const relax: Relaxation[] = [
    { after: 1, level: 2 },
    { after: 2, to: { kind: 'callback' } },
    { after: 3, also: 'service' },
  ];
  const call = { arrivedAt: 0, queues: ['orders'], needs: [ENGLISH], relax };
  t.match(wholly(call), { queues: ['orders', 'service'], needs: [{ skill: 'english', level: 2 }] });
});

t.test('when the last agent of a queue signs out those who wait go where it says, and nobody else', async (t) => {
  const to = { kind: 'callback' } as const;
  const world = new AcdWorld({ ...ORDERS, leave: { signedOut: to } }, SERVICE).skills(SKILLS).staff('a', 'b', 'd');
  for (const agent of ['a', 'b']) world.acd.notReady(agent, 'break');
  world.acd.enqueue('first', 'orders');
  world.acd.enqueue('elsewhere', ['orders', 'service'], { needs: [{ skill: 'french', level: 1 }] });
  world.acd.enqueue('for b', 'orders', { only: 'b' });
  world.acd.enqueue('promise', 'orders', { kind: 'callback' });
  world.acd.enqueue('second', 'orders', { needs: [ENGLISH] });
  world.acd.signOut('a');
  t.same(world.overflowed, []);
  world.acd.signOut('b');
  t.same(world.overflowed, ['first', 'second']);
  t.match(world.left, [{ to }, { to, needs: [ENGLISH] }]);
  world.acd.signOut('d');
  t.same(world.overflowed, ['first', 'second'], 'the queue of the other says nothing');
});

t.test('they wait on in a queue that does not say so, and in one that its agents are taken from', async (t) => {
  const world = waiting('a', [ENGLISH]);
  world.acd.signOut('a');
  t.same(world.overflowed, []);

  const closing = new AcdWorld({ ...ORDERS, leave: { signedOut: { kind: 'callback' } } }).staff('a');
  closing.acd.notReady('a', 'break');
  closing.acd.enqueue('call', 'orders');
  closing.acd.configure([]);
  closing.acd.signOut('a');
  t.same(closing.overflowed, []);
});

t.test('an offer that is out for one who is sent on is taken back', async (t) => {
  const world = new AcdWorld({ ...ORDERS, leave: { signedOut: { kind: 'callback' } } }).staff('a');
  world.acd.enqueue('call', 'orders');
  t.same(world.rung(), ['call a']);
  world.acd.signOut('a');
  t.same([world.rung(), world.overflowed], [[], ['call']]);
});

t.test('who is there for a call: by queue, by what he can do, on a break or not', async (t) => {
  const { acd } = new AcdWorld(ORDERS, SERVICE).skills(SKILLS).staff('a');
  t.equal(acd.isStaffed(['orders'], []), true);
  t.equal(acd.isStaffed(['service'], []), false);
  t.equal(acd.isStaffed(['orders', 'service'], [ENGLISH]), false);
  acd.signIn('d');
  t.equal(acd.isStaffed(['orders', 'service'], [ENGLISH]), true);
  acd.notReady('a', 'break');
  t.equal(acd.isStaffed(['orders'], [], { present: true }), false);
  t.equal(acd.isStaffed(['orders'], []), true);
});

t.test('who waits leaves by what is missing: all on a break, or nobody left who can do it', async (t) => {
  const leave = {
    signedOut: { kind: 'callback' },
    notReady: { kind: 'queue', queue: 'service' },
    unskilled: { kind: 'refuse' },
  } as const;
  const world = new AcdWorld({ ...ORDERS, leave }, SERVICE).skills(SKILLS).staff('a', 'b');
  const { acd } = world;
  acd.line('a', 'busy');
  acd.line('b', 'busy');
  acd.enqueue('plain', 'orders');
  acd.enqueue('skilled', 'orders', { needs: [ENGLISH] });
  acd.signOut('b');
  t.same(world.overflowed, ['skilled'], 'a can do too little');
  acd.line('a', 'free');
  acd.notReady('a', 'break');
  t.same(world.overflowed, ['skilled', 'plain']);
  t.match(world.left, [{ to: { kind: 'refuse' } }, { to: { kind: 'queue', queue: 'service' } }]);
});

t.test('who waits for one agent and then for anybody waits for anybody when that agent has signed out', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a', 'b');
  world.acd.notReady('b', 'break');
  const relax: Relaxation[] = [
    { after: 60_000, anybody: true },
    { after: 90_000, to: { kind: 'callback' } },
  ];
  world.acd.enqueue('his', 'orders', { only: 'b', relax });
  world.acd.enqueue('his alone', 'orders', { only: 'b' });
  t.same(world.rung(), []);
  world.acd.signOut('b');
  t.same(world.rung(), ['his a']);
  world.clock.advance(89_999);
  world.acd.agentDeclined(world.ringing.get('a')?.offer ?? '');
  t.same(world.overflowed, []);
});
