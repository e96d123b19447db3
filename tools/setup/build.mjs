// SPDX-License-Identifier: GPL-2.0-or-later
// What is built from the sources, and from which of them?
import { chmodSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';
import { platform } from './stamp.mjs';
import { words } from './words.mjs';

/** @param {string} name */
const bin = (name) => path.join(root, 'node_modules/.bin', name);
/** @param {string} file */
const isFile = (file) => existsSync(path.join(root, file));

/** The addon, by cmake-js. */
export const nativeStep = {
  name: 'native',
  inputs: [
    'native/sources.json',
    ...['addon', 'board', 'core', 'dsp', 'line', 'media', 'runtime', 'contract'].map((folder) => `native/${folder}`),
    'CMakeLists.txt',
  ],
  words: [platform],
  isThere: () => isFile('build/Release/spillway.node'),
  make: () =>
    run('native', words('building the native part'), [
      bin('cmake-js'),
      'compile',
      '--out',
      'build/cmake',
      '--parallel',
      '2',
    ]),
};

/** The library, the command line and the examples, `dist`. */
export const typescriptStep = {
  name: 'typescript',
  inputs: ['src', 'examples', 'tsconfig.json', 'tsconfig.examples.json', 'package-lock.json'],
  words: [],
  isThere: () => isFile('dist/examples/menu.js'),
  make: async () => {
    await compile('typescript', words('building TypeScript'), 'tsconfig.json', 'dist');
    chmodSync(path.join(root, 'dist/cli/main.js'), 0o755); // npm sets it when it installs, and only then
    await run('examples', words('building the examples'), [bin('tsc'), '-p', 'tsconfig.examples.json']);
  },
};

/** The browser app, `dist/console`; after the other parts of `dist`, which is emptied for them. */
export const consoleStep = {
  name: 'console',
  inputs: ['src/console', 'src/api/contract', 'tools/console/build.mjs', 'package-lock.json'],
  words: [],
  isThere: () => isFile('dist/console/index.html'),
  make: () => run('console', words('building the console'), ['node', 'tools/console/build.mjs']),
};

/** The tests, `build/test`. */
export const testsStep = {
  name: 'tests',
  inputs: ['src', 'test', 'tools', 'tsconfig.json', 'tsconfig.test.json', 'package-lock.json'],
  words: [],
  isThere: () => isFile('build/test/test'),
  make: () => compile('tests', words('building the tests'), 'tsconfig.test.json', 'build/test'),
};

/**
 * @param {string} name
 * @param {string} title
 * @param {string} project
 * @param {string} output emptied first: what a removed source left behind must not run
 */
function compile(name, title, project, output) {
  rmSync(path.join(root, output), { recursive: true, force: true });
  return run(name, title, [bin('tsc'), '-p', project]);
}
