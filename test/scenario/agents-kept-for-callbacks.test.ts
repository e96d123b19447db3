// SPDX-License-Identifier: GPL-2.0-or-later
// Is nobody called for an agent who is not there, and does nothing happen to an agent behind his back while he makes a callback?
import t, { type Test } from 'tap';
import {
  ACCESS_NUMBER,
  agentId,
  type BoxOptions,
  type BoxWorld,
  openBox,
  QUEUE,
  stationNumber,
} from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { confirm, dialCode, leaveNumber, rungCustomer } from '../support/people.js';

const NUMBER = '13912345678';

/** One promise that an agent must ask for; nobody is signed in. */
async function promised(t: Test, callback: object = {}, options: BoxOptions = {}): Promise<BoxWorld> {
  const queues = [{ name: QUEUE, callback: { mode: 'pull', ...callback } }];
  const place = await openBox(t, { signedIn: 0, config: { queues }, ...options });
  await leaveNumber(place.world, NUMBER);
  return place;
}

const states = async ({ events }: BoxWorld) =>
  (await events('agent.changed')).map(({ detail }) => JSON.parse(detail ?? '{}').state);

for (const order of ['customerFirst', 'agentFirst']) {
  t.test(`an agent who is signed out, absent or talking is refused the next callback (${order})`, async (t) => {
    const place = await promised(t, { order });
    const { world, box, reads } = place;
    const refused = (why: string) => t.throws(() => box.callbacks.next(agentId(1)), { code: 'REFUSED' }, why);

    refused('signed out');
    box.agents.signIn(agentId(1), stationNumber(1));
    box.agents.notReady(agentId(1), 'meal');
    refused('at a meal');
    box.agents.ready(agentId(1));
    world.telephone(1).lift();
    await world.advance(500);
    refused('his telephone is lifted');
    world.telephone(1).putDown();
    await world.advance(1_500);
    await talk(place, { calling: '13800000000' });
    refused('talking');
    t.throws(() => box.callbacks.next('9999'), { code: 'NOT_FOUND' });

    t.strictSame(await reads.selectFrom('callbackAttempt').selectAll().execute(), []);
  });

  t.test(`while his callback is made no other call is offered to him (${order})`, async (t) => {
    const place = await promised(t, { order });
    const { world, box, events } = place;
    box.agents.signIn(agentId(1), stationNumber(1));
    t.ok(box.callbacks.next(agentId(1)));
    world.network.call(ACCESS_NUMBER, '13811112222');
    await world.advance(2_000);
    await box.settled();

    const offers = await events('offer.made');
    t.notOk(
      offers.some(({ call }) => call?.startsWith('call')),
      'the caller waits',
    );
    t.equal(box.status().queues[0]?.waiting, order === 'agentFirst' ? 2 : 1);
  });
}

t.test('an agent whose customer does not answer is ready for others again', async (t) => {
  const place = await promised(t);
  const { world, box } = place;
  box.agents.signIn(agentId(1), stationNumber(1));
  box.callbacks.next(agentId(1));
  const customer = await rungCustomer(world);
  t.equal(agent(box, 1).state, 'reserved');

  customer.clear(17);
  await world.until(() => agent(box, 1).state === 'ready');
});

t.test(
  'a customer who is dialled for an agent gets this one: no other callback, no caller comes between',
  async (t) => {
    const place = await promised(t);
    const { world, box, reads } = place;
    box.agents.signIn(agentId(1), stationNumber(1));
    box.callbacks.next(agentId(1));
    const customer = await rungCustomer(world);
    world.network.call(ACCESS_NUMBER, '13811112222');
    await confirm(world, customer);
    await world.until(() => world.telephone(1).rings);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(200);
    await box.settled();

    const attempts = await reads.selectFrom('callbackAttempt').select(['agent', 'outcome']).execute();
    t.strictSame(attempts, [{ agent: agentId(1), outcome: 'connected' }]);
  },
);

t.test(
  '*64 while a caller waits: the agent is offered nothing, stays what he is, and wraps up afterwards',
  async (t) => {
    const place = await promised(t);
    const { world, box } = place;
    box.agents.signIn(agentId(1), stationNumber(1));
    const telephone = world.telephone(1);
    telephone.lift();
    await world.advance(500);
    world.network.call(ACCESS_NUMBER, '13811112222');
    await world.until(() => box.status().queues[0]?.waiting === 1);
    telephone.dial('*64');
    const customer = await rungCustomer(world);
    await box.settled();
    t.strictSame(await states(place), ['ready', 'busy', 'reserved']);

    await confirm(world, customer);
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(2_000);
    telephone.putDown();
    await world.advance(1_500);
    t.equal(agent(box, 1).state, 'wrapUp');
    await world.until(() => telephone.rings, 20_000);
  },
);

t.test('a callback by *64 that comes to nothing leaves the agent alone until he puts down', async (t) => {
  const place = await promised(t);
  const { world, box } = place;
  box.agents.signIn(agentId(1), stationNumber(1));
  t.ok(await dialCode(world, 1, '*64', 'agent-callback-follows'));
  const customer = await rungCustomer(world);
  world.network.call(ACCESS_NUMBER, '13811112222');
  customer.clear(17);
  await world.advance(6_000); // he hears that it failed, and then busy tone
  await box.settled();
  t.strictSame(await states(place), ['ready', 'busy', 'reserved', 'busy']);

  world.telephone(1).putDown();
  await world.until(() => world.telephone(1).rings, 5_000);
});

t.test('who signs in by his telephone while callers wait is offered them when he has put it down', async (t) => {
  const queues = [{ name: QUEUE, overflow: 'refuse' }];
  const place = await openBox(t, { signedIn: 0, config: { queues } });
  const { world, box } = place;
  world.network.call(ACCESS_NUMBER, '13811112222');
  await world.until(() => box.status().queues[0]?.waiting === 1);

  t.ok(await dialCode(world, 1, '*61*1001*4711#', 'agent-signed-in'));
  await box.settled();
  t.equal((await states(place))[0], 'busy');
  world.telephone(1).putDown();
  await world.until(() => world.telephone(1).rings, 5_000);
  t.notOk((await states(place)).includes('notReady'));
});
