// SPDX-License-Identifier: GPL-2.0-or-later
// Do the compiled TypeScript tests pass? Runs tap and reads the last line of our reporter.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup/run.mjs';

/** @typedef {{ passed: number, failed: number, ok: boolean }} Outcome */

/**
 * Runs tap over some compiled tests, or all.
 * @param {readonly string[]} files test files, as `test/unit/a.test.ts` or as compiled; none means all
 * @returns {Promise<Outcome>}
 */
export function runTap(files) {
  const tap = path.join(root, 'node_modules/.bin/tap');
  return new Promise((resolve, reject) => {
    const child = spawn(tap, files.map(compiled), { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let end = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      end = `${end}${text}`.slice(-200);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const [, passed = '0', failed = '1'] = /(\d+) passed, (\d+) failed\s*$/.exec(end) ?? [];
      resolve({ passed: Number(passed), failed: Number(failed), ok: code === 0 });
    });
  });
}

/** @param {string} file */
function compiled(file) {
  return file.endsWith('.ts') ? path.join('build/test', file.replace(/\.ts$/, '.js')) : file;
}
