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
