// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-21
// Who left a message is called back at the cost of whoever has asked for it: within his limit of calls back, wherever he keys in his PIN.
import t, { type Test } from 'tap';
import { agentId, QUEUE } from '../support/box.js';
import { hangUp } from '../support/floor.js';
import { CALLER, HEARING_NUMBER, mailboxHouse } from '../support/mailbox-house.js';

const TWO = agentId(2);
const PIN = '4711';

/** One call back a day; a telephone at which nobody is signed in lets nobody out. */
async function house(t: Test) {
  const dialling = { stationClass: 'internal', limits: { callBack: { calls: 1, minutes: 60 } } };
  const agents = [1, 2].map((nth) => ({ id: agentId(nth), name: `Agent ${nth}`, pin: PIN, queues: [QUEUE] }));
  const place = await mailboxHouse(t, { signedIn: 0, e1s: 1, config: { dialling, agents } });
  await place.leaves();
  const { world, hears } = place;
  const called = world.network.answersAfter(world.clock, 500);
  const telephone = world.telephone(2);
  type Keys = (digits: string) => void;
  const asksBack = async (leg: Parameters<typeof hears>[0], keys: Keys) => {
    await hears(leg, 'zh-CN/agent-key-in-number');
    keys(`${TWO}#`);
    await hears(leg, 'zh-CN/agent-key-in-pin');
    keys(`${PIN}#`);
    await hears(leg, 'zh-CN/voicemail-menu', 60_000);
    keys('5');
  };
  const atTelephone = async () => {
    telephone.lift();
    await world.advance(500);
    telephone.dial('*97');
    await asksBack(telephone, (digits) => telephone.dial(digits));
  };
  const fromOutside = async () => {
    const owner = world.network.call(HEARING_NUMBER, '13700000007');
    await asksBack(owner, (digits) => owner.sendDigits(digits));
    return owner;
  };
  const alarms = () => place.box.status().alarms.map(({ code, subject }) => `${code} ${subject}`);
  return { ...place, called, telephone, atTelephone, fromOutside, alarms };
}

t.test('from a telephone at which nobody is signed in: his rights, his limit, not the telephone’s', async (t) => {
  const { world, hears, called, telephone, atTelephone, fromOutside, alarms } = await house(t);
  await atTelephone();
  await world.until(() => called.length === 1, 5_000);
  t.match(called[0]?.called.digits, new RegExp(`${CALLER}$`));
  await world.advance(2_000);
  await hangUp(world, telephone);
  await world.advance(1_000);

  const owner = await fromOutside();
  await hears(owner, 'zh-CN/call-limit-reached');
  await hears(owner, 'zh-CN/voicemail-menu');
  t.same([called.length, alarms()], [1, [`TOLL_LIMIT ${TWO}`]]);
  owner.clear();
  await world.advance(1_000);
});

t.test('from outside: it is counted for him, not as a caller whom the house sends on', async (t) => {
  const { world, hears, called, telephone, atTelephone, fromOutside, alarms } = await house(t);
  const owner = await fromOutside();
  await world.until(() => called.length === 1, 5_000);
  await world.advance(2_000);
  t.equal(owner.state, 'connected');
  owner.clear();
  await world.advance(1_000);

  await atTelephone();
  await hears(telephone, 'zh-CN/call-limit-reached');
  await hears(telephone, 'zh-CN/voicemail-menu');
  t.same([called.length, alarms()], [1, [`TOLL_LIMIT ${TWO}`]]);
  await hangUp(world, telephone);
});
