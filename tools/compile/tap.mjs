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
  const given = `export * from '${TAKEN_TOGETHER}';\nexport { default } from '${TAKEN_TOGETHER}';\n`;
  writeFileSync(path.join(packages, 'tap/index.js'), given);
}

/**
 * @param {string} packages their folder
 * @param {string} name
 */
function describe(packages, name) {
  const to = path.join(packages, name);
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
}
