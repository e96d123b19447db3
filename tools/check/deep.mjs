// SPDX-License-Identifier: GPL-2.0-or-later
// What takes too long for every change? `npm run check:deep`: the native tests under the address, undefined-behaviour
// and thread sanitizers, then the property and lifetime tests with ten times the cases.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/run.mjs';
import { testFiles } from '../test/tap.mjs';
import { runSteps } from './steps.mjs';

const native = ['address,undefined', 'thread'].map((sanitizers) => ({
  title: `native tests, sanitizers ${sanitizers}`,
  command: ['node', 'tools/test/native.mjs', sanitizers],
}));
const moreRuns = `--node-arg=--import=${pathToFileURL(path.join(root, 'tools/check/more-runs.mjs')).href}`;

const tests = ['property', 'lifetime'].flatMap((folder) => {
  const files = testFiles([folder]);
  return files.length === 0 ? [] : [{ title: `${folder} tests`, command: ['tap', moreRuns, ...files] }];
});

await runSteps([...native, ...tests]);
