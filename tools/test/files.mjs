// SPDX-License-Identifier: GPL-2.0-or-later
// How do several files of tests run in one process? Each is told by whoever began it, is a test of its own to tap, and ends before the next begins.
// What they load is loaded, parsed and made fast once: half of the processor time of a test that opens a box went there.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/run.mjs';
import { letThreadsRest } from './resting-threads.mjs';

/** @type {{ process: import('tap').Test, become: (test: import('tap').Test) => void }} */
const { process: whole, become } = await import(
  pathToFileURL(path.join(root, 'build/test/node_modules/tap/index.js')).href
);
if (!process.argv.includes('--own-threads')) letThreadsRest();
const SECONDS = Number(process.env.TAP_TIMEOUT ?? 900);
const [cwd, environment] = [process.cwd(), { ...process.env }];

/** @param {string} file below the project's folder */
async function run(file) {
  // Folders of tests are named by it, and sockets in them want short ones.
  const name = file.replace(/^build\/test\/test\//, '').replace(/\.test\.js$/, '');
  await whole.test(name, { timeout: SECONDS * 1_000 }, async (test) => {
    become(test);
    await import(pathToFileURL(path.join(root, file)).href);
  });
  whole.pragma({ strict: false }); // so it is; a reader of TAP believes that a test has ended when it sees such a line
  asBefore();
  process.channel?.ref(); // tap takes it for no reason to go on
  process.send?.({ done: file, megabytes: process.memoryUsage.rss() / 1_048_576 });
}

/** The next file finds what this one found. */
function asBefore() {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}

whole.setTimeout(0); // of each file
process.on('message', (/** @type {{ file?: string }} */ { file }) => {
  if (file === undefined) process.disconnect();
  else run(file).catch((error) => whole.fail(error));
});
process.send?.({ ready: true }); // what was said before, tap would have heard
