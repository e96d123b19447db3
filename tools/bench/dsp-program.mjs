// SPDX-License-Identifier: GPL-2.0-or-later
// How does the program of tools/bench/dsp get built, and how are its rows read?
import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { installPackages } from '../setup/packages.mjs';
import { root, SetupError } from '../setup/run.mjs';

const folder = 'build/bench';
const packages = ['libspandsp-dev'];
const tailLines = 40;

/**
 * @param {string} title
 * @param {readonly string[]} command
 */
async function runQuietly(title, [program = '', ...args]) {
  try {
    await promisify(execFile)(program, args, { cwd: root, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    const tail = `${stdout}${stderr}`.trimEnd().split('\n').slice(-tailLines).join('\n');
    throw new SetupError(`${title} failed:\n${tail}`);
  }
}

/**
 * Builds the program where that is due, with optimisation and without what tests need.
 * @param {(text: string) => void} say
 */
export async function buildProgram(say) {
  await installPackages(packages);
  say('building build/bench/bench_dsp');
  const options = ['-DSPILLWAY_BENCH=ON', '-DSPILLWAY_ADDON=OFF'];
  await runQuietly('configuring the benchmark', ['cmake', '-S', '.', '-B', folder, ...options]);
  await runQuietly('building the benchmark', [
    ...['cmake', '--build', folder, '--parallel', '2', '--target', 'bench_dsp'],
  ]);
}

/**
 * Runs the program; what it says on stderr is told, each line of stdout is a row.
 * @param {readonly string[]} args
 * @param {(text: string) => void} say
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function readRows(args, say) {
  const child = spawn(path.join(root, folder, 'bench_dsp'), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  createInterface(child.stderr).on('line', say);
  const rows = [];
  for await (const line of createInterface(child.stdout)) rows.push(JSON.parse(line));
  const end = await ended;
  if (end !== 0) throw new Error(`bench_dsp ended with ${end}`);
  return rows;
}
