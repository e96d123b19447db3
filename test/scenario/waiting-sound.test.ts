// SPDX-License-Identifier: GPL-2.0-or-later
// What does a waiting caller hear, at his end: music that goes on where it was, the queue's own words, his place and his wait?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { Random } from '../../src/sim/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { wav } from '../support/wav.js';
import type { World } from '../support/world.js';

const SECOND = 1_000;
const BYTES = 8_000; // of a second

/** Music of parts that differ, each of so many seconds: a file of all, and one of each to listen for. */
function music(t: Test, ...seconds: number[]) {
  const folder = t.testdir();
  const random = new Random(7);
  const parts = seconds.map((length) => Uint8Array.from({ length: length * BYTES }, () => random.integer(0, 255)));
  const whole = join(folder, 'music.wav');
  writeFileSync(whole, wav(Buffer.concat(parts)));
  const files = parts.map((part, nth) => {
    const file = join(folder, `part-${nth}.wav`);
    writeFileSync(file, wav(part));
    return file;
  });
  return { whole, files };
}

const queue = (rest: object) => ({ queues: [{ name: QUEUE, wrapUp: '0s', nobodySignedIn: 'wait', ...rest }] });

async function listen(world: World, caller: TrunkLeg, name: string): Promise<{ readonly heard: boolean }> {
  return world.listen(caller.channel.index, await world.load(`zh-CN/${name}`));
}

/** The instant at which a caller hears a prompt. */
async function hears(world: World, caller: TrunkLeg, name: string, within = 30 * SECOND): Promise<number> {
  const listening = world.listen(caller.channel.index, await world.load(name));
  await world.until(() => listening.heard, within);
  return world.clock.now();
}

t.test('after words the music goes on where it was', async (t) => {
  const { whole, files } = music(t, 10, 10);
  const [first = '', second = ''] = files;
  const announce = { position: false, messages: [{ prompt: 'all-agents-busy', after: '6s' }] };
  const { world } = await openBox(t, { signedIn: 0, config: queue({ music: whole, announce }) });
  const caller = world.network.call(ACCESS_NUMBER);

  const began = await hears(world, caller, first);
  const interrupted = await hears(world, caller, 'zh-CN/all-agents-busy');
  const wentOn = await hears(world, caller, first);
  t.ok(wentOn - interrupted > 2 * SECOND, 'the words are heard to their end');
  const next = await hears(world, caller, second);
  const sounded = interrupted - began + (next - wentOn);
  t.ok(Math.abs(sounded - 10 * SECOND) <= 100, `the first ten seconds of it sounded for ${sounded} ms`);
});

t.test("the queue's own words: after so long, every so often or once, in their order, music between", async (t) => {
  const messages = [
    { prompt: 'all-agents-busy', after: '15s', every: '20s' },
    { prompt: 'thank-you-for-waiting', after: '15s' },
  ];
  const { world } = await openBox(t, { signedIn: 0, config: queue({ announce: { position: false, messages } }) });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => caller.state === 'connected');
  const began = world.clock.now();
  const once = await listen(world, caller, 'thank-you-for-waiting');

  const first = await hears(world, caller, 'zh-CN/all-agents-busy');
  t.ok(Math.abs(first - began - 15 * SECOND) < 500, `first after ${first - began} ms`);
  t.notOk(once.heard, 'the second waits for the first');
  await world.until(() => once.heard, 10 * SECOND);
  await hears(world, caller, 'common/queue-music', 5 * SECOND);
  const onceOnly = await listen(world, caller, 'thank-you-for-waiting');
  const again = await hears(world, caller, 'zh-CN/all-agents-busy', 25 * SECOND);
  t.ok(Math.abs(again - first - 20 * SECOND) < 500, `again after ${again - first} ms`);
  await world.advance(10 * SECOND);
  t.notOk(onceOnly.heard);
});

t.test('an announcement, and music, delay the bridge by nothing: they hear each other in the same tick', async (t) => {
  const delay = async (messages: readonly object[], playing: string) => {
    const config = queue({ announce: { position: false, messages } });
    const { world, box } = await openBox(t, { signedIn: 1, config });
    box.agents.notReady('1001', 'meeting');
    const caller = world.network.call(ACCESS_NUMBER);
    const telephone = world.telephone(1);
    const voice = await world.load('zh-CN/surge-6s');
    await hears(world, caller, playing);
    caller.play([voice], { loop: true });
    box.agents.ready('1001');
    await world.until(() => telephone.rings);
    if (messages.length > 0) await hears(world, caller, playing);
    const heard = world.listen(telephone.channel, voice);
    telephone.lift();
    const lifted = world.clock.now();
    await world.until(() => heard.heard, SECOND);
    const bridged = world.clock.now();
    const noise = [
      await listen(world, caller, 'surge'),
      world.listen(caller.channel.index, await world.load('common/queue-music')),
    ];
    await world.advance(300);
    t.notOk(
      noise.some(({ heard }) => heard),
      'nothing is played to him any more',
    );
    return bridged - lifted;
  };
  const inMusic = await delay([], 'common/queue-music');
  const inWords = await delay([{ prompt: 'surge', after: '0s', every: '10s' }], 'zh-CN/surge');
  t.ok(inWords - inMusic <= 20, `${inWords} ms in words, ${inMusic} ms in music`);
});

t.test(
  'position and wait are told: in minutes, rounded up, from three talks on, never higher than before',
  async (t) => {
    const announce = { wait: true, every: '20s' };
    const place = await openBox(t, { telephones: 1, config: queue({ announce, maxWait: '30min' }) });
    const { world, box } = place;
    for (let n = 1; n <= 3; n++) {
      const { caller, telephone } = await talk(place, { calling: `1391234567${n}` });
      await world.advance(70 * SECOND);
      caller.clear();
      await hangUp(world, telephone);
      await world.until(() => agent(box, 1).state === 'ready');
    }
    const talking = await talk(place, { calling: '13912345670' });
    const [one, two] = ['13900000001', '13900000002'].map((number) => world.network.call(ACCESS_NUMBER, number));
    if (one === undefined || two === undefined) throw new Error('two wait');
    const missing = await listen(world, one, 'position-before');
    const wait = await listen(world, one, 'wait-before');
    const second = ['position-before', 'number-2', 'wait-before', 'number-3', 'minutes'];
    for (const name of second) await hears(world, two, `zh-CN/${name}`, 15 * SECOND);
    t.ok(wait.heard, 'the first is told his wait, too');
    t.notOk(missing.heard, 'but no number: he is next');

    // Longer talks do not make it longer for him.
    await world.advance(200 * SECOND);
    talking.caller.clear();
    await hangUp(world, talking.telephone);
    await world.until(() => world.telephone(1).rings);
    world.telephone(1).lift();
    const longer = [await listen(world, two, 'number-4'), await listen(world, two, 'number-5')];
    await hears(world, two, 'zh-CN/you-are-next', 40 * SECOND);
    await hears(world, two, 'zh-CN/minutes', 40 * SECOND);
    t.notOk(longer.some(({ heard }) => heard));
  },
);

t.test('without three talks no wait is told; a position that is too far is not', async (t) => {
  const announce = { wait: true, every: '10s', position: 1 };
  const { world } = await openBox(t, { signedIn: 0, config: queue({ announce }) });
  const [one, two] = ['13900000001', '13900000002'].map((number) => world.network.call(ACCESS_NUMBER, number));
  if (one === undefined || two === undefined) throw new Error('two wait');
  const never = [await listen(world, two, 'wait-before'), await listen(world, two, 'position-before')];
  const next = await listen(world, two, 'you-are-next');
  await hears(world, one, 'zh-CN/you-are-next');
  await world.advance(15 * SECOND);
  t.notOk(never.some(({ heard }) => heard) || next.heard);
  one.clear();
  await world.until(() => next.heard, 15 * SECOND);
});

t.test('who has chosen a language in a flow hears all of it in that language', async (t) => {
  const flows = { door: { steps: { english: { language: 'en', next: 'wait' }, wait: { queue: QUEUE } } } };
  const accessNumbers = [{ number: ACCESS_NUMBER, menu: 'door' }];
  const rest = queue({ keys: { 1: 'callback' }, announce: { every: '10s' } });
  const { world } = await openBox(t, { signedIn: 0, config: { ...rest, flows, accessNumbers } });
  const [one, two] = ['13900000001', '13900000002'].map((number) => world.network.call(ACCESS_NUMBER, number));
  if (one === undefined || two === undefined) throw new Error('two wait');
  for (const name of ['please-hold', 'position-before', 'number-2', 'key-callback'])
    await hears(world, two, `en/${name}`);
});
