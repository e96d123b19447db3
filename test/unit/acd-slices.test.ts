// SPDX-License-Identifier: GPL-2.0-or-later
// Does a crowd let others have their turn? What comes to ten thousand agents at one instant is done in slices, or once for all of them.

import { AsyncLocalStorage } from 'node:async_hooks';
import t from 'tap';
import { type Decision, STRATEGIES, type Strategy } from '../../src/acd/index.js';
import type { Cancel, Clock, Instant } from '../../src/kernel/index.js';
import { AcdWorld } from '../support/acd-world.js';

const SILENT = { position: false, every: 30_000 };
const ORDERS = { name: 'orders', agents: ['a', 'b', 'c'] };

/** A clock on which each look costs half a millisecond, and whose turns come one by one. */
class Turns implements Clock {
  #reads = 0;
  readonly #alarms = new Set<{ readonly at: Instant; readonly wake: () => void }>();

  now(): Instant {
    return this.#reads++ / 2;
  }

  at(at: Instant, wake: () => void): Cancel {
    const alarm = { at, wake };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** The next turn; false when nothing is due. */
  next(): boolean {
    const due = [...this.#alarms].find(({ at }) => at <= this.#reads / 2);
    if (due === undefined) return false;
    this.#alarms.delete(due);
    due.wake();
    return true;
  }

  utc(at: Instant): Instant {
    return at;
  }

  drift(): number {
    return 0;
  }

  follow(): void {}
}

const signIn = (agent: string) => ({ type: 'agent', agent, event: { type: 'signIn', handled: 0 } }) as const;

function many(size: number) {
  const turns = new Turns();
  const agents = Array.from({ length: size }, (_, index) => `agent-${index}`);
  const world = new AcdWorld({ ...ORDERS, agents, announce: SILENT, ringTimeout: 9_000_000 }).on(turns);
  for (const agent of agents) world.acd.enqueue(`for ${agent}`, 'orders');
  const signedIn = () => world.acd.agents().filter(({ name }) => name !== 'signedOut').length;
  return { world, turns, agents, signedIn };
}

t.test(
  'of very many events of an instant as many have their turn as there is time for; nobody is forgotten',
  async (t) => {
    const { world, turns, agents, signedIn } = many(100);
    world.acd.apply(agents.map(signIn));
    const first = signedIn();
    t.ok(first > 0 && first < 30, `${first} in the first turn`);
    t.equal(world.ringing.size, 0, 'nothing is matched before the last event of the instant');
    let longest = 0;
    for (let before = first; turns.next(); before = signedIn() + world.ringing.size) {
      longest = Math.max(longest, signedIn() + world.ringing.size - before);
    }
    t.ok(longest < 30, `${longest} in the longest turn`);
    t.same(world.rung()[0], 'for agent-0 agent-0');
    t.equal(world.ringing.size, 100);
  },
);

t.test('what is matched by turns is decided by one instant, until something else happens', async (t) => {
  const { world, turns, agents } = many(100);
  const decided: Instant[] = [];
  Object.assign(world, { decided: ({ at }: Decision) => decided.push(at) });
  world.acd.apply(agents.map(signIn));
  let longest = 0;
  const turn = () => {
    const before = decided.length;
    const goesOn = turns.next();
    longest = Math.max(longest, decided.length - before);
    return goesOn;
  };
  while (decided.length < 50) turn();
  t.ok(longest < 17, `${longest} offers in the longest turn of 8 ms`);
  t.equal(new Set(decided).size, 1);
  world.acd.enqueue('late', 'orders');
  while (turn());
  t.equal(decided.length, 100);
  t.ok(longest < 17, `${longest} offers in the longest turn of 8 ms`);
  t.equal(new Set(decided).size, 2, 'one before the call came, one after it');
});

t.test('what has its turn later is the doing of whoever asked for it, not of the box', async (t) => {
  const { world, turns, agents } = many(100);
  const asking = new AsyncLocalStorage<string>();
  const doing = new Set<string | undefined>();
  world.agentChanged = ({ name }) => {
    if (name === 'ready') doing.add(asking.getStore());
  };
  asking.run('Li', () => world.acd.apply(agents.slice(0, 50).map(signIn)));
  while (turns.next());
  t.equal(world.ringing.size, 50);
  t.same([...doing], ['Li']);
});

t.test(
  'who cannot wait for the rest of an instant comes behind what is about himself, and before nobody else',
  async (t) => {
    const { world, turns, agents, signedIn } = many(100);
    world.acd.apply(agents.map(signIn));
    const before = signedIn();
    world.acd.signOut('agent-99');
    world.acd.abandon('for agent-50');
    t.equal(world.acd.agent('agent-99').name, 'signedOut');
    t.equal(signedIn(), before, 'the others wait for their turn');
    while (turns.next());
    t.equal(world.acd.agent('agent-99').name, 'signedOut', 'he had signed in before he signed out');
    t.equal(world.ringing.size, 99);
    t.notOk(world.rung().some((pair) => pair.startsWith('for agent-50 ')));
  },
);

t.test('what is refused in a later turn is thrown there, and the others have theirs', async (t) => {
  const { world, turns, agents, signedIn } = many(100);
  world.acd.apply([...agents, 'nobody'].map(signIn));
  t.throws(
    () => {
      while (turns.next());
    },
    { code: 'NOT_FOUND' },
  );
  while (turns.next());
  t.equal(signedIn(), 100);
  t.equal(world.ringing.size, 100);
});

t.test(
  'what very many wait for at one instant comes by turns, too, and is matched after the last of them',
  async (t) => {
    const turns = new Turns();
    const agents = Array.from({ length: 100 }, (_, index) => `agent-${index}`);
    const world = new AcdWorld({ ...ORDERS, agents, ringTimeout: 9_000_000 }).on(turns);
    for (const agent of agents) {
      world.acd.signIn(agent);
      world.acd.reserve(agent, 'callback', 2_000 - turns.now());
    }
    for (const agent of agents) world.acd.enqueue(`for ${agent}`, 'orders');
    const reserved = () => world.acd.agents().filter(({ name }) => name === 'reserved').length;
    t.equal(reserved(), 100);
    while (reserved() === 100) if (!turns.next()) turns.now();
    t.ok(reserved() > 60, `${100 - reserved()} in the first turn`);
    t.equal(world.ringing.size, 0);
    while (turns.next());
    t.equal(reserved(), 0);
    t.equal(world.ringing.size, 100);
  },
);

t.test('for the beginning of a day no agent is looked at, be they ten or ten thousand', async (t) => {
  const fewest: Strategy = {
    ...STRATEGIES.fewestCalls,
    compare: (a, b) => a.who.sums.handled - b.who.sums.handled || a.place - b.place,
  };
  const world = new AcdWorld({ ...ORDERS, wrapUp: 0 }).choosing({ strategies: { ...STRATEGIES, longestIdle: fewest } });
  world.staff('a', 'b');
  world.acd.enqueue('call-1', 'orders');
  const [busy] = world.ringing.keys();
  world.answer(busy ?? '');
  world.acd.agentReleased(busy ?? '', 'call-1');
  const before = { ...world.acd.looked };
  const told = world.states.length;
  world.acd.rollOver();
  t.same([{ ...world.acd.looked }, world.states.length], [before, told]);
  t.same(world.acd.sums('a'), world.acd.sums('b'), 'one sum of all who are there');
  world.acd.enqueue('call-2', 'orders');
  t.same([...world.ringing.keys()], ['a'], 'whose calls of yesterday do not count');
});
