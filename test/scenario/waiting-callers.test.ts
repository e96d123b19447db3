// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-18
// Supervisors and callers whom nobody serves yet: put first, moved, given to an agent; by library, shell and socket, audited, within reach.
import t, { type Test } from 'tap';
import { personOf, refusalOf } from '../../src/access/index.js';
import { agentId, type BoxOptions, openBox, stationNumber } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { shop } from '../support/shop.js';

const SERVICE = 'service';
const QUEUES = [{ name: 'sales' }, { name: SERVICE }];

/** Three callers wait, one after the other; agent 1 of sales is not ready, agent 2 of service is. */
async function threeWait(t: Test, options: BoxOptions = {}) {
  const agents = [1, 2].map((n) => ({
    ...{ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [n === 1 ? 'sales' : SERVICE] },
  }));
  const place = await openBox(t, {
    telephones: 2,
    signedIn: 2,
    ...options,
    config: { queues: QUEUES, agents, ...options.config },
  });
  const { world, box } = place;
  box.agents.notReady(agentId(1), 'meeting');
  const callers = [];
  for (const last of [1, 2, 3]) {
    callers.push(world.network.call('88880001', `1391234567${last}`));
    await world.advance(1_000);
  }
  const { waiting } = box.calling.supervision;
  const order = () => waiting.list().map(({ number }) => number?.slice(-1));
  const callOf = (n: number) => waiting.list().find(({ number }) => number?.endsWith(String(n)))?.call ?? '';
  return { ...place, callers, waiting, order, callOf };
}

t.test('put first: the next one to be served, at his place no longer', async (t) => {
  const { world, box, waiting, order, callOf, callers, events } = await threeWait(t);
  t.same(order(), ['1', '2', '3']);
  t.match(waiting.list()[0], { queue: 'sales', position: 1, ringing: false });
  waiting.promote(callOf(3));
  t.same(order(), ['3', '1', '2']);
  waiting.promote(callOf(2));
  t.same(order(), ['2', '3', '1']);
  box.agents.ready(agentId(1));
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  t.same(order(), ['3', '1']);
  t.match(await events('call.promoted'), [{ queue: 'sales' }, {}]);
  t.throws(() => waiting.promote('call-of-nobody'), { code: 'NOT_FOUND' });
  callers[1]?.clear();
  await world.advance(500);
});

t.test('moved to another queue: its agent is rung, the time of his call is his place', async (t) => {
  const { world, box, waiting, order, callOf, callers, events } = await threeWait(t);
  t.throws(() => waiting.move(callOf(2), { kind: 'queue', queue: 'nowhere' }), { code: 'NOT_FOUND' });
  t.throws(() => waiting.move(callOf(2), { kind: 'queue', queue: 'sales' }), { code: 'REFUSED' });
  t.throws(() => waiting.move(callOf(2), { kind: 'flow', flow: 'nowhere' }), { code: 'NOT_FOUND' });
  t.same(order(), ['1', '2', '3'], 'what is refused changes nothing');
  waiting.move(callOf(2), { kind: 'queue', queue: SERVICE });
  await world.until(() => world.telephone(2).rings);
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  t.match(await events('call.moved'), [{ queue: 'sales', detail: /queue:service/ }]);
  waiting.move(callOf(3), { kind: 'refuse' });
  await world.until(() => callers[2]?.state === 'cleared', 10_000);
  t.same(order(), ['1']);
  await hangUp(world, world.telephone(2));
  await world.until(() => callers[1]?.state === 'cleared');
});

t.test('moved while an agent is rung for him: it stops ringing there', async (t) => {
  const { world, box, waiting, callOf } = await threeWait(t);
  box.agents.ready(agentId(1));
  box.agents.notReady(agentId(2), 'meeting');
  await world.until(() => world.telephone(1).rings);
  const { call } = waiting.list().find(({ ringing }) => ringing) ?? { call: callOf(1) };
  box.agents.notReady(agentId(1), 'meeting');
  await world.until(() => !world.telephone(1).rings, 8_000);
  waiting.move(call, { kind: 'queue', queue: SERVICE });
  t.match(
    waiting.list().find((one) => one.call === call),
    { queue: SERVICE },
  );
});

t.test(
  'picked: the telephone of one who is not ready rings, he lifts, they talk; who is too late hears busy',
  async (t) => {
    const { world, box, waiting, order, callOf, callers, events } = await threeWait(t);
    const second = callOf(2);
    waiting.pick(second, agentId(1));
    await world.until(() => world.telephone(1).rings);
    t.same(order(), ['1', '2', '3'], 'he keeps his place while it rings');
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(300);
    t.same(order(), ['1', '3']);
    t.match(await events('call.picked'), [{ agent: agentId(1), call: second }]);
    t.match(await events('call.bridged'), [{ agent: agentId(1), call: second }]);
    t.throws(() => waiting.pick(callOf(3), agentId(1)), { code: 'REFUSED', message: /LINE_BUSY/ });
    await hangUp(world, world.telephone(1));
    await world.until(() => callers[1]?.state === 'cleared');

    await world.until(() => agent(box, 1).state !== 'wrapUp', 20_000);
    waiting.pick(callOf(3), agentId(1));
    await world.until(() => world.telephone(1).rings);
    callers[2]?.clear();
    await world.until(() => !world.telephone(1).rings, 8_000);
    t.same(order(), ['1']);
  },
);

t.test('whose role does not reach is refused, over the web; the operator reaches everybody', (t) => {
  const agents = [
    { id: '1001', name: 'A', queues: ['sales'], record: true },
    {
      id: '1002',
      name: 'B',
      queues: [SERVICE],
      record: true,
      rights: ['calls.supervise' as const],
      supervises: [SERVICE],
    },
  ];
  const people = [
    { id: 'li', name: 'Li', role: 'supervisor' as const, rights: [], supervises: ['sales'] },
    { id: 'wang', name: 'Wang', role: 'supervisor' as const, rights: [] },
  ];
  const waitsIn = (call: string) => (call === 'c1' ? 'sales' : SERVICE);
  const may = (id: string, method: string, params: Record<string, unknown>) => {
    const person = personOf({ agents, people }, id);
    return person !== undefined && refusalOf(person, method, params, waitsIn) === undefined;
  };
  const cases = [
    ['li', 'agentAction', { agent: '1001', action: 'not-ready' }, true],
    ['li', 'agentAction', { agent: '1002', action: 'not-ready' }, false],
    ['li', 'callAction', { agent: '1002', verb: 'hold' }, false],
    ['li', 'supervise', { supervisor: 'li', agent: '1002', how: 'release' }, false],
    ['li', 'waitingAction', { action: 'front', call: 'c1' }, true],
    ['li', 'waitingAction', { action: 'front', call: 'c2' }, false],
    ['li', 'waitingAction', { action: 'pick', call: 'c1', to: '1002' }, false],
    ['li', 'waitingAction', { action: 'pick', call: 'c1', to: 'agent:1001' }, true],
    ['li', 'waitingAction', { action: 'move', call: 'c1', to: 'queue:service' }, false],
    ['wang', 'waitingAction', { action: 'front', call: 'c2' }, true],
    ['wang', 'agentAction', { agent: '1002', action: 'sign-out' }, true],
    ['1001', 'waitingAction', { action: 'front', call: 'c1' }, false],
    ['1001', 'agentAction', { agent: '1001', action: 'ready' }, true],
    ['1002', 'supervise', { supervisor: '1002', agent: '1001' }, false],
  ] as const;
  for (const [id, method, params, right] of cases)
    t.equal(may(id, method, params), right, `${id} ${method} ${JSON.stringify(params)}`);
  t.end();
});

for (const language of ['en', 'zh-CN'] as const) {
  t.test(`${language}: at the shell`, async (t) => {
    const place = await shop(t, { telephones: 2 }, language);
    const { world, box, spillway, events } = place;
    box.agents.signIn(agentId(1), stationNumber(1));
    box.agents.notReady(agentId(1), 'meeting');
    world.network.call('88880001', '13912345671');
    await world.advance(2_000);
    const listed = JSON.parse((await spillway('waiting', '--json')).text) as { readonly call: string }[];
    const [{ call } = { call: '' }] = listed;
    t.match(await spillway('waiting'), { code: 0, text: new RegExp(call) });
    t.match(await spillway('waiting', 'front', call), { code: 0, text: language === 'en' ? 'done' : '完成' });
    t.match(await spillway('waiting', 'move', call), { code: 2 });
    t.match(await spillway('waiting', 'move', call, 'agent:1001'), { code: 1, complaint: /queue:NAME|queue:/ });
    t.match(await spillway('waiting', 'pick', call, agentId(1)), { code: 0 });
    await world.until(() => world.telephone(1).rings);
    t.match(await events('call.picked'), [{ source: 'shell' }]);
    t.match(await spillway('waiting', '--help'), { text: /spillway waiting pick/ });
    t.match(await spillway('agents', 'sign-out', agentId(1)), { code: 0 });
    t.match(await events('agent.signedOut'), [{ source: 'shell', agent: agentId(1) }]);
  });
}
