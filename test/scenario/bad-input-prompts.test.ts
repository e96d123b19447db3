// SPDX-License-Identifier: GPL-2.0-or-later
// What do empty and broken WAV files do? They are refused beforehand; one that breaks later is spoken by ours.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { talk } from '../support/floor.js';
import { run, spillway } from '../support/program.js';
import { wav } from '../support/wav.js';

const BROKEN = { empty: '', 'no WAV': 'this is no WAV', 'cut short': wav(Buffer.alloc(8000, 0xd5)).subarray(0, 900) };

/** A site's own prompts; `break` spoils one after the configuration was found right, before the box reads it. */
function ownPrompts(t: Test, name: string) {
  const folder = t.testdir();
  mkdirSync(join(folder, 'zh-CN'));
  const file = join(folder, 'zh-CN', `${name}.wav`);
  writeFileSync(file, wav(Buffer.alloc(8000, 0xd5)));
  return { folder, file, break: (bytes: string | Buffer) => writeFileSync(file, bytes) };
}

for (const [what, bytes] of Object.entries(BROKEN)) {
  t.test(`a promise whose file is ${what} keeps the box from starting, with its file and its line`, async (t) => {
    const own = ownPrompts(t, 'surge');
    own.break(bytes);
    await t.rejects(openBox(t, { config: { prompts: own.folder, surge: { prompt: 'surge' } } }), {
      code: 'CONFIG_INVALID',
      message: /spillway.yaml:\d+:\d+: prompt "surge": .*zh-CN\/surge.wav (is|holds)/,
    });
  });

  t.test(
    `a promise whose file is ${what} by the time that it is needed is spoken by ours; no request is lost`,
    async (t) => {
      const own = ownPrompts(t, 'surge');
      const opening = openBox(t, { signedIn: 0, config: { prompts: own.folder } });
      own.break(bytes);
      const { world, reads } = await opening;
      const caller = world.network.call(ACCESS_NUMBER);
      const promise = world.listen(caller.channel.index, await world.load('zh-CN/surge'));

      await world.until(() => promise.heard);

      t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ state: 'open', promised: 1 }]);
      await world.until(() => caller.state === 'cleared');
      t.equal(caller.cause, 16);
    },
  );
}

t.test('a promise named by its path that breaks later is spoken by ours, and the capture says which was', async (t) => {
  const own = ownPrompts(t, 'ours');
  const opening = openBox(t, { signedIn: 0, config: { surge: { prompt: own.file } } });
  own.break('');
  const { world, reads } = await opening;
  const caller = world.network.call(ACCESS_NUMBER);
  const promise = world.listen(caller.channel.index, await world.load('zh-CN/surge'));

  await world.until(() => promise.heard);

  t.match(await reads.selectFrom('capture').selectAll().execute(), [{ prompt: 'surge' }]);
});

t.test('an exchange whose voices are not there says so and ends', { timeout: 60_000 }, async (t) => {
  const folder = t.testdir();
  const wave = readFileSync('examples/wave.yaml', 'utf8').replaceAll('/tmp/', `/tmp/x${process.pid}-`);
  writeFileSync(join(folder, 'wave.yaml'), wave);
  const { code, complaints } = await run(spillway, ['exchange', 'wave.yaml'], { folder });
  t.equal(code, 1);
  t.match(complaints, /PROMPT_UNUSABLE/);
});

t.test('without its music a caller waits in silence, hears his position, and comes to an agent', async (t) => {
  const own = ownPrompts(t, 'waltz');
  const opening = openBox(t, { signedIn: 1, config: { queues: [{ name: QUEUE, music: own.file, wrapUp: '0s' }] } });
  own.break('no WAV');
  const place = await opening;
  const { world } = place;
  const { caller: first, telephone } = await talk(place);
  const caller = world.network.call(ACCESS_NUMBER, '13900000002');
  const position = world.listen(caller.channel.index, await world.load('zh-CN/you-are-next'));

  await world.until(() => position.heard);

  first.clear();
  telephone.putDown();
  await world.until(() => telephone.rings);
});
