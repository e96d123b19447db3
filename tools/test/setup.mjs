// SPDX-License-Identifier: GPL-2.0-or-later
// Does a fresh clone set itself up under npm's safety settings? `npm run test:setup` tries README's two commands with the npm that is
// here, `npm run test:setup -- 10 11` with others, fetched from npm's registry: with `ignore-scripts=true` in ~/.npmrc, then with it in
// the environment and a home directory that cannot be written. The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { consoleStep, nativeStep } from '../setup/build.mjs';
import { databaseFile } from '../setup/natives.mjs';
import { npmStep } from '../setup/npm.mjs';
import { root } from '../setup/run.mjs';
import { Stamp } from '../setup/stamp.mjs';

const stack = /^\s+at .+:\d+:\d+\)?$/m;
const unwritableHome = '/sys'; // not even root makes a folder there
const demo = ['run', 'demo', '--', '--calls', '20', '--seconds', '20', '--seed', '5', '--speed', '0'];
const oneTest = ['test', '--', 'build/test/test/unit/store/repair.test.js'];

const folder = mkdtempSync(path.join(tmpdir(), 'spillway-setup-'));
const tree = path.join(folder, 'tree');
let [passed, failed] = [0, 0];

/**
 * @param {string} what
 * @param {string | undefined} wrong
 */
function judge(what, wrong) {
  if (wrong === undefined) passed++;
  else failed++;
  console.log(`${wrong === undefined ? 'ok' : 'NOT OK'}: ${what}${wrong === undefined ? '' : `\n${wrong}`}`);
}

/**
 * Nobody else's npm_* variables: only the case's.
 * @param {Record<string, string>} settings
 */
function environment(settings) {
  const mine = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return { ...Object.fromEntries(mine), ...settings };
}

/**
 * @param {string} what
 * @param {readonly string[]} npm
 * @param {readonly string[]} command
 * @param {Record<string, string>} settings
 */
function attempt(what, npm, command, settings) {
  const [program = '', ...args] = [...npm, ...command];
  const options = /** @type {const} */ ({
    cwd: tree,
    env: environment(settings),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const { status, stdout, stderr } = spawnSync(program, args, options);
  const printed = `${stdout}${stderr}`;
  const end = printed.trimEnd().split('\n').slice(-30).join('\n');
  if (status !== 0) judge(what, `status ${status}:\n${end}`);
  else if (stack.test(printed)) judge(what, `a stack was printed:\n${end}`);
  else if (!existsSync(databaseFile(tree))) judge(what, 'better-sqlite3 has no binary');
  else judge(what, undefined);
}

/** All that npm has brought, and what packages with a part of their own for this machine made; what tsc made no npm can change. */
function forgetPackages() {
  rmSync(path.join(tree, 'node_modules'), { recursive: true, force: true });
  const stamp = new Stamp(path.join(tree, '.setup/stamp.json'));
  for (const step of [npmStep, nativeStep, consoleStep]) stamp.forget(step.name);
}

/** @param {string} version */
function fetched(version) {
  const prefix = path.join(folder, `npm-${version}`);
  mkdirSync(prefix);
  const args = ['install', '--prefix', prefix, '--no-audit', '--no-fund', `npm@${version}`];
  const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${version} cannot be fetched:\n${stderr}`);
  return [process.execPath, path.join(prefix, 'node_modules/npm/bin/npm-cli.js')];
}

/** @param {readonly string[]} npm */
function tryNpm(npm) {
  const [program = '', ...args] = [...npm, '--version'];
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  const name = `npm ${stdout.trim()}, Node ${process.versions.node}`;
  if (status !== 0) return judge(`${npm.at(-1)}`, stderr.trim().split('\n')[0]);
  const home = path.join(folder, 'home');
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, '.npmrc'), 'ignore-scripts=true\n');
  forgetPackages();
  attempt(`${name}: npm run demo, ignore-scripts=true in ~/.npmrc`, npm, demo, { HOME: home });
  attempt(`${name}: npm test, the same`, npm, oneTest, { HOME: home });
  forgetPackages();
  const settings = { HOME: unwritableHome, npm_config_ignore_scripts: 'true' };
  attempt(`${name}: npm test, the same in the environment, a home that cannot be written`, npm, oneTest, settings);
  attempt(`${name}: npm run demo, the same`, npm, demo, settings);
}

try {
  const clone = spawnSync('git', ['clone', '--quiet', root, tree], { encoding: 'utf8' });
  if (clone.status !== 0) throw new Error(clone.stderr);
  const versions = process.argv.slice(2);
  if (versions.length === 0) tryNpm(['npm']);
  for (const version of versions) tryNpm(fetched(version));
  judge(
    'nothing was written into the unwritable home',
    readdirSync(unwritableHome).includes('.npm') ? '.npm' : undefined,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
