// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-16: do agents sign in and out, and set themselves ready or not, by dial codes; and do only the ready ones ring?
import t from 'tap';
import { ACCESS_NUMBER, type BoxWorld, openBox, QUEUE } from '../support/box.js';
import { agent, dialCode, hangUp, talk } from '../support/floor.js';

/** The agent's states so far; while his telephone is lifted to dial and he would be ready, he is busy, which is left out here. */
async function working({ reads }: BoxWorld) {
  const rows = await reads.selectFrom('agentState').selectAll().where('agent', '=', '1001').orderBy('id').execute();
  return rows.filter(({ state, startedAt, endedAt }) => state !== 'busy' && startedAt !== endedAt);
}

t.test('each code changes the state, says so, and is stamped with its instant', async (t) => {
  const place = await openBox(t, { signedIn: 0 });
  const { world, box } = place;

  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  t.match(agent(box, 1), { state: 'ready', station: '801' });
  await dialCode(place, 1, '*632', 'agent-not-ready');
  t.match(agent(box, 1), { state: 'notReady', reason: 'meal' });
  const lunch = world.clock.now();
  await world.advance(5_000);
  await dialCode(place, 1, '*62', 'agent-ready');
  t.match(agent(box, 1), { state: 'ready' });
  await dialCode(place, 1, '*60', 'agent-signed-out');
  t.match(agent(box, 1), { state: 'signedOut' });
  await dialCode(place, 1, '*62', 'agent-not-signed-in');
  await dialCode(place, 1, '*99', 'agent-unknown-code');

  const [first, second, third] = await working(place);
  t.match([first, second, third], [{ state: 'ready' }, { state: 'notReady', reason: 'meal' }, { state: 'ready' }]);
  t.ok(lunch - (second?.startedAt ?? 0) < 5_000, 'stamped when he dialled');
  t.ok((second?.endedAt ?? 0) - lunch >= 5_000 && (third?.endedAt ?? 0) > (third?.startedAt ?? 0));
  t.equal((await place.events('agent.signedIn')).length, 1);
  t.equal((await place.events('agent.signedOut')).length, 1);
});

t.test('only ready agents are offered calls', async (t) => {
  const place = await openBox(t, { telephones: 4, signedIn: 0 });
  const { world, box } = place;
  for (const port of [1, 2, 3]) box.agents.signIn(`100${port}`, `80${port}`);
  box.agents.notReady('1001', 'break');
  box.agents.signOut('1002');

  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(3).rings);
  await world.advance(3_000);

  t.same(
    world.telephones.map(({ rings }) => rings),
    [false, false, true, false],
  );
  world.telephone(3).lift();
  await world.until(() => agent(box, 3).state === 'talking');
  world.network.call(ACCESS_NUMBER, '13900000002');
  await world.advance(5_000);
  t.notOk(world.telephone(1).rings || world.telephone(2).rings || world.telephone(4).rings);
  await dialCode(place, 1, '*62', 'agent-ready');
  await world.until(() => world.telephone(1).rings);
  caller.clear();
});

t.test('an agent who lets it ring becomes not ready, and the next one rings', async (t) => {
  const place = await openBox(t, { config: { queues: [{ name: QUEUE, ringTimeout: '10s' }] } });
  const { world, box, events } = place;
  world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  const began = world.clock.now();

  await world.until(() => world.telephone(2).rings);

  t.ok(Math.abs(world.clock.now() - began - 10_000) < 1_000, `rang for ${world.clock.now() - began} ms`);
  await world.until(() => !world.telephone(1).rings);
  t.match(agent(box, 1), { state: 'notReady', reason: 'ringNoAnswer' });
  t.equal((await events('offer.timedOut')).length, 1);
});

t.test('after a call the agent wraps up: nothing rings until he dials the code or the time is over', async (t) => {
  const place = await openBox(t, { config: { queues: [{ name: QUEUE, wrapUp: '20s' }] }, signedIn: 1 });
  const { world, box } = place;
  const telephone = world.telephone(1);

  const first = await talk(place);
  first.caller.clear();
  await hangUp(world, telephone);
  t.equal(agent(box, 1).state, 'wrapUp');
  world.network.call(ACCESS_NUMBER, '13900000002');
  await world.advance(3_000);
  t.notOk(telephone.rings);
  await dialCode(place, 1, '*65', 'agent-ready');
  await world.until(() => telephone.rings, 2_000);

  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await hangUp(world, telephone);
  t.equal(agent(box, 1).state, 'wrapUp');
  await world.until(() => agent(box, 1).state === 'ready', 20_000);
});

t.test('an agent who dials not-ready during a call talks on and is not ready after it', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const { world, box } = place;
  const { caller, telephone } = await talk(place);

  box.agents.notReady('1001', 'meeting');
  t.equal(agent(box, 1).state, 'talking');
  caller.clear();
  await hangUp(world, telephone);
  await world.until(() => agent(box, 1).state !== 'wrapUp');

  t.match(agent(box, 1), { state: 'notReady', reason: 'meeting' });
});

t.test('a telephone that is lifted is never offered a call; once it is down, it is', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const { world, box } = place;
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(500);

  await world.advance(330_000);
  world.network.call(ACCESS_NUMBER);
  await world.advance(4_000);
  t.equal(agent(box, 1).state, 'busy', 'even minutes later');
  t.same(await place.events('offer.made'), []);
  telephone.putDown();

  await world.until(() => telephone.rings, 3_000);
});
