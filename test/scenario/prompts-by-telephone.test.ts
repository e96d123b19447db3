// SPDX-License-Identifier: GPL-2.0-or-later
// Can a shop record its prompts at a telephone: a code, number and PIN, speak, hear it, keep it, and undo?
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { activeLevel } from '../../src/speech/index.js';
import { samplesOf } from '../../src/speech/wav-samples.js';
import { ACCESS_NUMBER, agentId, QUEUE } from '../support/box.js';
import { hangUp, hears } from '../support/floor.js';
import { shop } from '../support/shop.js';

async function office(t: Parameters<typeof shop>[0]) {
  const agents = [1, 2].map((n) => ({
    id: agentId(n),
    name: `Agent ${n}`,
    pin: '4711',
    queues: [QUEUE],
    ...(n === 1 && { rights: ['prompts.change'] }),
  }));
  const place = await shop(t, {
    signedIn: 2,
    config: {
      agents,
      accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, welcome: 'welcome' }],
      promptNumbers: { '7': 'welcome' },
    },
  });
  const { world } = place;
  const telephone = world.telephone(1);
  const keys = async (prompt: string, digits: string) => {
    await hears(world, telephone.channel, [prompt]);
    telephone.dial(digits);
    await world.advance(digits.length * 160 + 200);
  };
  const begin = async (agent: string, pin = '4711') => {
    telephone.lift();
    await world.advance(500);
    telephone.dial('*89');
    await keys('agent-key-in-number', `${agent}#`);
    await keys('agent-key-in-pin', `${pin}#`);
  };
  /** The tone is over, and he is recorded: a file of the disk, in its own time. */
  const recorded = async () => {
    const folder = join(world.folder, 'data/spoken');
    await world.until(() => existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.part')), 600_000);
    await world.advance(400);
  };
  /** He speaks after the tone, and presses hash. */
  const speaks = async (voice: string) => {
    await recorded();
    const said = await world.load(voice);
    world.media.play(telephone.channel, [said]);
    await world.advance(2_500);
    telephone.dial('#');
    await world.advance(400);
    await place.box.settled(); // a worker makes it a prompt, in its own time
  };
  const own = join(world.folder, 'data/prompts/zh-CN/welcome.wav');
  return { ...place, telephone, keys, begin, recorded, speaks, own };
}

t.test(
  'who may changes a prompt at a telephone: he hears it, keeps it, callers hear it; undone it is ours again',
  async (t) => {
    const { world, box, spillway, events, telephone, keys, begin, speaks, own } = await office(t);
    await begin('1001');
    await keys('prompt-key-in-number', '7#');
    await keys('prompt-menu', '1');
    await speaks('zh-CN/goodbye');
    await keys('prompt-recorded', '1');
    await keys('prompt-recorded', '2');
    await hears(world, telephone.channel, ['prompt-done']);
    await keys('prompt-menu', '*');
    await hangUp(world, telephone);
    await box.settled();

    const { samples, rate } = samplesOf(readFileSync(own));
    t.equal(rate, 8_000);
    t.ok(Math.abs((activeLevel(samples, rate) ?? 0) + 20) < 1.5, 'as loud as all others');
    t.ok(
      samples.length > 8_000 && samples.length < 24_000,
      `${samples.length / rate} s: no silence of minutes, no key`,
    );
    t.match(await events('prompt.imported'), [
      { actor: 'agent:1001', source: 'telephone', detail: /"name":"welcome"/ },
    ]);
    const kept = await world.load(own);
    const caller = world.network.call(ACCESS_NUMBER);
    const listened = world.listen(caller.channel.index, kept);
    await world.until(() => listened.heard, 20_000);
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    await world.advance(2_000);

    t.match((await spillway('prompts', 'versions', 'welcome')).text, /1 .* -/, 'before it was ours');
    await begin('1001');
    await keys('prompt-key-in-number', '7#');
    await keys('prompt-menu', '3');
    await hears(world, telephone.channel, ['welcome']);
    await hangUp(world, telephone);
    await box.settled();
    t.equal(existsSync(own), false, 'ours again');
    t.match(await events('prompt.restored'), [{ actor: 'agent:1001', detail: /"version":1/ }]);
    t.match((await spillway('prompts', 'undo', 'welcome')).text, /version 2 is played again/);
    t.equal(existsSync(own), true, 'the undoing undone');
  },
);

t.test(
  'who puts down, drops it or says nothing has changed nothing; who may not, or knows no PIN, is told so',
  async (t) => {
    const { world, telephone, keys, begin, recorded, speaks, own, box } = await office(t);
    await begin('1001');
    await keys('prompt-key-in-number', '7#');
    await keys('prompt-menu', '1');
    await speaks('zh-CN/goodbye');
    await keys('prompt-recorded', '*');
    await keys('prompt-menu', '1');
    await recorded();
    telephone.dial('#');
    await world.advance(400);
    await box.settled();
    await hears(world, telephone.channel, ['nothing-entered']);
    await keys('prompt-menu', '1');
    await speaks('zh-CN/goodbye');
    await hangUp(world, telephone);
    await box.settled();
    t.equal(existsSync(own), false);

    await begin('1001');
    await keys('prompt-key-in-number', '8#');
    await hears(world, telephone.channel, ['agent-not-possible']);
    await hangUp(world, telephone);
    await begin('1002');
    await hears(world, telephone.channel, ['agent-not-allowed']);
    await hangUp(world, telephone);
    await begin('1001', '1234');
    await hears(world, telephone.channel, ['agent-wrong-pin']);
    await hangUp(world, telephone);
  },
);
