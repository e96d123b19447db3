// SPDX-License-Identifier: GPL-2.0-or-later
// How does a check go through its steps? All of them, with a time each, so that one run tells everything that is wrong.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup/run.mjs';

const bin = path.join(root, 'node_modules/.bin');

/** @typedef {{ title: string, command: readonly string[], environment?: NodeJS.ProcessEnv }} Step */

/**
 * Runs every step and sets the exit code.
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  const failed = steps.filter(({ title, command: [program = '', ...args], environment }) => {
    console.log(`\n=== ${title}`);
    const begun = Date.now();
    const { status } = spawnSync(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...environment },
    });
    console.log(`=== ${title}: ${status === 0 ? 'good' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    return status !== 0;
  });
  console.log(`\n${steps.length - failed.length} of ${steps.length} good`);
  for (const { title } of failed) console.log(`failed: ${title}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
