// SPDX-License-Identifier: GPL-2.0-or-later
// Are requests that people put in called as they wish: by whom, when, from which number, in which form, and not at all if lists say so meanwhile?
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { agentId, type BoxWorld, openBox, QUEUE, shut, stationNumber } from '../support/box.js';
import { dialCode, leaveNumber, rungCustomer } from '../support/people.js';

const SHELL = { actor: 'operator', source: 'shell' } as const;
const NUMBER = '13912345678';
const PULL = { queues: [{ name: QUEUE, callback: { mode: 'pull' } }] };

const opened = (t: Test, config: object = {}) => openBox(t, { signedIn: 0, config: { ...PULL, ...config } });
const signIn = ({ box }: BoxWorld, ...numbers: number[]) => {
  for (const number of numbers) box.agents.signIn(agentId(number), stationNumber(number));
};
const create = ({ world, box }: BoxWorld, text: Parameters<typeof box.callbacks.create>[0]) =>
  world.during(box.callbacks.create(text, SHELL));

t.test('a request by command is on the list with all that was said, and is called', async (t) => {
  const box = await opened(t);
  const { request, merged } = await create(box, { number: NUMBER, note: '询价', priority: '3' });
  t.notOk(merged);
  t.match(await box.box.callbacks.list(), [{ id: request, number: `+86${NUMBER}`, origin: 'command', note: '询价' }]);
  t.match((await create(box, { number: `0${NUMBER}` })).merged, true, 'never two open requests for a number');
  signIn(box, 1);
  t.equal(box.box.callbacks.next(agentId(1)), request);
  t.match((await rungCustomer(box.world)).called, { digits: NUMBER });
});

t.test('what cannot be called is refused with the reason, all reasons at once', async (t) => {
  const { box, world } = await opened(t);
  await world.during(box.numbers.add('doNotCall', '13900000009', { by: SHELL }));
  for (const [text, reason] of [
    [{ number: '' }, /number is missing/],
    [{ number: 'nobody' }, /no number/],
    [{ number: '+12125551234' }, /abroad/],
    [{ number: '110' }, /no number|service/],
    [{ number: '02188880001' }, /our own/],
    [{ number: '13900000009' }, /wants no calls/],
    [{ number: NUMBER, queue: 'nowhere', agent: '4711' }, /no queue nowhere.*no agent 4711/],
    [{ number: NUMBER, at: 'soon' }, /soon is no time/],
    [{ number: NUMBER, at: '2025-12-01 10:00' }, /is over/],
    [{ number: NUMBER, at: '21:30', until: '23:00' }, /outside them/],
    [{ number: NUMBER, priority: 'high' }, /no whole number/],
  ] as const)
    await t.rejects(world.during(box.callbacks.create(text, SHELL)), { code: 'REFUSED', message: reason });
  t.same(await box.callbacks.list(), []);
});

t.test('a chosen time: not before, and given up after it', async (t) => {
  const box = await opened(t);
  signIn(box, 1);
  await create(box, { number: NUMBER, at: '09:30', until: '10:00' });
  t.equal(box.box.callbacks.next(agentId(1)), undefined, 'it is 09:00');
  const [row] = await box.box.callbacks.list();
  t.equal((row?.due ?? 0) - box.world.clock.now() > 25 * 60_000, true);
  t.equal((row?.expiresAt ?? 0) - (row?.due ?? 0), 30 * 60_000);
});

t.test('for a named agent: nobody else gets it, until it is given to another', async (t) => {
  const box = await opened(t);
  signIn(box, 1, 2);
  const { request } = await create(box, { number: NUMBER, agent: agentId(2) });
  t.equal(box.box.callbacks.next(agentId(1)), undefined);
  box.box.callbacks.change(request, { agent: agentId(1), note: 'moved' });
  t.equal(box.box.callbacks.next(agentId(2)), undefined);
  t.equal(box.box.callbacks.next(agentId(1)), request);
  t.throws(() => box.box.callbacks.change(request, { agent: '' }), { code: 'REFUSED' }, 'it is being called');
  t.throws(() => box.box.callbacks.change('callback-none', { note: '' }), { code: 'NOT_FOUND' });
});

t.test('a number that is blocked, or wants no calls, after its request came is not dialled', async (t) => {
  for (const list of ['blocked', 'doNotCall'] as const) {
    const box = await opened(t);
    const rung = box.world.network.answersAfter(box.world.clock, 60_000);
    const { request } = await create(box, { number: NUMBER });
    await box.world.during(box.box.numbers.add(list, NUMBER, { by: SHELL }));
    signIn(box, 1);
    box.box.callbacks.next(agentId(1));
    await box.world.advance(2_000);
    t.same(rung, []);
    t.match(await box.box.callbacks.list({ all: true }), [{ id: request, state: 'givenUp', reason: list }]);
  }
});

t.test('the customer sees the number that he called, where the trunk may show it', async (t) => {
  const SECOND = '88880002';
  const box = await opened(t, {
    accessNumbers: [
      { number: '88880001', queue: QUEUE },
      { number: SECOND, queue: QUEUE },
    ],
    trunkGroups: [{ name: 'telecom', spans: ['e1-1'], presentable: ['02188880001', `021${SECOND}`] }],
  });
  await create(box, { number: NUMBER, accessNumber: SECOND });
  signIn(box, 1);
  box.box.callbacks.next(agentId(1));
  t.match((await rungCustomer(box.world)).calling, { digits: `021${SECOND}` });
});

t.test('a mobile number of another area is dialled with a 0 where the trunk group says so', async (t) => {
  const areas = join(t.testdir(), 'areas.csv');
  writeFileSync(areas, 'prefix,province,city,areacode\n1391234,北京,,010\n1390000,上海,,021\n');
  for (const [number, digits] of [
    [NUMBER, `0${NUMBER}`],
    ['13900001111', '13900001111'],
  ] as const) {
    const box = await opened(t, {
      areas,
      trunkGroups: [{ name: 'telecom', spans: ['e1-1'], dialling: { mobilePrefix: 'byArea' } }],
    });
    await create(box, { number });
    signIn(box, 1);
    box.box.callbacks.next(agentId(1));
    t.match((await rungCustomer(box.world)).called, { digits });
  }
});

t.test('lines of a file: the good ones are taken, each bad one is told by its line', async (t) => {
  const box = await opened(t);
  const lines = [
    { line: 2, text: { number: NUMBER } },
    { line: 3, text: { number: '12' } },
    { line: 4, text: { number: `+86 139 1234 5678`, note: 'again' } },
    { line: 5, text: { number: '13900000001', agent: '9999' } },
  ];
  const done = await box.world.during(box.box.callbacks.import(lines, SHELL));
  t.match(done, { created: 1, merged: 1 });
  t.same(
    done.problems.map(({ line }) => line),
    [3, 5],
  );
});

t.test('no more for one number, or by one source, than the file allows', async (t) => {
  const created = { perNumber: { requests: 2 }, perSource: { requests: 3 } };
  const box = await opened(t, { callback: { created } });
  await create(box, { number: NUMBER });
  await create(box, { number: NUMBER });
  await t.rejects(create(box, { number: NUMBER }), { code: 'REFUSED', message: /perNumber/ });
  await create(box, { number: '13900000001' });
  await t.rejects(create(box, { number: '13900000002' }), { code: 'REFUSED', message: /perSource/ });
});

t.test('the limits hold over a restart: what was put in is counted from the records', async (t) => {
  const callback = { created: { perNumber: { requests: 2 }, perSource: { requests: 3 } } };
  const first = await opened(t, { callback });
  const { request } = await create(first, { number: NUMBER });
  await create(first, { number: NUMBER });
  first.box.callbacks.cancel(request);
  await create(first, { number: '13900000001' });
  await shut(first);
  const second = await openBox(t, {
    ...{ signedIn: 0, data: `${first.world.folder}/data` },
    config: { ...PULL, callback },
  });
  await t.rejects(create(second, { number: NUMBER }), { code: 'REFUSED', message: /perNumber/ });
  await t.rejects(create(second, { number: '13900000002' }), { code: 'REFUSED', message: /perSource/ });
  const other = { actor: 'person:li', source: 'web' } as const;
  const { box, world } = second;
  await world.during(box.callbacks.create({ number: '13900000002' }, other));
  t.match(
    (await second.events('callback.asked')).map(({ detail }) => JSON.parse(detail ?? '{}').by),
    [...['operator', 'operator', 'operator'], 'person:li'],
  );
});

t.test('how a callback was promised can be exported: access number, time, prompt and how much of it', async (t) => {
  const box = await opened(t);
  await leaveNumber(box.world, NUMBER);
  await box.box.settled();
  const rows = await (await box.box.callbacks.evidence()).rows();
  t.match(rows, [
    { number: `+86${NUMBER}`, accessNumber: '88880001', promised: 1, prompt: 'surge', source: 'callingNumber' },
  ]);
  t.ok((rows[0]?.playedMs ?? 0) > 1_000 && rows[0]?.recordings === null);
  const spoken = createHash('sha256').update(readFileSync('prompts/zh-CN/surge.wav')).digest('hex');
  t.match(rows, [{ way: 'spoken', unconfirmed: 0, promptDigest: spoken }], 'which recording of the prompt it was');
});

t.test('where the file says so the promise is recorded: what he heard and what he said', async (t) => {
  const box = await opened(t, { callback: { record: true }, recording: { announce: false } });
  await leaveNumber(box.world, NUMBER);
  await box.world.advance(5_000);
  await box.box.settled();
  const [row] = await (await box.box.callbacks.evidence()).rows();
  t.match(row?.recordings ?? '', /\.wav$/);
  const [recording] = await box.reads.selectFrom('recording').selectAll().execute();
  t.match(recording, { call: row?.call, agent: null, queue: QUEUE, state: 'complete' });
  t.ok((recording?.durationMs ?? 0) >= (row?.playedMs ?? 0) - 100, 'from the first word of the promise');
});

t.test('who hung up while he waited is called back, if the file says so and he waited long enough', async (t) => {
  for (const [from, waits, expected] of [
    [['surge', 'queue', 'abandoned'], 8_000, 1],
    [['surge', 'queue', 'abandoned'], 1_000, 0],
    [['surge', 'queue'], 8_000, 0],
  ] as const) {
    const box = await opened(t, { callback: { from }, surge: { enabled: false } });
    signIn(box, 1);
    box.box.agents.notReady(agentId(1), 'meal');
    const caller = box.world.network.call('88880001', NUMBER);
    await box.world.until(() => caller.state === 'connected');
    await box.world.advance(waits);
    caller.clear();
    await box.world.until(() => caller.state === 'cleared');
    await box.world.advance(500);
    await box.box.settled();
    const rows = await box.box.callbacks.list();
    t.equal(rows.length, expected, `${from} after ${waits} ms`);
    if (expected === 1) t.match(rows, [{ origin: 'abandoned', promised: 0, queue: QUEUE, accessNumber: '88880001' }]);
    box.box.agents.ready(agentId(1));
    t.equal(await dialCode(box.world, 1, '*64', 'agent-callback-follows'), expected === 1, 'an agent may ask for him');
  }
});

t.test('who left a message gets a request of his own where the file says so, one for a call', async (t) => {
  const message = { call: 'call-1', number: `+86${NUMBER}`, accessNumber: '88880001' };
  const off = await opened(t);
  t.equal(await off.world.during(off.box.callbacks.leftMessage(message)), undefined);
  const { box, world } = await opened(t, { callback: { from: ['surge', 'queue', 'message'] } });
  t.match(await world.during(box.callbacks.leftMessage(message)), { merged: false });
  t.match(await box.callbacks.list(), [{ origin: 'message', promised: 0, queue: QUEUE, captures: 1 }]);
});
