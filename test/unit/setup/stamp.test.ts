// SPDX-License-Identifier: GPL-2.0-or-later
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { fingerprint, Stamp } from '../../../tools/setup/stamp.mjs';

const tree = { src: { 'a.ts': 'one', deep: { 'b.ts': 'two' } }, 'tsconfig.json': '{}' };
const names = ['src', 'tsconfig.json', 'absent'];

t.test('a fingerprint stays while nothing changes', async (t) => {
  const root = t.testdir(tree);

  t.equal(fingerprint(root, names), fingerprint(root, names));
});

t.test('a fingerprint changes with a content, a name, a file less and a word', async (t) => {
  const root = t.testdir(tree);
  const prints = [fingerprint(root, names), fingerprint(root, names, ['abi 115'])];

  writeFileSync(path.join(root, 'src/a.ts'), 'changed');
  prints.push(fingerprint(root, names));
  writeFileSync(path.join(root, 'src/deep/c.ts'), '');
  prints.push(fingerprint(root, names));
  rmSync(path.join(root, 'tsconfig.json'));
  prints.push(fingerprint(root, names));

  t.equal(new Set(prints).size, prints.length);
});

t.test('a step is done for the inputs that it was made from, in a later run too', async (t) => {
  const file = path.join(t.testdir({}), 'new/stamp.json');

  new Stamp(file).done('native', 'print 1');
  const later = new Stamp(file);

  t.ok(later.isDone('native', 'print 1'));
  t.notOk(later.isDone('native', 'print 2'));
  t.notOk(later.isDone('npm', 'print 1'));
});

t.test('a step that is begun again is not done until it has ended', async (t) => {
  const file = path.join(t.testdir({}), 'stamp.json');
  new Stamp(file).done('npm', 'print');

  new Stamp(file).forget('npm');

  t.notOk(new Stamp(file).isDone('npm', 'print'));
});

t.test('a torn stamp means that everything is done again', async (t) => {
  const folder = t.testdir({ 'stamp.json': '{"npm": "pri' });

  t.notOk(new Stamp(path.join(folder, 'stamp.json')).isDone('npm', 'print'));
});
