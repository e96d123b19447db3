// SPDX-License-Identifier: GPL-2.0-or-later
// How do the npm packages get here? By `npm ci`, which takes exactly what package-lock.json says; and do they work then?
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { cacheOf, cleanEnvironment, headersPrefix, unwritable, withCaches } from './environment.mjs';
import { areSound, soundHeaders } from './headers.mjs';
import { databaseFile, unusable } from './natives.mjs';
import { root, run, SetupError, setupFolder } from './run.mjs';
import { platform } from './stamp.mjs';
import { tell, words } from './words.mjs';

/** npm packages: bound to Node's ABI, because better-sqlite3 is compiled or downloaded for it. */
export const npmStep = {
  name: 'npm',
  inputs: ['package-lock.json'],
  words: [platform, ...(areSound(headersPrefix()) ? [] : ['mended headers'])],
  isThere: () =>
    (isLinked() || existsSync(path.join(root, 'node_modules/.package-lock.json'))) && existsSync(databaseFile(root)),
  async make() {
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const environment = npmEnvironment();
    if (isLinked()) tell('node_modules is a link to another folder; it is left as it is');
    else {
      // With dev dependencies whatever NODE_ENV says: the compiler is one of them.
      const command = [...npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
      const title = words('installing npm packages (some minutes when better-sqlite3 must be compiled)');
      await run('npm', title, command, { environment });
      await buildWhatIsUnusable(npm, environment);
    }
    const [wrong] = unusable(root);
    if (wrong !== undefined)
      throw new SetupError(words('the npm package {} cannot be used: {}', [wrong.name, wrong.reason]));
  },
};

/**
 * npm has left install scripts out where `ignore-scripts` is set, in its environment or in any .npmrc. Only the packages that
 * do not work without theirs are built. `npm rebuild` would not do: it passes over what we bundle (better-sqlite3).
 * @param {readonly string[]} npm
 * @param {Record<string, string | undefined>} environment
 */
async function buildWhatIsUnusable(npm, environment) {
  for (const { name } of unusable(root)) {
    const command = [...npm, '--prefix', `node_modules/${name}`, 'run', 'install'];
    const title = words('building {}, left out by npm (ignore-scripts)', [name]);
    await run(`npm-${name}`, title, command, { environment });
  }
}

function npmEnvironment() {
  const headers = soundHeaders(headersPrefix(), path.join(setupFolder, 'headers'));
  if (headers === undefined && !isLinked())
    tell('Node has no headers beside it; they are downloaded if they are needed');
  const environment = cleanEnvironment(process.env, headers);
  const cache = cacheOf(environment);
  const why = unwritable(cache);
  if (why === undefined) return environment;
  tell("npm's cache {} cannot be written ({}); .setup/npm-cache is used", [cache, why]);
  return withCaches(environment, setupFolder);
}

/** Whether this folder is a second work tree that shares another one's packages. */
function isLinked() {
  return lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
