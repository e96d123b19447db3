// SPDX-License-Identifier: GPL-2.0-or-later
// What does systemd hear of a box? Ready, beats while all its threads live, none when one stands still, and the end.
import { join } from 'node:path';
import t from 'tap';
import { sleep } from '../../src/kernel/index.js';
import { freeze, threadNamed } from '../support/freeze.js';
import { notifySocket } from '../support/notify-socket.js';
import { surroundings } from '../support/surroundings.js';

const LIMIT = 4_500;
const BEAT = 'WATCHDOG=1';

const beats = (lines: readonly string[]) => lines.filter((line) => line.includes(BEAT));

t.test('a box as a service: ready, beats, and none while a thread or JavaScript stands still', async (t) => {
  const around = surroundings(t);
  const path = join(around.folder, 'notify.sock');
  const ear = await notifySocket(t, path);
  await around.start([], { NOTIFY_SOCKET: path, WATCHDOG_USEC: String(LIMIT * 1_000), LC_ALL: 'C.UTF-8' });
  await ear.heard('STATUS=0 calls, 0 waiting, 0 open promises');
  t.ok(ear.told.some((line) => line.startsWith('READY=1')));
  await ear.next(BEAT, 2);

  for (const [thread, name] of [
    ['media', 'spillway-media'],
    ['signalling', 'spillway-line'],
  ] as const) {
    const complaint = `the ${thread} thread stands still`;
    const thaw = freeze(threadNamed(around.process, name));
    t.teardown(thaw);
    await around.logged(complaint, 1); // a look may have been on its way
    const from = ear.told.length;
    await around.logged(complaint, 4);
    t.same(beats(ear.told.slice(from)), [], name);
    thaw();
    await ear.next(BEAT, 1);
  }

  const thaw = freeze(around.process);
  t.teardown(thaw);
  const from = ear.told.length + 1;
  await sleep(around.clock, 2 * LIMIT); // nothing tells that nothing comes
  t.same(beats(ear.told.slice(from)), [], 'JavaScript stands still');
  thaw();
  await ear.next(BEAT, 1);

  t.equal(await around.end('SIGTERM'), 0);
  await ear.heard('STOPPING=1');
});
