// SPDX-License-Identifier: GPL-2.0-or-later
// Is a folder made with all that it stands in, and refused at once where nothing can be made?

import { statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { Bus } from '../../../src/bus/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { makeFolder, openStore } from '../../../src/store/index.js';

t.test('all that is missing is made, and the first of it named', async (t) => {
  const place = t.testdir();
  t.equal(makeFolder(join(place, 'a/b/c'), 0o700), join(place, 'a'));
  t.equal(statSync(join(place, 'a/b/c')).mode & 0o777, 0o700);
  t.equal(makeFolder(join(place, 'a/b')), undefined, 'what is there stays');
});

for (const [where, code] of Object.entries({
  '/proc/nope/data': 'ENOENT',
  '/dev/null': 'EEXIST',
  '/etc/hostname/data': 'ENOTDIR',
})) {
  t.test(`${where} is refused at once`, async (t) => {
    t.throws(() => makeFolder(where), { code });
    const clock = new VirtualClock(0);
    await t.rejects(openStore({ directory: where, clock, bus: new Bus() }), {
      code: 'STORE_FAILED',
      message: new RegExp(code),
    });
  });
}
