// SPDX-License-Identifier: GPL-2.0-or-later
// Do the compiled TypeScript tests pass? Runs tap and reads the last line of our reporter.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/run.mjs';

/**
 * The compiled test files of some folders or files of test/; other files there help them.
 * @param {readonly string[]} names such as `unit` or `contract/licences.test.js`
 * @returns {string[]}
 */
export function testFiles(names) {
  return names.flatMap((name) => {
    const place = path.join('build/test/test', name);
    if (name.endsWith('.js')) return [place];
    if (!existsSync(path.join(root, place))) return [];
    const files = readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' });
    return files.filter((file) => file.endsWith('.test.js')).map((file) => path.join(place, file));
  });
}

/** @typedef {{ passed: number, failed: number, ok: boolean }} Outcome */

/**
 * Runs tap over some compiled tests, or all.
 * @param {readonly string[]} files test files, as `test/unit/a.test.ts` or as compiled; none means all
 * @returns {Promise<Outcome>}
 */
export function runTap(files) {
  const tap = path.join(root, 'node_modules/.bin/tap');
  const all = files.length > 0 ? files.filter((file) => !file.startsWith('-')) : usualFiles();
  const env = { ...process.env, TEST_FILES: String(all.length) };
  return new Promise((resolve, reject) => {
    const child = spawn(tap, files.map(compiled), { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
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

/** What tap runs when no file is named: see .taprc. */
function usualFiles() {
  const names = readdirSync(path.join(root, 'build/test/test')).filter((name) => !name.endsWith('.map'));
  return testFiles(names.filter((name) => name !== 'faults' && name !== 'package'));
}

/** @param {string} file */
function compiled(file) {
  return file.endsWith('.ts') ? path.join('build/test', file.replace(/\.ts$/, '.js')) : file;
}
