// SPDX-License-Identifier: GPL-2.0-or-later
// Do the facts of a route and of a decision come back whole from their short form, and are they short?
import t from 'tap';
import type { EventType } from '../../../src/bus/index.js';
import { Batch } from '../../../src/store/index.js';
import { factsInFull } from '../../../src/store/short-facts.js';

const CALM = [
  ['box', 'open'],
  ['access number', 'sales'],
  ['blacklist', 'not listed'],
  ['hours', 'open'],
] as const;

/** What the event says in columns of its own. */
const BESIDE = { call: 'call-1ke5yda0c217p9qx', queue: 'sales' };
const NOTHING = { call: null, queue: null };

const WAVE = {
  to: 'computerAgent',
  reason: 'surge',
  trace: [
    ...CALM,
    ['surge', 'surge: 59 of 60 channels of trunks are busy, computer agents take 100 %'],
    ['surge', 'computerAgent: only 1 channels are free'],
  ],
} as const;

/** What stands in the database. */
function written(type: EventType, facts: object): string {
  const [statement] = new Batch().event(type, { ...BESIDE, agent: '1001', ...facts } as never, 0).statements;
  return String(statement?.values.at(-1));
}

t.test('a route in a wave is a few numbers, and comes back as it was', (t) => {
  const detail = written('call.routed', WAVE);
  t.ok(detail.length < 60, `${detail.length} characters: ${detail}`);
  t.same(factsInFull('call.routed', detail, BESIDE), WAVE);
  t.end();
});

t.test('whatever was asked and found comes back: other queues, rules, what no list has', (t) => {
  for (const facts of [
    { to: 'queue', reason: 'queue', trace: [...CALM, ['surge', 'human, calm'], ['queue', 'takes calls']] },
    {
      ...{ to: 'queue', reason: 'rule', rule: 'vip', rules: ['a', 'vip'], priority: 10 },
      trace: [
        ['box', 'open'],
        ['access number', 'other'],
        ['rule vip', 'holds: priority 10, to queue vip'],
      ],
    },
    { to: 'queue', reason: 'rule', rule: 'vip', rules: ['vip'], trace: [['rule vip', 'does not hold']] },
    { to: 'queue', reason: 'flow', priority: 3, trace: [] },
    {
      to: 'elsewhere',
      reason: 'soon',
      trace: [
        ['moon', 'full'],
        ['surge', '007 of 60 channels of x are busy'],
      ],
    },
    {
      to: 'queue',
      reason: 'area',
      trace: [
        ['area', '010, as 010'],
        ['area', 'unknown'],
        ['area', '@'],
        ['area', '#'],
      ],
    },
    {
      to: 'refuse',
      reason: 'blacklist',
      trace: [
        ['box', 'open'],
        ['access number', '7'],
        ['blacklist', 'listed'],
      ],
    },
  ])
    t.same(factsInFull('call.routed', written('call.routed', facts), BESIDE), facts);
  t.end();
});

t.test('a decision is its figures, and comes back as it was', (t) => {
  const compared = ['idle', 'handled', 'place'];
  const decision = {
    ...{ offer: 'offer-1ke5y63mg0y7czf3', strategy: 'longestIdle', compared, figures: [680, 8, 9] },
    ...{ next: [['1002', 600, 7, 2]], further: 3, others: { busy: 1, wrapUp: 3 } },
  };
  const detail = written('call.matched', decision);
  t.ok(detail.length < 75, `${detail.length} characters: ${detail}`);
  t.same(factsInFull('call.matched', detail, BESIDE), decision);
  for (const facts of [
    { offer: 'offer-1', strategy: 'circular', others: { notHim: 2 } },
    { offer: '1', strategy: 'longestIdle', compared, figures: [1, 2, 3] },
    { offer: 'offer-1', strategy: 'weightedRandom', compared: ['weight', 'draw', 'luck'], figures: [1, 0.125, -3] },
  ])
    t.same(factsInFull('call.matched', written('call.matched', facts), BESIDE), facts);
  t.end();
});

t.test('offers and recordings are their ids without nouns, and come back whole', (t) => {
  const [offer, attempt] = ['offer-1ke5y63mg0y7czf3', 'attempt-1ke5yd9zr215am2j'];
  const recording = 'recording-1ke5ydhqw21aejha';
  const file = `2026/01/05/100515-${BESIDE.call}.wav`;
  for (const [type, facts, most] of [
    ['offer.made', { offer }, 27],
    ['offer.made', { offer, attempt }, 44],
    ['offer.accepted', { offer, attempt }, 44],
    ['call.matched', { offer, attempt, strategy: 'linear', others: { busy: 1 } }, 60],
    ['recording.started', { recording, file }, 56],
    ['recording.ended', { recording, durationMs: 6380 }, 32],
  ] as const) {
    const detail = written(type, facts);
    t.ok(detail.length < most, `${detail.length} characters: ${detail}`);
    t.same(factsInFull(type, detail, BESIDE), facts);
  }
  for (const [type, facts] of [
    ['offer.made', { offer, customer: { id: 'c1' } }],
    ['offer.made', { offer: 'offer-a+b' }],
    ['offer.accepted', { offer: 'x', attempt: 7 }],
    ['recording.started', { recording, file: '*/other.wav' }],
    ['recording.started', { recording: 'r', file }],
    ['recording.ended', { recording, durationMs: 1, reason: 'disk' }],
  ] as const)
    t.same(factsInFull(type, written(type, facts), BESIDE), facts);
  t.end();
});

t.test('rows that were written before are read as they stand', (t) => {
  t.same(factsInFull('call.routed', JSON.stringify(WAVE), BESIDE), WAVE);
  t.same(factsInFull('call.ended', null, NOTHING), {});
  t.same(factsInFull('call.ended', '{"s":[1]}', NOTHING), { s: [1] });
  t.end();
});
