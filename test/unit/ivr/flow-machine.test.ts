// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a flow lead by what comes of each step? And is nobody in it ever stuck?
import fc from 'fast-check';
import t from 'tap';
import { type Destination, readConfig } from '../../../src/config/index.js';
import { type FlowEffect, type FlowEvent, type FlowState, type Flows, flowMachine } from '../../../src/ivr/index.js';
import { cases } from '../../support/cases.js';

const BOARD = {
  type: 'virtual' as const,
  spans: [{ name: 'e1', kind: 'e1' as const, carrier: { type: 'listen' as const, path: '/e1' } }],
};

/** Flows as they stand in a file. */
function flowsOf(flows: NonNullable<Parameters<typeof readConfig>[0]['flows']>): Flows {
  const config = {
    board: BOARD,
    queues: [{ name: 'orders' }],
    accessNumbers: [{ number: '1', queue: 'orders' }],
    flows,
  };
  return readConfig(config).flows;
}

const SHOP = flowsOf({
  shop: {
    fallback: { queue: 'orders' },
    steps: {
      hello: { say: 'welcome', next: 'main' },
      main: {
        menu: 'menu-main',
        choices: { '1': 'order', '2': 'more', '8': 'english', '9': 'repeat', '0': { queue: 'orders' } },
        nomatch: 'hangUp',
      },
      more: { menu: 'menu-main', choices: { '1': 'main', '*': 'back', '3': 'ask' } },
      english: { language: 'en', next: 'main' },
      order: { collect: 'key-in-your-number', into: 'order', length: { min: 4, max: 8 }, next: 'kind' },
      kind: { choose: 'order', cases: { '1234': 'vip' }, else: 'tell' },
      vip: { set: { grade: 'gold' }, next: 'tell' },
      tell: { attach: ['order', 'grade'], next: 'wait' },
      wait: { queue: 'orders', talked: 'survey', overflowed: 'back' },
      survey: { run: 'survey', with: { about: '$order', fixed: 'yes' }, next: 'ended' },
      ended: { say: [{ digits: 'order' }, 'goodbye'], bargeIn: false, next: 'hangUp' },
      ask: { call: 'lookUp', into: 'found', next: 'back', failed: 'main' },
    },
  },
  survey: {
    steps: {
      rate: { collect: 'menu-main', into: 'score', length: 1, noinput: 'return', nomatch: 'return', next: 'keep' },
      keep: { attach: ['score', 'about'], next: 'return' },
    },
  },
});

/** Goes through flows; what was done is kept. */
class Caller {
  state: FlowState = { name: 'begun' };
  readonly effects: FlowEffect[] = [];
  readonly #machine;

  constructor(flows: Flows, flow: string) {
    this.#machine = flowMachine(flows);
    this.send({ type: 'begin', flow, values: { calling: '13912345678' } });
  }

  send(event: FlowEvent): this {
    const { state, effects } = this.#machine.transition(this.state, event, 0);
    this.state = state;
    this.effects.push(...effects);
    return this;
  }

  does(outcome: Extract<FlowEvent, { type: 'outcome' }>['outcome'], value?: string): this {
    return this.send({ type: 'outcome', outcome, ...(value !== undefined && { value }) });
  }

  get isOver(): boolean {
    return this.state.name === 'over';
  }

  get last(): FlowEffect | undefined {
    return this.effects.at(-1);
  }

  /** Where he is, and where he was, since this was asked last. */
  steps(): string[] {
    return this.effects.splice(0).flatMap((effect) => (effect.type === 'entered' ? [effect.step] : []));
  }
}

t.test('keys lead on, values are kept and attached, an agent is waited for, and the survey comes back', async (t) => {
  const caller = new Caller(SHOP, 'shop');
  t.match(caller.last, { type: 'say', what: ['welcome'], bargeIn: true });
  caller.does('done');
  t.match(caller.last, { type: 'ask', question: { keys: { kind: 'choice' }, attempts: 3, timeout: 5_000 } });
  caller.does('match', '1');
  t.match(caller.last, { type: 'ask', question: { keys: { kind: 'digits', min: 4, max: 8, terminator: '#' } } });
  caller.does('match', '1234');
  t.same(caller.effects.at(-2), { type: 'entered', flow: 'shop', step: 'wait' });
  t.match(caller.effects.at(-3), { type: 'attach', data: { order: '1234', grade: 'gold' } });
  t.same(caller.last, { type: 'queue', queue: 'orders', comesBack: ['talked', 'overflowed'], said: {} });
  caller.does('talked');
  t.match(caller.last, { type: 'ask' }, 'the survey asks');
  caller.does('match', '5');
  t.match(caller.effects.at(-3), { type: 'attach', data: { score: '5', about: '1234' } });
  t.match(caller.last, { type: 'say', values: { order: '1234' }, bargeIn: false }, 'his values are his again');
  t.notOk('score' in (caller.last?.type === 'say' ? caller.last.values : {}), 'and the survey has kept its own');
  caller.does('done');
  t.same(caller.last, { type: 'hangUp' });
  t.same(caller.state, { name: 'over' });
});

t.test('back leads to the menu before, as often as there is one; repeat asks again', async (t) => {
  const caller = new Caller(SHOP, 'shop').does('done');
  caller.does('match', '2').does('match', '*');
  t.same(caller.steps(), ['hello', 'main', 'more', 'main']);
  caller.does('match', '9').does('match', '2').does('match', '1');
  t.same(caller.steps(), ['main', 'more', 'main']);
});

t.test('who does not get on goes where the flow that he came into sends him', async (t) => {
  const fallback = { type: 'lead', to: { kind: 'queue', queue: 'orders' } };
  t.same(new Caller(SHOP, 'shop').does('done').does('noinput').last, fallback);
  t.same(
    new Caller(SHOP, 'shop').does('done').does('nomatch').last,
    { type: 'hangUp' },
    'unless a step says otherwise',
  );
  t.same(new Caller(SHOP, 'shop').does('failed').last, fallback);
  t.same(new Caller(SHOP, 'shop').send({ type: 'expired' }).last, fallback);
  t.same(new Caller(SHOP, 'nothing').last, { type: 'lead', to: { kind: 'callback' } });
});

t.test('a language is spoken from then on', async (t) => {
  const caller = new Caller(SHOP, 'shop').does('done').does('match', '8');
  t.ok(caller.effects.some((effect) => effect.type === 'speak' && effect.language === 'en'));
  t.match(caller.last, { type: 'ask' });
});

t.test('circles without a sound end, and flows do not go into each other for ever', async (t) => {
  const run = (flow: string) => ({ one: { kind: 'run', run: flow, with: {}, next: { kind: 'hangUp' } } }) as const;
  const round: Flows = {
    a: { fallback: { kind: 'refuse', cause: 17 }, steps: run('b') },
    b: { fallback: { kind: 'callback' }, steps: run('a') },
  };
  t.same(new Caller(round, 'a').last, { type: 'lead', to: { kind: 'refuse', cause: 17 } satisfies Destination });
});

t.test('a text that is put together of itself over and over ends in the fallback, not in a full memory', async (t) => {
  const grows = flowsOf({
    grows: {
      fallback: { queue: 'orders' },
      steps: {
        begin: { set: { text: '0123456789' }, next: 'ask' },
        ask: { menu: 'menu-main', choices: { '1': 'more' } },
        more: { set: { text: '{text}{text}' }, next: 'ask' },
      },
    },
  });
  const caller = new Caller(grows, 'grows');
  for (let n = 0; n < 6; n++) caller.send({ type: 'outcome', outcome: 'match', value: '1' });
  t.equal(caller.last?.type, 'ask', 'ten, twenty, ... 640 characters');
  caller.send({ type: 'outcome', outcome: 'match', value: '1' });
  t.same(caller.last, { type: 'lead', to: { kind: 'queue', queue: 'orders' } });
});

const OUTCOMES = ['done', 'match', 'noinput', 'nomatch', 'talked', 'overflowed', 'failed'] as const;
type Outcome = Extract<FlowEvent, { type: 'outcome' }>;
const act = fc.record({
  fits: fc.boolean(),
  also: fc.boolean(),
  outcome: fc.constantFrom(...OUTCOMES),
  value: fc.constantFrom('1', '2', '3', '8', '9', '0', '*', '1234'),
  nth: fc.nat({ max: 11 }),
});

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Mostly what such an effect is answered with, else anything. */
function answerTo(effect: FlowEffect | undefined, given: Act): Outcome {
  const { fits, also, outcome, value, nth } = given;
  if (fits || also) {
    if (effect?.type === 'say') return { type: 'outcome', outcome: 'done' };
    if (effect?.type === 'serve') return { type: 'outcome', outcome: nth > 2 ? 'done' : 'failed', value };
    if (effect?.type === 'queue') return { type: 'outcome', outcome: nth > 2 ? 'talked' : 'overflowed' };
    if (effect?.type === 'ask') {
      const { keys } = effect.question;
      const key = keys.kind === 'choice' ? (keys.choices[nth % keys.choices.length] ?? '1') : value;
      return { type: 'outcome', outcome: 'match', value: key };
    }
  }
  return { type: 'outcome', outcome, value };
}

t.test('whatever comes, a caller always waits for something, or is out of it', async (t) => {
  const entered = new Set<string>();
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60, size: 'max' }), (acts) => {
      const caller = new Caller(SHOP, 'shop');
      for (const given of acts) {
        if (caller.isOver) break;
        const before = caller.effects.length;
        caller.send(answerTo(caller.last, given));
        if (caller.effects.length === before) throw new Error('nothing came of it');
        const isWait = ['say', 'ask', 'queue', 'serve'].includes(caller.last?.type ?? '');
        if (caller.isOver === isWait) throw new Error(`${caller.state.name}, and ${caller.last?.type}`);
      }
      for (const step of caller.steps()) entered.add(step);
    }),
    cases(1_000),
  );
  const steps = Object.values(SHOP).flatMap((flow) => Object.keys(flow.steps));
  t.same([...entered].sort(), steps.sort(), 'every step was entered');
});
