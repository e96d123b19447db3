// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box that ends begin nothing any more? No customer is dialled, no telephone rings, nobody changes, no command is taken.
import t from 'tap';
import { ACCESS_NUMBER, agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { leaveNumber } from '../support/people.js';
import { beginClosing, SlowLine } from '../support/slow-line.js';

t.test('nobody is dialled once it ends, whatever frees a channel and whoever asks for it', async (t) => {
  const line = new SlowLine();
  const place = await openBox(t, { signedIn: 0, telephones: 2, through: line.through });
  const { world, box, reads } = place;
  for (let i = 1; i <= 4; i++) await leaveNumber(world, `1390000000${i}`);
  const rung: string[] = [];
  world.network.calls.offered.on(({ called }) => rung.push(called.digits));
  for (const number of [1, 2]) box.agents.signIn(agentId(number), stationNumber(number));
  await world.until(() => rung.length === 2, 90_000);

  box.drain.begin();
  line.slow = 'first';
  const closed = beginClosing(place);
  t.throws(() => box.drain.cancel(), { code: 'REFUSED' });
  t.throws(() => box.callbacks.next(agentId(1)), { code: 'REFUSED' });
  await closed();

  t.equal(rung.length, 2);
  const attempts = await reads.selectFrom('callbackAttempt').select(['outcome', 'cause']).execute();
  t.strictSame(attempts, Array(2).fill({ outcome: 'interrupted', cause: null }));
  const requests = await reads.selectFrom('callbackRequest').select(['state', 'attempts']).execute();
  t.strictSame(requests, Array(4).fill({ state: 'open', attempts: 0 }));
});

t.test('an agent who puts down while it ends is given no caller who waits', async (t) => {
  const line = new SlowLine();
  const queues = [{ name: QUEUE, wrapUp: '0s' }];
  const place = await openBox(t, { telephones: 1, through: line.through, config: { queues } });
  const { world, box, events } = place;
  const { telephone } = await talk(place);
  world.network.call(ACCESS_NUMBER, '13911112222');
  await world.until(() => box.status().queues[0]?.waiting === 1);
  const offers = (await events('offer.made')).length;

  line.slow = 'all';
  const closed = beginClosing(place);
  await world.advance(100);
  telephone.putDown();
  await world.advance(1_000);
  t.notOk(telephone.rings);
  await closed();

  t.equal((await events('offer.made')).length, offers);
});

t.test("agents' states end when it begins to end, and by it", async (t) => {
  const place = await openBox(t, { telephones: 2 });
  const { world, box, reads, events } = place;
  box.agents.notReady(agentId(2), 'meal');
  const { telephone } = await talk(place);
  await box.settled();
  const changes = (await events('agent.changed')).length;

  const closed = beginClosing(place);
  const ended = Math.round(world.clock.now());
  await world.advance(100);
  telephone.putDown();
  await closed();

  const rows = await reads.selectFrom('agentState').selectAll().orderBy('id').execute();
  const last = rows.filter(({ endReason }) => endReason !== null);
  t.match(last, [
    { agent: agentId(2), state: 'notReady', reason: 'meal', endedAt: ended, endReason: 'boxStopped' },
    { agent: agentId(1), state: 'talking', endedAt: ended, endReason: 'boxStopped' },
  ]);
  t.equal(last.length, 2);
  t.notOk(rows.some(({ endedAt }) => endedAt === null));
  t.equal((await events('agent.changed')).length, changes);
});

t.test('no command is taken by a box that ends', async (t) => {
  const place = await openBox(t, { telephones: 2, signedIn: 1 });
  const { box, world } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13911112222');
  await world.until(() => caller.state === 'connected');
  const leg = box.status().queues[0]?.waiting;
  t.equal(leg, 1);
  const closed = beginClosing(place);

  const commands: Readonly<Record<string, () => unknown>> = {
    'sign in': () => box.agents.signIn(agentId(2), stationNumber(2)),
    'sign out': () => box.agents.signOut(agentId(1)),
    ready: () => box.agents.ready(agentId(1)),
    'not ready': () => box.agents.notReady(agentId(1), 'meal'),
    'finish wrap-up': () => box.agents.finishWrapUp(agentId(1)),
    'next callback': () => box.callbacks.next(agentId(1)),
    drain: () => box.drain.begin(),
    enqueue: () => box.enqueue('leg', QUEUE),
  };
  for (const [name, command] of Object.entries(commands)) t.throws(command, { code: 'REFUSED' }, name);
  await closed();

  t.match(agent(box, 1).state, /^(ready|ringing)$/);
});
