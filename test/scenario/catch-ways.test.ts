// SPDX-License-Identifier: GPL-2.0-or-later
// How is a caller caught in a wave? Answered and spoken to, by a key in the queue, before the answer, or by his number alone: heard at the far end.
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, type BoxOptions, openBox, QUEUE } from '../support/box.js';

const NUMBER = '13912345678';

/** A surge from three busy channels on, in which every call is caught in this way. */
async function wave(t: Test, surge: object, { config, ...options }: BoxOptions & { earlyMedia?: boolean } = {}) {
  const { earlyMedia = false, ...rest } = options;
  const always = { on: 0.1, off: 0.05, full: 0.1, ratio: { min: 1, step: 10 }, human: { min: 0 }, grace: '1s' };
  const trunkGroups = [{ name: 'telecom', spans: ['e1-1'], presentable: [`021${ACCESS_NUMBER}`], earlyMedia }];
  const queues = [{ name: QUEUE, keys: { '1': 'callback' } }];
  const box = await openBox(t, {
    telephones: 1,
    ...rest,
    config: { trunkGroups, queues, surge: { ...always, ...surge }, ...config },
  });
  const { world } = box;
  for (const { name } of earlyMedia ? trunkGroups : [])
    await world.during(box.box.surge.heardEarly.note(name, 'heard')); // as `lines test-early-media` does
  await world.advance(1_000);
  const waiting = [1, 2, 3].map((i) => world.network.call(ACCESS_NUMBER, `1370000000${i}`));
  await world.until(() => waiting.every(({ state }) => state === 'connected'));
  return { ...box, waiting };
}

type Place = Awaited<ReturnType<typeof wave>>;

/** What the far end is told before it is answered, in order, and the prompt of the promise at its ear. */
async function calls({ world }: Place, prompt = 'zh-CN/surge') {
  const told: string[] = [];
  const leg = world.network.call(ACCESS_NUMBER, NUMBER);
  leg.proceeding.on(() => told.push('proceeding'));
  leg.progress.on(({ inBand }) => told.push(inBand ? 'progress in band' : 'progress'));
  leg.alerting.on(() => told.push('alerting'));
  leg.answered.on(() => told.push('answered'));
  const heard = world.listen(leg.channel.index, await world.load(prompt));
  return { leg, told, heard };
}

const captures = async ({ reads }: Place) =>
  (await reads.selectFrom('capture').selectAll().where('number', '=', `+86${NUMBER}`).execute()).map((row) => ({
    ...row,
    detail: JSON.parse(row.detail ?? '{}') as { way?: string; unconfirmed?: boolean; wish?: string },
  }));

async function over({ world, box }: Place, leg: TrunkLeg, within = 30_000) {
  await world.until(() => leg.state === 'cleared', within);
  await world.advance(200);
  await box.settled();
}

t.test('spoken: answered, the whole promise, cleared after the grace, the channel idle again', async (t) => {
  const place = await wave(t, {});
  const { leg, told, heard } = await calls(place);
  await over(place, leg);
  t.ok(heard.heard);
  t.equal(told.at(-1), 'answered');
  t.match(leg, { cause: 16, clearedBy: 'party' });
  t.match(await captures(place), [{ promised: 1, accessNumber: ACCESS_NUMBER, detail: { way: 'spoken' } }]);
  t.equal(place.box.lines.channels().filter(({ condition }) => condition === 'idle').length, 27);
});

t.test('a key in the queue: place, wait and key are told at once, then the promise', async (t) => {
  const place = await wave(t, { ways: [{ from: 0, way: 'keepPlace' }] });
  const { world, events } = place;
  const { leg, heard } = await calls(place);
  const offer = world.listen(leg.channel.index, await world.load('zh-CN/key-callback'));
  await world.until(() => offer.heard, 20_000);
  t.notOk(heard.heard, 'nothing is promised before he presses');
  await world.advance(1_500);
  leg.sendDigits('1');
  await world.until(() => heard.heard, 15_000);
  await over(place, leg);
  t.match(await captures(place), [{ promised: 1, detail: { way: 'key' } }]);
  t.match((await events('call.routed')).at(-1)?.detail, /"to":"queue","reason":"surge"/);
});

t.test(
  'before the answer: PROGRESS and the promise in band, cause 17, never answered, and marked unconfirmed',
  async (t) => {
    const config = { language: 'en' };
    const place = await wave(t, { ways: [{ from: 0, way: 'earlyMedia' }] }, { earlyMedia: true, config });
    const { leg, told, heard } = await calls(place, 'en/surge');
    await over(place, leg);
    t.ok(heard.heard, 'heard at the far end');
    t.same(told, ['proceeding', 'progress in band']);
    t.equal(leg.stamps.answer, undefined);
    t.match(leg, { cause: 17, clearedBy: 'party' });
    t.match(await captures(place), [{ promised: 1, detail: { way: 'earlyMedia', unconfirmed: true } }]);
    t.match((await place.events('capture.taken')).at(-1)?.detail, /"unconfirmed":true/);
    t.match(await balance(place.reads), { balanced: true });
    const { playedMs = 0, capturedAt = 0, arrivedAt = 0 } = (await captures(place))[0] ?? {};
    t.ok((playedMs ?? 0) + capturedAt - arrivedAt < 10_000, 'before T310 of the network runs out');
  },
);

t.test('a longer promise before the answer is preceded by ALERTING, which stops T310', async (t) => {
  const place = await wave(t, { ways: [{ from: 0, way: 'earlyMedia' }], catch: { cause: 34 } }, { earlyMedia: true });
  const { leg, told, heard } = await calls(place);
  await over(place, leg);
  t.ok(heard.heard);
  t.same(told.slice(0, 2), ['proceeding', 'alerting']);
  t.notOk(told.includes('answered'));
  t.equal(leg.cause, 34);
});

t.test('a trunk group that is not known to let it be heard is answered', async (t) => {
  const groups = [
    { name: 'telecom', spans: ['e1-1'], presentable: [`021${ACCESS_NUMBER}`] },
    { name: 'other', spans: ['e1-2'], earlyMedia: true },
  ];
  const options = { e1s: 2, config: { trunkGroups: groups } };
  const place = await wave(t, { ways: [{ from: 0, way: 'earlyMedia' }] }, options);
  await place.world.during(place.box.surge.heardEarly.note('other', 'heard'));
  const { leg, told } = await calls(place);
  await over(place, leg);
  t.ok(told.includes('answered'));
  t.match(await captures(place), [{ detail: { way: 'spoken' } }]);
});

t.test('capture only, by how full the trunks are, with a cause of choice', async (t) => {
  const ways = [
    { from: 0, way: 'spoken' },
    { from: 0.1, way: 'captureOnly' },
  ];
  const place = await wave(t, { ways, catch: { min: 0, cause: 34 } });
  const { leg, told, heard } = await calls(place);
  await over(place, leg);
  t.notOk(heard.heard);
  t.same(told, ['proceeding']);
  t.equal(leg.cause, 34);
  t.match(await captures(place), [{ promised: 0, prompt: null, detail: { way: 'captureOnly' } }]);
});

t.test('one question after the promise: tomorrow is due when it opens tomorrow, 9 is never', async (t) => {
  for (const [key, wish] of [
    ['2', 'tomorrow'],
    ['9', 'doNotCall'],
    ['1', 'today'],
    ['5', undefined],
  ] as const) {
    const place = await wave(t, { question: { wait: '3s' } });
    const { leg } = await calls(place);
    const { world, reads } = place;
    const question = world.listen(leg.channel.index, await world.load('zh-CN/surge-question'));
    await world.until(() => question.heard, 30_000);
    await world.advance(1_000);
    leg.sendDigits(key);
    await over(place, leg);
    t.same(
      (await place.events('promise.wished')).map(({ detail }) => JSON.parse(detail ?? '{}').wish),
      wish === undefined ? [] : [wish],
    );
    const request = reads.selectFrom('callbackRequest').selectAll().where('number', '=', `+86${NUMBER}`);
    const [row] = await request.execute();
    if (key === '2')
      t.equal(new Date(row?.due ?? 0).toISOString(), '2026-01-06T01:00:00.000Z', '09:00 of the next day');
    t.equal(row?.state, key === '9' ? 'givenUp' : 'open');
    const listed = await place.box.numbers.all('doNotCall');
    t.equal(listed.length, key === '9' ? 1 : 0);
  }
});

t.test('the prompt goes by time and by number', async (t) => {
  const prompts = [
    { prompt: 'callback-promised', accessNumbers: [ACCESS_NUMBER], hours: [{ from: '08:00', to: '10:00' }] },
    { prompt: 'closed-callback', accessNumbers: [ACCESS_NUMBER] },
  ];
  const place = await wave(t, { prompts });
  const { leg, heard } = await calls(place, 'zh-CN/callback-promised');
  await over(place, leg);
  t.ok(heard.heard, 'at 09:00');
  t.match(await captures(place), [{ prompt: 'callback-promised' }]);
});
