// SPDX-License-Identifier: GPL-2.0-or-later
// Is a share exact, a draw fair and repeatable, a circle's next one the next, and a penalty before all else?

import t from 'tap';
import {
  type Candidate,
  Circle,
  compareShares,
  noSums,
  Question,
  STRATEGIES,
  STRATEGY_WORDS,
} from '../../src/acd/index.js';
import { AcdWorld } from '../support/acd-world.js';

const WHO: Candidate['who'] = { agent: 'a', since: 0, sums: noSums(0), skills: {} };
const ONE: Candidate = { who: WHO, place: 0, penalty: 0, weight: 1 };

t.test('shares are compared exactly, be the windows days or years', async (t) => {
  const day = 86_400_000;
  t.ok(compareShares(1, 3, 333_333, 1_000_000) > 0);
  t.equal(compareShares(2, 6, 1, 3), 0);
  t.ok(compareShares(day - 1, day, day - 2, day - 1) > 0, 'within a day');
  const year = 400 * day;
  t.ok(compareShares(year - 1, year, year - 2, year - 1) > 0, 'doubles would call them equal');
  t.ok((year - 1) * (year - 1) === (year - 2) * year, 'as these do');
  t.ok(compareShares(year - 2, year - 1, year - 1, year) < 0);
  t.equal(compareShares(year, 2 * year, 2 * year, 4 * year), 0);
});

t.test('a draw is as likely as its weight, whoever else is asked, and can be worked out again', async (t) => {
  const weights = [1, 2, 5];
  const wins = weights.map(() => 0);
  for (let nth = 0; nth < 16_000; nth++) {
    const question = new Question(0, { call: `call-${nth}`, needs: [], nth: 0, after: -1, seed: 'orders' });
    const candidates = weights.map((weight, place) => ({
      ...ONE,
      who: { ...WHO, agent: `100${place}` },
      place,
      weight,
    }));
    const [first] = candidates.toReversed().sort((a, b) => STRATEGIES.weightedRandom.compare(a, b, question));
    wins[first?.place ?? 0] = (wins[first?.place ?? 0] ?? 0) + 1;
  }
  t.comment(wins.join());
  // Chi-square with two degrees of freedom: 13.8 is passed once in a thousand; the walk is always the same.
  const chi = [2_000, 4_000, 10_000].reduce((sum, expected, i) => sum + ((wins[i] ?? 0) - expected) ** 2 / expected, 0);
  t.ok(chi < 13.8, `${chi}`);

  const asked = { call: 'call-1', needs: [], nth: 0, after: -1, seed: 'orders' };
  const chance = (change: object) => new Question(0, { ...asked, ...change }).chance('1001');
  t.equal(chance({}), chance({}));
  for (const change of [{ call: 'call-2' }, { nth: 1 }, { seed: 'service' }]) t.not(chance(change), chance({}));
});

t.test('chances are spread evenly, neighbours by name and number as well', async (t) => {
  const tenths = Array.from({ length: 10 }, () => 0);
  let together = 0;
  for (let call = 0; call < 2_000; call++) {
    const question = new Question(0, { call: `${call}`, needs: [], nth: 0, after: -1, seed: 'orders' });
    const chances = ['1001', '1002', '1003', '1004', '1005'].map((agent) => question.chance(agent));
    for (const chance of chances) tenths[Math.floor(chance * 10)] = (tenths[Math.floor(chance * 10)] ?? 0) + 1;
    if ((chances[0] ?? 0) < 0.5 === (chances[1] ?? 0) < 0.5) together++;
  }
  const chi = tenths.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
  t.ok(chi < 27.9, `${chi}: nine degrees of freedom`);
  t.ok(Math.abs(together - 1_000) < 75, `${together} of 2,000 on one side`);
});

t.test('a circle goes on behind who was offered a call last, whoever has come or gone', async (t) => {
  const circle = new Circle();
  circle.configure(['a', 'b', 'c', 'd']);
  t.equal(circle.turn, undefined);
  circle.moved('b');
  t.same(circle.turn, { agent: 'b', place: 1 });
  circle.configure(['x', 'a', 'b', 'y', 'c', 'd']);
  t.equal(circle.after, 2, 'b, wherever he stands');
  circle.configure(['x', 'a', 'y', 'c', 'd']);
  t.same(circle.turn, { agent: 'a', place: 1 }, 'the last before him who is still there');
  circle.moved('stranger');
  t.equal(circle.after, 1);
  circle.configure(['c', 'd']);
  t.equal(circle.after, -1, 'nobody before him is left: from the beginning');
});

t.test('after a restart a circle goes on where it stood', async (t) => {
  const circle = new Circle();
  circle.configure(['a', 'b', 'c', 'd']);
  circle.restore({ agent: 'c', place: 1 });
  t.equal(circle.turn?.agent, 'c', 'by his id');
  circle.restore({ agent: 'gone', place: 1 });
  t.equal(circle.after, 0, 'who stands at his place now is next');
  circle.restore({ agent: 'gone', place: 9 });
  t.equal(circle.after, 3);
});

for (const strategy of STRATEGY_WORDS) {
  t.test(`${strategy}: a lower penalty goes before everything`, async (t) => {
    const agents = ['a', 'b', 'c'];
    const terms = new Map([
      ['a', { penalty: 2 }],
      ['b', { penalty: 1 }],
      ['c', { penalty: 1 }],
    ]);
    const world = new AcdWorld({ name: 'orders', agents, terms, strategy, wrapUp: 0 });
    world.skills({ a: { english: 5 }, b: { english: 5 }, c: { english: 5 } }).staff('a', 'b', 'c');
    world.acd.enqueue('call-1', 'orders', { needs: [{ skill: 'english', level: 1 }] });
    if (strategy === 'ringAll') {
      t.same([...world.ringing.keys()], ['b', 'c'], 'only those of the lowest');
      for (const agent of ['b', 'c']) world.acd.agentDeclined(world.ringing.get(agent)?.offer ?? '');
      t.same([...world.ringing.keys()], ['a'], 'then the others');
      world.acd.ready('b');
      t.same([...world.ringing.keys()], ['a', 'b'], 'and who is asked before them, when he comes back');
      return;
    }
    t.ok(['b', 'c'].includes([...world.ringing.keys()].join()));
    world.acd.enqueue('call-2', 'orders');
    world.acd.enqueue('call-3', 'orders');
    t.equal(world.rung()[2], 'call-3 a');
  });
}

t.test('ring-all rings as many as it may, and at most thirty', async (t) => {
  const agents = Array.from({ length: 40 }, (_, index) => `${1000 + index}`);
  const rung = (ringAtMost: number) => {
    const world = new AcdWorld({ name: 'orders', agents, strategy: 'ringAll', ringAtMost }).staff(...agents);
    world.acd.enqueue('call-1', 'orders');
    return [...world.ringing.keys()];
  };
  t.same(rung(30), agents.slice(0, 30));
  t.equal(rung(99).length, 30);
  t.same(rung(2), ['1000', '1001']);
});

t.test('what an agent wants next, or his line tells, while he talks, counts no talk twice', async (t) => {
  const world = new AcdWorld({ name: 'orders', agents: ['a'], wrapUp: 5_000 }).staff('a');
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(2_000);
  world.answer('a');
  world.clock.advance(10_000);
  world.acd.notReady('a', 'break');
  world.clock.advance(10_000);
  world.acd.line('a', 'busy');
  world.acd.line('a', 'free');
  world.clock.advance(10_000);
  world.acd.agentReleased('a', 'call-1');
  world.clock.advance(10_000);
  t.match(world.acd.sums('a'), { handled: 1, talked: 30_000, idled: 3_000 });
});

t.test('who is kept out of a break for a callback is not idle meanwhile; out of readiness he is', async (t) => {
  const world = new AcdWorld({ name: 'orders', agents: ['a', 'b'] });
  for (const agent of ['a', 'b']) world.acd.signIn(agent);
  world.acd.notReady('a', 'break');
  for (const agent of ['a', 'b']) world.acd.reserve(agent, 'token');
  world.clock.advance(5_000);
  for (const agent of ['a', 'b']) world.acd.engage(agent, 'call-1');
  t.equal(world.acd.sums('a').idled, 0);
  t.equal(world.acd.sums('b').idled, 5_000);
});
