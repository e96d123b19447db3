// SPDX-License-Identifier: GPL-2.0-or-later
// What of a customer who calls again? His calls are one promise, and when an agent has served him there is none left.
import t from 'tap';
import { ACCESS_NUMBER, agentId, type BoxWorld, openBox, stationNumber } from '../support/box.js';
import { answersCalls, leaveNumber } from '../support/people.js';

const NUMBER = '13912345678';
const CANONICAL = `+86${NUMBER}`;

const requests = ({ reads }: BoxWorld) => reads.selectFrom('callbackRequest').selectAll().execute();

t.test('two calls of one number, written in two ways, are one open request with two captures', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  await leaveNumber(world, NUMBER);
  await world.advance(60_000);
  await leaveNumber(world, `0${NUMBER}`);

  const captures = await reads.selectFrom('capture').selectAll().orderBy('arrivedAt').execute();
  t.match(captures, [
    { number: CANONICAL, raw: NUMBER, promised: 1 },
    { number: CANONICAL, raw: `0${NUMBER}`, promised: 1 },
  ]);
  const [request, ...more] = await requests(box);
  t.same(more, []);
  t.match(request, { number: CANONICAL, captures: 2, state: 'open', enqueuedAt: captures[0]?.arrivedAt });
  t.same(new Set(captures.map((capture) => capture.request)), new Set([request?.id]));
  t.match(box.box.status().callbacks, { created: 1, merged: 1, open: 1 });
});

t.test('a customer who calls again and talks to an agent is not called back', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  await leaveNumber(world, NUMBER);
  box.box.agents.signIn(agentId(1), stationNumber(1));
  answersCalls(world, 1, 5_000);

  const again = world.network.call(ACCESS_NUMBER, NUMBER);
  await world.until(() => again.state === 'cleared');
  const rung = world.network.answersAfter(world.clock, 60_000);
  await world.advance(90_000);

  t.ok(box.box.status().trough);
  t.same(rung, []);
  t.match(await requests(box), [{ state: 'served', attempts: 0 }]);
  const served = await box.events('callback.served');
  t.equal(served.length, 1);
  t.match(box.box.status().callbacks, { created: 1, connected: 1, open: 0 });
  const calls = await reads.selectFrom('call').select(['disposition']).orderBy('offeredAt').execute();
  t.same(calls, [{ disposition: 'captured' }, { disposition: 'answered' }]);
});

t.test('while his telephone is being rung he calls in himself: the attempt is taken back', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  await leaveNumber(world, NUMBER);
  box.box.agents.signIn(agentId(1), stationNumber(1));
  answersCalls(world, 1, 5_000);
  const rung = world.network.answersAfter(world.clock, 60_000);
  await world.until(() => rung.length > 0, 60_000);

  const again = world.network.call(ACCESS_NUMBER, NUMBER);
  await world.until(() => again.state === 'cleared');
  await world.advance(60_000);

  t.equal(rung.length, 1);
  t.equal(rung[0]?.state, 'cleared');
  t.match(await requests(box), [{ state: 'served' }]);
  t.match(await reads.selectFrom('callbackAttempt').selectAll().execute(), [{ outcome: 'withdrawn' }]);
});
