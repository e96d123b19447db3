// SPDX-License-Identifier: GPL-2.0-or-later
// Does a message survive a box that is killed while it is spoken? What was said until then is in the box after the next start, and is told of.
import t from 'tap';
import type { ListedMessage } from '../../src/engine/index.js';
import { sleep } from '../../src/kernel/index.js';
import { openReads } from '../../src/store/index.js';
import { surroundings } from '../support/surroundings.js';
import { wavChannels } from '../support/wav.js';
import { projectFile } from '../support/world.js';

t.test('it is there, with what was said, and it is new', async (t) => {
  const around = surroundings(t, {
    accessNumbers: [{ number: '88880001', message: 'service' }],
    mailboxes: [{ name: 'service', greeting: './promise.wav' }],
  });
  const { facts, media, clock } = around;
  await around.start();
  around.call(0, '13900000001');
  const voice = media.loadPrompt(projectFile('prompts', 'zh-CN/surge.wav'));
  await facts.wait('promptLoaded', { prompt: voice });
  await around.until(({ calls }) => calls.inProgress === 1);
  await sleep(clock, 1_500);
  media.play(0, [voice]);
  await sleep(clock, 3_000);
  await around.end('SIGKILL');

  await around.start();
  t.match(around.log, /repaired what the last run left/);
  const [message, ...more] = (await around.ask('voicemail.list')) as readonly ListedMessage[];
  t.same(more, []);
  t.match(message, { box: 'service', state: 'new', number: '+8613900000001' });
  t.ok((message?.durationMs ?? 0) >= 2_000, `${message?.durationMs} ms`);
  const [said = Buffer.alloc(0)] = wavChannels(message?.path ?? '');
  t.equal(said.length / 8, message?.durationMs);
  const reads = openReads(around.database);
  t.teardown(() => reads.destroy());
  const told = await reads.selectFrom('event').selectAll().where('type', '=', 'message.left').execute();
  t.equal(told.length, 1);
  t.match(await reads.selectFrom('recording').selectAll().execute(), [{ kind: 'message', state: 'repaired' }]);
});
