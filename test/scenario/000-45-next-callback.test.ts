// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-45: does an idle agent who asks for the next callback get the top one, for a time, and does it come back after that?
import t, { type Test } from 'tap';
import { agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { dialCode, leaveNumber, rungCustomer } from '../support/people.js';

const NUMBERS = ['13900000001', '13900000002'];
const LEASE = 60_000;

/** Two promises, the first one first, that agents must ask for; two agents. */
async function promised(t: Test, order: 'customerFirst' | 'agentFirst'): Promise<BoxWorld> {
  const queues = [{ name: QUEUE, callback: { mode: 'pull', order } }];
  const box = await openBox(t, { signedIn: 0, config: { queues, callback: { lease: '1min' } } });
  for (const number of NUMBERS) await leaveNumber(box.world, number);
  for (const number of [1, 2]) box.box.agents.signIn(agentId(number), stationNumber(number));
  return box;
}

const requests = ({ reads }: BoxWorld) =>
  reads.selectFrom('callbackRequest').selectAll().orderBy('enqueuedAt').execute();

t.test('two agents ask one after the other: each gets the one who has waited longest of those left', async (t) => {
  const { world } = await promised(t, 'customerFirst');
  t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
  t.match((await rungCustomer(world)).called, { digits: NUMBERS[0] });
  t.ok(await dialCode(world, 2, '*64', 'agent-callback-follows'));
  t.match((await rungCustomer(world)).called, { digits: NUMBERS[1] });
});

t.test('a lease that nobody follows up returns the request to the pool, and whoever asks next gets it', async (t) => {
  const box = await promised(t, 'agentFirst');
  const { world } = box;
  const first = box.box.callbacks.next(agentId(1));
  await box.box.settled();
  const taken = world.clock.now();
  t.match(await requests(box), [
    { id: first, state: 'leased', leaseOwner: agentId(1), leaseUntil: taken + LEASE },
    { state: 'open' },
  ]);
  await world.until(() => world.telephone(1).rings); // and rings in vain: he has gone for tea

  await world.until(() => world.clock.now() >= taken + LEASE + 100, LEASE + 1_000);
  t.match(await requests(box), [
    { id: first, state: 'open', leaseOwner: null, leaseUntil: null, attempts: 0 },
    { state: 'open' },
  ]);
  t.equal((await box.events('callback.released')).length, 1);

  t.equal(box.box.callbacks.next(agentId(2)), first);
  await world.until(() => world.telephone(2).rings);
  world.telephone(2).lift();
  t.match((await rungCustomer(world)).called, { digits: NUMBERS[0] });
});

t.test('when the lease is over the telephone of the agent who let it lapse does not ring any more', async (t) => {
  const box = await promised(t, 'agentFirst');
  const { world } = box;
  box.box.callbacks.next(agentId(1));
  await world.advance(LEASE + 500);

  box.box.agents.ready(agentId(1));
  await world.advance(5_000);

  t.notOk(world.telephone(1).rings);
  t.match(box.box.status().agents[0], { state: 'ready' });
});

t.test('an agent who is not signed in gets nothing, and one who is in a call neither', async (t) => {
  const box = await promised(t, 'customerFirst');
  const { world } = box;
  box.box.agents.signOut(agentId(1));
  t.ok(await dialCode(world, 1, '*64', 'agent-not-signed-in'));
  world.telephone(1).putDown();
  await world.advance(500);

  t.match(await requests(box), [{ state: 'open' }, { state: 'open' }]);
});
