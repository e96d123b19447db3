// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-34: does an agent sign in with a number and PIN of his own, and is guessing counted, slowed down and told?
import t from 'tap';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { agent, dialCode } from '../support/floor.js';

const OWN_PINS = {
  agents: [
    { id: '1001', name: '李娜', pin: '4711', queues: [QUEUE] },
    { id: '1002', name: '王伟', pin: '8888', queues: [QUEUE] },
  ],
  access: { tries: 3, lockout: '30s' },
};

t.test('the right PIN binds the agent to the telephone that he dialled it on', async (t) => {
  const place = await openBox(t, { config: OWN_PINS, signedIn: 0 });
  await dialCode(place, 2, '*61*1001*4711#', 'agent-signed-in');

  t.match(agent(place.box, 1), { state: 'ready', station: '802' });
  place.world.network.call(ACCESS_NUMBER);
  await place.world.until(() => place.world.telephone(2).rings);
  t.notOk(place.world.telephone(1).rings);
});

t.test("a wrong PIN, another agent's PIN or an unknown agent is refused and counted", async (t) => {
  const place = await openBox(t, { config: OWN_PINS, signedIn: 0 });
  await dialCode(place, 1, '*61*1001*4712#', 'agent-wrong-pin');
  await dialCode(place, 1, '*61*1001*8888#', 'agent-wrong-pin');
  await dialCode(place, 1, '*61*9999*4711#', 'agent-wrong-pin');

  t.match(agent(place.box, 1), { state: 'signedOut' });
  t.match(await place.reads.selectFrom('agent').selectAll().where('id', '=', '1001').execute(), [{ wrongTries: 2 }]);
  const refusals = (await place.events('agent.refused')).map(({ agent, detail }) => [
    agent,
    JSON.parse(detail ?? '{}'),
  ]);
  t.match(refusals, [
    ['1001', { reason: 'wrongPin' }],
    ['1001', { reason: 'wrongPin' }],
    ['9999', { reason: 'unknown' }],
  ]);
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  t.match(await place.reads.selectFrom('agent').selectAll().where('id', '=', '1001').execute(), [{ wrongTries: 0 }]);
});

t.test('after three wrong PINs even the right one is refused, until the lock-out is over', async (t) => {
  const place = await openBox(t, { config: OWN_PINS, signedIn: 0 });
  for (const wrong of ['0000', '1111', '2222']) {
    await dialCode(place, 1, `*61*1001*${wrong}#`, 'agent-wrong-pin');
  }
  await dialCode(place, 1, '*61*1001*4711#', 'agent-pin-locked');
  t.equal(agent(place.box, 1).state, 'signedOut');
  await dialCode(place, 2, '*61*1002*8888#', 'agent-signed-in');

  await place.world.advance(30_000);
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');

  t.equal(agent(place.box, 1).state, 'ready');
});

t.test('an agent is at one telephone, and a telephone has one agent', async (t) => {
  const place = await openBox(t, { config: OWN_PINS, signedIn: 0 });
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  await dialCode(place, 2, '*61*1001*4711#', 'agent-signed-in-elsewhere');
  await dialCode(place, 1, '*61*1002*8888#', 'agent-signed-in-elsewhere');

  t.match(agent(place.box, 1), { state: 'ready', station: '801' });
  t.match(agent(place.box, 2), { state: 'signedOut' });
});

t.test('PINs stand neither in the database nor in its events', async (t) => {
  const place = await openBox(t, { config: OWN_PINS, signedIn: 0 });
  await dialCode(place, 1, '*61*1001*47119#', 'agent-wrong-pin');
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');

  const written = JSON.stringify([
    await place.reads.selectFrom('event').selectAll().execute(),
    await place.reads.selectFrom('agent').selectAll().execute(),
    await place.reads.selectFrom('agentState').selectAll().execute(),
  ]);
  t.notMatch(written, /4711/);
});
