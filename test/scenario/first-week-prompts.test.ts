// SPDX-License-Identifier: GPL-2.0-or-later
// "Our own words": does a shop put its own recordings in the place of ours by a command, in both languages, and do callers hear them?
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { decode } from '../../src/cli/detect/encoding.js';
import { activeLevel } from '../../src/speech/index.js';
import { ACCESS_NUMBER, type BoxOptions, openBox, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { agent } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { wav, wavChannels } from '../support/wav.js';
import { projectFile } from '../support/world.js';

/** A recording as a shop has it: 44.1 kHz, stereo, soft, of a melody that no prompt has. */
function recording(file: string, hertz = 523, seconds = 2, level = 0.02): string {
  const bytes = Buffer.alloc(44_100 * seconds * 4);
  for (let i = 0; i < 44_100 * seconds; i++) {
    const step = 1 + Math.floor(i / 8_820) / 12;
    const value = Math.round(level * 32_767 * Math.sin((2 * Math.PI * hertz * step * i) / 44_100));
    bytes.writeInt16LE(value, 4 * i);
    bytes.writeInt16LE(value, 4 * i + 2);
  }
  writeFileSync(file, wav(bytes, { tag: 1, hertz: 44_100, channels: 2, bits: 16 }));
  return file;
}

/** A shop with a welcome of its own for its number. */
async function place(t: Test, options: BoxOptions = {}, language: 'en' | 'zh-CN' = 'en') {
  const accessNumbers = [{ number: ACCESS_NUMBER, queue: QUEUE, welcome: 'welcome' }];
  const all = await shop(t, { ...options, config: { accessNumbers, ...options.config } }, language);
  const { world } = all;
  const own = join(world.folder, 'data/prompts/zh-CN');
  const greeting = recording(join(t.testdir(), 'greeting.wav'));
  return { ...all, own, greeting };
}

t.test('import: the next caller hears it within a second, at -20 dBm0, without a restart', async (t) => {
  const { world, box, spillway, own, greeting, events } = await place(t, { signedIn: 1 });
  const before = await world.load('zh-CN/welcome');
  const first = world.network.call(ACCESS_NUMBER);
  const ours = world.listen(first.channel.index, before);
  await world.until(() => ours.heard, 10_000);
  first.clear();
  await world.until(() => first.state === 'cleared');

  const imported = await spillway('prompts', 'import', greeting, 'welcome');
  t.match(imported, {
    code: 0,
    text: /^welcome \(zh-CN\): 2\.0 s, raised by \d+\.\d dB to -20 dBm0; played from the next time on\nplayed: where an access number names it.*accessNumbers\.88880001\.welcome/,
  });
  const file = join(own, 'welcome.wav');
  const caller = world.network.call(ACCESS_NUMBER);
  const theirs = world.listen(caller.channel.index, await world.load(file));
  const heard = join(world.folder, 'heard.wav');
  await world.until(() => caller.state === 'connected');
  world.media.record(caller.channel.index, heard);
  await world.advance(1_000);
  t.ok(theirs.heard, 'within 1 s of the answer');
  await world.advance(900);
  caller.clear();
  await world.until(() => existsSync(heard) && caller.state === 'cleared');
  await world.advance(1_000);
  const [bytes = Buffer.alloc(0)] = wavChannels(heard);
  const samples = new Float32Array(bytes.length);
  decode(bytes, 'alaw', samples);
  const level = activeLevel(samples, 8_000) ?? 0;
  t.ok(Math.abs(level + 20) < 1, `the caller hears it at ${level.toFixed(1)} dBm0`);
  await box.settled();
  t.match(await events('prompt.imported'), [{ source: 'shell', actor: /^user:/, detail: /"name":"welcome"/ }]);

  const again = recording(join(world.folder, 'again.wav'), 700);
  await spillway('prompts', 'import', again, 'welcome');
  t.ok(existsSync(`${file}.before`), 'what was there before is kept');
  t.match(await spillway('prompts', 'remove', 'welcome'), { code: 0, text: /ours is played again/ });
  const last = world.network.call(ACCESS_NUMBER);
  const back = world.listen(last.channel.index, before);
  await world.until(() => back.heard, 10_000);
  last.clear();
  t.match(await spillway('prompts', 'remove', 'welcome'), { code: 1, complaint: /no such thing/ });

  copyFileSync(`${file}.before`, file); // by hand
  t.match(await spillway('reload'), { code: 0 });
  const byHand = world.network.call(ACCESS_NUMBER);
  const placed = world.listen(byHand.channel.index, await world.load(file));
  await world.until(() => placed.heard, 10_000);
  byHand.clear();
});

t.test('what plays goes on to its end while another takes its place', async (t) => {
  const { world, spillway, greeting, own } = await place(t, { signedIn: 1 });
  await spillway('prompts', 'import', recording(join(world.folder, 'long.wav'), 523, 6), 'welcome');
  copyFileSync(join(own, 'welcome.wav'), join(world.folder, 'first.wav'));
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => caller.state === 'connected');
  await world.advance(1_000);
  const rest = world.listen(caller.channel.index, await world.load(join(world.folder, 'first.wav')));
  t.match(await spillway('prompts', 'import', greeting, 'welcome'), { code: 0 });
  await world.advance(1_000);
  t.ok(rest.heard);
});

t.test('the welcome is heard whole and once, also by an agent who lifts, and before the announcement', async (t) => {
  const { world, box, spillway, greeting, own } = await place(t, {
    signedIn: 1,
    config: { recording: { announce: 'before' } },
  });
  await spillway('prompts', 'import', greeting, 'welcome');
  const welcome = await world.load(join(own, 'welcome.wav'));
  const notice = await world.load('zh-CN/recording-announcement');
  const caller = world.network.call(ACCESS_NUMBER);
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings && caller.state === 'connected');
  const heard = world.listen(caller.channel.index, welcome);
  const announced = world.listen(caller.channel.index, notice);
  const byAgent = world.listen(telephone.channel, welcome);
  telephone.lift();
  await world.until(() => heard.heard, 3_000);
  t.notOk(announced.heard, 'the welcome comes first');
  await world.until(() => announced.heard, 5_000);
  await world.until(() => agent(box, 1).state === 'talking');
  t.ok(byAgent.heard, 'he hears the rest of it');
  const twice = world.listen(caller.channel.index, welcome);
  await world.advance(8_000);
  t.notOk(twice.heard);
});

t.test(
  'keys during the welcome are kept for the dialogue that follows; another queue welcomes nobody again',
  async (t) => {
    const keyed: string[] = [];
    const { world } = await openBox(t, {
      signedIn: 0,
      config: {
        accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, welcome: 'welcome' }],
        queues: [
          { name: QUEUE, maxWait: '5s', overflow: { queue: 'second' }, nobodySignedIn: 'wait' },
          { name: 'second', maxWait: '5s', overflow: { flow: 'ask' }, nobodySignedIn: 'wait' },
        ],
      },
      dialogues: {
        ask: async (dialogue) => {
          keyed.push((await dialogue.collect({ max: 4, attempts: 1 })) ?? '');
        },
      },
    });
    const welcome = await world.load('zh-CN/welcome');
    const caller = world.network.call(ACCESS_NUMBER);
    await world.until(() => caller.state === 'connected');
    world.media.sendDigits(caller.channel.index, '135', { onMs: 80, offMs: 80 });
    await world.advance(5_000);
    const again = world.listen(caller.channel.index, welcome);
    await world.until(() => keyed.length > 0, 40_000);
    t.same(keyed, ['135']);
    t.notOk(again.heard);
  },
);

t.test('a welcome that cannot be played keeps nobody out, and the announcement is heard', async (t) => {
  const { world, spillway, greeting, path, file } = await place(t, {
    signedIn: 1,
    config: { recording: { announce: 'before' } },
  });
  await spillway('prompts', 'import', greeting, 'tv');
  writeFileSync(path, readFileSync(path, 'utf8').replace('welcome: welcome', 'welcome: tv'));
  t.match(await spillway('reload'), { code: 0 });
  t.equal(file.current.accessNumbers[0]?.welcome, 'tv');
  t.match(await spillway('prompts', 'remove', 'tv'), { code: 0, text: /is taken away/ });
  const announced = await world.load('zh-CN/recording-announcement');
  const caller = world.network.call(ACCESS_NUMBER);
  const heard = world.listen(caller.channel.index, announced);
  await world.until(() => heard.heard, 20_000);
});

t.test("a wave's computer agent answers without the welcome", async (t) => {
  const { world } = await place(t, { config: { surge: { on: 0.01, off: 0.005, full: 0.02 } } });
  const welcome = await world.load('zh-CN/welcome');
  const surge = await world.load('zh-CN/surge');
  const callers = Array.from({ length: 3 }, (_, i) => world.network.call(ACCESS_NUMBER, `1391234567${i}`));
  const last = callers[2];
  if (last === undefined) throw new Error('nobody calls');
  const [welcomed, promised] = [welcome, surge].map((prompt) => world.listen(last.channel.index, prompt));
  await world.until(() => promised?.heard === true, 20_000);
  t.notOk(welcomed?.heard);
});

for (const language of ['en', 'zh-CN'] as const) {
  t.test(`list, play, remove, and what is refused: in ${language}`, async (t) => {
    const { world, spillway, greeting } = await place(t, {}, language);
    const list = await spillway('prompts');
    const row = (name: string, text: string) => text.split('\n').find((line) => line.startsWith(`${name} `)) ?? '';
    const says = language === 'en' ? { own: /your own/, ours: / ours / } : { own: /自备/, ours: /自带/ };
    t.match(row('closed', list.text), /closed +\d\.\d s .*您好,现在是非工作时间.*Our office is closed/);
    t.match(row('closed', list.text), says.ours);
    t.match(row('agent-ready', list.text), language === 'en' ? /after ready/ : /示闲/);
    await spillway('prompts', 'import', greeting, 'tv-welcome');
    const after = await spillway('prompts', 'list');
    t.match(row('tv-welcome', after.text), says.own);
    t.match(row('tv-welcome', after.text), language === 'en' ? /nowhere: name it in a setting/ : /未使用/);
    const json = JSON.parse((await spillway('prompts', '--json')).text) as { name: string; when?: unknown }[];
    t.ok(json.filter(({ when }) => when !== undefined).length > 150, 'all have a time when they are played');
    t.match(
      json.find(({ name }) => name === 'tv-welcome'),
      { sounds: [{ place: 'zh-CN', own: true, seconds: 1.99 }] },
    );

    const played = await spillway('prompts', 'play', 'closed');
    t.match(played.text, /prompts\/zh-CN\/closed\.wav/, 'its path, whether there is a sound card or not');
    t.match(await spillway('prompts', 'play', 'clozed'), { code: 1, complaint: /clozed/ });
    t.match(await spillway('prompts', 'remove', 'tv-welcome'), { code: 0 });
    const broken = join(world.folder, 'broken.mp3');
    writeFileSync(broken, 'this is no sound');
    const refused = await spillway('prompts', 'import', broken, 'closed');
    t.equal(refused.code, 1);
    t.match(refused.complaint, language === 'en' ? /broken\.mp3 / : /broken\.mp3 .*\p{Script=Han}/u);
    for (const wrong of ['../welcome', 'a/b', '', '.hidden', 'x'.repeat(70)]) {
      const { code } = await spillway('prompts', 'import', greeting, wrong);
      t.not(code, 0, wrong);
    }
    t.match(await spillway('prompts', 'import', greeting), { code: 2, complaint: /import/ });
    t.match(await spillway('prompts', 'sing'), { code: 2 });
  });
}

t.test('where no box runs it is put in its place for the next start, in both languages', async (t) => {
  const folder = t.testdir();
  const greeting = recording(join(folder, 'greeting.wav'), 523, 9);
  const path = join(folder, 'spillway.yaml');
  writeFileSync(path, readFileSync(projectFile('examples/spillway.yaml')));
  for (const [language, says] of [
    ['en', /closed \(zh-CN\): 9\.0 s, raised/],
    ['zh-CN', /closed（zh-CN）：9\.0 秒，音量提高/],
  ] as const) {
    const run = (...args: string[]) => command({ language }, 'prompts', ...args, '--config', path);
    t.match(await run('import', greeting, 'closed'), { code: 0, text: says });
    const bytes = wavChannels(join(folder, 'data/prompts/zh-CN/closed.wav'))[0]?.length ?? 0;
    t.ok(Math.abs(bytes - 72_000) < 80, `whole: ${bytes} bytes`);
    t.match((await run()).text, language === 'en' ? /closed +9\.0 s +your own/ : /closed +9\.0 s +自备/);
    t.match(await run('remove', 'closed'), { code: 0 });
    t.match(await run('remove', 'closed'), { code: 1 });
    t.match(await run('import', greeting, 'queue-music'), { code: 0, text: /queue-music(?: \(|（)common/ });
  }
});

t.test('the examples of --help do what they say', async (t) => {
  const { spillway, greeting } = await place(t);
  const { text } = await command('prompts', '--help');
  const examples = [...text.matchAll(/^ {2}\$ spillway (.+)$/gm)].map(([, line = '']) => line.split(' '));
  t.ok(examples.length > 4);
  for (const words of examples) {
    const { code, complaint } = await spillway(...words.map((word) => (/\.(mp3|wav)$/.test(word) ? greeting : word)));
    if (words[1] !== 'play') t.equal(code, 0, `${words.join(' ')} ${complaint}`);
  }
});

t.test('check looks into every file of the folder and says what to do, in both languages', async (t) => {
  const { path, own, greeting } = await place(t);
  t.match(await command('check', path), { code: 0 });
  mkdirSync(own, { recursive: true });
  copyFileSync(projectFile('prompts/zh-CN/welcome.wav'), join(own, 'welcome.wav'));
  t.match(await command('check', path), { code: 0 }, 'ours is as it should be');
  copyFileSync(greeting, join(own, 'closed.wav'));
  copyFileSync(greeting, join(own, 'greeting.mp3'));
  copyFileSync(projectFile('prompts/zh-CN/welcome.wav'), join(own, 'welcom.wav'));
  writeFileSync(join(own, 'technical-problem.wav'), '');
  writeFileSync(join(own, 'goodbye.wav'), wav(Buffer.alloc(8_000, 0xd5)));
  writeFileSync(join(own, 'please-hold.wav'), readFileSync(projectFile('prompts/zh-CN/welcome.wav')).subarray(0, 900));
  const soft = Buffer.alloc(16_000).map((_, i) => 0xd5 ^ (i % 16 < 8 ? 0x83 : 0x03));
  writeFileSync(join(own, 'callback-later.wav'), wav(soft));
  copyFileSync(greeting, join(own, '..', 'lost.wav'));
  mkdirSync(join(own, '../cn'));
  const english = await command('check', path);
  t.equal(english.code, 1);
  const says: readonly [string, RegExp][] = [
    ['closed.wav', /is no WAV of 8 kHz.*write: spillway prompts import \S+closed.wav closed --language zh-CN/],
    ['greeting.mp3', /is not played: only files called NAME.wav.*import \S+greeting.mp3 greeting/],
    ['welcom.wav', /played nowhere.*did you mean "welcome"/],
    ['technical-problem.wav', /is empty.*import/],
    ['goodbye.wav', /is silent/],
    ['please-hold.wav', /is cut short/],
    ['callback-later.wav', /is too soft: -\d+ dBm0, where -20/],
    ['lost.wav', /no language's folder/],
    ['cn', /did you mean "zh-CN"/],
  ];
  for (const [file, text] of says)
    t.match(english.text.split('\n').find((line) => line.includes(`/${file} `)) ?? '', text, file);
  const chinese = await command('check', path, { language: 'zh-CN' });
  for (const [file] of says)
    t.match(
      chinese.text.split('\n').find((line) => line.includes(`/${file} `)) ?? '',
      /\/\S+ .*\p{Script=Han}{2}/u,
      file,
    );
  t.notMatch(chinese.text, / (is|are) (no|not|too|cut) /, 'nothing of it is English');
  t.match(JSON.parse((await command('check', path, '--json')).text).prompts.length, says.length);
});
