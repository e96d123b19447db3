// SPDX-License-Identifier: GPL-2.0-or-later
// What does a call's record say, and does the account of all calls balance?

import t, { type Test } from 'tap';
import { INBOUND_ENDS, type InboundEnd } from '../../../src/bus/index.js';
import {
  balance,
  type CallFact,
  type CallHistory,
  callRecord,
  callsAsCsv,
  callsAsJson,
  closeCall,
  dispositionOf,
  legRecords,
  openCall,
} from '../../../src/cdr/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore, repair } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aRequest } from '../store/rows.js';

const clock = new VirtualClock();
const start = clock.now();
const s = (seconds: number) => start + 1000 * seconds;

const trunk = { id: 'leg-1', kind: 'trunk', direction: 'inbound', span: 'e1-1', slot: 3 } as const;
const station = { id: 'leg-2', kind: 'station', direction: 'internal', station: '801', agent: '8001' } as const;
const offered: readonly CallFact[] = [
  { type: 'offered', at: s(0) },
  { type: 'legBegan', at: s(0), leg: trunk },
];
const hungUp: readonly CallFact[] = [
  { type: 'legCleared', at: s(60), leg: 'leg-1', cause: 16, by: 'farEnd' },
  { type: 'ended', at: s(60) },
];
const answered: readonly CallFact[] = [
  { type: 'legAnswered', at: s(1), leg: 'leg-1' },
  { type: 'queued', at: s(1), queue: 'orders' },
  { type: 'legBegan', at: s(5), leg: station },
  { type: 'legRinging', at: s(5), leg: 'leg-2' },
  { type: 'legAnswered', at: s(8), leg: 'leg-2' },
  { type: 'bridged', at: s(8), legs: ['leg-1', 'leg-2'], agent: '8001' },
  { type: 'legCleared', at: s(60), leg: 'leg-2', cause: 16, by: 'box' },
];

function aHistory(facts: readonly CallFact[], more: Partial<CallHistory['call']> = {}): CallHistory {
  const call = {
    id: 'call-1',
    direction: 'inbound',
    calling: '+8613800138000',
    accessNumber: '88880001',
    ...more,
  } as const;
  return { call, facts: [...offered, ...facts] };
}

t.test('a call has three times of its own: offered, answered, ended', async (t) => {
  t.match(callRecord(aHistory([...answered, ...hungUp])), {
    offeredAt: s(0),
    answeredAt: s(1),
    endedAt: s(60),
    disposition: 'answered',
    queue: 'orders',
    agent: '8001',
    cause: 16,
  });
});

t.test('each leg has its own times, cause, and who cleared it', async (t) => {
  t.match(legRecords(aHistory([...answered, ...hungUp])), [
    {
      id: 'leg-1',
      span: 'e1-1',
      slot: 3,
      offeredAt: s(0),
      answeredAt: s(1),
      endedAt: s(60),
      clearedBy: 'farEnd',
    },
    {
      id: 'leg-2',
      agent: '8001',
      offeredAt: s(5),
      answeredAt: s(8),
      clearedBy: 'box',
    },
  ]);
});

t.test('the disposition says how it ended for the caller', async (t) => {
  const captured = (promised: boolean): CallFact => ({ type: 'captured', at: s(2), request: 'request-1', promised });
  const of = (...facts: CallFact[]) => dispositionOf(aHistory([...facts, ...hungUp]));

  t.equal(dispositionOf(aHistory(answered)), null, 'in progress');
  t.equal(of(...answered), 'answered');
  t.equal(of({ type: 'queued', at: s(1), queue: 'orders' }), 'abandoned');
  t.equal(of(captured(true)), 'captured');
  t.equal(of(captured(false)), 'captureOnly');
  t.equal(of({ type: 'refused', at: s(1), reason: 'blacklist' }), 'refused');
  const flow: CallFact = { type: 'flowBegan', at: s(1), flow: 'main' };
  const queued: CallFact = { type: 'queued', at: s(2), queue: 'orders' };
  t.equal(of(flow, { type: 'selfServed', at: s(9) }), 'selfServed');
  t.equal(of(flow), 'abandonedInFlow');
  t.equal(of(flow, queued), 'abandoned', 'he had left the flow for a queue');
  t.equal(of(flow, ...answered), 'answered');
  t.equal(of(flow, captured(true)), 'captured');
  t.equal(of(queued, { type: 'interrupted', at: s(3) }), 'interrupted');
  t.equal(of(...answered, { type: 'interrupted', at: s(3) }), 'answered');
  t.equal(of({ type: 'queued', at: s(1), queue: 'orders' }, captured(true)), 'captured', 'overflowed to a callback');
  t.equal(dispositionOf(aHistory(hungUp, { direction: 'outbound' })), 'failed');
});

async function aDay(test: Test) {
  const store = await openStore({ directory: test.testdir(), clock, reserveBytes: 1 << 16 });
  test.teardown(() => store.close());
  const record = async (id: string, facts: readonly CallFact[], more: Partial<CallHistory['call']> = {}) => {
    const rename = (fact: CallFact): CallFact => JSON.parse(JSON.stringify(fact).replaceAll('leg-', `${id}-leg-`));
    const history = aHistory(facts, { id, ...more });
    const whole = { ...history, facts: history.facts.map(rename) };
    await store.commit(openCall0(whole));
    if (facts.at(-1)?.type === 'ended') await store.commit(closing(whole));
  };
  const openCall0 = (history: CallHistory) => {
    const batch = store.batch();
    openCall(batch, { ...history, facts: history.facts.slice(0, 2) });
    return batch;
  };
  const closing = (history: CallHistory) => {
    const batch = store.batch();
    closeCall(batch, history);
    return batch;
  };
  return { store, record };
}

t.test('the account of all calls balances, by the rows and by the log', async (t) => {
  const { store, record } = await aDay(t);
  await store.commit(store.batch().insert('callbackRequest', aRequest('request-1', '+8613800138000')));
  await record('call-1', [...answered, ...hungUp]);
  await record('call-2', hungUp);
  await record('call-3', [{ type: 'captured', at: s(2), request: 'request-1', promised: true }, ...hungUp]);
  await record('call-4', [{ type: 'refused', at: s(2), reason: 'noSpace' }, ...hungUp]);
  await record('call-5', answered);
  await record('call-6', [...answered, ...hungUp], { direction: 'outbound', request: 'request-1' });

  const totals = {
    ...(Object.fromEntries(INBOUND_ENDS.map((end) => [end, 0])) as Record<InboundEnd, number>),
    offered: 5,
    answered: 1,
    abandoned: 1,
    captured: 1,
    refused: 1,
    inProgress: 1,
  };
  t.same(await balance(readsOf(store)), { calls: totals, log: totals, balanced: true });

  await repair(store, { at: s(90), recordings: '/nowhere', mendFile: () => 0 });
  const after = { ...totals, interrupted: 1, inProgress: 0 };
  t.same(await balance(readsOf(store)), { calls: after, log: after, balanced: true });
});

t.test('an account that does not agree with the log is found out', async (t) => {
  const { store, record } = await aDay(t);
  await record('call-1', hungUp);
  await store.commit(store.batch().update('call', 'call-1', { disposition: 'answered' }));

  t.match(await balance(readsOf(store)), { balanced: false, calls: { answered: 1 }, log: { abandoned: 1 } });
});

t.test('the export has the form of the annual review', async (t) => {
  const { store, record } = await aDay(t);
  await record('call-1', [...answered, ...hungUp]);
  await record('call-2', hungUp, { calling: null, callingRaw: null, called: '=cmd()' });
  const row = { id: 'recording-1', call: 'call-1', file: '2026/a.wav', startedAt: s(8), state: 'complete' } as const;
  await store.commit(store.batch().insert('recording', row));

  const exported = async (from: number, to: number) => (await store.list('exportedCalls', { from, to })).rows();
  const calls = await exported(start, start + 1);

  t.equal(
    callsAsCsv(calls, { zone: 'Asia/Shanghai', language: 'zh-CN' }),
    [
      '\uFEFF主叫号码,被叫号码,起始时间,通话时长（秒）,呼叫类型,通话结果',
      '+8613800138000,88880001,2026-01-05 09:00:00,52,呼入,已接通',
      ",'=cmd(),2026-01-05 09:00:00,0,呼入,主叫挂机",
      '',
    ].join('\r\n'),
  );
  t.match(JSON.parse(callsAsJson(calls)), [
    { id: 'call-1', recordings: ['2026/a.wav'] },
    { id: 'call-2', recordings: [] },
  ]);
  t.same(await exported(start + 1, start + 2), []);
});
