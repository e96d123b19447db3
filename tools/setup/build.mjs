// SPDX-License-Identifier: GPL-2.0-or-later
// What is built from the sources, and from which of them?
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';
import { platform } from './stamp.mjs';
import { words } from './words.mjs';

/** @param {string} name */
const bin = (name) => path.join(root, 'node_modules/.bin', name);
/** TypeScript's own compiler, by its place: `.bin/tsc` may be that of `typescript`, whose parts the tools use, and takes six times as long. */
export const tsc = ['node', 'node_modules/typescript7/bin/tsc'];
/** @param {string} file */
const isFile = (file) => existsSync(path.join(root, file));

/** What tests are made of, and what they try. */
const TESTED = ['src', 'test', 'tools', 'tsconfig.json', 'tsconfig.test.json', 'package-lock.json'];

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
  inputs: ['src', 'examples', 'tools/compile', 'tsconfig.json', 'tsconfig.examples.json', 'package-lock.json'],
  words: [],
  isThere: () => isFile('dist/examples/menu.js'),
  make: async () => {
    empty('dist');
    await run('types', words('building TypeScript'), [...tsc, '-p', 'tsconfig.json']);
    await run('rooms', words('bundling the rooms'), ['node', 'tools/compile/main.mjs']);
    await run('examples', words('building the examples'), [...tsc, '-p', 'tsconfig.examples.json']);
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

/** Whether the tests' types are right; they are those of the sources, so nothing that is built is needed. */
export const testTypesStep = {
  name: 'test-types',
  inputs: TESTED,
  words: [],
  isThere: () => true,
  make: () => run('test-types', words("checking the tests' types"), [...tsc, '-p', 'tsconfig.test.json']),
};

/** The tests, `build/test`; what they try is `dist`. */
export const testsStep = {
  name: 'tests',
  inputs: TESTED,
  words: [],
  isThere: () => isFile('build/test/test'),
  make: async () => {
    empty('build/test');
    await run('tests', words('building the tests'), ['node', 'tools/compile/main.mjs', '--tests']);
  },
};

/** What a removed source left behind must not run. @param {string} output */
function empty(output) {
  rmSync(path.join(root, output), { recursive: true, force: true });
}
