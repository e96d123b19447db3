// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-44: do computer agents take one call in each interval, and all at once when there is none?
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

const TICK = 20;

/** Two callers who wait for the agent, then six at one instant who are all for computer agents. */
async function wave(t: Test, interval: string) {
  const surge = { on: 0.05, off: 0.03, ratio: { min: 1 }, human: { min: 0 }, interval };
  const box = await openBox(t, { telephones: 1, config: { surge } });
  const { world } = box;
  await world.advance(2_000); // the prompts are loaded: the first answer waits for nothing
  const waiting = ['13700000001', '13700000002'].map((number) => world.network.call(ACCESS_NUMBER, number));
  await world.until(() => waiting.every(({ state }) => state === 'connected'));
  const callers = [0, 1, 2, 3, 4, 5].map((i) => world.network.call(ACCESS_NUMBER, `1391111000${i}`));
  return { ...box, callers };
}

/** The times between numbers that follow each other. */
function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((time, i) => time - (times[i] ?? 0));
}

t.test('with an interval of 2 s six callers are answered 2 s apart; meanwhile they hear it ring', async (t) => {
  const { world, callers, reads } = await wave(t, '2s');
  await world.until(() => callers[0]?.state === 'connected', 500);
  await world.advance(100);
  t.same(new Set(callers.slice(1).map(({ state }) => state)), new Set(['alerting']));

  await world.until(() => callers.every(({ stamps }) => stamps.answer !== undefined));

  const answers = callers.map(({ stamps }) => stamps.answer ?? 0).sort((a, b) => a - b);
  for (const gap of gaps(answers)) t.ok(Math.abs(gap - 2_000) <= TICK, `${gap} ms apart`);
  const rows = await reads.selectFrom('call').select('answeredAt').where('calling', 'like', '+861391111%').execute();
  const written = rows.map(({ answeredAt }) => answeredAt ?? 0).sort((a, b) => a - b);
  for (const gap of gaps(written)) t.ok(gap >= 2_000 - TICK, `${gap} ms apart in the records`);
  t.equal(written.length, 6);
});

t.test('an interval of 0 disables the pacing', async (t) => {
  const { world, callers } = await wave(t, '0s');
  await world.until(() => callers.every(({ stamps }) => stamps.answer !== undefined), 1_000);

  const answers = callers.map(({ stamps }) => stamps.answer ?? 0);
  const spread = Math.max(...answers) - Math.min(...answers);
  t.ok(spread <= 200, `all within ${spread} ms`);
});

t.test('a caller who gives up before his turn is promised nothing', async (t) => {
  const { world, callers, reads } = await wave(t, '2s');
  const [, , impatient] = callers;
  await world.advance(1_000);
  impatient?.clear();
  await world.until(() => callers.every(({ state }) => state === 'cleared'), 60_000);

  const captures = await reads.selectFrom('capture').select('number').execute();
  t.equal(captures.length, 5);
  t.notOk(captures.some(({ number }) => number.endsWith('2')));
  const call = reads.selectFrom('call').select('disposition').where('calling', '=', '+8613911110002');
  t.match(await call.execute(), [{ disposition: 'abandoned' }]);
});
