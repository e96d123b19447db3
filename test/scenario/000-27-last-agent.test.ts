// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-27 001-16 002-11
// Is a caller who rings again asked whether he wants the agent who served him last, and given to him if he does?
import { join } from 'node:path';
import t from 'tap';
import { open } from '../../src/engine/index.js';
import { sliceMedia } from '../../src/native/index.js';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { NUMBER, nextRung, openFamiliar, ringAgain, rung, SECOND, serve } from '../support/familiar.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { hearEachOther } from '../support/people.js';
import { beginClosing } from '../support/slow-line.js';

t.setTimeout(120_000);

const HOUR = 3_600_000;
const ASK = { memory: {} };

t.test(
  'he hears the offer, presses 1, and talks with the agent of his last call, who is not the next of the queue',
  async (t) => {
    const place = await openFamiliar(t, ASK);
    const { world, box, reads } = place;
    await serve(place, 1); // from now on agent 2 has been idle longest

    const { caller, offer } = await ringAgain(place);
    await world.until(() => offer.heard);
    t.same(rung(place), [], 'nobody is rung before he has answered');
    await world.advance(500);
    caller.sendDigits('1');
    t.equal(await nextRung(place), 1);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(500);
    t.ok(await hearEachOther(world, caller, 1));
    await box.settled();
    t.match(await reads.selectFrom('call').selectAll().orderBy('offeredAt').execute(), [
      { agent: '1001' },
      { agent: '1001', queue: QUEUE },
    ]);
  },
);

for (const [what, key] of [
  ['another key', '2'],
  ['a key that means nothing', '9'],
  ['no key at all', undefined],
] as const) {
  t.test(`${what}: he is one of the queue, and its next agent is rung`, async (t) => {
    const place = await openFamiliar(t, ASK);
    await serve(place, 1);

    const { caller, offer } = await ringAgain(place);
    await place.world.until(() => offer.heard);
    await place.world.advance(500);
    if (key !== undefined) caller.sendDigits(key);
    t.equal(await nextRung(place), 2);
    place.world.telephone(2).lift();
    await place.world.until(() => agent(place.box, 2).state === 'talking');
  });
}

t.test('a key in the middle of the question is the answer', async (t) => {
  const place = await openFamiliar(t, ASK);
  await serve(place, 1);
  const { caller } = await ringAgain(place);
  await place.world.advance(1_500);
  caller.sendDigits('1');
  t.equal(await nextRung(place, 3 * SECOND), 1, 'before the question would have been over');
});

t.test('when that agent is not idle the offer is not made: he talks, has a break, or is signed out', async (t) => {
  for (const away of ['talking', 'notReady', 'signedOut'] as const) {
    const place = await openFamiliar(t, { memory: { wait: '1min' } });
    const { box } = place;
    await serve(place, 1);
    if (away === 'notReady') box.agents.notReady('1001', 'meal');
    if (away === 'signedOut') box.agents.signOut('1001');
    if (away === 'talking') {
      box.agents.notReady('1002', 'meal');
      await talk(place, { calling: '13700000001', port: 1 });
      box.agents.ready('1002');
    }
    const { offer } = await ringAgain(place);
    t.equal(await nextRung(place), 2, `${away}: at once the next of the queue`);
    t.notOk(offer.heard, away);
  }
});

t.test('who was never served, whom nobody answered, and who withholds his number is not asked', async (t) => {
  const place = await openFamiliar(t, ASK);
  const { world, box } = place;
  await serve(place, 1);
  for (const calling of ['13712345678', '']) {
    const { caller, offer } = await ringAgain(place, calling);
    t.equal(await nextRung(place), 2);
    t.notOk(offer.heard);
    caller.clear();
    await world.until(() => rung(place).length === 0);
    await world.until(() => agent(box, 2).state === 'ready');
  }
});

t.test('he hangs up amid the question: nobody is rung, and he has abandoned', async (t) => {
  const place = await openFamiliar(t, ASK);
  const { world, box, reads } = place;
  await serve(place, 1);
  const { caller, offer } = await ringAgain(place);
  await world.until(() => offer.heard);
  caller.clear();
  await world.advance(10 * SECOND);
  t.same(rung(place), []);
  await box.settled();
  const [, call] = await reads.selectFrom('call').selectAll().orderBy('offeredAt').execute();
  t.match(call, { disposition: 'abandoned', queue: QUEUE, agent: null });
});

t.test(
  'the agent who was to be asked for is called away meanwhile: he is waited for as long as the file says',
  async (t) => {
    const place = await openFamiliar(t, { memory: { wait: '20s' } });
    const { world, box } = place;
    await serve(place, 1);
    const { caller, offer } = await ringAgain(place);
    await world.until(() => offer.heard);
    box.agents.notReady('1001', 'meal');
    caller.sendDigits('1');
    await world.advance(15 * SECOND);
    t.same(rung(place), [], 'agent 2 is idle, and not asked yet');
    t.equal(await nextRung(place, 10 * SECOND), 2);
  },
);

t.test('without the question: at once to him, busy he is waited for, signed out nobody waits for him', async (t) => {
  const place = await openFamiliar(t, { memory: { ask: false, wait: '30s' } });
  const { world, box } = place;
  await serve(place, 1);
  const first = await ringAgain(place);
  t.equal(await nextRung(place), 1, 'idle: at once');
  t.notOk(first.offer.heard);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');

  const other = world.network.call('88880001', NUMBER);
  await world.advance(20 * SECOND);
  t.same(rung(place), [], 'busy: he waits for him, though agent 2 is idle');
  first.caller.clear();
  await hangUp(world, world.telephone(1));
  t.equal(await nextRung(place), 1, 'and has him when he is free within that time');
  other.clear();
  await world.until(() => rung(place).length === 0);

  box.agents.notReady('1001', 'meal');
  const third = world.network.call('88880001', NUMBER);
  await world.advance(29 * SECOND);
  t.same(rung(place), []);
  t.equal(await nextRung(place, 5 * SECOND), 2, 'then anybody is right');
  third.clear();
  await world.until(() => rung(place).length === 0);

  box.agents.signOut('1001');
  world.network.call('88880001', NUMBER);
  t.equal(await nextRung(place, 5 * SECOND), 2, 'signed out: at once');
});

t.test('who does not lift is not rung for him again: the others of the queue are', async (t) => {
  const place = await openFamiliar(t, { memory: { ask: false }, ringTimeout: '10s' });
  await serve(place, 1);
  await ringAgain(place);
  t.equal(await nextRung(place), 1);
  await place.world.until(() => rung(place)[0] === 2, 15 * SECOND);
  t.same(rung(place), [2]);
});

t.test('after a restart the records say who served him last, and not for longer than the file remembers', async (t) => {
  const place = await openFamiliar(t, { memory: { days: 1 } });
  await serve(place, 1);
  for (const [later, asked] of [
    [HOUR, true],
    [25 * HOUR, false],
  ] as const) {
    await beginClosing(place)();
    place.world.clock.advance(later);
    const { world } = place;
    const media = sliceMedia(world.media, [...world.e1s, 'stations']);
    const box = await open({ config: join(world.folder, 'spillway.yaml'), media, clock: world.clock });
    Object.assign(place, { box });
    t.teardown(() => beginClosing(place)());
    await world.advance(500);
    await box.settled();
    for (const port of [1, 2])
      if (agent(box, port).state === 'signedOut') box.agents.signIn(agentId(port), stationNumber(port));
    const { caller, offer } = await ringAgain(place);
    if (asked) await world.until(() => offer.heard);
    else t.type(await nextRung(place), 'number', 'at once somebody of the queue');
    t.equal(offer.heard, asked);
    caller.clear();
    await world.until(() => rung(place).length === 0);
    await world.advance(500);
  }
});
