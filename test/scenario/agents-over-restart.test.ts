// SPDX-License-Identifier: GPL-2.0-or-later
// What are agents after the box was stopped? Within a shift what they were, since when they were; after a night signed out. And who can sign in at all?
import { join } from 'node:path';
import t from 'tap';
import { type Box, open } from '../../src/engine/index.js';
import { sliceMedia } from '../../src/native/index.js';
import { agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { beginClosing } from '../support/slow-line.js';

const HOUR = 3_600_000;

/** The box is stopped, and started again `later` over the same data directory. */
async function restarted(t: { teardown(end: () => Promise<void>): void }, place: BoxWorld, later: number) {
  const { world } = place;
  await beginClosing(place)();
  world.clock.advance(later);
  const media = sliceMedia(world.media, [...world.e1s, 'stations']);
  const box: Box = await open({ config: join(world.folder, 'spillway.yaml'), media, clock: world.clock });
  t.teardown(() => beginClosing({ ...place, box })());
  await world.advance(500);
  await box.settled();
  return box;
}

t.test('after a short stop they go on: since when they were signed in, with what they had done', async (t) => {
  const place = await openBox(t, { telephones: 3, signedIn: 2 });
  const { world, reads, events } = place;
  const { telephone } = await talk(place);
  await hangUp(world, telephone);
  place.box.agents.notReady(agentId(2), 'meal');
  const before = [1, 2, 3].map((number) => agent(place.box, number));
  await place.box.settled();

  const box = await restarted(t, place, HOUR);

  t.match(agent(box, 1), { state: 'ready', station: '801', signedInAt: before[0]?.signedInAt, handled: 1 });
  t.match(agent(box, 2), { state: 'notReady', reason: 'meal', station: '802', handled: 0 });
  t.match(agent(box, 3), { state: 'signedOut' });
  const rows = await reads.selectFrom('agentState').selectAll().where('agent', '=', agentId(1)).orderBy('id').execute();
  const stopped = rows.findIndex(({ endReason }) => endReason === 'boxStopped');
  t.match(rows[stopped + 1], { state: 'ready', endedAt: null });
  t.ok((rows[stopped + 1]?.startedAt ?? 0) - (rows[stopped]?.endedAt ?? 0) >= HOUR, 'and the stop is in no state');
  t.match((await events('agent.signedIn')).slice(-2), [{ detail: /"resumed":true/ }, { detail: /"resumed":true/ }]);
  await talk({ ...place, box });
});

t.test('what they have done counts on: who has had fewer calls is rung, and not who signed in first', async (t) => {
  const queues = [{ name: QUEUE, strategy: 'fewestCalls', wrapUp: '0s' }];
  const place = await openBox(t, { signedIn: 2, config: { queues } });
  const { world } = place;
  const { telephone } = await talk(place);
  await hangUp(world, telephone);
  await place.box.settled();

  const box = await restarted(t, place, HOUR / 4);
  await talk({ ...place, box }, { port: 2 });
});

t.test('what somebody said that he can do for a while holds on, and ends when it was to end', async (t) => {
  const agents = [{ id: agentId(1), name: 'Li', pin: '4711', queues: [QUEUE], skills: { english: 2 } }];
  const queues = [{ name: QUEUE, needs: [{ skill: 'english', level: 5 }] }];
  const place = await openBox(t, { signedIn: 1, config: { agents, queues } });
  const { world, reads } = place;
  await place.box.agents.skills.say(agentId(1), { english: 7 }, '10:05');
  t.match(agent(place.box, 1).skills, { english: 7 });
  await place.box.settled();

  const box = await restarted(t, place, HOUR);
  t.match(agent(box, 1), { state: 'ready', skills: { english: 7 }, skillsUntil: Number });
  await talk({ ...place, box });
  await world.advance(10 * 60_000);
  t.match(agent(box, 1).skills, { english: 2 }, 'and then the file’s hold again');
  await box.settled();
  t.same(await reads.selectFrom('exception').selectAll().execute(), []);
});

t.test('after a night they are signed out, and their telephones are anybody’s', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const box = await restarted(t, place, 13 * HOUR);

  t.equal(agent(box, 1).state, 'signedOut');
  t.match(await place.reads.selectFrom('agent').selectAll().where('id', '=', agentId(1)).execute(), [
    { state: 'signedOut', station: null, signedInAt: null },
  ]);
  t.match((await place.events('agent.signedOut')).at(-1), { agent: agentId(1), detail: /boxStopped/ });
  box.agents.signIn(agentId(2), stationNumber(1));
});

t.test('who cannot sign in occupies nothing', async (t) => {
  const { box } = await openBox(t, { signedIn: 0 });
  t.throws(() => box.agents.signIn('9999', stationNumber(1)), { code: 'NOT_FOUND' });
  t.throws(() => box.agents.signIn(agentId(1), '899'), { code: 'NOT_FOUND' });
  t.throws(() => box.agents.signIn(agentId(1)), { code: 'REFUSED' }, 'no station');

  box.agents.signIn(agentId(1), stationNumber(1));
  t.throws(() => box.agents.signIn(agentId(2), stationNumber(1)), { code: 'REFUSED' }, 'taken');
  t.throws(() => box.agents.signIn(agentId(1), stationNumber(2)), { code: 'REFUSED' }, 'elsewhere');
  box.agents.signIn(agentId(2), stationNumber(2));
  t.match([agent(box, 1), agent(box, 2)], [{ state: 'ready' }, { state: 'ready' }]);
});

t.test('commands that make no sense now are refused with a code, and change nothing', async (t) => {
  const { box, events } = await openBox(t, { signedIn: 0 });
  const commands: Readonly<Record<string, (agent: string) => unknown>> = {
    'sign out': (agent) => box.agents.signOut(agent),
    ready: (agent) => box.agents.ready(agent),
    'not ready': (agent) => box.agents.notReady(agent, 'meal'),
    'finish wrap-up': (agent) => box.agents.finishWrapUp(agent),
    'next callback': (agent) => box.callbacks.next(agent),
  };
  for (const [name, command] of Object.entries(commands)) {
    t.throws(() => command(agentId(1)), { code: 'REFUSED' }, `${name}: signed out`);
    t.throws(() => command('9999'), { code: 'NOT_FOUND' }, `${name}: unknown`);
  }
  box.agents.signIn(agentId(1), stationNumber(1));
  t.throws(() => box.agents.finishWrapUp(agentId(1)), { code: 'REFUSED' }, 'no wrap-up');
  await box.settled();
  t.strictSame(await events('agent.signedOut'), []);
});

t.test('who signs in again while he talks and was to be signed out stays', async (t) => {
  const place = await openBox(t, {});
  const { box, world } = place;
  const { telephone } = await talk(place);
  box.agents.signOut(agentId(1));
  box.agents.signIn(agentId(1), stationNumber(1));
  await hangUp(world, telephone);
  t.equal(agent(box, 1).state, 'wrapUp');
});
