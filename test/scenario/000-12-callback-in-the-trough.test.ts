// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-12: when the wave is gone, does the system ring each customer, ask him, and join him to an agent who is idle?
import t from 'tap';
import { agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { confirm, hearEachOther, leaveNumber, rungCustomer } from '../support/people.js';

const NUMBER = '13912345678';
const MINUTE = 60_000;

/** Nobody is signed in: his call is a computer agent's. Then the agents come, and with them the trough. */
async function promised(box: BoxWorld, agents: readonly number[] = [1]): Promise<void> {
  await leaveNumber(box.world, NUMBER);
  for (const number of agents) box.box.agents.signIn(agentId(number), stationNumber(number));
}

const requests = ({ reads }: BoxWorld) => reads.selectFrom('callbackRequest').selectAll().execute();
const attempts = ({ reads }: BoxWorld) =>
  reads.selectFrom('callbackAttempt').selectAll().orderBy('startedAt').execute();

t.test('the customer is rung first, presses 1, and talks to the idle agent; the request is completed', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  await promised(box);
  const customer = await rungCustomer(world);
  t.match(customer, { called: { digits: NUMBER }, calling: { digits: '02188880001' } });
  const [trough] = await box.events('trough.on');
  t.ok((trough?.at ?? Number.POSITIVE_INFINITY) <= customer.stamps.start, 'not before the trough');
  t.notOk(world.telephone(1).rings, 'the agent is not disturbed before there is somebody to talk to');

  await confirm(world, customer);
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.advance(500);

  t.ok(await hearEachOther(world, customer, 1));
  customer.clear();
  await world.until(() => customer.state === 'cleared');
  world.telephone(1).putDown();
  await world.advance(200);
  t.match(await requests(box), [{ state: 'completed', number: `+86${NUMBER}`, attempts: 1, lastOutcome: 'connected' }]);
  const [attempt] = await attempts(box);
  t.match(attempt, { outcome: 'connected', order: 'customerFirst', agent: agentId(1) });
  const { startedAt = 0, reachedAt = 0, confirmedAt = 0 } = attempt ?? {};
  t.ok(startedAt < (reachedAt ?? 0) && (reachedAt ?? 0) < (confirmedAt ?? 0));
  const outbound = reads.selectFrom('call').selectAll().where('direction', '=', 'outbound');
  t.match(await outbound.execute(), [{ disposition: 'answered', called: `+86${NUMBER}`, agent: agentId(1) }]);
});

t.test('with the agent first, the customer is rung when he has lifted, and is not asked to press a key', async (t) => {
  const queues = [{ name: QUEUE, callback: { order: 'agentFirst' } }];
  const box = await openBox(t, { signedIn: 0, config: { queues } });
  const { world } = box;
  await promised(box);
  await world.until(() => world.telephone(1).rings, MINUTE);
  world.telephone(1).lift();
  const customer = await rungCustomer(world, 2_000);
  await world.during(customer.answer());
  await world.advance(500);

  t.ok(await hearEachOther(world, customer, 1));
  t.match(await requests(box), [{ state: 'completed' }]);
  t.match(await attempts(box), [{ order: 'agentFirst', agent: agentId(1), confirmedAt: null, outcome: 'connected' }]);
});

t.test('a voicemail that answers is no customer: it presses nothing, and no agent is rung', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world } = box;
  await promised(box);
  const voicemail = await rungCustomer(world);
  await world.during(voicemail.answer());
  voicemail.play([await world.load('zh-CN/leave-a-message')], { loop: true });
  let rang = false;
  world.media.onFact(({ type, channel }) => {
    rang ||= type === 'ringStarted' && channel === world.telephone(1).channel;
  });
  await world.until(() => voicemail.state === 'cleared', 2 * MINUTE);

  t.notOk(rang);
  t.match(await attempts(box), [{ outcome: 'notConfirmed', confirmedAt: null }]);
  t.match(await requests(box), [{ state: 'open', closedAt: null, attempts: 1 }]);
});

t.test('while a customer still hears the farewell of one attempt, the next does not dial him', async (t) => {
  const callback = {
    confirm: { wait: '3s', repeats: 0 },
    perNumber: [{ calls: 3, within: '24h' }],
    spacing: { notConfirmed: '0s', congestion: '1s' },
  };
  const box = await openBox(t, { signedIn: 0, config: { callback } });
  const { world } = box;
  await promised(box);
  const undecided = await rungCustomer(world);
  await world.during(undecided.answer());
  await world.until(() => undecided.state === 'cleared', 2 * MINUTE);
  const gone = world.clock.now();
  t.match((await attempts(box)).slice(0, 2), [{ outcome: 'notConfirmed' }, { outcome: 'congestion' }]);
  const again = await rungCustomer(world);

  t.ok(again.stamps.start >= gone, 'he is rung again when he has put down');
});

t.test('busy is tried again after its spacing, no answer after its own; then the promise is given up', async (t) => {
  const callback = {
    attempts: 3,
    ring: '20s',
    spacing: { busy: '2min', noAnswer: '3min' },
    perNumber: [{ calls: 1, within: '1min' }],
  };
  const box = await openBox(t, { signedIn: 0, config: { callback } });
  const { world } = box;
  await promised(box);
  const busy = await rungCustomer(world);
  busy.clear(17);
  await world.advance(100);
  t.match(await requests(box), [{ state: 'open', attempts: 1, lastOutcome: 'busy' }]);

  const out = await rungCustomer(world, 3 * MINUTE);
  t.ok(Math.abs(out.stamps.start - busy.stamps.start - 2 * MINUTE) < 1_500, 'two minutes later');
  const rings = world.clock.now();
  await world.until(() => out.state === 'cleared', MINUTE);
  t.ok(Math.abs(world.clock.now() - rings - 20_000) < 500, 'it rang for as long as it may');
  const last = await rungCustomer(world, 4 * MINUTE);
  t.ok(Math.abs(last.stamps.start - out.stamps.start - 20_000 - 3 * MINUTE) < 1_500, 'three minutes after that');
  last.clear(17);
  await world.advance(100);

  const outcomes = (await attempts(box)).map(({ outcome, cause }) => ({ outcome, cause }));
  t.match(outcomes, [
    { outcome: 'busy', cause: 17 },
    { outcome: 'noAnswer', cause: 19 },
    { outcome: 'busy', cause: 17 },
  ]);
  t.match(await requests(box), [{ state: 'givenUp', reason: 'attempts', attempts: 3 }]);
});

t.test('a customer who presses 2 needs us no more; one who presses 9 is never called again', async (t) => {
  for (const { key, reason, listed } of [
    { key: '2', reason: 'declined', listed: [] },
    { key: '9', reason: 'refused', listed: [{ number: `+86${NUMBER}` }] },
  ]) {
    const box = await openBox(t, { signedIn: 0 });
    const { world, reads } = box;
    await promised(box);
    const customer = await rungCustomer(world);
    const farewell = await world.load('zh-CN/callback-declined');
    await confirm(world, customer, key);
    const heard = world.listen(customer.channel.index, farewell);
    await world.until(() => customer.state === 'cleared');

    t.ok(heard.heard);
    t.match(await requests(box), [{ state: 'givenUp', reason }]);
    t.match(await reads.selectFrom('doNotCall').selectAll().execute(), listed);
  }
});

t.test('no more customers are rung at once than agents are idle', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world } = box;
  for (const digit of ['1', '2', '3']) await leaveNumber(world, `1391234000${digit}`);
  for (const number of [1, 2]) box.box.agents.signIn(agentId(number), stationNumber(number));
  const rung = world.network.answersAfter(world.clock, MINUTE);
  await world.advance(45_000);

  t.same(
    rung.map(({ called }) => called.digits),
    ['13912340001', '13912340002'],
    'those who have waited longest',
  );
});
