// SPDX-License-Identifier: GPL-2.0-or-later
// What takes too long for every change? `npm run check:deep`: the native tests under the address, undefined-behaviour
// and thread sanitizers and without AVX; 1,000 engines and 10,000 calls, natively and through the addon, whose memory must not grow; the
// property tests with ten times the cases; hostile input for ten minutes. docs/testing.md says how long each takes.
import { testFiles } from '../test/tap.mjs';
import { runSteps } from './steps.mjs';

/** Tests that count read this: they do it as often as a release wants, not as often as each change. */
const environment = { SPILLWAY_DEEP: '1' };

const native = ['', 'address,undefined', 'thread'].map((sanitizers) => ({
  title: sanitizers === '' ? 'native tests, all rounds' : `native tests, sanitizers ${sanitizers}`,
  command: ['node', 'tools/test/native.mjs', sanitizers],
  environment,
}));

const tests = ['property', 'lifetime'].flatMap((folder) => {
  const files = testFiles([folder]);
  return files.length === 0
    ? []
    : [{ title: `${folder} tests`, command: ['node', 'tools/test/main.mjs', '--timeout=3600', ...files], environment }];
});

const hostile = { title: 'hostile input', command: ['node', 'tools/fuzz/main.mjs', '--seconds', '600'] };

const plain =
  process.arch === 'x64' ? [{ title: 'a processor without AVX', command: ['node', 'tools/test/plain.mjs'] }] : [];

await runSteps([...native, ...plain, ...tests, hostile]);
