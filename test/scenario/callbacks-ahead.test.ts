// SPDX-License-Identifier: GPL-2.0-or-later
// Dialled for agents who stand by: is who answers joined to one of them at once and asked nothing, and is who finds nobody told so and counted?
import t, { type Test } from 'tap';
import { agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { dialCode, hearEachOther, leaveNumber, rungCustomer } from '../support/people.js';

const NUMBERS = ['13900000001', '13900000002', '13900000003'];

/** Promises in a queue of this mode; agents sign in. */
async function promised(t: Test, mode: 'progressive' | 'predictive', promises: number): Promise<BoxWorld> {
  const queues = [{ name: QUEUE, callback: { mode } }];
  const box = await openBox(t, { signedIn: 0, config: { queues } });
  for (const number of NUMBERS.slice(0, promises)) await leaveNumber(box.world, number);
  for (const number of [1, 2]) box.box.agents.signIn(agentId(number), stationNumber(number));
  return box;
}

const attempts = ({ reads }: BoxWorld) =>
  reads.selectFrom('callbackAttempt').selectAll().orderBy('startedAt').execute();

for (const mode of ['progressive', 'predictive'] as const)
  t.test(
    `${mode}: one customer is called for the agent who stands by, and they talk as soon as he answers`,
    async (t) => {
      const box = await promised(t, mode, 2);
      const { world } = box;
      const rung = world.network.answersAfter(world.clock, 4_000);
      await world.advance(40_000);
      t.same(rung, [], 'nobody stands by');

      t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
      await world.until(() => rung.length > 0, 60_000);
      await world.advance(2_000);
      t.equal(rung.length, 1, 'a line for each agent');
      const [customer] = rung;
      if (customer === undefined) return;
      await world.until(() => customer.state === 'connected');
      await world.advance(1_000);
      t.ok(await hearEachOther(world, customer, 1));
      t.match(await attempts(box), [{ agent: agentId(1), outcome: 'connected', confirmedAt: null }]);

      customer.clear();
      await world.advance(3_000);
      t.equal(box.box.status().agents[0]?.state === 'talking', false, 'he is free again');
    },
  );

t.test('an agent who stands by and puts down is free for others', async (t) => {
  const box = await promised(t, 'predictive', 0);
  const { world } = box;
  t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
  await world.advance(2_000);
  t.match(box.box.status().agents[0], { state: 'busy' });
  world.telephone(1).putDown();
  await world.advance(2_000);
  t.match(box.box.status().agents[0], { state: 'ready' });
});

t.test(
  'predictive: the agent puts down while it rings for him: the line is taken back before anybody answers',
  async (t) => {
    const box = await promised(t, 'predictive', 1);
    const { world } = box;
    const rung = world.network.answersAfter(world.clock, 8_000);
    t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
    await world.until(() => rung.length > 0, 60_000);
    world.telephone(1).putDown();
    const [customer] = rung;
    if (customer === undefined) return t.fail('nobody was rung');
    // Nobody has been connected yet: the limit could not bear a single one who finds nobody.
    await world.until(() => customer.state === 'cleared', 5_000);
    const [attempt] = await attempts(box);
    t.match(attempt, { outcome: 'withdrawn', direct: 1, reachedAt: null });
    t.match(await box.box.callbacks.list(), [{ state: 'open', lastOutcome: 'withdrawn' }], 'he is tried again');
  },
);

t.test(
  'a machine that greets at length is hung up on where the file says so, and its telephone is tried again later',
  async (t) => {
    const box = await openBox(t, { signedIn: 0, config: { callback: { answerer: true } } });
    const { world } = box;
    await leaveNumber(world, NUMBERS[0] ?? '');
    box.box.agents.signIn(agentId(1), stationNumber(1));
    const greeting = await world.load('zh-CN/surge');
    const customer = await rungCustomer(world);
    await world.during(customer.answer());
    customer.play([greeting, greeting]);
    await world.until(() => customer.state === 'cleared', 20_000);
    t.match(await attempts(box), [{ outcome: 'machine', confirmedAt: null }]);
    t.match(await box.box.callbacks.list(), [{ state: 'open', attempts: 1, lastOutcome: 'machine' }]);
  },
);
