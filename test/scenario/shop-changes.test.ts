// SPDX-License-Identifier: GPL-2.0-or-later
// Can a shop take somebody on, let him go, block a number and read its file again, and does each command say what came of it?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods } from '../../src/host/index.js';
import { ACCESS_NUMBER, agentId, type BoxOptions, openBox, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { agent, dialCode } from '../support/floor.js';

const COMMENT = '# the shop of Mr Li\n';

/** A box that listens on its socket, its file with a comment, and the command line at it in a language. */
async function shop(t: Test, options: BoxOptions = {}, language: 'en' | 'zh-CN' = 'en') {
  const place = await openBox(t, { signedIn: 0, ...options });
  const { world, box } = place;
  const path = join(world.folder, 'spillway.yaml');
  writeFileSync(path, COMMENT + readFileSync(path, 'utf8'));
  const file = ConfigFile.open(path, { menus: [] });
  const socket = join(world.folder, 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const spillway = async (...args: string[]) => {
    const printed = await command({ language }, ...args, '--socket', socket);
    await box.settled();
    return printed;
  };
  return { ...place, file, path, spillway };
}

t.test('somebody new is taken on, signs in with his PIN, changes it, and is let go', async (t) => {
  const place = await shop(t);
  const { spillway, path, events, box } = place;
  const added = await spillway('agents', 'add', '1005', 'Xiao Zhang', '--pin', '5678');
  t.match(added, { code: 0, text: /agent 1005, Xiao Zhang, is there\n.*all of it is in force/ });
  t.notMatch(added.text, /5678/);
  t.match(readFileSync(path, 'utf8'), /^# the shop of Mr Li[\s\S]*name: Xiao Zhang/, 'comments stay');
  t.notMatch(readFileSync(path, 'utf8'), /5678/, 'no PIN in the file');

  await dialCode(place, 1, '*61*1005*5678#', 'agent-signed-in');
  await dialCode(place, 1, '*66*5678*12#', 'agent-not-possible');
  await dialCode(place, 1, '*66*1111*2468#', 'agent-wrong-pin');
  await dialCode(place, 1, '*66*5678*2468#', 'agent-pin-changed');
  await dialCode(place, 1, '*60', 'agent-signed-out');
  await dialCode(place, 1, '*61*1005*5678#', 'agent-wrong-pin');
  await dialCode(place, 1, '*61*1005*2468#', 'agent-signed-in');

  t.match(await spillway('agents', 'add', '1005', 'Another'), {
    code: 1,
    complaint: /1005 is there already: Xiao Zhang/,
  });
  t.match(await spillway('agents', 'remove', '1005'), { code: 0, text: /agent 1005 is no more/ });
  t.notOk(box.status().agents.some(({ id, state }) => id === '1005' && state !== 'signedOut'));
  t.match(await spillway('agents', 'remove', '1005'), { code: 1, complaint: /no such thing. agent 1005/ });
  const written = await events('settings.changed');
  t.match(written, [{ source: 'shell' }, { source: 'shell' }]);
  t.match(written[0]?.actor, /^user:/);
  t.match(JSON.parse(written[0]?.detail ?? '').paths, ['agents.+']);
  const changes = await events('agent.pinChanged');
  t.same(
    changes.map(({ source }) => source),
    ['shell', 'telephone', 'shell'],
  );
});

t.test('a PIN that is made up is shown once; a locked one is shown and unlocked', async (t) => {
  const place = await shop(t);
  const { spillway } = place;
  const given = await spillway('agents', 'pin', '1001');
  const [, pin = ''] = /his PIN: (\d{6}) /.exec(given.text) ?? [];
  t.match(pin, /^\d{6}$/);
  for (let wrong = 0; wrong < 3; wrong++) await dialCode(place, 1, '*61*1001*0000#', 'agent-wrong-pin');
  t.match((await spillway('agents')).text, /1001 .*PIN locked until \d{4}-/);
  await dialCode(place, 1, `*61*1001*${pin}#`, 'agent-wrong-pin');
  t.match(await spillway('agents', 'unlock', '1001'), { code: 0, text: 'agent 1001 may sign in again' });
  await dialCode(place, 1, `*61*1001*${pin}#`, 'agent-signed-in');
  t.match(await spillway('agents', 'unlock', '1001'), { text: /was not locked out/ });
  t.match(await spillway('agents', 'pin', '1001', '--from-file'), { code: 0 });
  await dialCode(place, 1, '*60', 'agent-signed-out');
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  for (const wrong of ['123', '1234567890123', 'abcd', ''])
    t.not((await spillway('agents', 'pin', '1001', `--pin=${wrong}`)).code === 0 && wrong !== '', true, wrong);
});

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
  t.match(await spillway('blacklist', 'add', '139-1234-5678', '--reason', 'pranks', '--for', '1h'), {
    code: 0,
    text: /calls from \+8613912345678 are refused\nuntil 2\d/,
  });
  t.ok(await refused('13912345678'));
  t.match((await spillway('blocked')).text, /13900000009 .*from the file[\s\S]*\+8613912345678 .*pranks +user:/);
  t.match(await spillway('blocked', 'remove', '13900000009'), { code: 1, complaint: /stands in the file/ });
  t.match(await spillway('blocked', 'remove', '13911111111'), { code: 1, complaint: /no such thing/ });
  for (const wrong of ['12', 'abc', '1'.repeat(30), "1'; drop table event; --"])
    t.match(await spillway('blocked', 'add', wrong), { code: 1, complaint: /is no number/ }, wrong);
  await world.advance(3_600_000);
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
  t.match(await spillway('do-not-call', 'add', '13912345678'), { text: /已加入勿呼名单/ });
  t.match(await spillway('reload'), { text: /全部生效/ });
  t.match(await spillway('agents', 'remove', '1005'), { text: /已删除座席 1005/ });
  t.match(await spillway('agents', 'add', '1005'), { code: 2, complaint: /请写/ });
  t.equal(agent(box, 1).id, agentId(1));
});
