// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-23 000-38 001-40 001-59 001-61 002-51 002-57 004-05 004-12 004-32
// Is the office run by the API? Messages that wait, the list of calls as the records have it, people and queues without a restart, customers out and in.
import t from 'tap';
import { agentId, QUEUE } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { until, type WebBox, webBox } from '../support/web-box.js';

const [LI, BO] = [agentId(1), agentId(2)];

t.test(
  'a message has its sender and its time, live and for who is away; from a found record somebody is called',
  async (t) => {
    const place = await webBox(t, { signedIn: 1 });
    const { during, browser, world, reads } = place;
    const li = await browser(LI);
    const live = li.live();
    await during(until(() => live.of('snapshot').length === 1));
    const chen = await browser('chen');
    t.match(await during(chen.post('/api/v1/messages', { to: LI, text: '三点开会' })), { status: 200 });
    await during(until(() => live.of('message').length === 1));
    const [told] = live.of('message');
    t.match(told?.message, { from: 'chen', fromName: 'Chen', text: '三点开会' });
    t.type(told?.message.at, 'number');
    t.match(await during(li.post('/api/v1/messages', { to: BO, text: '你来一下' })), { status: 200 });
    const bo = await browser(BO);
    const waited = await during(bo.get('/api/v1/messages'));
    t.match(
      waited.body,
      { unread: 1, rows: [{ fromName: 'Agent 1', text: '你来一下', at: Number }] },
      'at the next sign-in',
    );

    const { telephone } = await talk(place, { calling: '13912345678' });
    await world.advance(1_000);
    await hangUp(world, telephone);
    await world.advance(500);
    const own = await during(li.get(`/api/v1/agents/${LI}/calls`));
    const [row] = await reads.selectFrom('call').selectAll().execute();
    const [shown] = own.body.rows;
    t.same(
      [shown.id, shown.calling, shown.offeredAt, shown.endedAt],
      [row?.id, row?.calling, row?.offeredAt, row?.endedAt],
      'number, date and time as the record has them',
    );
    place.box.agents.finishWrapUp(LI);
    const found = await during(chen.get('/api/v1/search?what=13912345678'));
    const legs = world.network.answersAfter(world.clock, 500);
    const [{ number }] = found.body.calls;
    t.match(await during(li.post(`/api/v1/agents/${LI}/makeCall`, { to: `number:${number}` })), { status: 200 });
    await world.until(() => telephone.rings);
    telephone.lift();
    await world.until(() => legs.some(({ called }) => called?.digits.endsWith('13912345678') === true));
    t.pass('his telephone first, then whom he calls');
  },
);

async function change(
  { during }: WebBox,
  owner: Awaited<ReturnType<WebBox['browser']>>,
  ...changes: readonly object[]
) {
  const text = await during(owner.get('/api/v1/settings/text'));
  return during(owner.ask('PATCH', '/api/v1/settings', { changes }, { 'if-match': text.headers.get('etag') ?? '' }));
}

t.test(
  'agents, queues, flows and numbers are changed without a restart, checked first, and it is written down who did it',
  async (t) => {
    const place = await webBox(t, { signedIn: 0 });
    const { during, browser, world, box } = place;
    const owner = await browser('owner');
    const added = await during(owner.post('/api/v1/staff/agents', { agent: '1009', name: 'New', queues: ['sales'] }));
    t.match(added, { status: 200, body: { agent: '1009', problems: [] } });
    t.match(await change(place, owner, { path: 'queues.sales.strategy', value: 'nonsense' }), { status: 422 });
    const changed = await change(
      place,
      owner,
      { path: 'queues.sales.wrapUp', value: '9s' },
      { path: 'queues.+', value: { name: 'repairs' } },
      { path: 'flows.plain', value: { fallback: { queue: 'repairs' }, steps: { begin: { queue: 'repairs' } } } },
      { path: 'accessNumbers.88880001', value: { number: '88880001', menu: 'plain' } },
    );
    t.match(changed, { status: 200, body: { problems: [] } });
    t.same(
      box.status().queues.map(({ name }) => name),
      ['sales', 'repairs'],
    );
    world.network.call('88880001', '13912345678');
    await world.until(() => box.status().queues.some(({ name, waiting }) => name === 'repairs' && waiting === 1));
    t.pass('the next call goes by the new flow');
    const audit = await during(owner.get('/api/v1/audit?actor=person:owner'));
    t.match(JSON.stringify(audit.body.rows), /settings\.changed/);
    t.match(await during(owner.ask('DELETE', '/api/v1/staff/agents/1009')), { status: 204 });
    const people = (await during(owner.get('/api/v1/staff'))).body;
    t.notOk(
      people.some(({ id }: { id: string }) => id === '1009'),
      'he is gone, without a restart',
    );
  },
);

t.test(
  'the six of a middleware: messages, switching, routing, load, security and monitoring, each by a documented call',
  async (t) => {
    const place = await webBox(t, { signedIn: 1 });
    const { during, browser, world, box } = place;
    const [owner, li] = [await browser('owner'), await browser(LI)];
    const { telephone } = await talk(place);
    t.match(await during(li.post(`/api/v1/agents/${LI}/hold`)), { status: 200 }, 'switching');
    t.match(await during(owner.post('/api/v1/route/try', { to: '88880001' })), { status: 200 }, 'routing');
    t.match(await during(owner.get('/api/v1/queues')), { status: 200 }, 'load');
    t.match(await during(li.get('/api/v1/staff')), { status: 403 }, 'security');
    t.match(await during(owner.get('/api/v1/events?after=0')), { status: 200 }, 'messages');
    t.match(await during(owner.get('/api/v1/spans')), { status: 200 }, 'monitoring');
    t.match(await during(owner.get('/api/v1/reports/day')), { status: 200 }, 'reports');
    await hangUp(world, telephone);
    await world.advance(1_000);
    const { rows } = (await during(owner.get('/api/v1/recordings'))).body;
    t.equal(rows.length, 1);
    const sound = await during(owner.get(`/api/v1/recordings/${rows[0].id}/sound`));
    t.match([sound.status, sound.headers.get('content-type')], [200, /audio/], 'a past call plays');
    t.equal(agent(box, 1).state, 'wrapUp');
  },
);

t.test('customers that went out as a file come in as they were', async (t) => {
  const { during, browser } = await webBox(t);
  const owner = await browser('owner');
  const put = (id: string, body: object) =>
    during(owner.ask('PUT', `/api/v1/customers/${id}`, body, { 'if-none-match': '*' }));
  t.match(
    await put('K1', { name: '王女士', numbers: ['13912345678', '02112345678'], grade: 3, address: '女士, "A"' }),
    {
      status: 200,
    },
  );
  t.match(await put('K2', { name: 'Lee; Bob', numbers: ['13700001111'] }), { status: 200 });
  const file = (await during(owner.get('/api/v1/customers.csv'))).body as string;
  const csv = { 'content-type': 'text/csv' };
  for (const id of ['K1', 'K2']) t.match(await during(owner.ask('DELETE', `/api/v1/customers/${id}`)), { status: 204 });
  t.match(await during(owner.ask('POST', '/api/v1/customers.csv', file, csv)), {
    status: 200,
    body: { taken: 2, of: 2 },
  });
  t.equal((await during(owner.get('/api/v1/customers.csv'))).body, file, 'the same file comes out');
  t.match((await during(owner.get('/api/v1/customers/K1'))).body, {
    name: '王女士',
    numbers: ['+8613912345678', '+862112345678'],
    grade: 3,
  });
  const broken = await during(owner.ask('POST', '/api/v1/customers.csv', `${file}K3,13800000009,Wu,,fifty\n`, csv));
  t.match(broken.body, { wrong: 1 }, 'a wrong line is told');
  t.equal((await during(owner.get('/api/v1/customers.csv'))).body, file, 'and nothing of the file is taken in');
});

t.test('agents and listed numbers go out as CSV and come in again; a new agent is given a password', async (t) => {
  const { during, browser } = await webBox(t);
  const csv = { 'content-type': 'text/csv' };
  const [owner, chen, night] = [await browser('owner'), await browser('chen'), await browser('night')];
  const agents = '/api/v1/staff/agents.csv';
  const blocked = '/api/v1/numbers/blocked/csv';
  const file = (await during(owner.get(agents))).body as string;
  t.match(file, /^id,name,queues,skills\r\n1001,/);
  t.match(await during(owner.ask('POST', agents, file, csv)), { status: 200, body: { added: [], changed: [] } });
  const more = `${file}1077,Ma,${QUEUE},english=7\r\n`;
  const taken = await during(owner.ask('POST', agents, more, csv));
  t.match(taken, { status: 200, body: { added: ['1077'], passwords: [{ agent: '1077', password: /./ }] } });
  await browser('1077', taken.body.passwords[0].password);
  t.equal((await during(owner.get(agents))).body, more, 'the same file comes out');
  const bad = await during(owner.ask('POST', agents, `${more}1078,Hu,nowhere,\r\n`, csv));
  t.match(bad, {
    status: 200,
    body: { wrong: 1, problems: [{ line: 5, says: { en: /no queue nowhere/, zh: /没有队列/ } }] },
  });
  const gone = await during(owner.ask('POST', `${agents}?replace=true`, file, csv));
  t.match(gone.body, { added: [], removed: ['1077'] });

  t.match(await during(owner.ask('POST', blocked, 'number,reason\n13912345678,=1+1\n', csv)), { body: { added: 1 } });
  t.equal((await during(owner.get(blocked))).body, "number,reason,until\r\n+8613912345678,'=1+1,\r\n");
  t.match((await during(owner.get('/api/v1/audit?type=audit.noted'))).body.rows, [
    { facts: { what: 'numbers.exported', subject: 'blocked' } },
    { facts: { what: 'agents.exported' } },
    { facts: { what: 'agents.exported' } },
  ]);
  for (const path of [agents, blocked]) {
    t.match(await during(night.get(path)), { status: 403 });
    t.match(await during(night.ask('POST', path, 'id\n', csv)), { status: 403 });
  }
  t.match(await during(chen.get(agents)), { status: 403 }, 'who supervises does not manage people');
});
