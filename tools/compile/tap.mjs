// SPDX-License-Identifier: GPL-2.0-or-later
// What is loaded when a test imports tap? One file, made here: tap's own many files took a quarter of a second of a processor and more in each of ours.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

/** Beside the packages whose calls tap leaves out when it says where a test failed. */
const TAKEN_TOGETHER = '@tapjs/together';

/**
 * Writes the package `tap` where the compiled tests find it before node_modules has it.
 * @param {string} root the project's folder
 * @param {string} output of the tests
 */
export async function compileTap(root, output) {
  const packages = path.join(output, 'node_modules');
  const build = await rolldown({
    input: path.join(root, 'node_modules/tap/dist/esm/index.js'),
    platform: 'node',
    tsconfig: false,
    resolve: { alias: { 'async-hook-domain': path.join(root, 'tools/compile/running-test.mjs') } },
  });
  await build.write({ file: path.join(packages, TAKEN_TOGETHER, 'index.js'), format: 'esm', keepNames: true });
  await build.close();
  describe(packages, TAKEN_TOGETHER);
  describe(packages, 'tap');
  // What a process that a test spawns is told to load, beside the one file: it would count which lines were covered, for nobody.
  mkdirSync(path.join(packages, '@tapjs/esm'), { recursive: true });
  writeFileSync(path.join(packages, '@tapjs/esm/import.mjs'), 'export {};\n');
  writeFileSync(path.join(packages, 'tap/index.js'), FILES_TEST);
}

/**
 * The test that a file imports is its own, not its process's: several files run in one (tools/test/files.mjs), whose modules are loaded and made
 * fast once. `become` says whose turn it is.
 */
const FILES_TEST = `import root from '${TAKEN_TOGETHER}';
export * from '${TAKEN_TOGETHER}';
let own = root;
export const process = root;
export const become = (test) => {
  own = test;
};
export default new Proxy(root, {
  get(_, name) {
    const value = own[name];
    return typeof value === 'function' ? value.bind(own) : value;
  },
  set: (_, name, value) => Reflect.set(own, name, value),
  has: (_, name) => name in own,
});
`;

/**
 * @param {string} packages their folder
 * @param {string} name
 */
function describe(packages, name) {
  const to = path.join(packages, name);
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
}
