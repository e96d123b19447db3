// SPDX-License-Identifier: GPL-2.0-or-later
// Does a customer come out of each of his stays in the right place, and never be left with nobody?
import t from 'tap';
import { type ContactEvent, type ContactState, contactMachine } from '../../../src/contact/index.js';

const ARRIVING: ContactState = { name: 'arriving' };
const QUEUE = { type: 'queue', queue: 'orders' } as const;
const AGENT = { type: 'agent', agent: '1001' } as const;
const TALKED = { type: 'talked' } as const;
const BACK = { type: 'givenBack' } as const;
const GONE = { type: 'gone', byBox: false, answered: true } as const;

function run(...events: readonly ContactEvent[]) {
  let state = ARRIVING;
  const effects: string[] = [];
  for (const event of events) {
    const step = contactMachine.transition(state, event, 0);
    state = step.state;
    effects.push(...step.effects.map((effect) => JSON.stringify(Object.values(effect)).replaceAll('"', '')));
  }
  return { state, effects, last: effects.at(-1) };
}

t.test('waiting ends with an agent: his music ends, and he is not taken for one who gave up', async (t) => {
  const { state, effects } = run(QUEUE, AGENT, TALKED);
  t.same(effects, ['[wait,orders,false]', '[endTreatment]']);
  t.match(state, { name: 'talking', agent: '1001', talked: true });
});

t.test('an agent who vanishes before they heard each other costs him nothing: back to his old place', async (t) => {
  const { state, last } = run(QUEUE, AGENT, BACK);
  t.match(state, { name: 'waiting', queue: 'orders' });
  t.equal(last, '[wait,orders,true]');
});

t.test('after the talk he is done, or back with the flow that sent him and wants him', async (t) => {
  t.equal(run(QUEUE, AGENT, TALKED, BACK).last, '[clear]');
  const flow = { type: 'flow', flow: 'shop' } as const;
  const back = { flow: 'shop', overflowed: false, talked: true };
  const { state, effects } = run(flow, { ...QUEUE, back }, AGENT, TALKED, BACK);
  t.match(state, { name: 'inFlow', flow: 'shop' });
  t.same(effects.at(-1), '[resumeFlow,shop,{outcome:talked,queue:orders,agent:1001}]');
  t.equal(run(flow, { ...QUEUE, back: { ...back, talked: false } }, AGENT, TALKED, BACK).last, '[clear]');
});

t.test('one who has waited too long goes where his queue sends him, or back to his flow', async (t) => {
  const overflowed = { type: 'overflowed' } as const;
  const { state, effects } = run(QUEUE, overflowed);
  t.same(effects.slice(1), ['[endTreatment]', '[overflow,orders]']);
  t.match(state, { name: 'arriving' });
  t.same(run(QUEUE, overflowed, { ...QUEUE, queue: 'night' }).effects.at(-1), '[wait,night,false]');

  const back = { flow: 'shop', overflowed: true, talked: false };
  const flow = run({ type: 'flow', flow: 'shop' }, { ...QUEUE, back }, overflowed);
  t.same(flow.effects.slice(-2), ['[endTreatment]', '[resumeFlow,shop,{outcome:overflowed,queue:orders}]']);
});

t.test('a key leads a waiting caller elsewhere, with a place to go back to; nobody else is led by one', async (t) => {
  const keyed = (to: Extract<ContactEvent, { type: 'keyed' }>['to']): ContactEvent => ({ type: 'keyed', to });
  const toCallback = keyed({ kind: 'callback' });
  const { state, effects } = run(QUEUE, toCallback);
  t.match(state, { name: 'arriving' });
  t.same(effects.slice(1), ['[endTreatment]', '[leaveQueue,false]', '[sendTo,{kind:callback},{queue:orders}]']);
  t.same(run(QUEUE, toCallback, { type: 'computerAgent' }, QUEUE).last, '[wait,orders,false]', 'it came to nothing');
  t.equal(run(QUEUE, keyed({ kind: 'queue', queue: 'other' })).last, '[wait,other,false]');
  t.match(run(QUEUE, keyed({ kind: 'flow', flow: 'shop' })).state, { name: 'inFlow', flow: 'shop' });
  t.match(run(QUEUE, AGENT, toCallback).state, { name: 'talking' });
  t.match(run(toCallback).state, { name: 'arriving' });
  t.match(run(QUEUE, { type: 'dismissed' }, toCallback).state, { name: 'leaving' });

  const back = { flow: 'shop', overflowed: true, talked: false };
  const kept = run({ type: 'flow', flow: 'shop' }, { ...QUEUE, back }, toCallback).last;
  t.equal(kept, '[sendTo,{kind:callback},{queue:orders,back:{flow:shop,overflowed:true,talked:false}}]');
});

t.test('who hangs up while he waits has abandoned; nobody else has', async (t) => {
  t.same(run(QUEUE, GONE).effects.slice(1), [
    '[endTreatment]',
    '[leaveQueue,true]',
    '[end,{name:waiting,queue:orders}]',
  ]);
  t.same(run(QUEUE, { type: 'computerAgent' }).effects.slice(1), ['[endTreatment]', '[leaveQueue,false]']);
  t.same(run(QUEUE, AGENT, GONE).effects.slice(2).length, 1);
});

t.test('a flow serves him when we end it; not when he hangs up, nor before an answer', async (t) => {
  const flow = { type: 'flow', flow: 'shop' } as const;
  const served = run(flow, { type: 'flowEnded' }, { ...GONE, byBox: true });
  t.same(served.effects.slice(1, 3), ['[clear]', '[selfServed]']);
  t.notOk(run(flow, GONE).effects.includes('[selfServed]'));
  t.notOk(run(flow, { ...GONE, byBox: true, answered: false }).effects.includes('[selfServed]'));
  t.notOk(run(flow, QUEUE, { type: 'flowEnded' }).effects.includes('[clear]'), 'it ended after it had passed him on');
});

t.test('a survey takes him after his agent has gone', async (t) => {
  const asked = { ...AGENT, survey: 'satisfaction' } as const;
  const { state, last } = run(QUEUE, asked, TALKED, { type: 'givenBack' });
  t.match(state, { name: 'surveyed', flow: 'satisfaction', agent: '1001' });
  t.equal(last, '[beginFlow,satisfaction]');
  t.equal(run(QUEUE, asked, TALKED, { type: 'givenBack' }, { type: 'flowEnded' }).last, '[clear]');
  t.match(
    run(QUEUE, asked, { type: 'givenBack' }).state,
    { name: 'waiting' },
    'whom nobody has served is asked nothing',
  );
});

t.test('hold and parking are of those who talk, and lead back', async (t) => {
  const held = run(QUEUE, AGENT, TALKED, { type: 'held' });
  t.match(held.state, { name: 'held', agent: '1001' });
  t.match(run(QUEUE, AGENT, TALKED, { type: 'held' }, { type: 'parked' }, { type: 'retrieved', agent: '1002' }).state, {
    name: 'talking',
    agent: '1002',
    talked: true,
  });
  t.match(run(QUEUE, { type: 'held' }).state, { name: 'waiting' }, 'nobody talks with him');
  t.match(run(QUEUE, AGENT, TALKED, { type: 'held' }, BACK).last, '[clear]', 'his agent has gone');
});

t.test('a fault of ours never leaves him with nobody, and does not cut a talk', async (t) => {
  for (const before of [[], [QUEUE], [{ type: 'flow', flow: 'shop' }], [{ type: 'computerAgent' }]] as ContactEvent[][])
    t.equal(run(...before, { type: 'failed' }).last, '[refuse,fault,41]');
  t.match(run(QUEUE, AGENT, TALKED, { type: 'failed' }).state, { name: 'talking' });
});

t.test('one who is leaving goes nowhere else', async (t) => {
  const { state, effects } = run({ type: 'refused', cause: 21, reason: 'blacklist' }, QUEUE, AGENT, {
    type: 'dismissed',
  });
  t.match(state, { name: 'leaving' });
  t.same(effects, ['[refuse,blacklist,21]']);
  t.same(run({ type: 'dismissed' }, GONE, QUEUE).effects, ['[end,{name:leaving}]']);
});

t.test(
  'whom we call is asked by a machine, waits for an agent, and is back with it when nobody brought him one',
  async (t) => {
    const { state } = run({ type: 'computerAgent' }, QUEUE, AGENT, BACK);
    t.match(state, { name: 'waiting' });
    t.match(run({ type: 'computerAgent' }, AGENT, BACK).state, { name: 'withComputerAgent' });
  },
);
