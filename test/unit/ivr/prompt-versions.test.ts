// SPDX-License-Identifier: GPL-2.0-or-later
// Is a prompt what it was before, whichever change is undone, and are no more than ten kept?
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { OwnPrompts } from '../../../src/ivr/index.js';
import { wav } from '../../support/wav.js';

const sound = (byte: number) => wav(Buffer.alloc(800, byte));

t.test('each change can be undone, also the first, and the undoing too', async (t) => {
  const folder = t.testdir({});
  const own = new OwnPrompts(folder);
  const put = (byte: number) => {
    const bytes = sound(byte);
    return own.put({ name: 'welcome', place: 'en', at: 0, of: bytes.length, bytes });
  };
  const file = own.file('welcome', 'en');
  const now = () => (existsSync(file) ? readFileSync(file).at(-1) : 'ours');
  await t.rejects(own.restore('welcome', 'en'), { code: 'NOT_FOUND' });
  await put(1);
  await put(2);
  t.same(
    [now(), (await own.versions('welcome', 'en')).map(({ version, file: its }) => [version, its !== undefined])],
    [
      2,
      [
        [2, true],
        [1, false],
      ],
    ],
  );
  await own.restore('welcome', 'en');
  t.equal(now(), 1);
  await own.restore('welcome', 'en');
  t.equal(now(), 2, 'back again');
  await own.restore('welcome', 'en', 1);
  t.equal(now(), 'ours');
  await own.restore('welcome', 'en');
  t.equal(now(), 2);
  await own.remove('welcome', 'en');
  await own.restore('welcome', 'en');
  t.equal(now(), 2, 'what was removed');
  await t.rejects(own.restore('welcome', 'en', 99), { code: 'NOT_FOUND', message: /version 99/ });
  await t.rejects(own.restore('../x', 'en'), { code: 'REFUSED' });
  for (let n = 0; n < 20; n++) await put(n);
  t.equal((await own.versions('welcome', 'en')).length, 10);
  t.equal(readdirSync(join(folder, 'en/.versions/welcome')).length, 10);
  await own.restore('welcome', 'en');
  t.equal(now(), 18);
});
