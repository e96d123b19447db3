// SPDX-License-Identifier: GPL-2.0-or-later
// Does what a user gets work? The addon of either build, and the tarball on a machine without a compiler.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import t from 'tap';
import { cleanEnvironment, headersPrefix } from '../../tools/setup/environment.mjs';

t.comment('timeout=900000'); // tap reads this: building prebuilds and installing takes minutes on a busy machine

const root = process.cwd();
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const environment = cleanEnvironment(process.env, headersPrefix());
const npmScript = process.env.npm_execpath ?? realpathSync(which('npm'));

/** Loads both binaries as the library does. */
const smokeTest = `
  const home = require('node:path').dirname(require.resolve('spillway/package.json'));
  const within = require('node:module').createRequire(home + '/');
  const answer = new (within('better-sqlite3'))(':memory:').prepare('SELECT 42').pluck().get();
  console.log(within('node-gyp-build')(home).version, answer);
`;

const smallWave = '--calls 6 --seconds 5 --agents 2 --talk 3 --speed 0'.split(' ');

t.test('the addon that CMake built loads and says its version', async (t) => {
  t.equal(versionOf('build/Release/spillway.node'), version);
});

t.test('the tarball installs and runs in an empty folder without a compiler', { timeout: 900_000 }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-package-')); // outside the project, whose packages it must not see
  t.teardown(() => rmSync(folder, { recursive: true }));
  const shop = path.join(folder, 'shop');
  mkdirSync(shop);
  writeFileSync(path.join(shop, 'package.json'), '{ "private": true }');
  const bare = { ...environment, PATH: toolsWithoutCompiler(path.join(folder, 'tools')) };

  run('node', [path.join(root, 'tools/prebuild/main.mjs')], root, environment);
  const prebuilds = readdirSync(path.join(root, 'prebuilds', `${process.platform}-${process.arch}`));
  t.same(prebuilds, ['spillway.glibc.node'], 'node-gyp builds one addon from bindings.gyp');
  t.equal(versionOf(`prebuilds/${process.platform}-${process.arch}/spillway.glibc.node`), version);

  const tarball = run('node', [npmScript, 'pack', '--silent', '--pack-destination', folder], root, environment).trim();
  run('node', [npmScript, 'install', '--no-audit', '--no-fund', path.join(folder, tarball)], shop, bare);
  t.equal(run('node', ['-e', smokeTest], shop, bare).trim(), `${version} 42`);
  t.equal(
    run('node', ['-e', "import('spillway').then(({ open }) => console.log(typeof open))"], shop, bare).trim(),
    'function',
  );
  const reads = `import('spillway').then(async ({ ConfigFile }) => console.log((await ConfigFile.open(process.argv[1]).reload()).length))`;
  const file = path.join(shop, 'node_modules/spillway/examples/spillway.yaml');
  t.equal(run('node', ['-e', reads, file], shop, bare).trim(), '0', 'the thread that reads a configuration is found');

  const example = 'node_modules/spillway/dist/examples/menu.js';
  t.match(run('node', [example, path.join(folder, 'menu')], shop, bare), /chose 2/, 'an example runs');

  const report = path.join(folder, 'report.json');
  run('node', ['node_modules/spillway/dist/cli/main.js', 'demo', ...smallWave, '--report', report], shop, bare);
  t.match(JSON.parse(readFileSync(report, 'utf8')), { offered: 6, lost: 0, balanced: true });
});

/** A PATH on which npm works and nothing can be compiled. */
function toolsWithoutCompiler(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const tool of ['node', 'sh', 'env', 'uname']) symlinkSync(realpathSync(which(tool)), path.join(folder, tool));
  return folder;
}

function versionOf(addon: string): string {
  return run('node', ['-p', `require(${JSON.stringify(path.join(root, addon))}).version`], root, environment).trim();
}

function which(program: string): string {
  const folder = (process.env.PATH ?? '').split(':').find((folder) => existsSync(path.join(folder, program)));
  if (folder === undefined) throw new Error(`${program} is not on the PATH`);
  return path.join(folder, program);
}

function run(program: string, args: readonly string[], cwd: string, env: Record<string, string | undefined>): string {
  const done = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}${done.stdout}`);
  return done.stdout;
}
