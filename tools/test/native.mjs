// SPDX-License-Identifier: GPL-2.0-or-later
// Do the native tests pass? Builds them with CMake, runs them with ctest and counts doctest's cases.
// `node tools/test/native.mjs [address,undefined | thread]` builds with sanitizers, in a folder of their own.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, SetupError } from '../setup/run.mjs';
import { words } from '../setup/words.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * Builds and runs the native tests; their output is shown where they fail.
 * @param {object} [options]
 * @param {string} [options.sanitizers] to build with
 * @param {readonly string[]} [options.emulator] runs the programs, ten times as slow
 * @returns {Promise<Count>}
 */
export async function runNativeTests({ sanitizers = '', emulator = [] } = {}) {
  const kind = emulator.length > 0 ? 'plain' : sanitizers.split(',')[0];
  const name = kind ? `ctest-${kind}` : 'ctest';
  const build = path.join('build', name);
  const jobs = String(availableParallelism());
  const options = ['-DSPILLWAY_TESTS=ON', '-DSPILLWAY_ADDON=OFF', `-DSPILLWAY_SANITIZE=${sanitizers}`];
  if (emulator.length > 0) {
    options.push(`-DCMAKE_CROSSCOMPILING_EMULATOR=${emulator.join(';')}`);
  }
  await run(`${name}-configure`, words('configuring the native tests'), ['cmake', '-S', '.', '-B', build, ...options]);
  await run(`${name}-build`, words('building the native tests'), ['cmake', '--build', build, '--parallel', jobs]);
  return ctest(['--test-dir', build, '--verbose', '-j', jobs]);
}

/**
 * Runs ctest and adds up what each program said; one that died before its last line is one failure.
 * @param {readonly string[]} args
 * @returns {Promise<Count>}
 */
function ctest(args) {
  const count = { passed: 0, failed: 0 };
  const reader = new ProgramReader(count, console.log);
  return new Promise((resolve, reject) => {
    const child = spawn('ctest', args, {
      cwd: root,
      env: { LSAN_OPTIONS: `suppressions=${path.join(root, 'tools/test/lsan.supp')}`, ...process.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) reader.read(line);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0 && count.failed === 0) count.failed = 1;
      resolve(count);
    });
  });
}

/** Reads ctest's verbose output line by line. */
export class ProgramReader {
  #count;
  #say;
  /** @type {Map<string, { lines: string[], passed: number, failed: number }>} by ctest's number of the program */
  #programs = new Map();

  /**
   * @param {Count} count is added to
   * @param {(line: string) => void} say
   */
  constructor(count, say) {
    this.#count = count;
    this.#say = say;
  }

  /** @param {string} line */
  read(line) {
    const output = /^(\d+): (.*)$/.exec(line);
    if (output) return this.#note(output[1] ?? '', output[2] ?? '');
    const end = /^\s*(\d+)\/(\d+) Test\s+#(\d+): (\S+) \.+\s*(\**\w+(?: \w+)?)/.exec(line);
    if (end) this.#settle(end[3] ?? '', `${end[4]}`, { ok: end[5] === 'Passed', place: `${end[1]} of ${end[2]}` });
  }

  /**
   * @param {string} number
   * @param {string} text
   */
  #note(number, text) {
    const program = this.#programs.get(number) ?? { lines: [], passed: 0, failed: 0 };
    this.#programs.set(number, program);
    program.lines.push(text);
    const cases = /\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed/.exec(text);
    if (cases) [program.passed, program.failed] = [Number(cases[1]), Number(cases[2])];
  }

  /**
   * @param {string} number
   * @param {string} name
   * @param {{ ok: boolean, place: string }} end
   */
  #settle(number, name, { ok, place }) {
    const { lines, passed, failed } = this.#programs.get(number) ?? { lines: [], passed: 0, failed: 0 };
    this.#count.passed += passed;
    this.#count.failed += ok ? failed : Math.max(1, failed);
    this.#say(`${ok ? 'ok    ' : 'FAILED'} native/test/${name} (${passed + failed}); ${place}`);
    if (!ok) for (const line of lines) this.#say(`    ${line}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  runNativeTests({ sanitizers: process.argv[2] ?? '' }).then(
    ({ passed, failed }) => {
      console.log(`${passed} passed, ${failed} failed`);
      process.exitCode = failed === 0 ? 0 : 1;
    },
    (error) => {
      console.error(error instanceof SetupError ? error.message : error);
      process.exitCode = 1;
    },
  );
}
