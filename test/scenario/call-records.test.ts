// SPDX-License-Identifier: GPL-2.0-or-later
// Are the five times of a call's record right, and is there a line for each leg with its own?
import t from 'tap';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { timedCalls, timedLegs } from '../support/times.js';

const TICKS = 80; // a message each way and the commit

const near = (found: number | null | undefined, expected: number) => Math.abs((found ?? 0) - expected) <= TICKS;

async function callsOf({ reads }: BoxWorld) {
  return timedCalls(reads);
}

async function legsOf({ reads }: BoxWorld, call = '') {
  return timedLegs(reads, call);
}

t.test('offered, answered, ringing, bridged and ended are when they were', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const { world, box } = place;
  const telephone = world.telephone(1);
  const offered = world.clock.now();
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => telephone.rings);
  const rang = world.clock.now();
  await world.advance(4_000);
  telephone.lift();
  const lifted = world.clock.now();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(10_000);
  caller.clear();
  const cleared = world.clock.now();
  await world.advance(200);

  const [call] = await callsOf(place);
  t.match(call, {
    direction: 'inbound',
    calling: '+8613912345678',
    callingRaw: '13912345678',
    called: ACCESS_NUMBER,
    queue: 'sales',
    agent: '1001',
    disposition: 'answered',
    cause: 16,
    reason: null,
  });
  t.ok(near(call?.offeredAt, offered) && near(call?.queuedAt, offered) && near(call?.answeredAt, offered));
  t.ok(near(call?.ringingAt, rang), 'the telephone of the other side rang');
  t.ok(near(call?.bridgedAt, lifted), 'talk began');
  t.ok(near(call?.endedAt, cleared));

  const [trunk, station, ...more] = await legsOf(place, call?.id);
  t.same(more, []);
  t.match(trunk, {
    kind: 'trunk',
    direction: 'inbound',
    span: 'e1-1',
    number: '13912345678',
    cause: 16,
    clearedBy: 'farEnd',
  });
  t.match(station, {
    kind: 'station',
    direction: 'outbound',
    station: '801',
    agent: '1001',
    span: 'stations',
    slot: 1,
  });
  t.match([trunk?.bridgedAt, station?.bridgedAt], [call?.bridgedAt, call?.bridgedAt]);
  t.ok(near(station?.ringingAt, rang) && near(station?.answeredAt, lifted) && near(station?.endedAt, cleared));
  await hangUp(world, telephone);
});

t.test('a caller who gives up has no talk in his record, but the telephone that rang for him', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const { world } = place;
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  const rang = world.clock.now();
  await world.advance(3_000);
  caller.clear();
  await world.advance(500);

  const [call] = await callsOf(place);
  t.match(call, { disposition: 'abandoned', agent: null, bridgedAt: null, cause: 16 });
  t.ok(near(call?.ringingAt, rang));
  t.match(await legsOf(place, call?.id), [
    { kind: 'trunk', clearedBy: 'farEnd' },
    { kind: 'station', agent: '1001', answeredAt: null, bridgedAt: null, clearedBy: 'box' },
  ]);
});

t.test('each agent who was rung has a leg of his own; talk is the last one', async (t) => {
  const place = await openBox(t);
  const { world, box } = place;
  world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(2).rings, 20_000);
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  await hangUp(world, world.telephone(2));
  await world.advance(500);

  const [call] = await callsOf(place);
  t.match(call, { agent: '1002', disposition: 'answered' });
  const [, first, second] = await legsOf(place, call?.id);
  t.match(first, { agent: '1001', answeredAt: null, clearedBy: 'box' });
  t.match(second, { agent: '1002', clearedBy: 'farEnd' });
  t.ok((first?.endedAt ?? 0) <= (second?.ringingAt ?? 0));
  t.ok((call?.ringingAt ?? 0) <= (call?.bridgedAt ?? 0) && (call?.bridgedAt ?? 0) <= (call?.endedAt ?? 0));
});

t.test('every leg and call has an end, and the event log tells the same', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const { world, box, reads, events } = place;
  for (let i = 0; i < 3; i++) {
    const caller = world.network.call(ACCESS_NUMBER, `1390000000${i}`);
    await world.advance(1_000);
    caller.clear();
    await world.advance(500);
  }

  t.same(await reads.selectFrom('call').select('id').where('endedAt', 'is', null).execute(), []);
  t.same(await reads.selectFrom('leg').select('id').where('endedAt', 'is', null).execute(), []);
  t.equal((await events('call.offered')).length, 3);
  t.equal((await events('call.ended')).length, 3);
  t.match(box.status().calls, { offered: 3, abandoned: 3, inProgress: 0 });
});
