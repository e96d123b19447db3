// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-30 001-34
// What a plain telephone does by codes beside sign-in: forwards, do not disturb, call waiting, speed dial, a ring when somebody is free;
// it hears a word for done and refused.
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, type BoxOptions, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, dialCode, hangUp } from '../support/floor.js';
import { telephonesAtRest } from '../support/telephones-at-rest.js';
import { whoHears } from '../support/who-hears.js';

const [ONE, TWO, THREE] = [1, 2, 3].map(stationNumber) as [string, string, string];

const house = (t: Test, options: BoxOptions = {}) => telephonesAtRest(t, { signedIn: 1, ...options });

t.test(
  'forwards by code: to a station, an agent, outside; who is not signed in forwards nothing outside',
  async (t) => {
    const place = await house(t);
    const { box, world, dial, events } = place;
    await dialCode(place, 1, `*41${TWO}#`, 'telephone-forwarded');
    t.match(box.calling.telephones.list(), [{ station: ONE, agent: FIRST, forward: { always: `station:${TWO}` } }]);
    await dialCode(place, 1, '*4213700000007#', 'telephone-forwarded');
    await dialCode(place, 1, `*43${SECOND}#`, 'telephone-forwarded');
    t.match(box.calling.telephones.of(ONE).forward, {
      always: `station:${TWO}`,
      busy: 'number:13700000007',
      noAnswer: `agent:${SECOND}`,
    });
    await dial(3, ONE);
    await world.until(() => world.telephone(2).rings, 3_000);
    await hangUp(world, world.telephone(3));
    await dialCode(place, 1, '*40', 'telephone-forward-off');
    t.same(box.calling.telephones.list(), []);
    await dialCode(place, 3, '*4113700000007#', 'agent-not-possible');
    await dialCode(place, 1, '*410012125551234#', 'call-barred');
    t.same(box.calling.telephones.list(), []);
    await box.settled();
    t.match(await events('telephone.changed'), [{ actor: `agent:${FIRST}`, source: 'telephone' }, {}, {}, {}]);
  },
);

t.test('do not disturb and call waiting are turned on and off', async (t) => {
  const place = await house(t);
  const { box, world } = place;
  await dialCode(place, 1, '*44', 'do-not-disturb-on');
  t.match(agent(box, 1), { state: 'busy', doNotDisturb: true });
  world.network.call(ACCESS_NUMBER);
  await world.advance(3_000);
  t.notOk(world.telephone(1).rings);
  await dialCode(place, 1, '*44', 'do-not-disturb-off');
  await world.until(() => world.telephone(1).rings, 3_000);
  world.telephone(1).lift();
  await world.advance(500);
  await dialCode(place, 3, '*45', 'call-waiting-on');
  t.match(box.calling.telephones.list(), [{ station: THREE, callWaiting: true }]);
  await dialCode(place, 3, '*45', 'call-waiting-off');
});

t.test('001-30 speed dial: a short code dials the number behind it; one that nobody has is refused', async (t) => {
  const speedDials = [
    { code: '01', number: '13800000008', name: '老板' },
    { code: '02', number: THREE },
  ];
  const place = await house(t, { config: { dialling: { speedDials } } });
  const { world, dial, ears } = place;
  const outside = world.network.answersAfter(world.clock, 1_000);
  await dial(1, '*501');
  await world.until(() => outside.length === 1, 3_000);
  t.equal(outside[0]?.called.digits, '13800000008');
  await world.advance(2_000);
  const far = outside[0]?.channel.index ?? 0;
  t.same(await whoHears(world, { t1: world.telephone(1).channel, far }), { t1: 'far', far: 't1' });
  await hangUp(world, world.telephone(1));
  await dial(2, '*502');
  await world.until(() => world.telephone(3).rings, 3_000);
  world.telephone(3).lift();
  await world.advance(500);
  t.same(await ears(2, 3), { t2: 't3', t3: 't2' });
  await hangUp(world, world.telephone(2));
  await dialCode(place, 4, '*503', 'agent-not-possible');
});

t.test('001-34 busy: rung when he is free, then he is rung, and they hear each other', async (t) => {
  const place = await house(t);
  const { world, box, dial, ears, events } = place;
  await dialCode(place, 3, `*46${TWO}`, 'agent-not-possible');
  world.telephone(2).lift();
  await dial(3, TWO);
  await world.advance(500);
  t.same(await ears(3), { t3: 'music' }, 'busy tone');
  await hangUp(world, world.telephone(3));
  await dialCode(place, 3, `*46${TWO}`, 'camp-on-set');
  t.equal(box.calling.campOns.at(THREE), TWO);
  await world.advance(3_000);
  t.notOk(world.telephone(3).rings, 'he is not free yet');
  await hangUp(world, world.telephone(2));
  await world.until(() => world.telephone(3).rings, 3_000);
  t.notOk(world.telephone(2).rings);
  world.telephone(3).lift();
  await world.until(() => world.telephone(2).rings, 3_000);
  world.telephone(2).lift();
  await world.advance(500);
  t.same(await ears(2, 3), { t2: 't3', t3: 't2' });
  t.match(await events('campOn.ended'), [{ detail: /"why":"connected"/ }]);
  t.equal(box.calling.campOns.at(THREE), undefined);
});

t.test('it ends after half an hour, when he cancels it, and when he does not lift', async (t) => {
  const place = await house(t);
  const { world, box, events } = place;
  world.telephone(2).lift();
  await world.advance(600);
  await dialCode(place, 3, `*46${TWO}`, 'camp-on-set');
  await dialCode(place, 3, '*47', 'camp-on-off');
  await dialCode(place, 3, '*47', 'agent-not-possible');
  box.calling.campOns.begin(FIRST, { station: TWO });
  await hangUp(world, world.telephone(2));
  await world.until(() => world.telephone(1).rings, 5_000);
  await world.until(() => !world.telephone(1).rings, 45_000);
  await world.advance(1_000);
  t.notOk(world.telephone(2).rings);
  world.telephone(2).lift();
  await world.advance(600);
  box.calling.campOns.begin(FIRST, { station: TWO });
  await world.advance(31 * 60_000);
  await hangUp(world, world.telephone(2));
  await world.advance(3_000);
  t.notOk(world.telephone(1).rings);
  const why = (await events('campOn.ended')).map(({ detail }) => JSON.parse(detail ?? '{}').why);
  t.same(why, ['cancelled', 'noAnswer', 'expired']);
});

t.test('recorded on demand by a code after a flash; then he is with the customer again', async (t) => {
  const { world, telephone, hears, reads } = await callInHand(t, { config: { recording: { enabled: false } } });
  const code = async (prompt: string) => {
    telephone.flash();
    await world.advance(1_000);
    const said = world.listen(telephone.channel, await world.load(`zh-CN/${prompt}`));
    telephone.dial('*48');
    await world.until(() => said.heard, 5_000);
    await world.advance(2_000);
  };
  await code('recording-on');
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  await world.advance(5_000);
  await code('recording-off');
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  await world.advance(1_000);
  t.match(await reads.selectFrom('recording').selectAll().execute(), [{ agent: FIRST, state: 'complete' }]);
});

t.test('the codes are what the file says they are', async (t) => {
  const place = await house(t, { config: { dialCodes: { doNotDisturb: '#7', callWaiting: 'off' } } });
  const { box } = place;
  await dialCode(place, 1, '#7', 'do-not-disturb-on');
  t.match(box.calling.telephones.of(ONE), { doNotDisturb: true });
  await dialCode(place, 1, '*44', 'agent-unknown-code');
  await dialCode(place, 1, '*45', 'agent-unknown-code');
});
