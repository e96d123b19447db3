// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-41 002-16
// Is a talk judged by a form beside its sound, do reviewers agree, does its agent see it and answer, and what becomes of it all in a month?

import t from 'tap';
import { agentId } from '../support/box.js';
import { talk } from '../support/floor.js';
import { type WebBox, webBox } from '../support/web-box.js';

const LI = agentId(1);
const QUALITY = {
  forms: [
    {
      name: 'sales',
      questions: [
        { id: 'greeting', text: '问候并报工号' },
        { id: 'offer', text: '推荐合适的商品', points: 10, weight: 3 },
        { id: 'consent', text: '告知正在录音', points: 1, must: true },
      ],
    },
  ],
  sampling: [
    { name: 'long', form: 'sales', when: 'values.seconds >= 5' },
    {
      name: 'new',
      form: 'sales',
      newAgents: '30d',
      when: `values.agent == "${LI}" && contact.accessNumber == "88880001"`,
    },
  ],
};
const GOOD = { greeting: 5, offer: 10, consent: 1 };

async function talked(place: WebBox, { port = 1, length = 2_000 } = {}) {
  const { world } = place;
  const { caller, telephone } = await talk(place, { calling: `1391234567${port}`, port });
  await world.advance(length);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(20_000);
}

t.test('from the list of what is to be judged to the agent’s answer and the trend', async (t) => {
  const people = [
    { id: 'chen', name: 'Chen', role: 'supervisor' },
    { id: 'owner', name: 'Zhao', role: 'administrator' },
    { id: 'night', name: 'Night', role: 'watcher' },
  ];
  const place = await webBox(t, { config: { quality: QUALITY, recording: { announce: false }, people } });
  const { during, browser } = place;
  await talked(place);
  const [chen, owner, li] = [await browser('chen'), await browser('owner'), await browser(LI)];
  t.match(await during(chen.get('/api/v1/quality/forms')), {
    body: [{ name: 'sales', pass: 80, questions: { length: 3 } }],
  });
  const list = (await during(chen.get('/api/v1/quality/worklist'))).body;
  t.match(list, [{ agent: LI, rule: 'new', form: 'sales' }], 'two seconds are not long; the agent is new');
  const [{ recording }] = list;
  t.equal((await during(li.get('/api/v1/quality/worklist'))).status, 403);

  const at = `/api/v1/recordings/${recording}/reviews`;
  t.match(
    await during(chen.post(at, { answers: { ...GOOD, offer: 11 } })),
    { status: 409 },
    'more points than there are',
  );
  t.match(await during(chen.post(at, { answers: { greeting: 5 } })), { status: 409 }, 'questions without an answer');
  const blind = { answers: { ...GOOD, offer: 5 }, calibration: true };
  t.match(await during(owner.post(at, blind)), { status: 200, body: { score: 70, passed: false } });
  t.match((await during(chen.get('/api/v1/quality/worklist'))).body, [{ recording }], 'a comparison is no review');
  const made = await during(chen.post(at, { answers: { ...GOOD, consent: 0 }, comment: '没有告知录音' }));
  t.match(made, { status: 200, body: { score: 80, passed: false, agent: LI } }, 'a must was missed');
  t.same((await during(chen.get('/api/v1/quality/worklist'))).body, []);

  const mine = `/api/v1/agents/${LI}/reviews`;
  t.same((await during(li.get(mine))).body.reviews, [], 'nobody has published it');
  const review = made.body.id;
  t.match(await during(li.post(`${mine}/${review}/reply`, { text: 'x' })), { status: 404 });
  t.match(await during(chen.post(`/api/v1/quality/reviews/${review}/publish`)), { status: 200 });
  t.match((await during(li.get(mine))).body.reviews, [{ id: review, comment: '没有告知录音', calibration: false }]);
  t.match(await during(li.post(`${mine}/${review}/reply`, { text: '下次注意' })), { status: 200 });
  t.equal((await during(li.get(`/api/v1/agents/${agentId(2)}/reviews`))).status, 403, 'his own alone');
  t.match(await during(chen.post(`/api/v1/agents/${LI}/coaching`, { text: '每通先告知录音', review })), {
    status: 200,
  });
  t.match((await during(li.get(mine))).body, {
    reviews: [{ reply: '下次注意', seenAt: Number }],
    notes: [{ text: '每通先告知录音', by: 'person:chen' }],
  });

  t.match((await during(chen.get('/api/v1/quality/calibration'))).body, [
    { recording, apart: 10, agreed: true, questions: [{ question: 'offer', points: { length: 2 }, apart: 5 }] },
  ]);
  await talked(place, { port: 2, length: 7_000 });
  const [other] = (await during(chen.get('/api/v1/quality/worklist'))).body;
  t.match(other, { agent: agentId(2), rule: 'long' });
  await during(chen.post(`/api/v1/recordings/${other.recording}/reviews`, { answers: GOOD, publish: true }));
  const trends = (await during(chen.get('/api/v1/quality/trends'))).body;
  t.match(trends, { all: { reviews: 2, score: 90, passed: 50 }, questions: [{ question: 'consent', reached: 50 }] });
  t.match(
    trends.agents.find(({ agent }: { agent: string }) => agent === LI),
    { reviews: 1, score: 80, passed: 0 },
  );
  t.match((await during(chen.get('/api/v1/recordings?maxScore=80'))).body.rows, [{ id: recording, score: 80 }]);
});
