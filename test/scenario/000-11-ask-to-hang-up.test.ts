// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-11: is the computer agent's prompt heard to its end, and the line free afterwards, whoever hangs up?
import t from 'tap';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { takeDown } from '../support/people.js';
import { wavChannels } from '../support/wav.js';
import { projectFile } from '../support/world.js';

const PROMPT = wavChannels(projectFile('prompts/zh-CN/surge.wav'))[0] ?? Buffer.alloc(0);
const GRACE = 4_000;
const BYTES_PER_MS = 8;

t.test('a caller who stays hears the whole prompt and is cleared after the grace period', async (t) => {
  const { world, box, reads } = await openBox(t, { signedIn: 0, config: { surge: { grace: '4s' } } });
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => caller.state === 'connected');
  const heard = takeDown(world, caller);
  await world.until(() => caller.state === 'cleared');
  await world.advance(100);

  t.match(caller, { cause: 16, clearedBy: 'party' });
  const bytes = heard.bytes();
  const start = bytes.indexOf(PROMPT);
  t.ok(start >= 0, 'every byte of it, in one piece');
  const stayed = (bytes.length - start - PROMPT.length) / BYTES_PER_MS;
  t.ok(stayed >= GRACE && stayed <= GRACE + 200, `cleared ${stayed} ms after its end`);
  t.equal(box.status().utilisation, 0);
  t.match(await reads.selectFrom('leg').selectAll().execute(), [{ clearedBy: 'box', cause: 16 }]);
});

t.test('a caller who hangs up as he is asked frees the channel at once', async (t) => {
  const { world, box, reads } = await openBox(t, { signedIn: 0 });
  const caller = world.network.call(ACCESS_NUMBER);
  const length = PROMPT.length / BYTES_PER_MS;
  await world.until(() => caller.state === 'connected');
  await world.advance(length + 500);
  caller.clear();
  await world.advance(200);

  t.equal(box.status().utilisation, 0);
  t.match(await reads.selectFrom('leg').selectAll().execute(), [{ clearedBy: 'farEnd', cause: 16 }]);
  const capture = await reads.selectFrom('capture').selectAll().executeTakeFirstOrThrow();
  t.ok(Math.abs((capture.playedMs ?? 0) - length) <= 20, 'he heard all of it');
  const again = world.network.call(ACCESS_NUMBER);
  await world.until(() => again.state === 'connected');
  t.equal(again.channel, caller.channel, 'the channel takes the next call');
});
