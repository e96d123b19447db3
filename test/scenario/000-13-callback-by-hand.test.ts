// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-13: can an agent take a promise from the list and make the call, and nobody else take the same one?
import t, { type Test } from 'tap';
import { agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { confirm, dialCode, hearEachOther, leaveNumber, rungCustomer } from '../support/people.js';

const NUMBER = '13912345678';

/** One promise in a queue whose callbacks are made by hand only; then two agents sign in. */
async function promised(t: Test, order: 'customerFirst' | 'agentFirst'): Promise<BoxWorld> {
  const queues = [{ name: QUEUE, callback: { mode: 'pull', order } }];
  const box = await openBox(t, { signedIn: 0, config: { queues } });
  await leaveNumber(box.world, NUMBER);
  for (const number of [1, 2]) box.box.agents.signIn(agentId(number), stationNumber(number));
  return box;
}

const request = ({ reads }: BoxWorld) => reads.selectFrom('callbackRequest').selectAll().executeTakeFirstOrThrow();

t.test('in manual mode the system rings nobody by itself', async (t) => {
  const { world, box } = await promised(t, 'customerFirst');
  const rung = world.network.answersAfter(world.clock, 60_000);
  await world.advance(60_000);

  t.ok(box.status().trough);
  t.same(rung, []);
  t.match(await box.callbacks.list(), [{ state: 'open', number: `+86${NUMBER}` }]);
});

t.test('an agent dials *64 and holds; the customer presses 1 and they talk; another agent gets nothing', async (t) => {
  const box = await promised(t, 'customerFirst');
  const { world, reads } = box;
  t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
  t.match(await request(box), { state: 'leased', leaseOwner: agentId(1) });
  t.ok(await dialCode(world, 2, '*64', 'agent-no-callbacks'));

  const customer = await rungCustomer(world);
  await confirm(world, customer);
  await world.advance(500);

  t.ok(await hearEachOther(world, customer, 1));
  world.telephone(1).putDown();
  await world.until(() => customer.state === 'cleared');
  t.match(await request(box), { state: 'completed' });
  const attempts = await reads.selectFrom('callbackAttempt').selectAll().execute();
  t.match(attempts, [{ agent: agentId(1), outcome: 'connected' }]);
});

t.test('by the list: the customer is rung first, and only the agent who claimed him', async (t) => {
  const { world, box, reads } = await promised(t, 'customerFirst');
  const claimed = box.callbacks.next(agentId(2));
  t.equal(claimed, (await request({ reads } as BoxWorld)).id);
  t.equal(box.callbacks.next(agentId(1)), undefined, 'it is taken');

  const customer = await rungCustomer(world);
  await confirm(world, customer);
  await world.until(() => world.telephone(2).rings);
  t.notOk(world.telephone(1).rings);
  world.telephone(2).lift();
  await world.advance(500);

  t.ok(await hearEachOther(world, customer, 2));
  t.match(await box.callbacks.list({ all: true }), [{ state: 'completed' }]);
});

t.test('by the list with the agent first: his telephone rings, then the customer is dialled', async (t) => {
  const { world, box } = await promised(t, 'agentFirst');
  t.type(box.callbacks.next(agentId(1)), 'string');
  t.equal(box.callbacks.next(agentId(2)), undefined, 'it is taken');
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  const customer = await rungCustomer(world, 2_000);
  await world.during(customer.answer());
  await world.advance(500);

  t.ok(await hearEachOther(world, customer, 1));
  t.match(await box.callbacks.list({ all: true }), [{ state: 'completed' }]);
});

t.test('an agent who puts down before the customer is rung gives the promise back at once', async (t) => {
  const box = await promised(t, 'customerFirst');
  const { world } = box;
  t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
  world.telephone(1).putDown();
  await world.advance(1_000); // shorter than that it might be a flash

  t.match(await request(box), { state: 'open', leaseOwner: null });
  t.match(box.box.status().agents[0], { id: agentId(1), state: 'ready' });
  t.type(box.box.callbacks.next(agentId(2)), 'string', 'the next one may have it');
});

t.test('a request that was struck from the list is not called', async (t) => {
  const box = await promised(t, 'customerFirst');
  box.box.callbacks.cancel((await request(box)).id);

  t.equal(box.box.callbacks.next(agentId(1)), undefined);
  await box.box.settled();
  t.match(await request(box), { state: 'givenUp', reason: 'cancelled' });
  t.throws(() => box.box.callbacks.cancel('callback-none'), { code: 'NOT_FOUND' });
});
