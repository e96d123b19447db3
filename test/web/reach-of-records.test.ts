// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-28
// Does somebody who supervises one queue of two see and change the recordings, reviews and leads of that one alone, and nobody's personal
// data? Over web.sock, whoever the web process asks for.
import t from 'tap';
import { agentId } from '../support/box.js';
import { hangUp, talk } from '../support/floor.js';
import { webBox } from '../support/web-box.js';
import { type Answer, askAs } from '../support/web-client.js';

const [LI, BO] = [agentId(1), agentId(2)];
const config = {
  agents: [
    { id: LI, name: 'Li', pin: '4711', queues: ['sales'] },
    { id: BO, name: 'Bo', pin: '4711', queues: ['repairs'] },
  ],
  people: [
    {
      id: 'chen',
      name: 'Chen',
      role: 'supervisor',
      supervises: ['repairs'],
      rights: ['recordings.delete', 'personal.manage'],
    },
    { id: 'owner', name: 'Zhao', role: 'administrator' },
    { id: 'night', name: 'Night', role: 'supervisor' },
  ],
  queues: [{ name: 'sales' }, { name: 'repairs' }],
  accessNumbers: [
    { number: '88880001', queue: 'sales' },
    { number: '88880002', queue: 'repairs' },
  ],
  quality: {
    forms: [{ name: 'all', questions: [{ id: 'greeting', text: 'Greets' }] }],
    sampling: [{ name: 'each', form: 'all' }],
  },
  recording: { announce: false },
};
const [OTHERS, HIS] = ['13912345678', '13700001111'];

t.test('records of his queues and agents, and nobody else’s', async (t) => {
  const place = await webBox(t, { config });
  const { world, during, socket, reads } = place;
  const calls = [
    await talk(place, { calling: OTHERS }),
    await talk(place, { called: '88880002', calling: HIS, port: 2 }),
  ];
  await world.advance(2_000);
  for (const { caller, telephone } of calls) {
    caller.clear();
    await hangUp(world, telephone);
  }
  await world.advance(5_000);
  await place.box.settled();
  const asked = (person: string, method: string, params: object = {}): Promise<Answer> =>
    during(askAs(socket, person, method, params));
  const both = async (method: string, params: object = {}) => {
    const answers = [await asked('owner', method, params), await asked('chen', method, params)];
    return answers.map(({ result, error }) => error?.code ?? (result as readonly unknown[]).length);
  };
  const recordings = await reads.selectFrom('recording').selectAll().execute();
  const of = (agent: string) => recordings.find((one) => one.agent === agent)?.id ?? '';
  const [others, his] = [of(LI), of(BO)];

  t.same(await both('recordings'), [2, 1]);
  t.match(await asked('chen', 'recordings'), { result: [{ id: his, agent: BO }] });
  t.same(await both('quality.worklist'), [2, 1]);
  t.same(await both('leads'), [2, 1]);

  for (const [recording, seen] of [
    [his, true],
    [others, false],
  ] as const) {
    const right = seen ? {} : { error: { code: 'NOT_FOUND' } };
    const judged = { recording, answers: { greeting: 5 } };
    for (const [method, params] of [
      ['recordings.marks', { recording }],
      ['recordings.tag', { recording, tag: 'thanks' }],
      ['recordings.mark', { recording, text: 'here', atMs: 0 }],
      ['quality.review', judged],
      ['quality.review', { ...judged, calibration: true }],
    ] as const) {
      t.match(await asked('chen', method, params), right, `${method} ${seen}`);
      t.match(await asked('owner', method, params), { error: undefined }, `owner: ${method}`);
    }
    const marks = (await asked('owner', 'recordings.marks', { recording })).result as readonly { id: string }[];
    t.equal(marks.length, seen ? 2 : 1, 'what was refused has written nothing');
    t.match(await asked('chen', 'recordings.unmark', { mark: marks[0]?.id }), right, `unmark ${seen}`);
  }
  const again = { recording: others, answers: { greeting: 1 }, calibration: true };
  t.match(await asked('night', 'quality.review', again), { error: undefined });
  t.same(await both('quality.reviews'), [7, 4]);
  t.same(await both('quality.calibration'), [2, 1]);
  t.match(JSON.stringify(await asked('owner', 'quality.trends')), `"${LI}"`);
  t.notMatch(JSON.stringify(await asked('chen', 'quality.trends')), `"${LI}"`);
  const reviews = (await asked('owner', 'quality.reviews')).result as readonly {
    readonly id: string;
    readonly agent: string;
    readonly calibration: boolean;
  }[];
  const review = (agent: string) => reviews.find((one) => one.agent === agent && !one.calibration)?.id;
  t.match(await asked('chen', 'quality.publish', { review: review(LI) }), { error: { code: 'NOT_FOUND' } });
  t.match(await asked('chen', 'quality.publish', { review: review(BO) }), { error: undefined });
  t.match(await asked('chen', 'quality.reply', { review: review(LI), agent: LI, text: 'no' }), {
    error: { code: 'FORBIDDEN' },
  });

  t.match(await asked('chen', 'recordings.delete', { recording: others, reason: 'x' }), {
    error: { code: 'NOT_FOUND' },
  });
  for (const recording of [others, his])
    t.match(await asked('owner', 'recordings.delete', { recording, reason: 'asked' }), { error: undefined });
  t.same(await both('recordings.deleted'), [2, 1]);

  for (const [method, params] of [
    ['personal.find', { number: HIS }],
    ['personal.export', { number: HIS }],
    ['personal.erase', { number: HIS, reason: 'asked' }],
    ['personal.erasures', {}],
  ] as const) {
    const refused = await asked('chen', method, params);
    t.match(refused, { error: { code: 'FORBIDDEN', message: /the whole house.*supervises some queues only/ } }, method);
  }
  t.match(await asked('owner', 'personal.find', { number: HIS }), { result: { calls: 1 } });
});
