// SPDX-License-Identifier: GPL-2.0-or-later
// Is what was found of an archive known after a restart, and forgotten with the archive?
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { BackupOutcomes } from '../../../src/host/backup-outcomes.js';

const whole = { act: 'verify', at: 1_000, wrong: [] } as const;

t.test('kept over a restart; gone with its archive', async (t) => {
  const folder = t.testdir({});
  const first = new BackupOutcomes(folder);
  const writing = first.add('a.tar.gz', whole, ['a.tar.gz']);
  t.same(first.of('a.tar.gz'), whole, 'known before it is written');
  await Promise.all([writing, first.add('b.tar.gz', { ...whole, wrong: ['short'] }, ['a.tar.gz', 'b.tar.gz'])]);

  const second = new BackupOutcomes(folder);
  t.same(second.of('a.tar.gz'), whole);
  t.same(second.of('b.tar.gz')?.wrong, ['short']);
  t.equal(second.of('constructor'), undefined);
  await second.add('c.tar.gz', whole, ['b.tar.gz', 'c.tar.gz']);
  const third = new BackupOutcomes(folder);
  t.equal(third.of('a.tar.gz'), undefined, 'its archive is gone');
  t.same(third.of('c.tar.gz'), whole);
  t.same(readdirSync(folder), ['outcomes.json'], 'and no draft');
});

t.test('a file that cannot be read tells nothing', async (t) => {
  const folder = t.testdir({});
  for (const text of ['', '{', '7', 'null', '{"a.tar.gz":{"act":"x"},"b.tar.gz":null}']) {
    writeFileSync(join(folder, 'outcomes.json'), text);
    const read = new BackupOutcomes(folder);
    t.same([read.of('a.tar.gz'), read.of('b.tar.gz')], [undefined, undefined], text);
  }
});

t.test('a disk that takes nothing is told of, and what comes after is written again', async (t) => {
  const folder = join(t.testdir({}), 'not-there');
  const kept = new BackupOutcomes(folder);
  await t.rejects(kept.add('a.tar.gz', whole, ['a.tar.gz']));
  t.same(kept.of('a.tar.gz'), whole, 'known as long as the box goes on');
});
