// SPDX-License-Identifier: GPL-2.0-or-later
// How do the npm packages get here? By `npm ci`, which takes exactly what package-lock.json says.
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, headersPrefix } from './environment.mjs';
import { areSound, soundHeaders } from './headers.mjs';
import { root, run, setupFolder } from './run.mjs';
import { platform } from './stamp.mjs';

/** npm packages: bound to Node's ABI, because better-sqlite3 is compiled or downloaded for it. */
export const npmStep = {
  name: 'npm',
  inputs: ['package-lock.json'],
  words: [platform, ...(areSound(headersPrefix()) ? [] : ['mended headers'])],
  isThere: () => isLinked() || existsSync(path.join(root, 'node_modules/.package-lock.json')),
  async make() {
    if (isLinked()) return console.log('set-up: node_modules is a link to another folder; it is left as it is');
    const headers = soundHeaders(headersPrefix(), path.join(setupFolder, 'headers'));
    if (headers === undefined)
      console.log('set-up: Node has no headers beside it; they are downloaded if they are needed');
    const environment = cleanEnvironment(process.env, headers);
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    // With dev dependencies whatever NODE_ENV says: the compiler is one of them.
    const command = [...npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    await run('npm', 'installing npm packages (some minutes when better-sqlite3 must be compiled)', command, {
      environment,
    });
  },
};

/** Whether this folder is a second work tree that shares another one's packages. */
function isLinked() {
  return lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
