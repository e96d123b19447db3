// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody see who supervises one queue of two, and whom can he call whose numbers he may not see?
import t from 'tap';
import { agentId } from '../support/box.js';
import { hangUp, talk } from '../support/floor.js';
import { webBox } from '../support/web-box.js';

const [LI, BO] = [agentId(1), agentId(2)];
const agents = [
  { id: LI, name: 'Li', pin: '4711', queues: ['sales'] },
  { id: BO, name: 'Bo', pin: '4711', queues: ['repairs'] },
];

t.test('a supervisor of one queue: its calls, recordings and promises, and nobody else’s', async (t) => {
  const people = [
    { id: 'chen', name: 'Chen', role: 'supervisor', supervises: ['repairs'] },
    { id: 'owner', name: 'Zhao', role: 'administrator' },
    { id: 'night', name: 'Night', role: 'supervisor' },
  ];
  const config = {
    ...{ agents, people, queues: [{ name: 'sales' }, { name: 'repairs' }] },
    accessNumbers: [
      { number: '88880001', queue: 'sales' },
      { number: '88880002', queue: 'repairs' },
    ],
    recording: { announce: false },
  };
  const place = await webBox(t, { config });
  const { world, during, browser } = place;
  const [of1, of2] = [
    await talk(place, { calling: '13912345678' }),
    await talk(place, { called: '88880002', calling: '13700001111', port: 2 }),
  ];
  await world.advance(2_000);
  for (const { telephone } of [of1, of2]) await hangUp(world, telephone);
  await world.advance(2_000);
  const [owner, chen] = [await browser('owner'), await browser('chen')];
  for (const [queue, number] of [
    ['sales', '13800000001'],
    ['repairs', '13800000002'],
  ])
    t.match(await during(owner.post('/api/v1/callbacks/new', { number, queue })), { status: 200 });

  const all = (await during(owner.get('/api/v1/calls'))).body.rows;
  const his = (await during(chen.get('/api/v1/calls'))).body.rows;
  t.same(all.map(({ queue }: { queue: string }) => queue).sort(), ['repairs', 'sales']);
  t.match(his, [{ queue: 'repairs', agent: BO }]);
  t.equal(his.length, 1);
  const recorded = async (who: typeof owner) => (await during(who.get('/api/v1/recordings'))).body.rows;
  const [allRecorded, hisRecorded] = [await recorded(owner), await recorded(chen)];
  t.same(
    [allRecorded.length, hisRecorded.map(({ agent }: { agent: string }) => agent)],
    [2, [BO]],
    'recordings of his team',
  );
  const other = allRecorded.find(({ agent }: { agent: string }) => agent === LI);
  t.match(await during(chen.get(`/api/v1/recordings/${other.id}/sound`)), { status: 404 }, 'not by its id either');
  t.match(await during(chen.get(`/api/v1/recordings/${hisRecorded[0].id}/sound`)), { status: 200 });
  const foreign = all.find(({ queue }: { queue: string }) => queue === 'sales');
  t.match(await during(chen.get(`/api/v1/calls/${foreign.id}`)), { status: 404 });
  t.match(await during(chen.get(`/api/v1/calls/${his[0].id}`)), { status: 200 });
  const promised = async (query: string) =>
    (await during(chen.get(`/api/v1/callbacks${query}`))).body.rows.map(({ queue }: { queue: string }) => queue);
  t.same(await promised(''), ['repairs']);
  t.same(await promised('?queue=sales'), [], 'nor by asking for it');
  t.match(await during(chen.get('/api/v1/search?what=13912345678')), { body: { calls: [] } });
  t.match(await during(owner.get('/api/v1/search?what=13912345678')), { body: { calls: [{}] } });
});

t.test('who sees masked numbers dials whom he may deal with, by what the number is of', async (t) => {
  const roles = [{ name: 'masked', rights: ['agents.self', 'customers.read', 'status.read'] }];
  const people = [
    { id: 'owner', name: 'Zhao', role: 'administrator' },
    { id: 'chen', name: 'Chen', role: 'supervisor' },
    { id: 'night', name: 'Night', role: 'supervisor' },
  ];
  const config = { roles, people, agents: agents.map((one) => ({ ...one, queues: ['sales'], role: 'masked' })) };
  const place = await webBox(t, { signedIn: 1, config });
  const { world, box, during, browser } = place;
  const { telephone } = await talk(place, { calling: '13912345678' });
  await hangUp(world, telephone);
  await world.advance(500);
  box.agents.finishWrapUp(LI);
  const [li, bo, owner] = [await browser(LI), await browser(BO), await browser('owner')];
  const customer = { name: '王女士', numbers: ['13700001111', '13700002222'] };
  t.match(await during(owner.ask('PUT', '/api/v1/customers/K1', customer, { 'if-none-match': '*' })), { status: 200 });
  const own = (await during(li.get(`/api/v1/agents/${LI}/calls`))).body.rows;
  t.match(own, [{ calling: /^\+86\d*\*{4}5678$/ }], 'his own call, its number masked');
  const legs = world.network.answersAfter(world.clock, 500);
  const make = (who: typeof li, id: string, to: string) => during(who.post(`/api/v1/agents/${id}/makeCall`, { to }));
  const dialledTo = async (number: RegExp) => {
    await world.until(() => telephone.rings);
    telephone.lift();
    await world.until(() => legs.some(({ called }) => number.test(called?.digits ?? '')));
    telephone.putDown();
    await world.advance(3_000);
  };
  t.match(await make(li, LI, `call:${own[0].id}`), { status: 200 });
  await dialledTo(/13912345678$/);
  t.match(await make(li, LI, 'customer:K1:1'), { status: 200 });
  await dialledTo(/13700002222$/);
  t.match(await make(li, LI, 'customer:K9'), { status: 404 });
  t.match(await make(bo, BO, `call:${own[0].id}`), { status: 404 }, 'a call that was not his tells him nothing');
  const said = JSON.stringify([own, (await during(li.get('/api/v1/customers?what=K1'))).body]);
  t.notMatch(said, /13912345678|13700002222/);
});
