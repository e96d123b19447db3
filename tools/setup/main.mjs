// SPDX-License-Identifier: GPL-2.0-or-later
// What must be here before the demo, or the tests, can run? `node tools/setup/main.mjs demo|test|fuzz` brings it here, and
// is cheap when it already is. Needs nothing but Node.
import path from 'node:path';
import { consoleStep, nativeStep, testsStep, testTypesStep, typescriptStep } from './build.mjs';
import { withLock } from './lock.mjs';
import { npmStep } from './npm.mjs';
import { installPackages, packages } from './packages.mjs';
import { root, SetupError, setupFolder } from './run.mjs';
import { Stamp } from './stamp.mjs';
import { makeWhatIsDue } from './steps.mjs';
import { words } from './words.mjs';

const leastNode = 20;

const testSteps = [[npmStep], [nativeStep], [typescriptStep, testTypesStep], [consoleStep, testsStep]];

/** @typedef {import('./steps.mjs').Step} Step */

/** @type {Record<string, { readonly packages: readonly string[], readonly steps: readonly (readonly Step[])[] }>} */
const purposes = {
  demo: { packages: packages.demo, steps: [[npmStep], [nativeStep], [typescriptStep], [consoleStep]] },
  test: { packages: [...packages.demo, ...packages.test], steps: testSteps },
  fuzz: { packages: [...packages.demo, ...packages.test, ...packages.fuzz], steps: testSteps },
};

async function main() {
  const purpose = purposes[process.argv[2] ?? ''];
  if (purpose === undefined) throw new SetupError(words('usage: node tools/setup/main.mjs demo|test|fuzz'));
  if (Number(process.versions.node.split('.')[0]) < leastNode) {
    throw new SetupError(
      words('Node {} or newer is needed, this is {}. README.md says how to get it.', [
        leastNode,
        process.versions.node,
      ]),
    );
  }
  await withLock(path.join(setupFolder, 'lock'), async () => {
    await installPackages(purpose.packages);
    await makeWhatIsDue(purpose.steps, new Stamp(path.join(setupFolder, 'stamp.json')), root);
  });
}

main().catch((error) => {
  console.error(error instanceof SetupError ? words('set-up: ') + error.message : error);
  process.exitCode = 1;
});
