// SPDX-License-Identifier: GPL-2.0-or-later
// Is it found out when npm has left the native packages without their binaries, and when a home cannot be written?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cacheOf, unwritable, withCaches } from '../../../tools/setup/environment.mjs';
import { unusable } from '../../../tools/setup/natives.mjs';
import { projectFile } from '../../support/world.js';

t.test('the packages of this tree work', async (t) => {
  t.same(unusable(projectFile('.')), []);
});

t.test('a package without its binary is told with the reason in one line', async (t) => {
  const fails = "throw new Error('Could not locate the bindings file. Tried:\\n → /a\\n → /b')";
  const folder = t.testdir({
    node_modules: { 'better-sqlite3': { 'index.js': fails }, koffi: { 'index.js': 'exports.sizeof = () => 4' } },
  });
  t.same(unusable(folder), [{ name: 'better-sqlite3', reason: 'Could not locate the bindings file' }]);
});

t.test('a cache that cannot be written is told, and another one taken', async (t) => {
  t.equal(unwritable(join(t.testdir(), 'new')), undefined);
  t.type(unwritable('/proc/nobody'), 'string');
  t.equal(unwritable(join(t.testdir({ file: '' }), 'file', 'x')), 'ENOTDIR');
  t.equal(cacheOf({ NPM_CONFIG_CACHE: '/var/npm' }), '/var/npm');
  t.same(withCaches({ PATH: '/bin', NPM_CONFIG_CACHE: '/ro' }, '/s'), {
    PATH: '/bin',
    npm_config_cache: '/s/npm-cache',
    npm_config_devdir: '/s/node-gyp',
  });
});

t.test('no script depends on one that npm runs before it: ignore-scripts would skip that', async (t) => {
  const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const hooks = Object.keys(scripts).filter(
    (name) => /^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in scripts,
  );
  t.same(hooks, []);
  for (const name of [
    'demo',
    'example',
    'test',
    'check',
    'test:faults',
    'test:crash',
    'test:fuzz',
    'bench',
    'prebuild',
  ]) {
    t.match(scripts[name], /^node tools\/setup\/main\.mjs (demo|test|fuzz) && /, name);
  }
});
