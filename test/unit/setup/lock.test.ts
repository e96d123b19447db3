// SPDX-License-Identifier: GPL-2.0-or-later
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { isHeld, startTime, tryLock, withLock } from '../../../tools/setup/lock.mjs';

t.test('a lock is held by one at a time', async (t) => {
  const file = path.join(t.testdir({}), 'lock');

  t.ok(tryLock(file));
  t.notOk(tryLock(file));
  t.ok(isHeld(readFileSync(file, 'utf8')));
});

t.test("a dead process's lock is taken over", async (t) => {
  const dead = spawnSync('true').pid;
  const file = path.join(t.testdir({ lock: `${dead} 123456\n` }), 'lock');

  t.ok(tryLock(file));
  t.equal(readFileSync(file, 'utf8'), `${process.pid} ${startTime(process.pid)}\n`);
});

t.test('a process id that was used again does not keep the lock', async (t) => {
  const file = path.join(t.testdir({ lock: `${process.pid} 1\n` }), 'lock');

  t.ok(tryLock(file));
});

t.test('a lock file that says nothing is taken over', async (t) => {
  const file = path.join(t.testdir({ lock: '' }), 'lock');

  t.ok(tryLock(file));
});

t.test('the lock is given back when the work ends, and when it fails', async (t) => {
  const file = path.join(t.testdir({}), 'lock');

  t.equal(await withLock(file, async () => existsSync(file)), true);
  t.notOk(existsSync(file));
  await t.rejects(
    withLock(file, () => Promise.reject(new Error('no disk'))),
    /no disk/,
  );
  t.notOk(existsSync(file));
});

t.test('who finds the lock held waits until it is given back', async (t) => {
  const file = path.join(t.testdir({}), 'lock');
  const order: string[] = [];
  tryLock(file);
  const second = withLock(file, async () => order.push('second'));

  order.push('first');
  writeFileSync(file, '0 0');

  await second;
  t.same(order, ['first', 'second']);
});
