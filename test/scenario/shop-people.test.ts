// SPDX-License-Identifier: GPL-2.0-or-later
// Can a shop take somebody on and let him go, and what about his PIN?
import { readFileSync } from 'node:fs';
import t from 'tap';
import type { BoxWorld } from '../support/box.js';
import { dialCode, hangUp } from '../support/floor.js';
import { shop } from '../support/shop.js';

/** At telephone 1, each answer keyed in when it is asked for. */
async function changePin({ world }: BoxWorld, keyed: readonly string[], answer: string): Promise<void> {
  const telephone = world.telephone(1);
  const heard = world.listen(telephone.channel, await world.load(`zh-CN/${answer}`));
  telephone.lift();
  await world.advance(500);
  telephone.dial('*66');
  for (const keys of keyed) {
    await world.advance(3_000);
    telephone.dial(keys);
  }
  await world.until(() => heard.heard, 15_000);
  await hangUp(world, telephone);
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
  await changePin(place, ['1111#'], 'agent-wrong-pin');
  await changePin(place, ['5678#', '2468#', '2468#'], 'agent-pin-changed');
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
  await dialCode(place, 1, `*61*1001*${pin}#`, 'agent-pin-locked');
  t.match(await spillway('agents', 'unlock', '1001'), { code: 0, text: 'agent 1001 may sign in again' });
  await dialCode(place, 1, `*61*1001*${pin}#`, 'agent-signed-in');
  t.match(await spillway('agents', 'unlock', '1001'), { text: /was not locked out/ });
  t.match(await spillway('agents', 'pin', '1001', '--from-file'), { code: 0 });
  await dialCode(place, 1, '*60', 'agent-signed-out');
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  for (const wrong of ['123', '1234567890123', 'abcd', ''])
    t.not((await spillway('agents', 'pin', '1001', `--pin=${wrong}`)).code === 0 && wrong !== '', true, wrong);
});
