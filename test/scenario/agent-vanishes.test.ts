// SPDX-License-Identifier: GPL-2.0-or-later
// What if one of the two is gone before they hear each other? A caller is at the head of his queue again; a customer who hung up has hung up.
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent } from '../support/floor.js';
import { LateJoining } from '../support/late-joining.js';
import { confirm, dialCode, leaveNumber, rungCustomer } from '../support/people.js';
import { timedCalls } from '../support/times.js';

/** The first caller, offered to an agent, who lifts; another one waits behind him. */
async function lifted({ world, box }: BoxWorld) {
  const caller = world.network.call(ACCESS_NUMBER, '13911111111');
  await world.until(() => world.telephones.some(({ rings }) => rings));
  const port = world.telephone(1).rings ? 1 : 2;
  box.agents.notReady(agentId(port === 1 ? 2 : 1), 'meal');
  const second = world.network.call(ACCESS_NUMBER, '13922222222');
  await world.until(() => box.status().queues[0]?.waiting === 2);
  world.telephone(port).lift();
  await world.until(() => agent(box, port).state === 'talking');
  return { caller, second, port };
}

t.test('an agent who puts down before they hear each other costs the caller nothing: he is next again', async (t) => {
  const line = new LateJoining();
  const place = await openBox(t, { through: line.through, config: { queues: [{ name: QUEUE, wrapUp: '0s' }] } });
  const { world, box, reads, events } = place;
  const { caller, second, port } = await lifted(place);
  await world.advance(60);
  world.telephone(port).putDown();
  const rung = () =>
    world
      .told('ringStarted')
      .filter(
        ({ channel }) => channel === world.telephone(3 - port).channel || channel === world.telephone(port).channel,
      );
  await world.until(() => rung().length === 2, 5_000);
  t.equal(caller.state, 'connected');
  t.equal(box.status().queues[0]?.waiting, 2);

  await world.advance(1_500);
  line.join();
  world.telephone(port).lift();
  await world.until(() => agent(box, port).state === 'talking');
  await world.advance(200);
  await box.settled();
  const calls = await timedCalls(reads);
  t.match(calls, [{ calling: '+8613911111111' }, { calling: '+8613922222222', bridgedAt: null }]);
  t.ok(calls[0]?.bridgedAt);
  t.equal((await events('call.bridged')).length, 1);
  t.equal(second.state, 'connected');
});

t.test('a caller who hangs up while he is back in the queue has abandoned it', async (t) => {
  const place = await openBox(t, { through: new LateJoining().through });
  const { world, box, reads } = place;
  const { caller, port } = await lifted(place);
  await world.advance(60);
  world.telephone(port).putDown();
  await world.advance(1_500);
  caller.clear();
  await world.advance(500);
  await box.settled();
  const [call] = await reads.selectFrom('call').select(['disposition']).orderBy('offeredAt').execute();
  t.match(call, { disposition: 'abandoned' });
  t.equal(box.status().queues[0]?.waiting, 1);
});

/** A customer has been dialled by `*64` and has pressed 1; they are to hear each other, and do not yet. */
async function joining(t: Test) {
  const queues = [{ name: QUEUE, callback: { mode: 'pull' } }];
  const place = await openBox(t, { signedIn: 0, through: new LateJoining().through, config: { queues } });
  const { world, box } = place;
  await leaveNumber(world, '13912345678');
  box.agents.signIn(agentId(1), stationNumber(1));
  t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
  const customer = await rungCustomer(world);
  await confirm(world, customer);
  await world.until(() => agent(box, 1).state === 'talking');
  const outcomes = async () => {
    await box.settled();
    const attempts = await place.reads.selectFrom('callbackAttempt').select(['outcome', 'agent']).execute();
    return attempts.map(({ outcome }) => outcome);
  };
  return { ...place, customer, outcomes };
}

t.test('a customer who hangs up in the tick of joining has hung up, and that is known at once', async (t) => {
  const { world, customer, outcomes } = await joining(t);
  customer.clear();
  await world.advance(1_000);
  t.strictSame(await outcomes(), ['hungUp']);
});

t.test('a customer whose agent puts down in the tick of joining waits for another one', async (t) => {
  const { world, box, customer, outcomes } = await joining(t);
  box.agents.signIn(agentId(2), stationNumber(2));
  world.telephone(1).putDown();
  await world.until(() => world.telephone(2).rings, 5_000);
  t.equal(customer.state, 'connected');
  t.strictSame(await outcomes(), [null]);
});
