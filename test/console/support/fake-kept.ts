// SPDX-License-Identifier: GPL-2.0-or-later
// What does the fake web process answer about recordings' sounds, judged talks and personal data?

import type { Review, ReviewForm } from '../../../src/api/contract/index.js';
import type { Answer } from './fake-answers.js';
import { calls, HOUR, MINUTE } from './fake-data.js';

const FORM: ReviewForm = {
  name: '订购',
  pass: 80,
  questions: [
    { id: 'greeting', text: '问候并报工号', points: 5, weight: 1, must: false },
    { id: 'need', text: '确认客户需求', points: 5, weight: 2, must: false },
    { id: 'price', text: '报价和运费准确', points: 5, weight: 2, must: true },
  ],
};

function review(at: number, of: Partial<Review>): Review {
  return {
    ...{ id: 'v-1', recording: 'r-2', call: 'c-798', agent: '1001', queue: '电视订购', form: FORM.name },
    ...{ questions: FORM.questions, answers: { greeting: 5, need: 4, price: 5 }, score: 92, passed: true },
    ...{ reviewer: 'person:wang', comment: '耐心，运费说得很清楚。', calibration: false, at },
    ...{ publishedAt: at + MINUTE, seenAt: null, reply: null, repliedAt: null },
    ...of,
  };
}

const reviews = (now: number): readonly Review[] => [
  review(now - 2 * HOUR, {}),
  review(now - 26 * HOUR, {
    ...{ id: 'v-2', recording: 'r-5', agent: '1004', answers: { greeting: 5, need: 3, price: 0 }, score: 44 },
    ...{ passed: false, comment: '运费报错。', reply: '当时系统里的运费是旧的。', publishedAt: null },
  }),
];

export const KEPT_ANSWERS: Readonly<Record<string, Answer>> = {
  'recordings.waveform': () => ({
    durationMs: 60_000,
    truncated: false,
    left: Array.from({ length: 200 }, (_, x) => (x % 40 < 20 ? 30 + ((x * 7) % 60) : 2)),
    right: Array.from({ length: 200 }, (_, x) => (x % 40 < 20 ? 2 : 30 + ((x * 11) % 60))),
  }),
  'recordings.marks': () => [
    { id: 'm-1', recording: 'r-2', atMs: 21_000, text: '这里客户同意了', by: 'person:1001', at: 1_760_000_000_000 },
  ],
  'quality.forms': () => [FORM],
  'quality.worklist': ({ now }) =>
    calls(now())
      .filter(({ recordings, agent }) => recordings.length > 0 && agent !== null)
      .slice(0, 4)
      .map((row, index) => ({
        ...{ recording: `r-${index}`, call: row.id, agent: row.agent ?? '', queue: row.queue },
        ...{ startedAt: row.offeredAt, durationMs: row.talkMs, direction: row.direction, number: row.calling },
        ...{ accessNumber: row.accessNumber, customer: null, agentSince: row.offeredAt, surveyed: null },
        ...{ rule: '新座席', form: FORM.name },
      })),
  'quality.reviews': ({ now }) => reviews(now()),
  'quality.trends': () => ({
    all: { reviews: 31, score: 83, passed: 77 },
    agents: [
      { agent: '1001', reviews: 12, score: 91, passed: 100 },
      { agent: '1004', reviews: 19, score: 78, passed: 63 },
    ],
    questions: FORM.questions.map(({ id, text }, index) => ({
      ...{ form: FORM.name, question: id, text, reviews: 31, reached: [96, 84, 71][index] ?? 0 },
    })),
    months: [],
  }),
  'quality.calibration': () => [],
  'quality.mine': ({ now }) => ({
    reviews: reviews(now()).slice(0, 1),
    notes: [
      {
        id: 'n-1',
        agent: '1001',
        review: null,
        text: '下周起先确认地址再报运费。',
        by: 'person:wang',
        at: now() - HOUR,
      },
    ],
  }),
  'personal.erasures': ({ now }) => [
    { name: 'erased-3', at: now() - 50 * HOUR, by: 'person:wang', reason: '客户来电要求' },
  ],
  'personal.find': ({ now }) => ({
    ...{ number: '+8613912345678', forms: ['13912345678'], calls: 7, open: {} },
    traces: { contacts: 6, calls: 7, requests: 1, messages: 1, recordings: 5, events: 64 },
    looked: [{ at: now() - HOUR, actor: 'person:wang', what: 'recording.heard', subject: 'r-2' }],
  }),
};
