// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-10: does each call that a computer agent answers leave exactly one capture, with number, access number and time?
import t from 'tap';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';

const SECOND_NUMBER = '88880002';

/** Three busy channels are a wave here, and then every call is a computer agent's. */
const WAVE = {
  accessNumbers: [
    { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
    { number: SECOND_NUMBER, name: '湖南卫视', queue: QUEUE },
  ],
  surge: { on: 0.1, off: 0.05, ratio: { min: 1 }, human: { min: 0 } },
};

t.test('each call answered in a surge leaves one capture with its number, access number and arrival', async (t) => {
  const { world, reads } = await openBox(t, { telephones: 1, config: WAVE });
  const waiting = [1, 2, 3].map((i) => world.network.call(ACCESS_NUMBER, `1370000000${i}`));
  await world.until(() => waiting.every(({ state }) => state === 'connected'));

  const promise = await world.load('zh-CN/surge');
  const wave = [
    { calling: '13912345678', called: ACCESS_NUMBER, number: '+8613912345678' },
    { calling: '13812345679', called: SECOND_NUMBER, number: '+8613812345679' },
    { calling: '2154321000', called: ACCESS_NUMBER, number: '+862154321000' },
    { calling: '75588889999', called: SECOND_NUMBER, number: '+8675588889999' },
  ].map(({ calling, called, number }) => {
    const at = world.clock.now();
    const leg = world.network.call(called, calling);
    return { at, leg, number, heard: world.listen(leg.channel.index, promise), raw: calling, accessNumber: called };
  });
  await world.until(() => wave.every(({ leg }) => leg.state === 'cleared'));

  const captures = await reads.selectFrom('capture').selectAll().orderBy('arrivedAt').orderBy('call').execute();
  const told = { source: 'callingNumber', promised: 1 };
  t.match(
    captures,
    wave.map(({ number, raw, accessNumber }) => ({ number, raw, accessNumber, ...told })),
  );
  t.equal(captures.length, wave.length, 'none for those who wait for an agent');
  for (const [i, { at, heard }] of wave.entries()) {
    const { arrivedAt = 0, capturedAt = 0 } = captures[i] ?? {};
    t.ok(arrivedAt >= at && arrivedAt <= at + 60, `arrived ${arrivedAt - at} ms after the exchange sent it`);
    t.ok(capturedAt >= arrivedAt);
    t.ok(heard.heard);
  }
  const calls = await reads.selectFrom('call').selectAll().where('disposition', '=', 'captured').execute();
  t.same(new Set(calls.map(({ id }) => id)), new Set(captures.map(({ call }) => call)));
});

t.test('a caller who hangs up within the promise has left his number too, and what he heard is known', async (t) => {
  const { world, reads } = await openBox(t, { telephones: 1, config: WAVE, signedIn: 0 });
  const promise = await world.load('zh-CN/surge');
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => caller.state === 'connected');
  const heard = world.listen(caller.channel.index, promise);
  await world.until(() => heard.heard);
  await world.advance(2_000);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  await world.advance(100);

  const capture = await reads.selectFrom('capture').selectAll().executeTakeFirstOrThrow();
  t.match(capture, { number: '+8613912345678', promised: 1, prompt: 'surge' });
  const played = capture.playedMs ?? 0;
  t.ok(played > 1_900 && played < 2_300, `${played} ms of it`);
  t.match(await reads.selectFrom('call').selectAll().execute(), [
    { disposition: 'captured', request: capture.request },
  ]);
});
