// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-31
// Time restriction and call barring (時間限制,呼叫限制): who may not call a number is told so, at the telephone by a sentence, by software with
// a code; the day's allowance holds over a restart; emergency numbers go out from everywhere.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { open } from '../../src/engine/index.js';
import { sliceMedia } from '../../src/native/index.js';
import { agentId, type BoxOptions, type BoxWorld, openBox, stationNumber } from '../support/box.js';
import { callInHand } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { beginClosing } from '../support/slow-line.js';
import { whoHears } from '../support/who-hears.js';

const FIRST = agentId(1);
const ABROAD = '0012125551234';
const AGENTS = [1, 2, 3].map((port) => ({
  ...{ id: agentId(port), name: `Agent ${port}`, pin: '4711', queues: ['sales'] },
}));
const withClass = (name: string) => AGENTS.map((one) => ({ ...one, class: name }));

async function house(t: Test, options: BoxOptions = {}) {
  const place = await openBox(t, { telephones: 3, signedIn: 1, ...options });
  const { world } = place;
  const outside = world.network.answersAfter(world.clock, 500);
  const dial = async (port: number, digits: string) => {
    const telephone = world.telephone(port);
    if (!telephone.isLifted) telephone.lift();
    await world.advance(600);
    telephone.dial(digits);
    return telephone;
  };
  const says = async (port: number, prompt: string) =>
    world.listen(world.telephone(port).channel, await world.load(prompt));
  return { ...place, outside, dial, says };
}

t.test('001-31: a barred number is refused with a sentence at the telephone, with a code by software', async (t) => {
  for (const language of ['zh-CN', 'en']) {
    const { world, box, outside, dial, says } = await house(t, { config: { language } });
    t.throws(() => box.calling.makeCall(FIRST, { number: ABROAD }), {
      code: 'BARRED',
      detail: 'class of service: reach',
    });
    t.throws(() => box.calling.makeCall(FIRST, { number: '16812345' }), {
      code: 'BARRED',
      detail: 'class of service: premium',
    });
    t.notOk(world.telephone(1).rings);
    const heard = await says(1, `${language}/call-barred`);
    await dial(1, `${ABROAD}#`);
    await world.until(() => heard.heard, 8_000);
    t.equal(outside.length, 0);
  }
});

t.test(
  '001-31: where nobody is signed in the telephone has a class of its own; a class may hold at some hours only',
  async (t) => {
    const calendars = { office: { hours: [{ from: '09:00', to: '10:00' }] } };
    const dialling = { classes: { office: { calendar: 'office', otherwise: 'local' } }, stationClass: 'local' };
    const { world, box, outside, dial, says } = await house(t, {
      config: { calendars, dialling, agents: withClass('office') },
    });
    const barred = await says(3, 'zh-CN/call-barred');
    await dial(3, '01061234567#');
    await world.until(() => barred.heard, 8_000);
    await hangUp(world, world.telephone(3));
    await dial(3, '61234567#');
    await world.until(() => outside.length === 1, 8_000);
    await hangUp(world, world.telephone(3));

    box.calling.makeCall(FIRST, { number: '01061234567' }); // it is nine
    await world.until(() => world.telephone(1).rings);
    world.telephone(1).lift();
    await world.until(() => outside.length === 2, 8_000);
    await hangUp(world, world.telephone(1));
  },
);

t.test('001-31: transferred and asked by the same rule, and nothing has changed when it is refused', async (t) => {
  const { world, box, hears } = await callInHand(t, {});
  t.throws(() => box.calling.consult(FIRST, { number: ABROAD }), { code: 'BARRED' });
  t.throws(() => box.calling.singleStepTransfer(FIRST, { number: ABROAD }), { code: 'BARRED' });
  await world.advance(200);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test(
  '001-31: emergency numbers go out where the class lets nothing out, also from a call that is held',
  async (t) => {
    const { world, box, outside, dial } = await house(t, {
      config: {
        dialling: {
          class: 'nothing',
          stationClass: 'nothing',
          classes: { nothing: { reach: 'internal', barred: ['1', '0'] } },
        },
        doNotCall: ['110', '119', '120', '122'],
      },
    });
    for (const [port, number] of [
      [1, '110'],
      [2, '119'],
      [3, '120'],
      [1, '122'],
    ] as const) {
      const before = outside.length;
      const telephone = await dial(port, number);
      await world.until(() => outside.length > before, 8_000);
      t.equal(outside[before]?.called.digits, number);
      await world.advance(1_500);
      const ears = { inside: telephone.channel, far: outside[before]?.channel.index ?? 0 };
      t.same(await whoHears(world, ears), { inside: 'far', far: 'inside' });
      await hangUp(world, telephone);
    }
    await world.until(() => agent(box, 1).state === 'ready', 30_000);
    box.calling.makeCall(FIRST, { number: '110' });
    await world.until(() => world.telephone(1).rings);
  },
);

t.test(
  '001-31: the allowance of the day is refused beyond, raises an alarm, and is no new one after a restart',
  async (t) => {
    const config = { dialling: { international: true, limits: { abroad: { calls: 2, minutes: 2 } } } };
    const { world, box, outside, dial, says, reads, events } = await house(t, { config });
    await dial(1, `${ABROAD}#`);
    await world.until(() => outside.length === 1, 8_000);
    await world.advance(62_000);
    await hangUp(world, world.telephone(1));
    await world.until(() => agent(box, 1).state === 'ready', 30_000);
    await box.settled();
    t.match(await reads.selectFrom('toll').selectAll().execute(), [
      { kind: 'abroad', person: FIRST, calls: 1, minutes: 2, day: '2026-01-05' },
    ]);
    t.throws(() => box.calling.makeCall(FIRST, { number: ABROAD }), { code: 'LIMIT_REACHED' });
    t.match(await box.alarms.list(), [{ code: 'TOLL_LIMIT', subject: FIRST }]);
    const heard = await says(1, 'zh-CN/call-limit-reached');
    await dial(1, `${ABROAD}#`);
    await world.until(() => heard.heard, 8_000);
    await hangUp(world, world.telephone(1));
    t.equal(outside.length, 1);
    t.doesNotThrow(() => box.calling.makeCall(FIRST, { number: '13800138000' }), 'not abroad');

    await hangUp(world, world.telephone(1));
    const next = await restarted(t, { world, box, reads, events });
    t.throws(() => next.calling.makeCall(FIRST, { number: ABROAD }), { code: 'LIMIT_REACHED' });
    await world.advance(500);
    world.clock.advance(15 * 3_600_000); // past midnight in Shanghai
    await world.advance(2_000);
    t.same(
      (await next.alarms.list()).filter(({ code }) => code === 'TOLL_LIMIT'),
      [],
      'the alarm is over',
    );
    next.agents.signIn(FIRST, stationNumber(1));
    t.doesNotThrow(() => next.calling.makeCall(FIRST, { number: ABROAD }), 'another day');
  },
);

/** The box is stopped, and started again over the same data directory. */
async function restarted(t: Test, place: BoxWorld) {
  const { world } = place;
  await beginClosing(place)();
  const media = sliceMedia(world.media, [...world.e1s, 'stations']);
  const box = await open({ config: join(world.folder, 'spillway.yaml'), media, clock: world.clock });
  t.teardown(() => beginClosing({ ...place, box })());
  await world.advance(1_000);
  return box;
}
