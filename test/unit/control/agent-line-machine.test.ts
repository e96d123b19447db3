// SPDX-License-Identifier: GPL-2.0-or-later
// Does an agent's line ring only when it can, and does the distribution hear what it must?
import t from 'tap';
import {
  type AgentLineEvent,
  type AgentLineState,
  agentLine,
  agentLineMachine,
  canRing,
  owedOf,
} from '../../../src/control/index.js';

const AT_REST = agentLine({ inService: true, atRest: true });
const RING = { type: 'ring', offer: 'o1', call: 'call-1' } as const;
const ANSWERED = { type: 'answered', offer: 'o1' } as const;

function run(first: AgentLineState, ...events: readonly AgentLineEvent[]) {
  let state = first;
  const effects: string[] = [];
  for (const event of events) {
    const step = agentLineMachine.transition(state, event, 0);
    state = step.state;
    effects.push(...step.effects.map((effect) => Object.values(effect).join(' ')));
  }
  return { state, effects };
}

t.test('an offer rings, is answered, and its call is over when his leg is gone', async (t) => {
  const { state, effects } = run(AT_REST, RING, ANSWERED, { type: 'joined', call: 'call-1' }, { type: 'gone' });
  t.same(effects, ['ring o1', 'accepted o1', 'line busy', 'released call-1']);
  t.equal(state.name, 'ownUse', 'he still holds his telephone');
  t.same(run(state, { type: 'atRest' }).effects, ['line free']);
});

t.test(
  'the distribution hears that the line is busy before the call is released: it must not offer the next one to it',
  async (t) => {
    const { effects } = run(AT_REST, RING, ANSWERED, { type: 'parted', call: 'call-1' });
    t.same(effects.slice(-2), ['line busy', 'released call-1']);
  },
);

t.test('who puts down has ended his call and can be rung at once', async (t) => {
  const { state, effects } = run(AT_REST, RING, ANSWERED, { type: 'atRest' });
  t.same(effects.slice(2), ['released call-1']);
  t.ok(canRing(state));
});

t.test('a telephone that cannot ring refuses what is offered to it', async (t) => {
  t.same(run(AT_REST, { type: 'inUse' }, RING).effects, ['line busy', 'refused o1 stationBusy']);
  t.same(run(AT_REST, { type: 'service', inService: false }, RING).effects, ['line busy', 'refused o1 stationBusy']);
  t.same(run(AT_REST, RING, { ...RING, offer: 'o2' }).effects, ['ring o1', 'refused o2 stationBusy']);
  t.same(run(AT_REST, RING, { type: 'declined', offer: 'o1', reason: 'stationBusy' }).effects, [
    'ring o1',
    'refused o1 stationBusy',
  ]);
});

t.test('a late word about another offer changes nothing', async (t) => {
  const { state } = run(AT_REST, RING);
  for (const event of [
    { type: 'stopRinging', offer: 'o0' },
    { type: 'answered', offer: 'o0' },
    { type: 'declined', offer: 'o0', reason: 'x' },
  ] as const)
    t.same(run(state, event), { state, effects: [] });
});

t.test('out of service: a call goes on, and afterwards nothing rings until it is back', async (t) => {
  const { state, effects } = run(AT_REST, RING, ANSWERED, { type: 'service', inService: false }, { type: 'atRest' });
  t.same(effects.slice(2), ['line busy', 'released call-1']);
  t.equal(state.name, 'barred');
  t.same(run(state, { type: 'service', inService: true }).effects, ['line free']);
});

t.test(
  'the first of two is over while he talks in the second: the distribution hears of it when he is free of both',
  async (t) => {
    const two = run(AT_REST, RING, ANSWERED, { type: 'joined', call: 'call-2', own: true });
    t.match(two.state, { active: 'call-2', held: ['call-1'], served: 'call-1' });
    const first = run(two.state, { type: 'parted', call: 'call-1' });
    t.same(first.effects, []);
    t.equal(owedOf(first.state), 'call-1');
    t.same(run(first.state, { type: 'parted', call: 'call-2' }).effects, [
      'line busy',
      'released call-2',
      'released call-1',
    ]);
    t.same(run(first.state, { type: 'atRest' }).effects, ['released call-2', 'released call-1'], 'or puts down');
    const third = run(first.state, { type: 'joined', call: 'call-3' });
    t.match(third.state, { served: 'call-3' }, 'the distribution has given him another');
    t.equal(owedOf(third.state), undefined);
    t.same(
      run(two.state, { type: 'parted', call: 'call-2' }).effects,
      ['released call-2'],
      'the second is none of its',
    );
  },
);

t.test('a call is held for another, a third is asked, and each ends by itself', async (t) => {
  const talking = [RING, ANSWERED] as const;
  const consulting = run(AT_REST, ...talking, { type: 'consulted', call: 'call-2' });
  t.match(consulting.state, { active: 'call-2', held: ['call-1'], consulting: true });
  const back = run(consulting.state, { type: 'parted', call: 'call-2' });
  t.same(back.effects, ['released call-2']);
  t.match(back.state, { name: 'engaged', active: undefined, held: ['call-1'], consulting: false });
  t.match(run(back.state, { type: 'retrieved', call: 'call-1' }).state, { active: 'call-1', held: [] });

  const alternated = run(consulting.state, { type: 'retrieved', call: 'call-1' });
  t.match(alternated.state, { active: 'call-1', held: ['call-2'] });
  t.match(run(AT_REST, ...talking, { type: 'held', call: 'call-1' }).state, { active: undefined, held: ['call-1'] });
  t.same(run(alternated.state, { type: 'gone' }).effects, ['line busy', 'released call-1', 'released call-2']);
});

t.test('a callback that he asked for with his telephone in his hand makes him engaged', async (t) => {
  const { state, effects } = run(AT_REST, { type: 'inUse' }, { type: 'joined', call: 'attempt-1' });
  t.same(effects, ['line busy', 'line free']);
  t.match(state, { name: 'engaged', active: 'attempt-1' });
});
