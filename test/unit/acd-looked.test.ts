// SPDX-License-Identifier: GPL-2.0-or-later
// How many agents and calls are looked at for one event? Not more where more wait, and not more where more are idle and unfit.

import t from 'tap';
import { AcdWorld } from '../support/acd-world.js';

const PROFILES = Array.from({ length: 20 }, (_, index) => [{ skill: `skill-${index}`, level: 1 }]);
const FIT = 50;

/** One queue, `idle` agents who can do nothing, `FIT` who can do everything and are not there yet, and calls that wait. */
function crowd(waiting: number, idle: number): AcdWorld {
  const unfit = Array.from({ length: idle }, (_, index) => `unfit-${index}`);
  const fit = Array.from({ length: FIT }, (_, index) => `fit-${index}`);
  const announce = { position: false, every: 30_000 };
  const world = new AcdWorld({ name: 'orders', agents: [...unfit, ...fit], announce });
  const all = Object.fromEntries(PROFILES.map(([need]) => [need?.skill, 9]));
  world.skills(Object.fromEntries(fit.map((agent) => [agent, all])));
  for (const agent of unfit) world.acd.signIn(agent);
  for (let call = 0; call < waiting; call++) enqueue(world, `call-${call}`, call);
  return world;
}

function enqueue(world: AcdWorld, call: string, profile: number): void {
  world.acd.enqueue(call, 'orders', { needs: PROFILES[profile % PROFILES.length] ?? [] });
}

function looked(world: AcdWorld, event: () => void): { agents: number; heads: number } {
  const before = { ...world.acd.looked };
  event();
  return { agents: world.acd.looked.agents - before.agents, heads: world.acd.looked.heads - before.heads };
}

const SIZES = [
  [200, 100],
  [4_000, 2_000],
] as const;

t.test('who joins a queue in which his like wait is not looked at, nor is anybody for him', async (t) => {
  for (const [waiting, idle] of SIZES) {
    const world = crowd(waiting, idle);
    t.same(
      looked(world, () => enqueue(world, 'late', 3)),
      { agents: 0, heads: 0 },
    );
  }
});

t.test('who goes is missed by nobody', async (t) => {
  for (const [waiting, idle] of SIZES) {
    const world = crowd(waiting, idle);
    for (const call of ['call-0', `call-${waiting - 1}`, `call-${waiting >> 1}`]) {
      t.same(
        looked(world, () => world.acd.abandon(call)),
        { agents: 0, heads: 0 },
      );
    }
    t.equal(world.acd.position('call-1'), 1);
  }
});

t.test('for an agent who becomes free only the first call of each kind is looked at, and no other agent', async (t) => {
  const [few, many] = SIZES.map(([waiting, idle]) => {
    const world = crowd(waiting, idle);
    const effort = looked(world, () => world.acd.signIn('fit-0'));
    t.same(world.rung(), ['call-0 fit-0']);
    return effort;
  });
  t.same(few, many, 'twenty times as many cost nothing more');
  t.ok((many?.agents ?? 99) <= 2, JSON.stringify(many));
  t.ok((many?.heads ?? 999) <= 5 * PROFILES.length, JSON.stringify(many));
});

t.test(
  'for a call that comes when nobody waits each idle agent who can take it is looked at once, no other',
  async (t) => {
    const world = crowd(0, 300);
    for (let fit = 0; fit < FIT; fit++) world.acd.signIn(`fit-${fit}`);
    t.same(
      looked(world, () => enqueue(world, 'call-1', 1)),
      { agents: FIT, heads: 1 }, // its own
    );
  },
);

const WIDE = Array.from({ length: 1_000 }, (_, index) => `agent-${index}`);

for (const strategy of ['highestSkill', 'lowestSkill'] as const) {
  t.test(`${strategy}: of a thousand idle agents those of the first levels are looked at`, async (t) => {
    const world = new AcdWorld({ name: 'orders', agents: WIDE, strategy, ringTimeout: 600_000 });
    world.skills(
      Object.fromEntries(WIDE.map((agent, index) => [agent, { english: 1 + (index % 10), french: index % 7 }])),
    );
    for (const agent of WIDE) world.acd.signIn(agent);
    const needs = [
      { skill: 'english', level: 2 },
      { skill: 'french', level: 1 },
    ];
    const effort = looked(world, () => world.acd.enqueue('call-1', 'orders', { needs }));
    t.equal(world.ringing.size, 1);
    t.ok(effort.agents >= 6 && effort.agents <= 150, JSON.stringify(effort)); // those of one least level are compared
  });
}

for (const strategy of ['linear', 'circular'] as const) {
  t.test(`${strategy}: of a thousand idle agents the first six are looked at`, async (t) => {
    const world = new AcdWorld({ name: 'orders', agents: WIDE, strategy, ringTimeout: 600_000 });
    for (const agent of WIDE) world.acd.signIn(agent);
    for (const call of ['call-1', 'call-2'])
      t.same(
        looked(world, () => world.acd.enqueue(call, 'orders')),
        { agents: 6, heads: 1 },
      );
    t.same(world.rung(), ['call-1 agent-0', 'call-2 agent-1']);
  });
}

t.test('circular: the first behind the last is found wherever he stands', async (t) => {
  const world = new AcdWorld({ name: 'orders', agents: WIDE, strategy: 'circular', ringTimeout: 600_000 });
  for (const agent of WIDE) world.acd.signIn(agent);
  for (const place of [500, 511, 998, 999]) {
    world.acd.resume('orders', { agent: `agent-${place}`, place });
    world.acd.enqueue(`after ${place}`, 'orders');
  }
  t.same(world.rung(), ['after 500 agent-501', 'after 511 agent-512', 'after 998 agent-999', 'after 999 agent-0']);
});

t.test('many who sign in together are put in order once', async (t) => {
  const world = crowd(4_000, 0);
  const agents = Array.from({ length: FIT }, (_, index) => `fit-${index}`);
  const effort = looked(world, () =>
    world.acd.apply(agents.map((agent) => ({ type: 'agent', agent, event: { type: 'signIn', handled: 0 } }))),
  );
  t.equal(world.ringing.size, FIT);
  t.ok(effort.agents <= FIT * PROFILES.length, JSON.stringify(effort));
  t.ok(effort.heads <= FIT * 12 + 5 * PROFILES.length, JSON.stringify(effort));
});

t.test('for those who become free together a queue is asked for its first call, not for all its kinds', async (t) => {
  const [few, many] = SIZES.map(([waiting, idle]) => {
    const world = crowd(waiting, idle);
    const agents = Array.from({ length: 6 }, (_, index) => `fit-${index}`);
    const effort = looked(world, () =>
      world.acd.apply(agents.map((agent) => ({ type: 'agent', agent, event: { type: 'signIn', handled: 0 } }))),
    );
    t.same(
      world.rung(),
      agents.map((agent, index) => `call-${index} ${agent}`),
    );
    return effort;
  });
  t.same(few, many, 'twenty times as many cost nothing more');
  t.ok((many?.heads ?? 999) <= 4 * 6, JSON.stringify(many));
});

t.test('for whoever signs out nobody is looked at, and for a call that rang at him one kind of call', async (t) => {
  for (const [waiting, idle] of SIZES) {
    const world = crowd(waiting, idle);
    world.acd.signIn('fit-0');
    t.same(
      looked(world, () => world.acd.signOut('unfit-0')),
      { agents: 0, heads: 0 },
    );
    const effort = looked(world, () => world.acd.signOut('fit-0'));
    t.same(world.rung(), []);
    t.ok(effort.agents === 0 && effort.heads <= 2, JSON.stringify(effort));
    const everybody = Array.from({ length: idle - 1 }, (_, index) => `unfit-${index + 1}`);
    t.same(
      looked(world, () =>
        world.acd.apply(everybody.map((agent) => ({ type: 'agent', agent, event: { type: 'signOut' } }))),
      ),
      { agents: 0, heads: 0 },
    );
  }
});
