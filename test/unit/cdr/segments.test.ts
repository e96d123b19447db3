// SPDX-License-Identifier: GPL-2.0-or-later
// Where was each leg, from when to when? Talk, hold and wait are sums of what is found here.

import t from 'tap';
import { type CallFact, type CallHistory, contactRecord, GrowingSegments, segmentsOf } from '../../../src/cdr/index.js';

const CUSTOMER = { id: 'leg-c', kind: 'trunk', direction: 'inbound' } as const;
const AGENT = { id: 'leg-a', kind: 'station', direction: 'outbound', agent: '1001' } as const;
const SECOND = { id: 'leg-b', kind: 'station', direction: 'outbound', agent: '1002' } as const;
const OUTSIDE = { id: 'leg-o', kind: 'trunk', direction: 'outbound' } as const;

const OFFERED: readonly CallFact[] = [
  { type: 'offered', at: 0 },
  { type: 'legBegan', at: 0, leg: CUSTOMER },
  { type: 'queued', at: 1, queue: 'sales' },
];
const TALKING: readonly CallFact[] = [
  ...OFFERED,
  { type: 'legBegan', at: 5, leg: AGENT },
  { type: 'legRinging', at: 6, leg: 'leg-a' },
  { type: 'legAnswered', at: 10, leg: 'leg-a' },
  { type: 'bridged', at: 11, legs: ['leg-c', 'leg-a'], agent: '1001' },
];
const cleared = (leg: string, at: number, by: 'farEnd' | 'box' = 'farEnd'): CallFact => {
  return { type: 'legCleared', at, leg, cause: 16, by };
};

function aHistory(facts: readonly CallFact[], more: Partial<CallHistory['call']> = {}): CallHistory {
  return { call: { id: 'call-1', direction: 'inbound', calling: '+8613800138000', ...more }, facts };
}

/** `leg kind from-to reason`, in the order in which they began. */
function told(facts: readonly CallFact[]): string[] {
  return segmentsOf(aHistory(facts)).map(({ leg, kind, fromAt, toAt, endReason }) => {
    return `${leg.at(-1)} ${kind} ${fromAt}-${toAt ?? ''} ${endReason ?? ''}`.trim();
  });
}

t.test('a caller waits and talks, his agent rings and talks', async (t) => {
  const facts = [...TALKING, cleared('leg-c', 60), cleared('leg-a', 61, 'box'), { type: 'ended', at: 61 } as const];
  t.same(told(facts), [
    'c waiting 1-11 answered',
    'a ringing 6-10 answered',
    'c talking 11-60 hungUp',
    'a talking 11-60 otherLeft',
  ]);
  t.match(segmentsOf(aHistory(facts)), [
    { id: undefined, contact: 'call-1', call: 'call-1', n: 1, role: 'customer', queue: 'sales', agent: null },
    { n: 2, role: 'agent', agent: '1001', queue: null },
    { n: 3, role: 'customer', agent: '1001', queue: 'sales' },
    { n: 4, role: 'agent', agent: '1001', queue: 'sales' },
  ]);
});

t.test('what goes on has no end', async (t) => {
  t.same(told(TALKING).slice(2), ['c talking 11-', 'a talking 11-']);
});

t.test('how he stopped waiting', async (t) => {
  t.same(told([...OFFERED, cleared('leg-c', 9)]), ['c waiting 1-9 abandoned']);
  t.same(told([...OFFERED, cleared('leg-c', 9, 'box')]), ['c waiting 1-9 cleared']);
  t.same(told([...OFFERED, { type: 'queueLeft', at: 8, reason: 'overflowed' }, cleared('leg-c', 9)]), [
    'c waiting 1-8 overflowed',
  ]);
  t.same(told([...OFFERED, { type: 'refused', at: 8, reason: 'fault' }, cleared('leg-c', 9)]), [
    'c waiting 1-8 refused',
  ]);
  t.same(told([...OFFERED, { type: 'interrupted', at: 8 }, cleared('leg-c', 9, 'box')]), ['c waiting 1-9 interrupted']);
});

t.test('a telephone that rings in vain', async (t) => {
  const facts: CallFact[] = [...TALKING.slice(0, 5), cleared('leg-a', 25, 'box')];
  t.same(told(facts), ['c waiting 1-', 'a ringing 6-25 notAnswered']);
});

t.test('one who is held is not talked with, and who is left alone by that holds him', async (t) => {
  const facts: CallFact[] = [...TALKING, { type: 'held', at: 20, leg: 'leg-c', actor: '1001', source: 'telephone' }];
  facts.push({ type: 'resumed', at: 30, leg: 'leg-c' }, cleared('leg-a', 40));
  t.same(told(facts).slice(2), [
    'c talking 11-20 held',
    'a talking 11-20 held',
    'c held 20-30 resumed',
    'a held 20-30 resumed',
    'c talking 30-40 otherLeft',
    'a talking 30-40 hungUp',
  ]);
  t.match(segmentsOf(aHistory(facts))[2], { actor: '1001', source: 'telephone' }, 'whose doing it was');
});

t.test('a consultation, and back', async (t) => {
  const facts: CallFact[] = [
    ...TALKING,
    { type: 'held', at: 20, leg: 'leg-c' },
    { type: 'legBegan', at: 21, leg: OUTSIDE },
  ];
  facts.push({ type: 'legRinging', at: 22, leg: 'leg-o' }, { type: 'legAnswered', at: 25, leg: 'leg-o' });
  facts.push({ type: 'bridged', at: 25, legs: ['leg-a', 'leg-o'], consulting: true });
  facts.push(cleared('leg-o', 35), { type: 'resumed', at: 36, leg: 'leg-c' }, cleared('leg-c', 50));
  t.same(told(facts).slice(4), [
    'c held 20-36 resumed',
    'a held 20-25 consulting',
    'o ringing 22-25 answered',
    'a consulting 25-35 otherLeft',
    'o consulting 25-35 hungUp',
    'a held 35-36 resumed',
    'c talking 36-50 hungUp',
    'a talking 36-50 otherLeft',
  ]);
});

t.test('a consultation that becomes a transfer', async (t) => {
  const facts: CallFact[] = [
    ...TALKING,
    { type: 'held', at: 20, leg: 'leg-c' },
    { type: 'legBegan', at: 21, leg: SECOND },
  ];
  facts.push({ type: 'bridged', at: 25, legs: ['leg-a', 'leg-b'], consulting: true });
  facts.push({ type: 'transferred', at: 40, legs: ['leg-a'], to: '1002', actor: '1001' });
  facts.push({ type: 'bridged', at: 40, legs: ['leg-c', 'leg-b'] }, cleared('leg-a', 41), cleared('leg-b', 60));
  t.same(told(facts).slice(4), [
    'c held 20-40 otherLeft',
    'a held 20-25 consulting',
    'a consulting 25-40 transferred',
    'b consulting 25-40 otherLeft',
    'c talking 40-60 otherLeft',
    'b talking 40-60 hungUp',
  ]);
  t.match(segmentsOf(aHistory(facts)).at(-2), { role: 'customer', agent: '1002' }, 'with whom he is now');
});

t.test('three talk; who leaves takes nobody with him', async (t) => {
  const facts: CallFact[] = [...TALKING, { type: 'legBegan', at: 20, leg: SECOND }];
  facts.push(
    { type: 'bridged', at: 20, legs: ['leg-c', 'leg-a', 'leg-b'] },
    { type: 'parted', at: 30, legs: ['leg-a'] },
  );
  facts.push(cleared('leg-c', 40));
  t.same(told(facts).slice(4), ['c talking 20-40 hungUp', 'a talking 20-30 parted', 'b talking 20-40 otherLeft']);
});

t.test('a flow, a queue, a parking place, a message', async (t) => {
  const facts: CallFact[] = [...OFFERED.slice(0, 2), { type: 'flowBegan', at: 1, flow: 'main' }];
  facts.push({ type: 'queued', at: 5, queue: 'sales' }, { type: 'parked', at: 9, leg: 'leg-c' });
  facts.push({ type: 'messageBegan', at: 20 }, { type: 'messageEnded', at: 30 }, cleared('leg-c', 31));
  t.same(told(facts), ['c flow 1-5 queued', 'c waiting 5-9 parked', 'c parked 9-20 message', 'c message 20-30 ended']);
});

t.test('a leg of another call has its stay here, and no row', async (t) => {
  const facts: CallFact[] = [...OFFERED, { type: 'joined', at: 5, leg: { ...AGENT, role: 'supervisor' } }];
  facts.push({ type: 'bridged', at: 6, legs: ['leg-c', 'leg-a'] }, cleared('leg-c', 9));
  t.match(segmentsOf(aHistory(facts)).at(-1), { leg: 'leg-a', role: 'supervisor', fromAt: 6, toAt: 9 });
});

t.test('a contact ends with the last of its calls, in the first of their ways', async (t) => {
  const first = aHistory([...OFFERED, cleared('leg-c', 30), { type: 'ended', at: 30 }]);
  const second = aHistory([...TALKING, cleared('leg-c', 60), { type: 'ended', at: 60 }], {
    id: 'call-2',
    contact: 'call-1',
  });
  t.match(contactRecord([first]), { id: 'call-1', number: '+8613800138000', endedAt: 30, disposition: 'abandoned' });
  t.match(contactRecord([first, second]), { id: 'call-1', endedAt: 60, disposition: 'answered', cause: 16 });
  t.match(contactRecord([first, aHistory(TALKING)]), { endedAt: null, disposition: null });
  t.match(contactRecord([aHistory(TALKING, { direction: 'outbound', called: '+86139', calling: '4008' })]), {
    number: '+86139',
  });
});

t.test('whatever happens, a leg is at one place at a time', async (t) => {
  const legs = ['leg-c', 'leg-a', 'leg-b', 'leg-o'];
  let seed = 1;
  const chance = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % n;
  };
  const leg = () => legs[chance(legs.length)] ?? '';
  const acts: ((at: number) => CallFact)[] = [
    (at) => ({ type: 'bridged', at, legs: [leg(), leg()], consulting: chance(3) === 0 }),
    (at) => ({ type: 'held', at, leg: leg() }),
    (at) => ({ type: 'resumed', at, leg: leg() }),
    (at) => ({ type: 'parted', at, legs: [leg()] }),
    (at) => ({ type: 'transferred', at, legs: [leg(), leg()] }),
    (at) => ({ type: 'parked', at, leg: leg() }),
    (at) => ({ type: 'queued', at, queue: 'sales' }),
    (at) => ({ type: 'legRinging', at, leg: leg() }),
    (at) => ({ type: 'flowBegan', at, flow: 'main' }),
  ];
  for (let run = 0; run < 500; run++) {
    const facts: CallFact[] = [CUSTOMER, AGENT, SECOND, OUTSIDE].map((one) => ({ type: 'legBegan', at: 0, leg: one }));
    for (let at = 1; at < 25; at++) facts.push(acts[chance(acts.length)]?.(at) ?? { type: 'offered', at });
    facts.push({ type: 'ended', at: 30 });
    const segments = segmentsOf(aHistory(facts));
    for (const own of legs.map((id) => segments.filter((segment) => segment.leg === id))) {
      for (const [index, { fromAt, toAt }] of own.entries()) {
        const next = own[index + 1];
        if (toAt === null || toAt < fromAt || (next !== undefined && next.fromAt < toAt)) t.fail(JSON.stringify(facts));
      }
    }
    t.same(
      segments.map(({ n }) => n),
      segments.map((_, index) => index + 1),
    );
  }
});

t.test('of a call that goes on they are what they would be from its beginning, after each fact', async (t) => {
  const facts: CallFact[] = [];
  const segments = new GrowingSegments();
  const { call } = aHistory([]);
  for (const fact of [...TALKING, cleared('leg-a', 20), cleared('leg-c', 21)]) {
    facts.push(fact);
    t.same(segmentsOf({ call, facts, segments }), segmentsOf({ call, facts }), fact.type);
  }
  t.same(
    segmentsOf({ call: { ...call, queue: 'other' }, facts, segments })[0]?.call,
    call.id,
    'also when more is known',
  );
});
