// SPDX-License-Identifier: GPL-2.0-or-later
// Does everything run on a plain x86-64, a PC without AVX? `npm run test:plain` looks for wider instructions where no
// processor is asked before, then runs the native tests, and an example on Node, on a processor that has none
// (qemu's Nehalem: an AVX instruction ends the program there).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, SetupError } from '../setup/run.mjs';
import { runNativeTests } from './native.mjs';

const qemu = ['qemu-x86_64', '-cpu', 'Nehalem'];

/**
 * What may have AVX: templates of 8, 16 or 32 lanes in files of their own, which native/dsp/simd/paths.h chooses by
 * the processor. In a namespace without a name: else the linker might take them for the same template of another file.
 */
const chosen = /^(?:\w+ )?spillway::\(anonymous namespace\)::\w+<(?:8|16|32)>/;

/**
 * The functions of a disassembly (`objdump -d -C --no-show-raw-insn`) that have AVX instructions: vectors by the name
 * of `v...` on registers xmm, ymm, zmm, and mask registers.
 * @param {string} listing
 * @returns {Set<string>}
 */
export function wideFunctions(listing) {
  const wide = new Set();
  let name = '';
  for (const line of listing.split('\n')) {
    const head = /^[0-9a-f]+ <(.*)>:$/.exec(line);
    if (head) name = head[1] ?? '';
    else if (/\t *v[a-z0-9]+ .*%[xyz]mm\d|%k[0-7]\b|\tvzero(?:upper|all)/.test(line)) wide.add(name);
  }
  return wide;
}

/**
 * Those that a plain processor might come to.
 * @param {Iterable<string>} functions
 */
export function unguarded(functions) {
  return [...functions].filter((name) => !chosen.test(name));
}

/** @param {string} file */
function disassemble(file) {
  const done = spawnSync('objdump', ['-d', '-C', '--no-show-raw-insn', file], { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (done.status !== 0) throw new SetupError(`objdump ${file}: ${done.error ?? done.stderr}`);
  return done.stdout;
}

/**
 * @param {string} file
 * @param {boolean} mayChoose whether it is ours, with a choice at run time
 */
function checkInstructions(file, mayChoose) {
  const wide = wideFunctions(disassemble(path.join(root, file)));
  const bad = mayChoose ? unguarded(wide) : [...wide];
  for (const name of bad.slice(0, 20)) console.log(`    AVX in ${name}`);
  console.log(
    `${bad.length === 0 ? 'ok    ' : 'FAILED'} ${file}: ${wide.size - bad.length} functions chosen at run time have AVX, ${bad.length} others`,
  );
  return bad.length === 0;
}

/** A dialogue with prompts, tones, DTMF and recording, on Node with all addons. */
function runExample() {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-plain-'));
  const command = [...qemu, process.execPath, 'dist/examples/menu.js', folder];
  return new Promise((resolve) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  }).then((good) => {
    rmSync(folder, { recursive: true, force: true });
    console.log(`${good ? 'ok    ' : 'FAILED'} dist/examples/menu.js on Node`);
    return Boolean(good);
  });
}

async function main() {
  if (process.arch !== 'x64') throw new SetupError(`this is about x86-64, the machine is ${process.arch}`);
  const sqlite = path.dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  const checks = [
    checkInstructions('build/Release/spillway.node', true),
    checkInstructions(path.relative(root, path.join(sqlite, 'build/Release/better_sqlite3.node')), false),
    await runExample(),
  ];
  const { passed, failed } = await runNativeTests({ emulator: qemu });
  const good = checks.filter(Boolean).length;
  console.log(`${passed + good} passed, ${failed + checks.length - good} failed`);
  process.exitCode = failed === 0 && good === checks.length ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error instanceof SetupError ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  });
}
