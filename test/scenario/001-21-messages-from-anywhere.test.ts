// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-21
// Messages are heard from any station and from outside, with number and PIN: heard, saved, deleted, sent on, and who left one is called back.
// Wrong PINs lock out wherever they are keyed in.
import t from 'tap';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { dialCode, hangUp } from '../support/floor.js';
import { CALLER, HEARING_NUMBER, mailboxHouse, service } from '../support/mailbox-house.js';

const BOXES = { mailboxes: [service(), { name: '老板', number: '700', agents: [agentId(2)] }] };

t.test('from outside: listened to, saved, sent on, deleted', async (t) => {
  const { world, box, leaves, hears, events } = await mailboxHouse(t, { config: BOXES });
  await leaves();
  await leaves();
  const owner = world.network.call(HEARING_NUMBER, '13700000007');
  await hears(owner, 'zh-CN/agent-key-in-number');
  owner.sendDigits(`${agentId(1)}#`);
  await hears(owner, 'zh-CN/agent-key-in-pin');
  owner.sendDigits('4711#');
  await hears(owner, 'zh-CN/voicemail-new');
  await hears(owner, 'zh-CN/voicemail-menu', 60_000);
  owner.sendDigits('6');
  await hears(owner, 'zh-CN/voicemail-send-to');
  owner.sendDigits('700#');
  await hears(owner, 'zh-CN/voicemail-done');
  await hears(owner, 'zh-CN/voicemail-menu');
  owner.sendDigits('2');
  await hears(owner, 'zh-CN/voicemail-done');
  await hears(owner, 'zh-CN/voicemail-menu', 60_000);
  owner.sendDigits('3');
  await hears(owner, 'zh-CN/voicemail-done');
  await hears(owner, 'zh-CN/goodbye');
  await world.until(() => owner.state === 'cleared', 10_000);
  await box.settled();
  t.match(
    ['service', '老板'].map((name) => box.voicemail.list({ box: name }).map(({ state }) => state)),
    [['saved'], ['new']],
  );
  t.match(await events('message.sentOn'), [{ agent: agentId(1), detail: /"to":"老板"/ }]);
  t.match(await events('message.deleted'), [{ agent: agentId(1) }]);
  t.same(box.voicemail.list({ agent: agentId(2) }).length, 2, 'agent 2 works for that queue, too');
});

t.test('from a station at which nobody is signed in, with the PIN; an agent hears his own boxes alone', async (t) => {
  const agents = [
    { id: '1001', name: 'One', pin: '4711', queues: [QUEUE] },
    { id: '1002', name: 'Two', pin: '4712', queues: ['other'] },
  ];
  const config = { ...BOXES, agents, queues: [{ name: QUEUE }, { name: 'other' }] };
  const { world, box, leaves, hears } = await mailboxHouse(t, { config });
  await leaves();
  const telephone = world.telephone(2);
  const asks = async (number: string, pin: string) => {
    telephone.lift();
    await world.advance(500);
    telephone.dial('*97');
    await hears(telephone, 'zh-CN/agent-key-in-number');
    telephone.dial(`${number}#`);
    await hears(telephone, 'zh-CN/agent-key-in-pin');
    telephone.dial(`${pin}#`);
    await hears(telephone, 'zh-CN/voicemail-new');
  };
  await asks('1002', '4712');
  await world.advance(3_000);
  t.equal(box.voicemail.boxes()[0]?.new, 1, 'the box is not his');
  await hangUp(world, telephone);
  await asks('1001', '4711');
  await world.until(() => box.voicemail.boxes()[0]?.new === 0, 20_000);
  await hangUp(world, telephone);
  t.throws(() => box.voicemail.delete(box.voicemail.list()[0]?.id ?? '', '1002'), { code: 'REFUSED' });
});

t.test('wrong PINs from outside lock the agent out at his telephone, too', async (t) => {
  const place = await mailboxHouse(t, { signedIn: 0, config: { access: { tries: 2, lockout: '10min' } } });
  const { world, hears, events } = place;
  const stranger = world.network.call(HEARING_NUMBER, '13700000007');
  for (let times = 0; times < 3; times++) {
    await hears(stranger, 'zh-CN/agent-key-in-number');
    stranger.sendDigits(`${agentId(1)}#`);
    await hears(stranger, 'zh-CN/agent-key-in-pin');
    stranger.sendDigits('1234#');
    await world.advance(5_000); // he hears that it was wrong
  }
  await world.until(() => stranger.state === 'cleared', 30_000);
  await dialCode(place, 1, `*61*${agentId(1)}*4711#`, 'agent-pin-locked');
  t.match((await events('agent.refused')).at(-1), { detail: /lockedOut/ });
});

t.test('who left a message is called back: from a telephone, and from outside; who may not call may not', async (t) => {
  const { world, box, leaves, hears, reads } = await mailboxHouse(t, { e1s: 1 });
  await leaves();
  const telephone = world.telephone(1);
  const called = world.network.answersAfter(world.clock, 500);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*97');
  await hears(telephone, 'zh-CN/voicemail-menu', 60_000);
  telephone.dial('5');
  await world.until(() => called.length === 1, 5_000);
  t.match(called[0]?.called.digits, new RegExp(`${CALLER}$`));
  await world.advance(2_000);
  await hangUp(world, telephone);
  await world.advance(1_000);

  const owner = world.network.call(HEARING_NUMBER, '13700000007');
  await hears(owner, 'zh-CN/agent-key-in-number');
  owner.sendDigits(`${agentId(1)}#`);
  await hears(owner, 'zh-CN/agent-key-in-pin');
  owner.sendDigits('4711#');
  await hears(owner, 'zh-CN/voicemail-menu', 60_000);
  owner.sendDigits('5');
  await world.until(() => called.length === 2, 5_000);
  await world.advance(2_000);
  t.equal(owner.state, 'connected');
  owner.clear();
  await world.advance(1_000);
  await box.settled();
  const calls = await reads.selectFrom('call').select(['direction', 'disposition']).execute();
  t.ok(calls.some(({ direction, disposition }) => direction === 'outbound' && disposition === 'answered'));
});

t.test('a class of service that lets nobody out refuses the callback, and the menu goes on', async (t) => {
  const config = { dialling: { class: 'internal', stationClass: 'internal' } };
  const { world, leaves, hears, box } = await mailboxHouse(t, { config });
  await leaves();
  const called = world.network.answersAfter(world.clock, 500);
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*97');
  await hears(telephone, 'zh-CN/voicemail-menu', 60_000);
  telephone.dial('5');
  await hears(telephone, 'zh-CN/call-barred');
  await hears(telephone, 'zh-CN/voicemail-menu');
  telephone.dial('3');
  await hears(telephone, 'zh-CN/voicemail-done');
  await hangUp(world, telephone);
  t.same([called.length, box.voicemail.list().length], [0, 0]);
});

t.test(
  'a message to staff, by the number of a box, an agent or a station, from a telephone of the house',
  async (t) => {
    const mailboxes = [
      { name: '老板', number: '700', agents: [agentId(1)], stations: [stationNumber(1)], silence: '2s' },
    ];
    const place = await mailboxHouse(t, {
      config: { mailboxes, accessNumbers: [{ number: '88880001', queue: QUEUE }] },
    });
    const { world, box, hears } = place;
    const telephone = world.telephone(2);
    for (const number of ['700', agentId(1), stationNumber(1)]) {
      telephone.lift();
      await world.advance(500);
      telephone.dial(`*98${number}#`);
      await hears(telephone, 'zh-CN/leave-a-message');
      await world.advance(5_500);
      world.media.play(telephone.channel, [await world.load('zh-CN/surge')]);
      await world.advance(6_000);
      await hangUp(world, telephone);
    }
    await box.settled();
    t.match(box.voicemail.list(), [{ number: stationNumber(2) }, { number: stationNumber(2) }, {}]);
    await dialCode(place, 2, '*98999#', 'agent-not-possible');
  },
);
