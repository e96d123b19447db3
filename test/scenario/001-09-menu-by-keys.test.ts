// SPDX-License-Identifier: GPL-2.0-or-later
// Does a dialogue with a real caller go as its script reads: menu, keys, recording, hang-up?
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { converse, Dialogue, Prompts } from '../../src/ivr/index.js';
import { answeredCall, rooms } from '../support/rooms.js';
import { openWorld, projectFile } from '../support/world.js';

async function talking(t: Test) {
  const world = await openWorld(t);
  const { calls } = rooms(world);
  const own = join(world.folder, 'prompts');
  const prompts = new Prompts(world.media, { folders: [own, projectFile('prompts')] });
  const { caller, leg } = await answeredCall(world, calls);
  const dialogue = new Dialogue(leg, { prompts, clock: world.clock, language: 'zh-CN' });
  return { world, prompts, caller, leg, dialogue, own };
}

t.test('a menu is offered again after a wrong key and after silence, and then understood', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  const [wrong, nothing] = [await world.load('zh-CN/not-understood'), await world.load('zh-CN/nothing-entered')];
  const heard = {
    wrong: world.listen(caller.channel.index, wrong),
    nothing: world.listen(caller.channel.index, nothing),
  };

  const choice = dialogue.menu('menu-main', { choices: '120', timeout: 3_000 });
  await world.advance(1_000);
  caller.sendDigits('9');
  await world.until(() => heard.wrong.heard);
  await world.until(() => heard.nothing.heard);
  await world.advance(1_500);
  caller.sendDigits('2');

  t.equal(await world.during(choice), '2');
});

t.test('each of ten keys leads to its own branch', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  for (const key of '1234567890') {
    const choice = dialogue.menu('menu-main', { choices: '0123456789' });
    await world.advance(300);
    caller.sendDigits(key);
    t.equal(await world.during(choice), key);
  }
});

t.test('a menu that nobody answers gives undefined after its attempts', async (t) => {
  const { world, dialogue } = await talking(t);
  const choice = dialogue.menu('welcome', { choices: '1', attempts: 2, timeout: 1_000 });
  t.equal(await world.during(choice, 60_000), undefined);
});

t.test('the first key stops a prompt within 100 ms and is the answer', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  const saying = dialogue.say('surge');
  await world.advance(2_000);
  caller.sendDigits('5', { onMs: 80 });
  await world.until(() => world.told('digit', { digit: '5' }).length > 0);
  const pressed = world.media.time();

  t.equal(await world.during(saying), false);
  t.ok(world.media.time() - pressed <= 100);
  t.equal(await dialogue.collect({ max: 1 }), '5');
});

t.test('a prompt that must be heard is not stopped by keys', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  const saying = dialogue.say('recording-announcement', { bargeIn: false });
  await world.advance(500);
  caller.sendDigits('5');
  t.equal(await world.during(saying), true);
});

t.test('who types ahead hears no prompts', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  const began = world.clock.now();
  caller.sendDigits('2801#1');
  await world.until(() => world.told('digit').length === 6);

  t.equal(await dialogue.menu('menu-main', { choices: '12' }), '2');
  t.equal(await dialogue.collect({ prompt: 'key-in-your-number', min: 3, max: 12 }), '801');
  t.equal(
    await dialogue.menu(['you-entered', ...dialogue.speech.digits('801'), 'confirm-1-again-2'], { choices: '12' }),
    '1',
  );
  t.ok(world.clock.now() - began < 3_000);
});

t.test('figures are said from parts, one after the other', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  const parts = dialogue.speech.position(12);
  const ears = await Promise.all(
    parts.map(async (name) => world.listen(caller.channel.index, await world.load(`zh-CN/${name}`))),
  );

  t.equal(await world.during(dialogue.say(parts)), true);

  await world.advance(100);
  t.same(
    ears.map(({ heard }) => heard),
    parts.map(() => true),
  );
});

t.test('hang-up ends the script where it stands', async (t) => {
  const { world, caller, dialogue } = await talking(t);
  let reached = 'welcome';
  const script = converse(dialogue, async () => {
    await dialogue.say('welcome');
    reached = 'menu';
    await dialogue.menu('menu-main', { choices: '12' });
    reached = 'the end';
  });
  await world.until(() => reached === 'menu');
  await world.advance(500);
  caller.clear();

  t.equal(await world.during(script), 'hungUp');
  t.equal(reached, 'menu');
});

t.test('a message is recorded until the hash key, or until hang-up', async (t) => {
  const { world, caller, leg, dialogue } = await talking(t);
  const voice = await world.load('zh-CN/surge-6s');
  const first = dialogue.record(join(world.folder, 'first.wav'));
  await world.until(() => world.told('finished').length > 0);
  caller.play([voice], { loop: true });
  await world.advance(3_000);
  caller.sendDigits('#');
  const { reason, durationMs } = await world.during(first);
  t.equal(reason, 'stopped');
  t.ok(durationMs >= 3_000 && durationMs < 3_500, `${durationMs} ms`);

  const second = dialogue.record(join(world.folder, 'second.wav'), { beep: false });
  await world.advance(2_000);
  caller.clear();
  const end = await world.during(second);
  t.equal(end.reason, 'cleared');
  t.ok(statSync(join(world.folder, 'second.wav')).size > 2 * 16_000);
  await world.until(() => leg.state === 'cleared');
});

t.test("a site's own prompt comes before ours, and ours of another language before none", async (t) => {
  const { own, prompts } = await talking(t);
  t.equal(prompts.file('welcome', 'en'), projectFile('prompts/en/welcome.wav'));
  t.equal(prompts.file('number-yao', 'en'), projectFile('prompts/zh-CN/number-yao.wav'));
  t.equal(prompts.file('queue-music', 'en'), projectFile('prompts/common/queue-music.wav'));
  t.equal(prompts.file('jingle.wav', 'en'), join(own, 'jingle.wav'));

  mkdirSync(join(own, 'zh-CN'), { recursive: true });
  writeFileSync(join(own, 'zh-CN/welcome.wav'), '');
  t.equal(prompts.file('welcome', 'zh-CN'), join(own, 'zh-CN/welcome.wav'));
});

t.test('a prompt that cannot be used is named, and the others are loaded', async (t) => {
  const { world, own, prompts, dialogue } = await talking(t);
  mkdirSync(join(own, 'zh-CN'), { recursive: true });
  writeFileSync(join(own, 'zh-CN/empty.wav'), '');
  writeFileSync(join(own, 'zh-CN/broken.wav'), 'not a WAV at all, but long enough to look at its first bytes');

  const faults = await world.during(prompts.loadAll());
  t.equal(faults.length, 2);
  t.match(faults.map(({ message }) => message).sort(), [/broken\.wav/, /empty\.wav/]);
  await t.rejects(world.during(dialogue.say('broken')), { code: 'PROMPT_UNUSABLE', message: /broken\.wav/ });
  await t.rejects(dialogue.say('no-such-prompt'), { code: 'PROMPT_UNUSABLE', message: /no-such-prompt\.wav/ });
  t.equal(await world.during(dialogue.say('goodbye')), true);
});
