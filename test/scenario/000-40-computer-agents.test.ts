// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-40: do computer agents answer what a wave brings beyond the staff, so that nobody hears busy while channels are free?
import t from 'tap';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { answersCalls } from '../support/people.js';

const CALLS = 60;
const EVERY = 400;

t.test('a wave of 60 calls on 30 channels: two agents take what they can, computer agents all the rest', async (t) => {
  const { world, box, reads } = await openBox(t, {
    config: {
      queues: [{ name: 'sales', wrapUp: '1s' }],
      surge: { on: 0.2, off: 0.1, hold: '2s', ratio: { min: 1 }, human: { min: 2 }, grace: '0s' },
    },
  });
  for (const port of [1, 2]) answersCalls(world, port, 4_000);
  const promise = await world.load('zh-CN/surge');

  const call = (i: number) => {
    const leg = world.network.call(ACCESS_NUMBER, `1390000${1000 + i}`); // throws when no channel is free
    return { leg, heard: world.listen(leg.channel.index, promise) };
  };
  const wave: ReturnType<typeof call>[] = [];
  let most = 0;
  for (; wave.length < CALLS; await world.advance(EVERY)) {
    wave.push(call(wave.length));
    most = Math.max(most, box.status().utilisation);
  }
  await world.until(() => wave.every(({ leg }) => leg.state === 'cleared'), 120_000);
  await world.advance(1_000);

  t.ok(most > 0.8, `${most * 100} % of the channels were busy`);
  t.same(
    wave.filter(({ leg }) => leg.stamps.answer === undefined),
    [],
    'nobody was refused',
  );
  t.same(new Set(wave.map(({ leg }) => leg.cause)), new Set([16]));
  const waits = wave.map(({ leg }) => (leg.stamps.answer ?? 0) - leg.stamps.start);
  t.ok(Math.max(...waits) < 500, `each was answered within ${Math.max(...waits)} ms`);

  const { calls, balanced } = await balance(reads);
  t.ok(balanced);
  t.equal(calls.answered + calls.captured, CALLS);
  t.ok(calls.answered >= 8, `agents took ${calls.answered}: the first ones, and more whenever one was free`);
  t.equal(wave.filter(({ heard }) => heard.heard).length, calls.captured);
  t.equal(box.status().callbacks.open, calls.captured);
});

t.test('without a surge nobody but people takes calls', async (t) => {
  const { world, reads } = await openBox(t);
  for (const port of [1, 2]) answersCalls(world, port, 2_000);
  const callers = ['13900000001', '13900000002', '13900000003'].map((number) =>
    world.network.call(ACCESS_NUMBER, number),
  );
  await world.until(() => callers.every(({ state }) => state === 'cleared'), 60_000);

  const rows = await reads.selectFrom('call').select('disposition').execute();
  t.same(rows, Array(3).fill({ disposition: 'answered' }));
});
