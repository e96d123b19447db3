// SPDX-License-Identifier: GPL-2.0-or-later
// What happens on the last free channels where capture-only is allowed? The number is taken from SETUP, and nothing is promised.
import t, { type Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, agentId, openBox } from '../support/box.js';
import { leaveNumber } from '../support/people.js';

const NUMBER = '13912345678';

/** A wave from three busy channels on, and everything beyond them counts as the last channels. */
async function wave(t: Test, captureOnly: boolean) {
  const surge = { on: 0.1, off: 0.05, human: { min: 0 }, catch: { min: 27, captureOnly } };
  const box = await openBox(t, { telephones: 1, config: { surge } });
  const waiting = [1, 2, 3].map((i) => box.world.network.call(ACCESS_NUMBER, `1370000000${i}`));
  await box.world.until(() => waiting.every(({ state }) => state === 'connected'));
  return { ...box, waiting };
}

t.test('PROCEEDING, then cause 17: no answer, no prompt, no promise, and a row that says so', async (t) => {
  const { world, box, reads } = await wave(t, true);
  const caller = world.network.call(ACCESS_NUMBER, NUMBER);
  let proceeded = false;
  caller.proceeding.on(() => {
    proceeded = caller.state !== 'cleared';
  });
  const promise = world.listen(caller.channel.index, await world.load('zh-CN/surge'));
  await world.until(() => caller.state === 'cleared', 1_000);
  await world.advance(100);

  t.ok(proceeded);
  t.match(caller, { cause: 17, clearedBy: 'party' });
  t.equal(caller.stamps.answer, undefined);
  t.notOk(promise.heard);
  const captures = await reads.selectFrom('capture').selectAll().execute();
  t.match(captures, [{ number: `+86${NUMBER}`, promised: 0, prompt: null, playedMs: null }]);
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ promised: 0, state: 'open' }]);
  t.match(box.status().calls, { offered: 4, captured: 0, captureOnly: 1, inProgress: 3 });
  t.match(await balance(reads), { balanced: true, calls: { captureOnly: 1 } });
});

t.test('it is off by default: on the last channels a computer agent promises as ever', async (t) => {
  const { world, box } = await wave(t, false);
  await leaveNumber(world, NUMBER);
  await world.advance(100);
  t.match(box.status().calls, { captured: 1, captureOnly: 0 });
});

t.test('a later call of the same number that is promised a callback makes the request a promise', async (t) => {
  const { world, box, reads, waiting } = await wave(t, true);
  const first = world.network.call(ACCESS_NUMBER, NUMBER);
  await world.until(() => first.state === 'cleared');
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ promised: 0, captures: 1 }]);
  for (const leg of waiting) leg.clear();
  box.agents.signOut(agentId(1));
  await world.until(() => !box.status().surge.on);

  await leaveNumber(world, NUMBER);

  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ promised: 1, captures: 2 }]);
});

t.test('the system calls nobody back who was promised nothing; an agent may', async (t) => {
  const { world, box, reads, waiting } = await wave(t, true);
  const caller = world.network.call(ACCESS_NUMBER, NUMBER);
  await world.until(() => caller.state === 'cleared');
  for (const leg of waiting) leg.clear();

  await world.until(() => box.status().trough, 120_000);
  await world.advance(5_000);

  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ state: 'open', attempts: 0 }]);
  t.ok(box.callbacks.next(agentId(1)), 'the agent gets it when he asks');
});
