// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-28
// Does somebody who supervises one queue of two see the figures of that one alone? Reports, files and the day, over the API and over web.sock.
import t from 'tap';
import type { Report } from '../../src/report/index.js';
import { agentId } from '../support/box.js';
import { hangUp, talk } from '../support/floor.js';
import { type Browser, webBox } from '../support/web-box.js';
import { askLine } from '../support/web-client.js';

const [LI, BO] = [agentId(1), agentId(2)];
const config = {
  agents: [
    { id: LI, name: 'Li', pin: '4711', queues: ['sales'] },
    { id: BO, name: 'Bo', pin: '4711', queues: ['repairs'] },
  ],
  people: [
    { id: 'chen', name: 'Chen', role: 'supervisor', supervises: ['repairs'] },
    { id: 'owner', name: 'Zhao', role: 'administrator' },
    { id: 'night', name: 'Night', role: 'supervisor' },
  ],
  queues: [
    { name: 'sales', wrapUpCodes: [{ name: 'order', digit: '1', sale: true }] },
    { name: 'repairs', wrapUpCodes: [{ name: 'order', digit: '1', sale: true }] },
  ],
  accessNumbers: [
    { number: '88880001', queue: 'sales' },
    { number: '88880002', queue: 'repairs' },
  ],
  rates: { prices: [{ name: 'all', direction: 'inbound', prefix: '', perMinute: 1 }] },
  customReports: [{ name: 'both', measures: ['offered', 'handled'], by: ['queue'] }],
  recording: { announce: false },
};
const OTHERS = '13912345678';
const TIME = 'from=2026-01-01&to=2026-01-31';
const TIMES = { from: '2026-01-01', to: '2026-01-31' };

t.test('figures of his queues and agents, and nobody else’s', async (t) => {
  const place = await webBox(t, { config });
  const { world, during, browser, socket } = place;
  const calls = [
    await talk(place, { calling: OTHERS }),
    await talk(place, { called: '88880002', calling: '13700001111', port: 2 }),
  ];
  await world.advance(2_000);
  for (const { caller, telephone } of calls) {
    caller.clear();
    await hangUp(world, telephone);
  }
  await world.advance(5_000);
  await place.box.settled();
  const [owner, chen] = [await browser('owner'), await browser('chen')];
  for (const [queue, number] of [
    ['sales', '13800000001'],
    ['repairs', '13800000002'],
    ['sales', '13800000003'],
  ])
    t.match(await during(owner.post('/api/v1/callbacks/new', { number, queue })), { status: 200 });
  await world.advance(2_000);
  const shown = async (who: Browser, kind: string, more = '') =>
    (await during(who.get(`/api/v1/reports/${kind}/table?${TIME}${more}`))).body;
  const both = async (kind: string, of: (body: Awaited<ReturnType<typeof shown>>) => unknown, more?: string) => [
    of(await shown(owner, kind, more)),
    of(await shown(chen, kind, more)),
  ];

  t.same(await both('traffic', ({ answer }) => answer.calls.offered), [2, 1]);
  t.same(await both('traffic', ({ answer }) => answer.waits.answered), [2, 1]);
  t.same(await both('traffic', ({ answer }) => answer.callbacks.created), [3, 1], 'promises of his queue');
  t.same(await both('traffic', ({ answer }) => answer.parts.length, '&by=queue'), [2, 1]);
  t.same(await both('traffic', ({ answer }) => answer.parts.length, '&by=access-number'), [2, 1]);
  t.same(await both('agents', ({ rows }) => rows.map(([agent]: string[]) => agent)), [[LI, BO], [BO]]);
  const waits = ({ answer }: { answer: { waits: { answered: number }[] } }) =>
    answer.waits.reduce((sum, { answered }) => sum + answered, 0);
  t.same(await both('waits', waits), [2, 1]);
  const ended = ({ answer }: { answer: { causes: { calls: number }[] } }) =>
    answer.causes.reduce((sum, { calls }) => sum + calls, 0);

  t.same(await both('causes', ended), [2, 1]);
  t.same(await both('wave', ({ answer }) => answer.calls.offered), [2, 1]);
  t.same(await both('bill', ({ answer }) => answer.whole.calls), [2, 1]);
  t.same(await both('conversion', ({ answer }) => answer.whole.offered), [2, 1]);
  t.same(await both('custom', ({ answer }) => answer.rows.length, '&name=both'), [2, 1]);
  t.same(await both('incoming', ({ rows }) => rows.length), [2, 1]);

  for (const path of ['reports/incoming/calls.csv', 'reports/incoming/document?format=csv', 'licence-review.csv']) {
    const url = `/api/v1/${path}${path.includes('?') ? '&' : '?'}${TIME}`;
    t.match(String((await during(owner.get(url))).body), OTHERS, path);
    t.notMatch(String((await during(chen.get(url))).body), OTHERS, path);
  }
  t.notMatch(JSON.stringify(await during(chen.get(`/api/v1/reports/incoming/calls?${TIME}`))), OTHERS);

  const day = async (who: Browser) => (await during(who.get('/api/v1/today'))).body;
  t.match(await day(owner), { offered: { now: 2 }, day: { calls: { offered: 2 } }, agents: [{}, {}] });
  const his = await day(chen);
  t.match(his, { offered: { now: 1 }, day: { calls: { offered: 1, answered: 1 }, callbacks: { created: 1 } } });
  t.same(
    his.agents.map(({ agent }: { agent: string }) => agent),
    [BO],
  );
  const standing = async (who: Browser) => (await during(who.get('/api/v1/standing'))).body;
  t.match((await standing(owner)).callbacks, { open: 3 });
  t.match(await standing(chen), {
    queues: [{ name: 'repairs' }],
    callbacks: { open: 1 },
    today: { calls: { offered: 1 } },
  });

  const asked = (person: string, method: string, params: object = {}) =>
    during(askLine(socket, { method, person, params: { ...TIMES, ...params } }));
  for (const [method, params, of] of [
    ['report', {}, ({ calls }: Report) => calls.offered],
    ['report', { recount: true }, ({ calls }: Report) => calls.offered],
    [
      'report',
      { by: 'hour', recount: true },
      ({ parts = [] }: Report) => parts.reduce((n, one) => n + one.calls.offered, 0),
    ],
    ['report.calls', { name: 'incoming' }, ({ rows }: { rows: unknown[] }) => rows.length],
    ['report.bill', {}, ({ whole }: { whole: { calls: number } }) => whole.calls],
    ['report.custom', { name: 'both' }, ({ rows }: { rows: unknown[] }) => rows.length],
    ['calls.licence', {}, ({ rows }: { rows: unknown[] }) => rows.length],
  ] as const) {
    const answers = [await asked('owner', method, params), await asked('chen', method, params)] as { result: never }[];
    t.same(
      answers.map(({ result }) => (of as (result: never) => number)(result)),
      [2, 1],
      `${method} ${JSON.stringify(params)}`,
    );
  }
});

t.test('a report of one’s own is made as soon as it is said to be saved, and no more once it is gone', async (t) => {
  const { during, browser } = await webBox(t, { config });
  const owner = await browser('owner');
  const table = (name: string) => during(owner.get(`/api/v1/reports/custom/table?name=${name}&${TIME}`));
  for (const name of ['first', 'second']) {
    const saved = owner.ask('PUT', `/api/v1/reports/custom/${name}`, { measures: ['offered'], by: ['queue'] });
    t.match(await during(saved), { status: 200 });
    t.match(await table(name), { status: 200 });
  }
  t.match(await during(owner.ask('DELETE', '/api/v1/reports/custom/first')), { status: 200 });
  t.not((await table('first')).status, 200);
  t.match(await table('second'), { status: 200 });
});
