// SPDX-License-Identifier: GPL-2.0-or-later
// Somebody sets the system's clock, or NTP does, by an hour: does anything fire early, late or never, and what is written then?
import t from 'tap';
import { ACCESS_NUMBER, agentId, type BoxWorld, openBox, stationNumber } from '../support/box.js';
import { answersCalls, leaveNumber, rungCustomer } from '../support/people.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NUMBER = '13912345678';
const ALWAYS = { hours: [{ from: '00:00', to: '24:00' }] };
const STEPS = [
  ['forwards', HOUR],
  ['backwards', -HOUR],
] as const;

const stepped = ({ box }: BoxWorld) => box.status().alarms.some(({ code }) => code === 'CLOCK_STEPPED');

/** The clock is stepped; when that has lasted for a minute, the box has followed. */
async function follow(box: BoxWorld, by: number): Promise<void> {
  box.world.clock.step(by);
  await box.world.advance(2_000);
  if (!stepped(box)) throw new Error('no alarm');
  await box.world.until(() => !stepped(box), 65_000);
}

for (const [direction, by] of STEPS) {
  t.test(`an hour ${direction} under a conversation and a waiting caller`, async (t) => {
    const queues = [{ name: 'sales', maxWait: '2min' }];
    const box = await openBox(t, { telephones: 1, config: { queues } });
    const { world, reads } = box;
    answersCalls(world, 1, HOUR);
    const first = world.network.call(ACCESS_NUMBER, '13912340001');
    await world.until(() => world.told('routed').length >= 1);
    const second = world.network.call(ACCESS_NUMBER, NUMBER);
    const begun = world.clock.now();
    await follow(box, by);
    t.ok(world.clock.now() - begun >= MINUTE, 'what is set to and fro is not followed');
    t.match(await box.events('clock.followed'), [{ detail: JSON.stringify({ by }) }]);

    await world.advance(115_000 - (world.clock.now() - begun));
    t.match(box.box.status().queues, [{ waiting: 1 }], 'nobody has overflowed early');
    await world.until(() => box.box.status().callbacks.created === 1, 10_000);
    await world.until(() => second.state === 'cleared');
    const captured = await reads.selectFrom('capture').selectAll().executeTakeFirstOrThrow();
    t.ok(Math.abs(captured.arrivedAt - (begun + by)) < 1_000, 'rows have the new time');

    first.clear();
    await world.until(() => first.state === 'cleared');
    await world.advance(500);
    const row = await reads.selectFrom('call').selectAll().orderBy('offeredAt').executeTakeFirstOrThrow();
    const { answer = 0, end = 0 } = first.stamps;
    t.ok(Math.abs((row.endedAt ?? 0) - (end + by)) < 1_000);
    t.ok(Math.abs((row.endedAt ?? 0) - (row.answeredAt ?? 0) - (end - answer)) < 1_000, 'as long as it was');
    t.ok(Math.abs(box.box.status().at - (world.clock.now() + by)) < 1_000, 'so has the status');
  });

  t.test(`an hour ${direction} between two attempts: the second comes after its five minutes`, async (t) => {
    const box = await openBox(t, { telephones: 1, signedIn: 0, config: { callback: { window: ALWAYS } } });
    const { world } = box;
    await leaveNumber(world, NUMBER);
    box.box.agents.signIn(agentId(1), stationNumber(1));
    const customer = await rungCustomer(world);
    customer.clear(17);
    await world.until(() => customer.state === 'cleared');
    const busy = world.clock.now();
    await follow(box, by);

    await rungCustomer(world, 10 * MINUTE);
    const waited = world.clock.now() - busy;
    t.ok(waited >= 5 * MINUTE - 1_000 && waited < 6 * MINUTE, `${waited} ms`);
    const due = await box.reads.selectFrom('callbackRequest').select('due').executeTakeFirstOrThrow();
    t.ok(Math.abs(due.due - (busy + by + 5 * MINUTE)) < 1_000, 'the disk has it by the new time');
  });
}

t.test('the calling window goes by the right time as soon as the box has followed', async (t) => {
  const box = await openBox(t, { telephones: 1, signedIn: 0 });
  const { world } = box;
  await leaveNumber(world, NUMBER);
  await follow(box, 3.2 * HOUR); // 09:00 was wrong: it is noon, when nobody is called
  const begun = world.clock.now();
  await leaveNumber(world, '13912345679');
  t.ok(world.clock.now() - begun < 20_000, 'who calls now is answered now');
  box.box.agents.signIn(agentId(1), stationNumber(1));
  await world.advance(2 * MINUTE);
  t.equal((await box.events('callback.attempted')).length, 0);

  world.clock.step(-3.2 * HOUR);
  t.ok(await rungCustomer(world, 2 * MINUTE), 'and it was morning after all');
});

t.test('a clock that is set to and fro within a minute is not followed', async (t) => {
  const box = await openBox(t, { signedIn: 0 });
  const { world } = box;
  for (const by of [HOUR, -HOUR, -HOUR, HOUR]) {
    world.clock.step(by);
    await world.advance(40_000);
  }
  t.notOk(stepped(box));
  t.same(await box.events('clock.followed'), []);
});
