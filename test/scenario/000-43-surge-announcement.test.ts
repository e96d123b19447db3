// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-43: does the computer agent say the sentence of the specification, word for word, unless the site has its own?
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { takeDown } from '../support/people.js';
import { wavChannels } from '../support/wav.js';
import { projectFile } from '../support/world.js';

const SENTENCE = '感谢您的呼入,热线繁忙中,我们将稍后给您联系,请挂机';

/** What a caller of a computer agent hears from the answer to the end of the call. */
async function announcement({ world }: BoxWorld): Promise<Buffer> {
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => caller.state === 'connected');
  const heard = takeDown(world, caller);
  await world.until(() => caller.state === 'cleared');
  await world.advance(100);
  return heard.bytes();
}

function bytesOf(name: string): Buffer {
  return wavChannels(projectFile('prompts', `${name}.wav`))[0] ?? Buffer.alloc(0);
}

t.test('the default text is the sentence, word for word, and its WAV is what the caller hears', async (t) => {
  const texts = parse(readFileSync(projectFile('prompts/texts.yaml'), 'utf8'));
  t.equal(texts.surge['zh-CN'], SENTENCE);

  const heard = await announcement(await openBox(t, { signedIn: 0 }));

  t.ok(heard.includes(bytesOf('zh-CN/surge')));
});

t.test('a box that speaks English says the same in English', async (t) => {
  const heard = await announcement(await openBox(t, { signedIn: 0, config: { language: 'en' } }));
  t.ok(heard.includes(bytesOf('en/surge')));
  t.notOk(heard.includes(bytesOf('zh-CN/surge').subarray(0, 800)));
});

t.test("a site's own recording of that name is said in its place", async (t) => {
  const prompts = t.testdir();
  mkdirSync(join(prompts, 'zh-CN'));
  copyFileSync(projectFile('prompts/zh-CN/welcome.wav'), join(prompts, 'zh-CN/surge.wav'));

  const heard = await announcement(await openBox(t, { signedIn: 0, config: { prompts } }));

  t.ok(heard.includes(bytesOf('zh-CN/welcome')));
  t.notOk(heard.includes(bytesOf('zh-CN/surge').subarray(0, 800)));
});

t.test('or any WAV that the configuration names', async (t) => {
  const prompt = join(t.testdir(), 'ours.wav');
  copyFileSync(projectFile('prompts/zh-CN/closed.wav'), prompt);

  const box = await openBox(t, { signedIn: 0, config: { surge: { prompt } } });
  const heard = await announcement(box);

  t.ok(heard.includes(bytesOf('zh-CN/closed')));
  t.match(await box.reads.selectFrom('capture').selectAll().execute(), [{ prompt }]);
});
