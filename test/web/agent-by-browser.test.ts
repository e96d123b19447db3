// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-39 001-06 001-46 001-64 000-20 000-35 000-36 003-04 003-09 003-22 002-50
// Does an agent work by the API alone: the pop before he lifts, every verb on the channel, notes and customer saved meanwhile?
import t from 'tap';
import { agentId } from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { until, webBox } from '../support/web-box.js';

const LI = agentId(1);
const to = (verb: string) => `/api/v1/agents/${LI}/${verb}`;

t.test(
  'who calls pops up before he lifts; the customer is edited and noted meanwhile; his line tells which verbs he has',
  async (t) => {
    const place = await webBox(t, { signedIn: 1 });
    const { world, during, browser, box } = place;
    const li = await browser(LI);
    const owner = await browser('owner');
    const live = li.live();
    await during(until(() => live.of('snapshot').length === 1));
    const [snapshot] = live.of('snapshot');
    t.match(snapshot, { me: { id: LI, isAgent: true, masked: false, station: '801' }, line: { situation: 'free' } });
    t.match(snapshot?.line?.verbs, { makeCall: { enabled: true }, hold: { enabled: false, code: 'NOT_TALKING' } });
    t.equal(snapshot?.standing, undefined, 'an agent has not the board');

    const made = await during(
      owner.ask(
        'PUT',
        '/api/v1/customers/K1',
        { name: '王女士', numbers: ['13912345678'], grade: 3 },
        { 'if-none-match': '*' },
      ),
    );
    t.match(made, { status: 200, body: { id: 'K1', numbers: ['+8613912345678'] } });

    const caller = world.network.call('88880001', '13912345678');
    await world.until(() => world.telephone(1).rings);
    await during(until(() => live.events('offer.made').some(({ event }) => event.facts.agent === LI)));
    const [offered] = live.events('offer.made').filter(({ event }) => event.facts.agent === LI);
    t.match(offered?.event.facts, { customer: { id: 'K1', name: '王女士' } });
    const call = String(offered?.event.facts.call);
    const pop = await during(li.get(to(`calls/${call}/pop`)));
    t.match(pop, {
      status: 200,
      body: {
        call,
        number: '+8613912345678',
        accessNumber: '88880001',
        accessName: '东方卫视',
        customer: { id: 'K1', grade: 3 },
      },
    });

    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    const { etag } = pop.body.customer;
    const edited = { name: '王小姐', numbers: ['13912345678'] };
    t.match(await during(li.ask('PUT', '/api/v1/customers/K1', edited, { 'if-match': etag })), { status: 200 });
    t.match(
      await during(li.ask('PUT', '/api/v1/customers/K1', { ...edited, name: 'x' }, { 'if-match': etag })),
      { status: 409, body: { code: 'EDITED', now: { name: '王小姐' } } },
      'who has not seen the last version is told what stands',
    );
    const note = await during(li.ask('PUT', `/api/v1/contacts/${call}/notes/mine`, { text: '要两台', customer: 'K1' }));
    t.match(note, { status: 200, body: { by: LI, text: '要两台' } });
    t.match(await during(li.get('/api/v1/customers/K1/notes')), { body: [{ text: '要两台', byName: 'Agent 1' }] });

    t.match(await during(li.post(to('hold'))), { status: 200, body: { taken: true } });
    await during(until(() => live.of('line').at(-1)?.line.situation === 'holding'));
    t.match(live.of('line').at(-1)?.line, { calls: [{ call, state: 'held' }], verbs: { retrieve: { enabled: true } } });
    t.match(await during(li.post(to('hold'))), { status: 409, body: { code: 'REFUSED' } }, 'the box judges');
    t.match(await during(li.post(to('retrieve'))), { status: 200 });
    await during(until(() => live.of('line').at(-1)?.line.situation === 'talking'));
    t.match(await during(li.post(to('clear'))), { status: 200 });
    await world.until(() => caller.signal.aborted);
    await during(until(() => live.of('line').at(-1)?.line.state === 'wrapUp'));
    t.match(await during(li.post(to('finishWrapUp'))), { status: 200 });
    world.telephone(1).putDown();
    await during(until(() => live.of('line').at(-1)?.line.state === 'ready'));
    t.same(live.wrong, [], 'every message is as the contract has it');
    t.match(await during(owner.get('/api/v1/calls?number=13912345678')), { body: { rows: [{ id: call, agent: LI }] } });
    const record = (await during(owner.get(`/api/v1/calls/${call}`))).body;
    t.match(
      record,
      { notes: [{ text: '要两台', by: LI }], recordings: { length: 1 } },
      'who, what was noted, the recording',
    );
    const again = world.network.call('88880001', '13912345678');
    await world.until(() => world.telephone(1).rings);
    const offer = () => live.events('offer.made').at(-1)?.event.facts.call;
    await during(until(() => offer() !== call));
    const popped = (await during(li.get(to(`calls/${offer()}/pop`)))).body;
    t.match(
      popped.history,
      [{ contact: call, agent: LI, recordings: { length: 1 } }],
      'the next time he calls, what was before is there',
    );
    again.clear();
  },
);

t.test('an unknown caller pops a form with his number; the same act asked twice is done once', async (t) => {
  const place = await webBox(t, { signedIn: 1 });
  const { world, during, browser, box } = place;
  const li = await browser(LI);
  world.network.call('88880001', '13700001111');
  await world.until(() => world.telephone(1).rings);
  const line = await during(li.get(to('line')));
  const [{ call }] = line.body.calls;
  t.match(await during(li.get(to(`calls/${call}/pop`))), { body: { prefilled: { numbers: ['+8613700001111'] } } });
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  const key = { 'idempotency-key': 'hold-once-0001' };
  t.match(await during(li.post(to('hold'), {}, key)), { status: 200 });
  t.match(await during(li.post(to('hold'), {}, key)), { status: 200 }, 'its answer was lost: the same again');
  t.match(await during(li.post(to('hold'), {}, { 'idempotency-key': 'x' })), {
    status: 409,
    body: { code: 'REFUSED' },
  });
});

t.test('click to dial rings his telephone, then whom he calls; messages reach who is away', async (t) => {
  const place = await webBox(t);
  const { world, during, browser } = place;
  const li = await browser(LI);
  t.match(await during(li.post(to('makeCall'), { to: agentId(2) })), { status: 200 });
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => world.telephone(2).rings);

  t.match(await during(li.post('/api/v1/messages', { to: 'chen', text: '帮我看一下' })), { status: 200 });
  const chen = await browser('chen');
  t.match(await during(chen.get('/api/v1/messages')), {
    body: { unread: 1, rows: [{ from: LI, fromName: 'Agent 1', text: '帮我看一下' }] },
  });
});

t.test('a transfer takes the customer along; the supervisor sees all of it live', async (t) => {
  const place = await webBox(t, { config: {} });
  const { during, browser, box, world } = place;
  const chen = await browser('chen');
  const live = chen.live();
  await talk(place);
  await during(until(() => live.of('live').length > 0 && live.events('call.bridged').length === 1));
  const [bridged] = live.events('call.bridged');
  const talking = String(bridged?.event.facts.agent);
  const other = talking === LI ? agentId(2) : LI;
  t.match(await during(chen.post(`/api/v1/agents/${talking}/singleStepTransfer`, { to: `agent:${other}` })), {
    status: 200,
  });
  const port = other === LI ? 1 : 2;
  await world.until(() => world.telephone(port).rings);
  world.telephone(port).lift();
  await world.until(() => agent(box, port).state === 'talking');
  await during(until(() => live.events('call.transferred').length === 1));
  t.equal(live.events('call.transferred')[0]?.event.actor, 'person:chen');
  t.same(live.wrong, []);
});
