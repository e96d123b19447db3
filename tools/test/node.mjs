// SPDX-License-Identifier: GPL-2.0-or-later
// Do all tests pass on another Node? `npm run test:node -- 22 [FILE...]` fetches that Node from npm's registry, headers
// and all, sets a copy of this tree up with it in build/node-22, and runs `npm test` there. Nothing of this tree is
// touched: better-sqlite3 is bound to the Node that it was built for. A second run copies and builds what has changed.
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnvironment } from '../setup/environment.mjs';
import { root, run, SetupError } from '../setup/run.mjs';

const usage = 'usage: npm run test:node -- 20|22|24 [FILE...]';
/** What set-up makes; it stays from run to run. */
const made = new Set(['node_modules', 'build', 'dist', 'prebuilds', '.setup', '.tap']);

/**
 * A Node of that version, installed below `folder`. The package has the headers that addons are built with, where an
 * unpacked Node has them; npm's package `node` would fetch it too, by a script.
 * @param {string} version
 * @param {string} folder
 */
async function installNode(version, folder) {
  const name = `node-${process.platform}-${process.arch}`;
  const node = path.join(folder, 'node_modules', name, 'bin/node');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await run(
    `node-${version}`,
    `fetching Node ${version}`,
    [...[...npm, 'install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', `${name}@${version}`]],
    { environment: cleanEnvironment(process.env, undefined) },
  );
  const said = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (!said?.startsWith(`v${version}.`)) throw new SetupError(`${node} says ${said}, not v${version}`);
  console.log(`Node ${said}`);
  return node;
}

/**
 * Makes the files of `to` those of this tree that git knows or would take. What has not changed keeps its time.
 * @param {string} to
 */
export function copyTree(to, from = root) {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: from,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (listed.status !== 0) throw new SetupError(`git does not list the files of ${from}: ${listed.stderr}`);
  const files = new Set(listed.stdout.split('\0').filter((file) => file !== '' && existsSync(path.join(from, file))));
  mkdirSync(to, { recursive: true });
  for (const file of filesBelow(to)) if (!files.has(file)) rmSync(path.join(to, file));
  for (const file of files) copyIfOther(path.join(from, file), path.join(to, file));
}

/**
 * @param {string} folder
 * @param {string} below
 * @returns {string[]}
 */
function filesBelow(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(below, entry.name);
    if (below === '' && made.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(folder, name) : [name];
  });
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyIfOther(from, to) {
  const same =
    existsSync(to) && statSync(to).size === statSync(from).size && readFileSync(to).equals(readFileSync(from));
  if (same) return;
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/**
 * Runs a script of the copy with the other Node, its output shown; resolves with its exit code.
 * @param {string} node
 * @param {string} tree
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runWith(node, tree, args) {
  const environment = cleanEnvironment(process.env, undefined);
  delete environment.npm_config_nodedir; // it names the headers of the Node that we run on
  const own = path.dirname(node);
  const PATH = `${own}:${environment.PATH ?? ''}`;
  const npm = process.env.npm_execpath === undefined ? {} : { npm_execpath: process.env.npm_execpath };
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: tree, stdio: 'inherit', env: { ...environment, ...npm, PATH } });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function main() {
  const [version = '', ...files] = process.argv.slice(2);
  if (!/^\d\d$/.test(version)) throw new SetupError(usage);
  const place = path.join(root, 'build', `node-${version}`);
  const tree = path.join(place, 'tree');
  const node = await installNode(version, place);
  copyTree(tree);
  const isSetUp = (await runWith(node, tree, ['tools/setup/main.mjs', 'test'])) === 0;
  if (!isSetUp) throw new SetupError(`set-up on Node ${version} failed; its logs are in ${path.join(tree, '.setup')}`);
  process.exitCode = await runWith(node, tree, ['tools/test/main.mjs', ...files]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error instanceof SetupError ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  });
}
