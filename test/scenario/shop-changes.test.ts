// SPDX-License-Identifier: GPL-2.0-or-later
// Can a shop block a number and read its file again, and does each command say what came of it, in both languages?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { agent, dialCode } from '../support/floor.js';
import { shop } from '../support/shop.js';

t.test('blocked numbers are refused at once, also for a while only, and let in again', async (t) => {
  const { spillway, world, box, events } = await shop(t, { config: { blocked: ['13900000009'] } });
  const refused = async (number: string) => {
    const caller = world.network.call(ACCESS_NUMBER, number);
    await world.until(() => caller.state === 'cleared' || caller.state === 'connected');
    const was = caller.state === 'cleared';
    if (!was) caller.clear();
    await world.until(() => caller.state === 'cleared');
    return was;
  };
  t.match(await spillway('blacklist', 'add', '139-1234-5678', '--reason', 'pranks', '--for', '1m'), {
    code: 0,
    text: /calls from \+8613912345678 are refused\nuntil 2\d/,
  });
  t.ok(await refused('13912345678'));
  t.match((await spillway('blocked')).text, /13900000009 .*from the file[\s\S]*\+8613912345678 .*pranks +user:/);
  t.match(await spillway('blocked', 'remove', '13900000009'), { code: 1, complaint: /stands in the file/ });
  t.match(await spillway('blocked', 'remove', '13911111111'), { code: 1, complaint: /no such thing/ });
  for (const wrong of ['12', 'abc', '1'.repeat(30), "1'; drop table event; --"])
    t.match(await spillway('blocked', 'add', wrong), { code: 1, complaint: /is no number/ }, wrong);
  await world.advance(60_000);
  await box.settled();
  t.match(await events('blocked.removed'), [{ actor: null, detail: /expired/ }]);
  t.notOk(await refused('13912345678'));
  t.match(await spillway('blocked', 'add', '13912345678'), { code: 0, text: /are refused$/ });
  t.match(await spillway('blocked', 'remove', '013912345678'), { code: 0, text: /let in again/ });
  t.match(JSON.parse((await spillway('blocked', 'list', '--json')).text), [{ number: '13900000009', from: 'file' }]);
});

t.test('numbers that are never called are added and removed', async (t) => {
  const { spillway, events } = await shop(t);
  t.match(await spillway('do-not-call', 'add', '13912345678'), { code: 0, text: '+8613912345678 is never called' });
  t.match((await spillway('do-not-call')).text, /\+8613912345678/);
  t.match(await spillway('do-not-call', 'remove', '13912345678'), { code: 0, text: /may be called again/ });
  t.match(await spillway('do-not-call', 'list'), { code: 0, text: 'none' });
  t.match(await events('doNotCall.added'), [{ source: 'shell' }]);
  t.match(await events('doNotCall.removed'), [{ source: 'shell' }]);
});

t.test('who rings too often is refused for a while', async (t) => {
  const frequentCallers = { calls: 3, within: '10min', block: '1h' };
  const { world, events, box } = await shop(t, { config: { frequentCallers } });
  for (let call = 0; call < 4; call++) {
    const caller = world.network.call(ACCESS_NUMBER, '13912345678');
    await world.advance(2_000);
    caller.clear();
    await world.until(() => caller.state === 'cleared');
  }
  await box.settled();
  t.match(await events('blocked.added'), [{ actor: null, detail: /frequent.*until/ }]);
  const ends = (await events('call.ended')).map(({ detail }) => JSON.parse(detail ?? '').reason);
  t.same(
    ends.map((reason) => reason === 'blacklist'),
    [false, false, true, true],
  );
});

t.test(
  'who is blocked for good stays so, however often he rings; whoever is let in again is counted anew',
  async (t) => {
    const frequentCallers = { calls: 3, within: '10min', block: '1h' };
    const { world, spillway, box } = await shop(t, { config: { frequentCallers } });
    const ring = async (number: string) => {
      const caller = world.network.call(ACCESS_NUMBER, number);
      await world.advance(1_000);
      caller.clear();
      await world.until(() => caller.state === 'cleared');
    };
    await spillway('blocked', 'add', '13900000001', '--reason', 'pranks');
    for (let call = 0; call < 5; call++) await ring('13900000001');
    for (let call = 0; call < 3; call++) await ring('13900000002');
    await box.settled();
    const listed = async () => JSON.parse((await spillway('blocked', '--json')).text) as { number: string }[];
    t.match(
      (await listed()).sort((a, b) => (a.number < b.number ? -1 : 1)),
      [
        { number: '+8613900000001', reason: 'pranks', until: undefined },
        { number: '+8613900000002', reason: 'frequent', by: 'system', until: Number },
      ],
    );
    t.match((await spillway('blocked')).text, /\+8613900000002 .*rang too often +the box/);
    const socket = join(world.folder, 'data/box.sock');
    const chinese = await command({ language: 'zh-CN' }, 'blocked', '--socket', socket);
    t.match(chinese.text, /\+8613900000002 .*频繁来电 +系统/);
    await spillway('blocked', 'remove', '13900000002');
    await ring('13900000002');
    t.equal((await listed()).length, 1);
  },
);

t.test('reload answers: in force, after a restart and why, or what is wrong', async (t) => {
  const { spillway, path, box, events } = await shop(t);
  t.match(await spillway('reload'), { code: 0, text: /spillway.yaml: all of it is in force/ });
  const right = readFileSync(path, 'utf8');
  writeFileSync(path, `${right}\nlanguage: en\n`);
  t.match(await spillway('reload'), { code: 0, text: /but for language: the box reads that only when it starts/ });
  writeFileSync(path, `${right}\nqueus: []\n`);
  t.match(await spillway('reload'), {
    code: 1,
    text: /:\d+:\d+: "queus".*did you mean "queues"[\s\S]*keeps what it has/,
  });
  t.match(JSON.parse((await spillway('reload', '--json')).text), { problems: [/queus/], running: true });
  t.match(await spillway('agents', 'add', '1006', 'Li'), { code: 1, complaint: /queus/ });
  await box.settled();
  const loaded = await events('configuration.loaded');
  t.ok(loaded.length >= 2 && loaded.every(({ detail }) => JSON.parse(detail ?? '').file === path), 'by their file');
  t.match(await events('configuration.refused'), [{ source: 'shell' }, { source: 'shell' }]);
});

t.test('the same in Chinese', async (t) => {
  const place = await shop(t, {}, 'zh-CN');
  const { spillway, box } = place;
  t.match(await spillway('agents', 'add', '1005', '小张', '--queue', QUEUE), {
    code: 0,
    text: /已新增座席 1005 小张\n密码.\d{6}.*\n.*全部生效/,
  });
  t.match(await spillway('agents', 'pin', '1005', '--pin', '8642'), { text: /密码已更换/ });
  await dialCode(place, 1, '*61*1005*8642#', 'agent-signed-in');
  t.match(await spillway('agents', 'unlock', '1005'), { text: /未被锁定/ });
  t.match(await spillway('blocked', 'add', '13912345678', '--for', '7d'), { text: /已加入黑名单.*\n有效期至/ });
  t.match(await spillway('blacklist'), { text: /操作人[\s\S]*\+8613912345678/ });
  t.match(await spillway('do-not-call', 'add', '13912345678'), { text: /已加入禁呼名单/ });
  t.match(await spillway('reload'), { text: /全部生效/ });
  t.match(await spillway('agents', 'remove', '1005'), { text: /已删除座席 1005/ });
  t.match(await spillway('agents', 'add', '1005'), { code: 2, complaint: /请写/ });
  t.equal(agent(box, 1).id, agentId(1));
});
