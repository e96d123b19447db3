// SPDX-License-Identifier: GPL-2.0-or-later
// Does the log go to its file, also after logrotate has been there, and is a disk that takes nothing no end of the box?
import { chmodSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { boxLog } from '../../../src/host/index.js';

const messages = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly msg: string; readonly personal?: string; readonly time: string });

t.test('lines go to the file, private, with their time; personal fields are not shown', async (t) => {
  const file = join(t.testdir(), 'log/spillway.log');
  const { log } = boxLog({ file, level: 'info' }, { pretty: true });
  log.info({ personal: '13900000000' }, 'one');
  log.debug('too much');
  const [line, ...more] = messages(file);
  t.match(line, { msg: 'one', personal: '[personal]', time: /^20/ });
  t.same(more, []);
  t.equal(statSync(file).mode & 0o137, 0);
});

t.test('after a rotation the next line is in a new file', async (t) => {
  const file = join(t.testdir(), 'spillway.log');
  const { log, reopen } = boxLog({ file, level: 'info' }, { pretty: false });
  log.info('one');
  renameSync(file, `${file}.1`);
  log.info('two');
  reopen();
  log.info('three');
  t.same(
    messages(`${file}.1`).map(({ msg }) => msg),
    ['one', 'two'],
  );
  t.same(
    messages(file).map(({ msg }) => msg),
    ['three'],
  );
});

t.test('a full disk loses lines and ends nothing', async (t) => {
  const { log } = boxLog({ file: '/dev/full', level: 'info' }, { pretty: false });
  for (let i = 0; i < 100; i++) log.info({ i }, 'x'.repeat(20_000));
  t.pass('still here');
});

t.test('a log that cannot be opened is refused in words', async (t) => {
  const folder = t.testdir({ file: 'x' });
  chmodSync(folder, 0o700);
  t.throws(() => boxLog({ file: join(folder, 'file/spillway.log'), level: 'info' }, { pretty: false }), {
    code: 'REFUSED',
    message: /file\/spillway.log cannot be opened/,
  });
});
