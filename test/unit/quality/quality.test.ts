// SPDX-License-Identifier: GPL-2.0-or-later
// Is a score what its form says, is chance the same for everybody, are means and distances those of the reviews?

import t from 'tap';
import {
  calibrationsOf,
  drawOf,
  type Form,
  type Judged,
  ruleFor,
  trendsOf,
  verdictOf,
} from '../../../src/quality/index.js';

const FORM: Form = {
  name: 'sales',
  pass: 80,
  questions: [
    { id: 'greeting', text: 'Greets by name', points: 5, weight: 1, must: false },
    { id: 'offer', text: 'Offers what fits', points: 10, weight: 3, must: false },
    { id: 'consent', text: 'Says that it is recorded', points: 1, weight: 1, must: true },
  ],
};

t.test('a score goes by weights; a must that is missed fails the call whatever the score', async (t) => {
  t.same(verdictOf(FORM, { greeting: 5, offer: 10, consent: 1 }), { score: 100, passed: true });
  t.same(verdictOf(FORM, { greeting: 0, offer: 10, consent: 1 }), { score: 80, passed: true });
  t.same(verdictOf(FORM, { greeting: 5, offer: 5, consent: 1 }), { score: 70, passed: false });
  t.same(verdictOf(FORM, { greeting: 5, offer: 10, consent: 0 }), { score: 80, passed: false });
  t.throws(() => verdictOf(FORM, { greeting: 5, offer: 10 }), { code: 'REFUSED', message: /consent: 0 to 1/ });
  t.throws(() => verdictOf(FORM, { greeting: 6, offer: 10, consent: 1 }), { code: 'REFUSED' });
  t.throws(() => verdictOf(FORM, { greeting: 2.5, offer: 10, consent: 1 }), { code: 'REFUSED' });
  t.throws(() => verdictOf(FORM, { greeting: 5, offer: 10, consent: 1, x: 1 }), {
    code: 'REFUSED',
    message: /x is no question/,
  });
});

const candidate = (recording: string, more: object = {}) => ({
  ...{ recording, agent: '1001', startedAt: 100, agentSince: 0, surveyed: null },
  ...more,
});

t.test('rules take their share, the same whoever asks; the first that wants a call has it', async (t) => {
  const rule = { name: 'tenth', form: 'sales', share: 0.1 };
  const many = Array.from({ length: 5_000 }, (_, n) => `recording-${n}`);
  const taken = many.filter((one) => ruleFor(candidate(one), [rule], () => true) !== undefined);
  t.ok(Math.abs(taken.length - 500) < 75, `${taken.length} of 5000`);
  t.same(
    many.filter((one) => drawOf(one, 'tenth') < 0.1),
    taken,
  );
  const other = many.filter((one) => drawOf(one, 'other') < 0.1);
  t.ok(other.filter((one) => taken.includes(one)).length < 120, 'another rule draws others');
  t.equal(
    ruleFor(candidate('a'), [{ ...rule, share: 1 }], () => false),
    undefined,
  );
  const low = { name: 'low', form: 'sales', share: 1, scoreBelow: 3 };
  const fresh = { name: 'fresh', form: 'sales', share: 1, newAgents: 50 };
  t.equal(ruleFor(candidate('a', { surveyed: 2 }), [low, fresh], () => true)?.name, 'low');
  t.equal(
    ruleFor(candidate('a', { surveyed: 3 }), [low, fresh], () => true),
    undefined,
  );
  t.equal(ruleFor(candidate('a', { agentSince: 60 }), [low, fresh], () => true)?.name, 'fresh');
});

const judged = (of: Partial<Judged>): Judged => ({
  ...{ recording: 'r1', agent: '1001', form: 'sales', reviewer: 'chen', score: 90, passed: true },
  ...{ questions: FORM.questions, answers: { greeting: 5, offer: 8, consent: 1 }, at: Date.UTC(2026, 9, 31, 17) },
  ...of,
});

t.test('trends are means by agent, by question and by the month of the shop', async (t) => {
  const found = trendsOf(
    [
      judged({}),
      judged({ agent: '1002', score: 40, passed: false, answers: { greeting: 1, offer: 4, consent: 1 } }),
      judged({ score: 80, at: Date.UTC(2026, 9, 1) }),
    ],
    'Asia/Shanghai',
  );
  t.match(found.all, { reviews: 3, score: 70, passed: 67 });
  t.match(found.agents, [
    { agent: '1001', reviews: 2, score: 85, passed: 100 },
    { agent: '1002', reviews: 1, score: 40, passed: 0 },
  ]);
  t.same(
    found.questions.map(({ question, reached }) => [question, reached]),
    [
      ['offer', 67],
      ['greeting', 73],
      ['consent', 100],
    ],
    'the weakest first',
  );
  t.same(
    found.months.map(({ month, agent }) => `${month} ${agent}`),
    ['2026-10 1001', '2026-11 1001', '2026-11 1002'],
  );
  t.match(trendsOf([], 'UTC'), { all: { reviews: 0, score: 0 }, agents: [] });
});

t.test('two reviewers of one talk are as far apart as they are, each by what he said last', async (t) => {
  const all = [
    judged({ reviewer: 'chen', score: 50 }),
    judged({ reviewer: 'chen' }),
    judged({ reviewer: 'wang', score: 60, passed: false, answers: { greeting: 5, offer: 2, consent: 1 } }),
    judged({ recording: 'r2' }),
  ];
  const [found, ...more] = calibrationsOf(all);
  t.same(more, []);
  t.match(found, { recording: 'r1', apart: 30, agreed: false });
  t.match(found?.questions[0], { question: 'offer', points: [8, 2], apart: 6 });
});
