// SPDX-License-Identifier: GPL-2.0-or-later
// May what we load be loaded, and is it written down?
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { isAllowed, runtimePackages } from '../../tools/check-licences.mjs';
import { packages } from '../../tools/setup/packages.mjs';

t.test('a licence is allowed when one of its choices is', async (t) => {
  for (const expression of ['MIT', '(MIT OR Apache-2.0)', 'ISC AND (GPL-3.0-only OR BSD-3-Clause)']) {
    t.ok(isAllowed(expression), expression);
  }
});

t.test('a licence that a GPL-2.0 program cannot take is refused, and so is one that cannot be read', async (t) => {
  for (const expression of ['Apache-2.0', 'GPL-3.0-or-later', 'MIT AND Apache-2.0', 'SEE LICENSE IN x', '', '(MIT']) {
    t.notOk(isAllowed(expression), expression);
  }
});

t.test('the whole tree of run-time packages is read, but not what only an installer needs', async (t) => {
  const tree = {
    '': { dependencies: { a: '1' }, devDependencies: { tool: '1' } },
    'node_modules/a': { dependencies: { b: '1', 'prebuild-install': '7' } },
    'node_modules/a/node_modules/b': { optionalDependencies: { c: '1' } },
    'node_modules/b': {},
    'node_modules/c': {},
    'node_modules/prebuild-install': {},
    'node_modules/tool': {},
  };

  t.same(runtimePackages(tree), ['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c']);
});

t.test('every run-time package may be in our process', async (t) => {
  const check = spawnSync(process.execPath, ['tools/check-licences.mjs'], { encoding: 'utf8' });

  t.equal(check.stderr, '');
  t.equal(check.status, 0);
});

t.test('docs/dependencies.md names every npm and Debian package that we ask for', async (t) => {
  const page = readFileSync('docs/dependencies.md', 'utf8');
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

  const asked = [
    ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
    ...Object.values(packages).flat(),
  ];
  for (const name of asked) t.ok(page.includes(`| ${name} |`), name);
});
