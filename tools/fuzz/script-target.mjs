// SPDX-License-Identifier: GPL-2.0-or-later
// How is a target written in TypeScript fuzzed for a time? As a program of its own, test/fuzz/<target>.ts as compiled.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup/run.mjs';

/** The targets; what they try stands in their first comments. */
export const scriptTargets = ['yaml', 'control'];

const longestStart = 120; // seconds for what a target does besides

/**
 * Fuzzes one target. True: nothing was found. It says itself how it went.
 * @param {string} target
 * @param {import('./native-target.mjs').Budget} budget
 * @returns {Promise<boolean>}
 */
export function fuzzScript(target, { seconds, seed }) {
  const program = path.join(root, 'build/test/test/fuzz', `${target}.js`);
  const child = spawn(process.execPath, [program, '--seconds', String(seconds), '--seed', String(seed)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: (seconds + longestStart) * 1000,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal) console.log(`${target}: FAILED: ended by ${signal}`);
      resolve(code === 0);
    });
  });
}
