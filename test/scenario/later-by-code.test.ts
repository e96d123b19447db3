// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-32
// At a plain telephone: a call for later by a code, and back to who called last; each with its word, its right and its limit.
import t from 'tap';
import { ACCESS_NUMBER, agentId, stationNumber } from '../support/box.js';
import { agent, dialCode, hangUp } from '../support/floor.js';
import { telephonesAtRest } from '../support/telephones-at-rest.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
const [ONE, TWO] = [stationNumber(1), stationNumber(2)];
const MOBILE = '13800000008';

t.test('hour, minute, number: at that time, within a second, it rings, and the number is called', async (t) => {
  const place = await telephonesAtRest(t, { signedIn: 1 });
  const { world, box, events } = place;
  const outside = world.network.answersAfter(world.clock, 500);
  await dialCode(place, 1, `*870901${MOBILE}#`, 'call-later-set');
  const [set] = box.calling.house.later.list(FIRST);
  t.match(set, { number: MOBILE });
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings, 60_000);
  t.ok(Math.abs(world.clock.utc(world.clock.now()) - (set?.due ?? 0)) <= 1_000);
  telephone.lift();
  await world.until(() => outside.length === 1, 3_000);
  await box.settled();
  t.match(await events('later.set'), [{ actor: `agent:${FIRST}`, source: 'telephone' }]);
});

t.test(
  'cancelled by a code; refused: no time, a station, a number that he may not call, nobody signed in',
  async (t) => {
    const place = await telephonesAtRest(t, { signedIn: 1 });
    const { box } = place;
    await dialCode(place, 1, `*872359${MOBILE}#`, 'call-later-set');
    await dialCode(place, 1, `*870000${MOBILE}#`, 'call-later-set');
    t.equal(box.calling.house.later.list(FIRST).length, 2);
    await dialCode(place, 1, '*88', 'call-later-off');
    t.same(box.calling.house.later.list(), []);
    await dialCode(place, 1, '*88', 'agent-not-possible');
    await dialCode(place, 1, `*872460${MOBILE}#`, 'agent-unknown-code');
    await dialCode(place, 1, `*871400${TWO}#`, 'agent-not-possible');
    await dialCode(place, 1, '*8714000012125551234#', 'call-barred');
    await dialCode(place, 3, `*871400${MOBILE}#`, 'agent-not-possible');
    t.same(box.calling.house.later.list(), []);
  },
);

t.test(
  'back to who called last: a customer whom he missed, a colleague; nobody who hides, and nobody at first',
  async (t) => {
    const place = await telephonesAtRest(t, {
      signedIn: 1,
      config: { queues: [{ name: 'sales', ringTimeout: '10s' }] },
    });
    const { world, box, dial } = place;
    const outside = world.network.answersAfter(world.clock, 500);
    const telephone = world.telephone(1);
    await dialCode(place, 1, '*74', 'agent-not-possible');
    const caller = world.network.call(ACCESS_NUMBER, MOBILE);
    await world.until(() => telephone.rings, 5_000);
    caller.clear();
    await world.advance(2_000);
    await dial(1, '*74');
    await world.until(() => outside.length === 1, 3_000);
    t.equal(outside[0]?.called.digits, MOBILE);
    await hangUp(world, telephone);
    box.agents.notReady(FIRST, 'meal');
    await dial(2, ONE);
    await world.until(() => telephone.rings, 3_000);
    await hangUp(world, world.telephone(2));
    await dial(1, '*74');
    await world.until(() => world.telephone(2).rings, 3_000);
    await hangUp(world, telephone);
    box.agents.ready(FIRST);
    const hidden = world.network.call(ACCESS_NUMBER, '', {
      calling: { type: 'national', plan: 1, presentation: 'restricted', screening: 3, digits: MOBILE },
    });
    await world.until(() => telephone.rings, 5_000);
    hidden.clear();
    await world.advance(2_000);
    await dialCode(place, 1, '*74', 'agent-not-possible');
    await box.settled();
  },
);

t.test('calls back have a limit a day that raises an alarm; promised callbacks of the box do not count', async (t) => {
  const limits = { callBack: { calls: 2, minutes: 60 } };
  const place = await telephonesAtRest(t, { signedIn: 1, config: { dialling: { limits } } });
  const { world, box, dial } = place;
  world.network.answersAfter(world.clock, 500);
  const telephone = world.telephone(1);
  const caller = world.network.call(ACCESS_NUMBER, MOBILE);
  await world.until(() => telephone.rings, 5_000);
  caller.clear();
  await world.advance(2_000);
  for (let i = 0; i < 2; i++) {
    await dial(1, '*74');
    await world.until(() => agent(box, 1).state === 'talking', 5_000);
    await world.advance(1_000);
    await hangUp(world, telephone);
    if (agent(box, 1).state === 'wrapUp') box.agents.finishWrapUp(FIRST);
  }
  await dialCode(place, 1, '*74', 'call-limit-reached');
  t.same(
    box.status().alarms.map(({ code, subject }) => `${code} ${subject}`),
    [`TOLL_LIMIT ${FIRST}`],
  );
  box.calling.makeCall(FIRST, { number: MOBILE });
  await world.until(() => telephone.rings, 3_000);
  t.pass('a call by hand is none of these');
  t.ok(SECOND);
});
