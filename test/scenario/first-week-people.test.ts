// SPDX-License-Identifier: GPL-2.0-or-later
// The shop's first week: people and numbers, each command typed in both languages at a fresh box; and does it do what it says?
import t from 'tap';
import { ACCESS_NUMBER, agentId, stationNumber } from '../support/box.js';
import { dialCode } from '../support/floor.js';
import { shop } from '../support/shop.js';

const NUMBER = '13912345678';

/** What each says, by language. */
const SAYS = {
  en: {
    added: /agent 1005, Xiao Zhang, is there/,
    pin: /agent 1005 has another PIN from now on/,
    unlocked: /agent 1005 was not locked out/,
    locked: /agent 1005 may sign in again/,
    removed: /agent 1005 is no more/,
    blocked: /calls from \+8613912345678 are refused/,
    letIn: /let in again/,
    never: /\+8613912345678 is never called/,
    may: /may be called again/,
    none: /^none$/,
    reloaded: /all of it is in force/,
    signedOut: /done/,
  },
  'zh-CN': {
    added: /已新增座席 1005 小张/,
    pin: /座席 1005 的密码已更换/,
    unlocked: /座席 1005 未被锁定/,
    locked: /座席 1005 已解锁/,
    removed: /已删除座席 1005/,
    blocked: /^已加入黑名单：\+8613912345678$/,
    letIn: /^已移出黑名单：\+8613912345678$/,
    never: /^已加入禁呼名单：\+8613912345678$/,
    may: /^已移出禁呼名单：\+8613912345678$/,
    none: /^无$/,
    reloaded: /：全部生效/,
    signedOut: /完成/,
  },
} as const;

for (const language of ['en', 'zh-CN'] as const) {
  const says = SAYS[language];
  const name = language === 'en' ? 'Xiao Zhang' : '小张';

  t.test(`${language}: somebody new, his PIN, and his last day`, async (t) => {
    const place = await shop(t, {}, language);
    const { spillway, box } = place;
    t.match(await spillway('agents', 'add', '1005', name, '--pin', '5678'), { code: 0, text: says.added });
    t.match(await spillway('agents'), { code: 0, text: new RegExp(`1005 .*${name}`) });
    await dialCode(place, 1, '*61*1005*5678#', 'agent-signed-in');
    await dialCode(place, 1, '*60', 'agent-signed-out');
    t.match(await spillway('agents', 'pin', '1005', '--pin', '2468'), { code: 0, text: says.pin });
    t.match(await spillway('agents', 'unlock', '1005'), { code: 0, text: says.unlocked });
    for (let wrong = 0; wrong < 3; wrong++) await dialCode(place, 1, '*61*1005*5678#', 'agent-wrong-pin');
    t.match(await spillway('agents', 'unlock', '1005'), { code: 0, text: says.locked });
    await dialCode(place, 1, '*61*1005*2468#', 'agent-signed-in');
    t.match(await spillway('agents', 'sign-out', '1005'), { code: 0, text: says.signedOut });
    t.match(await spillway('agents', 'remove', '1005'), { code: 0, text: says.removed });
    t.notOk(box.status().agents.some(({ id, state }) => id === '1005' && state !== 'signedOut'));
    t.match(await spillway('agents', 'remove', '1005'), { code: 1, complaint: /1005/ });
  });

  t.test(
    `${language}: numbers that are not let in, and such that are never called; the file is read again`,
    async (t) => {
      const { spillway, world, box } = await shop(t, {}, language);
      box.agents.signIn(agentId(1), stationNumber(1));
      t.match(await spillway('blocked', 'add', NUMBER), { code: 0, text: says.blocked });
      t.match(await spillway('blocked', 'list'), { code: 0, text: /\+8613912345678/ });
      const caller = world.network.call(ACCESS_NUMBER, NUMBER);
      await world.until(() => caller.state === 'cleared', 5_000);
      t.match(await spillway('blocked', 'remove', NUMBER), { code: 0, text: says.letIn });
      const again = world.network.call(ACCESS_NUMBER, NUMBER);
      await world.until(() => world.telephone(1).rings, 5_000);
      again.clear();
      t.match(await spillway('do-not-call', 'add', NUMBER), { code: 0, text: says.never });
      t.match(await spillway('do-not-call', 'list'), { code: 0, text: /\+8613912345678/ });
      t.match(await spillway('do-not-call', 'remove', NUMBER), { code: 0, text: says.may });
      t.match(await spillway('do-not-call'), { code: 0, text: says.none });
      t.match(await spillway('reload'), { code: 0, text: says.reloaded });
    },
  );
}
