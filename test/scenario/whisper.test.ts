// SPDX-License-Identifier: GPL-2.0-or-later
// Before they talk the agent is told of the call, and the caller his number: who hears what before, during and after?
import t, { type Test } from 'tap';
import { SYSTEM } from '../../src/bus/index.js';
import { ACCESS_NUMBER, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { confirm, hearEachOther, leaveNumber, rungCustomer } from '../support/people.js';
import { timedCalls } from '../support/times.js';
import { whoHears } from '../support/who-hears.js';

const BOTH = { tellAgent: ['queue', 'wait', 'data'], tellNumber: true };
const WHISPER = ['whisper-queue', 'number-1', 'whisper-wait', 'whisper-customer', 'number-4', 'number-7'];
const NUMBER = ['agent-number-before', 'number-yao', 'number-0', 'agent-number-after'];

/** A caller rings in, data is attached; the agent's telephone rings. */
async function rung(t: Test, queue: object, recording: object = { announce: false }) {
  const queues = [{ name: QUEUE, wrapUp: '0s', ...queue }];
  const place = await openBox(t, { telephones: 2, signedIn: 1, config: { recording, queues } });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13811112222');
  await world.until(() => world.telephone(1).rings);
  const [{ call } = { call: '' }] = box.calling.supervision.waiting.list();
  box.attach(call, { order: '4711', name: 'Li' });
  await world.advance(5_000);
  const telephone = world.telephone(1);
  const ears = { customer: caller.channel.index, agent: telephone.channel };
  const listen = async (channel: number, names: readonly string[]) =>
    Promise.all(names.map(async (name) => ({ name, ear: world.listen(channel, await world.load(`zh-CN/${name}`)) })));
  const heardBy = { agent: await listen(ears.agent, WHISPER), customer: await listen(ears.customer, NUMBER) };
  const heard = (who: 'agent' | 'customer') => heardBy[who].filter(({ ear }) => ear.heard).map(({ name }) => name);
  const lift = async () => {
    telephone.lift();
    await world.until(() => agent(box, 1).state === 'talking');
  };
  return { ...place, caller, telephone, ears, heard, lift, hears: () => whoHears(world, ears) };
}

t.test('both at the same time; music before, each his own during, each other after', async (t) => {
  const { world, heard, lift, hears } = await rung(t, BOTH);
  t.match(await hears(), { customer: 'music' });
  await lift();
  await world.advance(300);
  const during = await hears();
  t.notMatch(during.customer, /agent/, 'words, and not the other');
  t.notMatch(during.agent, /customer/);
  await world.advance(8_000);
  t.same(await hears(), { customer: 'agent', agent: 'customer' });
  t.same(heard('agent'), WHISPER);
  t.same(heard('customer'), NUMBER);
});

t.test('the caller hears nothing of what is whispered, and music meanwhile', async (t) => {
  const { world, caller, lift, hears, heard } = await rung(t, { tellAgent: ['queue', 'data'] });
  const whispered = await Promise.all(
    WHISPER.map(async (name) => world.listen(caller.channel.index, await world.load(`zh-CN/${name}`))),
  );
  await lift();
  await world.advance(300);
  t.same(await hears(), { customer: 'music', agent: 'music' });
  await world.advance(8_000);
  t.same(await hears(), { customer: 'agent', agent: 'customer' });
  t.notOk(whispered.some(({ heard }) => heard));
  t.same(
    heard('agent'),
    WHISPER.filter((name) => name !== 'whisper-wait'),
  );
});

t.test('his number alone: both hear it, then each other', async (t) => {
  const { world, telephone, heard, lift, hears } = await rung(t, { tellNumber: true });
  const over = world.listen(telephone.channel, await world.load('zh-CN/agent-number-after'));
  await lift();
  await world.advance(6_000);
  t.same(heard('customer'), NUMBER);
  t.ok(over.heard, 'the agent is not left in silence');
  t.same(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test('a key skips it', async (t) => {
  const { world, telephone, lift, hears, heard } = await rung(t, { tellAgent: ['queue', 'wait', 'data'] });
  await lift();
  await world.advance(300);
  telephone.dial('1');
  await world.advance(600);
  t.same(await hears(), { customer: 'agent', agent: 'customer' });
  t.notOk(heard('agent').includes('number-7'));
});

t.test('a caller who goes amid it is gone, and so is what is whispered; the agent is free', async (t) => {
  const { world, box, caller, telephone, lift, hears } = await rung(t, BOTH);
  await lift();
  await world.advance(300);
  caller.clear();
  await world.advance(200);
  t.match(await hears(), { agent: 'music' }, 'busy tone');
  await hangUp(world, telephone);
  t.equal(agent(box, 1).state, 'ready');
});

t.test('an agent who puts down amid it is replaced; the caller keeps his place and hears music', async (t) => {
  const { world, box, caller, telephone, lift, ears } = await rung(t, BOTH);
  await lift();
  await world.advance(300);
  telephone.putDown();
  await world.until(() => telephone.rings, 5_000);
  t.match(await whoHears(world, { customer: ears.customer }), { customer: 'music' });
  t.equal(caller.state, 'connected');
  await lift();
  await world.advance(9_000);
  t.same(await whoHears(world, ears), { customer: 'agent', agent: 'customer' });
  t.equal(box.status().queues[0]?.waiting, 0);
});

t.test('the announcement of a recording both hear first, and what is whispered is not recorded', async (t) => {
  const place = await rung(t, BOTH, { announce: 'before' });
  const { world, box, caller, lift, heard, events, reads } = place;
  await lift();
  const began = world.clock.utc(world.clock.now());
  await world.advance(16_000);
  await box.settled();
  t.same(heard('agent'), WHISPER);
  t.same(heard('customer'), NUMBER);
  const [call] = await timedCalls(reads);
  const [started] = await events('recording.started');
  t.ok((call?.bridgedAt ?? 0) > began + 2_000);
  t.ok((started?.at ?? 0) >= (call?.bridgedAt ?? Number.POSITIVE_INFINITY) - 100, 'recorded from when they talk');
  caller.clear();
});

t.test('it is never longer than a few seconds, whatever is attached', async (t) => {
  const { world, box, reads, lift } = await rung(t, { tellAgent: ['data'] });
  const [{ call } = { call: '' }] = box.calling.supervision.waiting.list();
  box.attach(call, Object.fromEntries([1, 2, 3].map((n) => [`value${n}`, '888888888888'])));
  await lift();
  const began = world.clock.utc(world.clock.now());
  await world.advance(12_000);
  await box.settled();
  const [row] = await timedCalls(reads);
  const after = (row?.bridgedAt ?? Number.NaN) - began;
  t.ok(after > 7_000 && after < 8_500, `bridged after ${after} ms`);
});

t.test('the grade of a customer whom the directory knows is told', async (t) => {
  const queues = [{ name: QUEUE, wrapUp: '0s', tellAgent: ['customer'] }];
  const place = await openBox(t, { signedIn: 1, config: { recording: { announce: false }, queues } });
  const { world, box } = place;
  await box.customers.set('c1', { numbers: '13811112222', name: 'Li', grade: '3' }, SYSTEM);
  const telephone = world.telephone(1);
  world.network.call(ACCESS_NUMBER, '13811112222');
  await world.until(() => telephone.rings);
  const told = await Promise.all(
    ['whisper-grade', 'number-3'].map(async (name) =>
      world.listen(telephone.channel, await world.load(`zh-CN/${name}`)),
    ),
  );
  telephone.lift();
  await world.advance(5_000);
  t.ok(told.every(({ heard }) => heard));
});

t.test('of a callback, too, the agent is told before the customer hears him', async (t) => {
  const queues = [{ name: QUEUE, tellAgent: ['queue', 'wait'], callback: { mode: 'pull' } }];
  const place = await openBox(t, { signedIn: 0, config: { queues, recording: { announce: false } } });
  const { world, box } = place;
  await leaveNumber(world, '13912345678');
  box.agents.signIn('1001', stationNumber(1));
  box.callbacks.next('1001');
  const customer = await rungCustomer(world);
  await confirm(world, customer);
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings);
  const told = world.listen(telephone.channel, await world.load('zh-CN/whisper-wait'));
  telephone.lift();
  await world.until(() => told.heard, 6_000);
  const ears = { customer: customer.channel.index, agent: telephone.channel };
  t.notMatch((await whoHears(world, ears)).customer, /agent/);
  await world.advance(6_000);
  t.ok(await hearEachOther(world, customer, 1));
});
