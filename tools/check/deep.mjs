// SPDX-License-Identifier: GPL-2.0-or-later
// What takes too long for every change? `npm run check:deep`: the native tests under the address, undefined-behaviour
// and thread sanitizers, then the property and lifetime tests with ten times the cases.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/run.mjs';
import { runSteps } from './steps.mjs';

const folders = ['property', 'lifetime'].map((name) => `build/test/test/${name}`);
const long = folders.filter((folder) => existsSync(path.join(root, folder)));
const native = ['address,undefined', 'thread'].map((sanitizers) => ({
  title: `native tests, sanitizers ${sanitizers}`,
  command: ['node', 'tools/test/native.mjs', sanitizers],
}));
const moreRuns = `--node-arg=--import=${pathToFileURL(path.join(root, 'tools/check/more-runs.mjs')).href}`;

await runSteps([...native, ...long.map((folder) => ({ title: folder, command: ['tap', moreRuns, folder] }))]);
