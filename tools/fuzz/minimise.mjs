// SPDX-License-Identifier: GPL-2.0-or-later
// How does the corpus stay small? What the runs have added is merged with what is kept: of inputs that reach the same
// places only the smallest stays (libFuzzer's -merge=1).
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/run.mjs';
import { keptFolder, libfuzzer, workFolder } from './native-target.mjs';

/**
 * Replaces test/fuzz/<target>/corpus by the smallest inputs that reach as much as it and all runs here did.
 * @param {string} target
 */
export async function minimise(target) {
  const kept = path.join(keptFolder(target), 'corpus');
  const merged = path.join(workFolder(target), 'merged');
  rmSync(merged, { recursive: true, force: true });
  mkdirSync(merged, { recursive: true });
  const from = [kept, path.join(workFolder(target), 'corpus')].filter((folder) => existsSync(folder));
  const { ok, lines } = await libfuzzer(target, ['-merge=1', '-use_counters=0', '-max_len=1024', merged, ...from]);
  if (!ok) throw new SetupError(`${target}: merging failed:\n${lines.slice(-20).join('\n')}`);
  rmSync(kept, { recursive: true, force: true });
  renameSync(merged, kept);
  console.log(`${target}: ${readdirSync(kept).length} inputs are kept in test/fuzz/${target}/corpus`);
}
