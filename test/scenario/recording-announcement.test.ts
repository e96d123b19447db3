// SPDX-License-Identifier: GPL-2.0-or-later
// Does whoever is recorded know it beforehand, though an agent is free at once? And does nothing else keep the two apart?
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';
import { takeDown } from '../support/people.js';
import { timedCalls } from '../support/times.js';

const ANNOUNCEMENT = 6_495; // ms, of zh-CN/recording-announcement

/** A caller is answered; an agent lifts a second later. */
async function answered(t: Test, recording: object, queue: object = {}) {
  const queues = [{ name: QUEUE, wrapUp: '0s', ...queue }];
  const place = await openBox(t, { telephones: 1, config: { recording, queues } });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13811112222');
  await world.until(() => caller.state === 'connected');
  const tape = takeDown(world, caller);
  const since = world.clock.now();
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings);
  t.ok(world.clock.now() - since < 500, 'it rings meanwhile');
  await world.advance(1_000);
  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking');
  const bridgedAfter = async () => {
    await world.advance(8_000);
    await box.settled();
    const [call] = await timedCalls(place.reads);
    return (call?.bridgedAt ?? Number.NaN) - since;
  };
  return { ...place, caller, telephone, since, tape, bridgedAfter };
}

for (const recording of [{}, { announce: 'before' }, { announce: true }]) {
  t.test(`${JSON.stringify(recording)}: both hear it to its end, then each other, and that is recorded`, async (t) => {
    const { world, box, telephone, since, caller, tape, events, bridgedAfter } = await answered(t, recording);
    const rest = world.listen(telephone.channel, await world.load('zh-CN/recording-announcement'));
    await world.advance(4_000);
    await box.settled();
    t.equal((await events('recording.started')).length, 0, 'not yet');

    const after = await bridgedAfter();
    t.ok(after >= ANNOUNCEMENT - 100 && after < ANNOUNCEMENT + 400, `bridged after ${after} ms`);
    t.ok(rest.heard, 'the agent heard the rest');
    const [started] = await events('recording.started');
    t.ok((started?.at ?? 0) >= since + ANNOUNCEMENT - 100);
    caller.clear();
    await world.advance(500);
    t.ok(tape.bytes().length > 8 * ANNOUNCEMENT);
  });
}

t.test('during: an agent who lifts is heard at once, and recorded at once', async (t) => {
  const { bridgedAfter, events } = await answered(t, { announce: 'during' });
  t.ok((await bridgedAfter()) < 1_500);
  t.equal((await events('recording.started')).length, 1);
});

const WITHOUT = [
  { recording: { announce: false } },
  { recording: { enabled: false, announce: 'before' } },
  { recording: {}, queue: { record: false } },
];

for (const { recording, queue } of WITHOUT) {
  t.test(`${JSON.stringify({ recording, queue })}: no announcement keeps them apart`, async (t) => {
    const { bridgedAfter } = await answered(t, recording, queue);
    t.ok((await bridgedAfter()) < 1_500);
  });
}

t.test('an agent who puts down amid it is replaced; the caller hears it once, to its end', async (t) => {
  const { world, box, caller, telephone, since, reads } = await answered(t, {});
  await world.advance(500);
  telephone.putDown();
  await world.until(() => telephone.rings, 3_000);
  t.equal(caller.state, 'connected');
  telephone.lift();
  await world.advance(8_000);
  await box.settled();
  const [call] = await timedCalls(reads);
  const after = (call?.bridgedAt ?? Number.NaN) - since;
  t.ok(after >= ANNOUNCEMENT - 100 && after < ANNOUNCEMENT + 400, `bridged after ${after} ms`);
});

t.test('a caller who hangs up amid it is gone; his agent is told by his telephone', async (t) => {
  const { world, box, caller, telephone, reads } = await answered(t, {});
  caller.clear();
  await world.advance(500);
  telephone.putDown();
  await world.until(() => agent(box, 1).state === 'ready', 3_000);
  await box.settled();
  t.match(await timedCalls(reads), [{ disposition: 'abandoned', bridgedAt: null }]);
});

for (const announce of ['before', 'during']) {
  t.test(`${announce}: whom an agent calls hears it over the talk, and is not recorded before he may be`, async (t) => {
    const place = await openBox(t, { telephones: 1, config: { recording: { announce } } });
    const { world, box, events } = place;
    const called = world.network.answersAfter(world.clock, 500);
    box.calling.makeCall('1001', { number: '13800000008' });
    await world.until(() => world.telephone(1).rings);
    world.telephone(1).lift();
    await world.until(() => called.at(0)?.state === 'connected');
    const heard: string[] = [];
    called.at(0)?.listenFor({ speech: true });
    called.at(0)?.heard.on(({ type }) => heard.push(type));
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(3_000);
    await box.settled();
    t.equal((await events('recording.started')).length, announce === 'before' ? 0 : 1);
    await world.advance(ANNOUNCEMENT);
    await box.settled();
    t.ok(heard.includes('speech'), 'he heard it');
    t.equal((await events('recording.started')).length, 1);
  });
}

t.test('whom an agent calls is not rung any more when the agent has put down', async (t) => {
  const { world, box } = await openBox(t, { telephones: 1 });
  const called = world.network.answersAfter(world.clock, 20_000);
  box.calling.makeCall('1001', { number: '13800000008' });
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => called.length === 1);
  await world.advance(2_000);
  world.telephone(1).putDown();
  await world.until(() => called[0]?.signal.aborted === true, 3_000);
  t.equal(box.status().calls.inProgress, 0);
});
