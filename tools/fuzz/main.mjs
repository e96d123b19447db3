// SPDX-License-Identifier: GPL-2.0-or-later
// Does hostile input do harm? `npm run test:fuzz -- --seconds N` tries each target for its share of the time.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, SetupError } from '../setup/run.mjs';
import { buildTargets } from './build.mjs';
import { minimise } from './minimise.mjs';
import { fuzzNative } from './native-target.mjs';
import { fuzzScript, scriptTargets } from './script-target.mjs';

const help = `usage: npm run test:fuzz -- [--seconds N] [--target NAME]... [--seed N] [--minimise]

Makes up hostile input, guided by what code it reaches, and looks that the box bears it.

  --seconds N    time for all targets together, without building (60)
  --target NAME  this one only; may be given more than once
  --seed N       of the random numbers (1)
  --minimise     no fuzzing: writes what the runs have added to the corpus back to test/fuzz, as small as it can be
  --help         this text

What did harm is left in build/fuzz/work/TARGET/found; docs/testing.md says what to do with it.
`;

const suffix = '_fuzz.cc';

/** @returns {string[]} */
function nativeTargets() {
  const files = readdirSync(path.join(root, 'native/test/fuzz'));
  return files.filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      target: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      minimise: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const native = nativeTargets();
  const all = [...native, ...scriptTargets];
  const unknown = values.target.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new SetupError(`there is no target "${unknown}"; there are ${all.join(', ')}`);
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
  if (!(seconds > 0)) throw new SetupError(`--seconds ${values.seconds}: must be more than 0`);
  if (!Number.isInteger(seed)) throw new SetupError(`--seed ${values.seed}: must be a whole number`);
  const targets = values.target.length > 0 ? values.target : all;
  return { ...values, seconds, seed, targets, native };
}

async function main() {
  const { help: wantsHelp, seconds, seed, targets, native, minimise: minimising } = readOptions();
  if (wantsHelp) return console.log(help);
  const isNative = (/** @type {string} */ target) => native.includes(target);
  if (targets.some(isNative)) await buildTargets();
  if (minimising) {
    for (const target of targets.filter(isNative)) await minimise(target);
    return;
  }
  const share = Math.max(1, Math.round(seconds / targets.length));
  let failed = 0;
  for (const target of targets) {
    const fuzz = isNative(target) ? fuzzNative : fuzzScript;
    if (!(await fuzz(target, { seconds: share, seed }))) failed += 1;
  }
  console.log(`${targets.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error instanceof SetupError ? `fuzz: ${error.message}` : error);
  process.exitCode = 1;
});
