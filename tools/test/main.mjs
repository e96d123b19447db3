// SPDX-License-Identifier: GPL-2.0-or-later
// Does everything pass? `npm test` runs the native tests, then every compiled TypeScript test; `npm test -- FILE...`
// runs these only. The last line is the sum of both.
import { SetupError } from '../setup/run.mjs';
import { tell } from '../setup/words.mjs';
import { runNativeTests } from './native.mjs';
import { runTap } from './tap.mjs';

async function main() {
  const files = process.argv.slice(2);
  const began = performance.now();
  if (files.length === 0)
    tell('native tests, then those of TypeScript: half an hour on two quiet cores, more on busy ones');
  const native = files.length === 0 ? await runNativeTests() : { passed: 0, failed: 0 };
  const script = await runTap(files);
  const [passed, failed] = [native.passed + script.passed, native.failed + script.failed];
  if (files.length === 0) {
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    console.log(`native and TypeScript together, in ${minutes} minutes:\n${passed} passed, ${failed} failed`);
  }
  process.exitCode = failed === 0 && script.ok ? 0 : 1;
}

main().catch((error) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});
