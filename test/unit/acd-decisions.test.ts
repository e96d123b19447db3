// SPDX-License-Identifier: GPL-2.0-or-later
// Is said of each offer what was compared, of the winner and the next five, and how many others there were, by reason?

import t from 'tap';
import { type Decision, Question, STRATEGY_WORDS } from '../../src/acd/index.js';
import { AcdWorld } from '../support/acd-world.js';

/** A world that keeps what it is told of decisions. */
class Asking extends AcdWorld {
  readonly decisions: Decision[] = [];

  decided(decision: Decision): void {
    this.decisions.push(decision);
  }
}

const AGENTS = Array.from({ length: 9 }, (_, index) => `${1001 + index}`);

t.test('the figures of the winner and of the next five, in order, and how many more there were', async (t) => {
  const world = new Asking({ name: 'orders', agents: AGENTS, strategy: 'idleRatio' }).staff(...AGENTS);
  world.clock.advance(91_000);
  world.acd.enqueue('call-1', 'orders');
  const [decision] = world.decisions;
  t.match(decision, { call: 'call-1', queue: 'orders', strategy: 'idleRatio', at: 100_000, nth: 0, further: 3 });
  t.same(decision?.winner, {
    agent: '1001',
    figures: { idleInAll: 100_000, signedIn: 100_000, idle: 100_000, handled: 0, place: 1 },
  });
  t.same(
    decision?.next.map(({ agent, figures }) => [agent, figures.idle, figures.signedIn]),
    ['1002', '1003', '1004', '1005', '1006'].map((agent, index) => [
      agent,
      99_000 - index * 1_000,
      99_000 - index * 1_000,
    ]),
  );
  t.same(decision?.others, {});
  t.equal(world.acd.offer(decision?.offer ?? '')?.agent, '1001', 'by the offer that it led to');
});

t.test('who was not asked is counted by what he does, or by what he lacks', async (t) => {
  const world = new Asking({ name: 'orders', agents: AGENTS, wrapUp: 60_000 });
  const able = Object.fromEntries(AGENTS.slice(1).map((agent) => [agent, { english: 3 }]));
  world.skills(able).staff(...AGENTS.slice(0, 8)); // 1009 is not there
  const { acd } = world;
  for (const call of ['call-1', 'call-2', 'call-3']) acd.enqueue(call, 'orders');
  world.answer('1002');
  world.answer('1003');
  acd.agentReleased('1003', 'call-3');
  acd.abandon('call-1'); // 1001 is idle again, and speaks no English
  acd.notReady('1004', 'break');
  acd.line('1005', 'busy');
  acd.reserve('1006', 'token');
  const needs = [{ skill: 'english', level: 2 }];
  acd.enqueue('call-4', 'orders', { needs });
  t.equal(world.ringing.get('1007')?.call, 'call-4');
  world.decisions.length = 0;
  acd.enqueue('call-5', 'orders', { needs });
  t.match(world.decisions[0], { winner: { agent: '1008' }, next: [], further: 0 });
  t.same(world.decisions[0]?.others, {
    ringing: 1,
    talking: 1,
    wrapUp: 1,
    notReady: 1,
    busy: 1,
    reserved: 1,
    skill: 1,
    signedOut: 1,
  });
});

t.test('what is for one agent alone is asked of no other', async (t) => {
  const world = new Asking({ name: 'orders', agents: ['a', 'b', 'c'] }).staff('a', 'b', 'c');
  world.acd.enqueue('call-1', 'orders', { only: 'b' });
  t.match(world.decisions, [{ winner: { agent: 'b', figures: {} }, next: [], others: { notHim: 2 } }]);
});

t.test('with all ringing the others are told of a penalty that is too high', async (t) => {
  const terms = new Map([['c', { penalty: 1 }]]);
  const world = new Asking({ name: 'orders', agents: ['a', 'b', 'c'], terms, strategy: 'ringAll' }).staff(
    'c',
    'a',
    'b',
  );
  world.acd.enqueue('call-1', 'orders');
  t.match(world.decisions, [
    { nth: 0, winner: { agent: 'a' }, next: [{ agent: 'b' }, { agent: 'c', figures: { penalty: 1 } }] },
    { nth: 1, winner: { agent: 'b' }, next: [], others: { ringing: 1, penalty: 1 } },
  ]);
});

t.test('a draw can be worked out again from what is told', async (t) => {
  const world = new Asking({ name: 'orders', agents: AGENTS, strategy: 'weightedRandom' }).staff(...AGENTS);
  world.acd.enqueue('call-1', 'orders');
  const [decision] = world.decisions;
  if (decision === undefined) throw new Error('nothing was told');
  const { seed = '', nth, call, winner, next } = decision;
  t.equal(seed, 'orders');
  const question = new Question(0, { call, nth, seed, needs: [], after: -1 });
  for (const { agent, figures } of [winner, ...next]) t.equal(figures.draw, -Math.log(question.chance(agent)));
});

for (const strategy of STRATEGY_WORDS) {
  t.test(`${strategy}: the winner is told before those who would have been next`, async (t) => {
    const world = new Asking({ name: 'orders', agents: AGENTS, strategy }).staff(...AGENTS);
    for (let call = 0; call < 5; call++) world.acd.enqueue(`call-${call}`, 'orders', { needs: [] });
    for (const [index, { winner, next }] of world.decisions.entries()) {
      const following = world.decisions[index + 1];
      if (strategy !== 'weightedRandom' && following !== undefined) t.equal(next[0]?.agent, following.winner.agent);
      t.ok(winner.agent !== '' && !next.some(({ agent }) => agent === winner.agent));
    }
  });
}
