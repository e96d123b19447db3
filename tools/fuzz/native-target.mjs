// SPDX-License-Identifier: GPL-2.0-or-later
// How is one native target fuzzed for a time? First the inputs that once did harm, then new ones made of the corpus.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/run.mjs';
import { buildFolder } from './build.mjs';

/** Where the inputs of a target are kept: `corpus`, `found` and `words.dict`. */
export const keptFolder = (/** @type {string} */ target) => path.join(root, 'test/fuzz', target);
/** Where runs leave what they make: a grown `corpus`, and in `found` what did harm. */
export const workFolder = (/** @type {string} */ target) => path.join(buildFolder, 'work', target);

const memory = '/dev/shm'; // targets write files, thousands a second

/** @typedef {{ seconds: number, seed: number }} Budget */

/**
 * Fuzzes one target. True: nothing was found.
 * @param {string} target
 * @param {Budget} budget
 */
export async function fuzzNative(target, { seconds, seed }) {
  const kept = keptFolder(target);
  const found = path.join(workFolder(target), 'found');
  const corpus = path.join(workFolder(target), 'corpus');
  for (const folder of [found, corpus]) mkdirSync(folder, { recursive: true });
  rmSync(found, { recursive: true });
  mkdirSync(found);

  const old = existsSync(path.join(kept, 'found')) ? readdirSync(path.join(kept, 'found')) : [];
  if (old.length > 0) {
    // Without a file to replay libFuzzer would go on for ever.
    const files = old.map((name) => path.join(kept, 'found', name));
    const again = await libfuzzer(target, files);
    if (!again.ok) return report(target, found, again.lines);
  }

  const dictionary = path.join(kept, 'words.dict');
  const run = await libfuzzer(target, [
    ...[`-max_total_time=${seconds}`, `-seed=${seed}`, '-timeout=20', '-rss_limit_mb=1500'],
    ...['-max_len=1024', '-len_control=0', '-print_final_stats=1', `-artifact_prefix=${found}/`],
    ...(existsSync(dictionary) ? [`-dict=${dictionary}`] : []),
    ...[corpus, path.join(kept, 'corpus')].filter((folder) => existsSync(folder)),
  ]);
  if (!run.ok) return report(target, found, run.lines);
  const runs = /stat::number_of_executed_units:\s*(\d+)/.exec(run.lines.join('\n'))?.[1];
  const reached = /cov: (\d+) ft/.exec(run.lines.findLast((line) => line.includes(' cov: ')) ?? '')?.[1];
  console.log(
    `${target}: ok, ${runs} runs in ${seconds} s, ${reached} places reached, ${old.length} old finds replayed`,
  );
  return true;
}

/**
 * Runs a target's program; its output is kept, and its pulse shown.
 * @param {string} target
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, lines: string[] }>}
 */
export function libfuzzer(target, args) {
  const child = spawn(path.join(buildFolder, `fuzz_${target}`), args, {
    cwd: buildFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(existsSync(memory) && { TMPDIR: memory }), UBSAN_OPTIONS: 'print_stacktrace=1' },
  });
  /** @type {string[]} */
  const lines = [];
  let rest = '';
  return new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) if (/\tpulse /.test(line)) console.log(`${target}: ${line.replace(/\s+/g, ' ')}`);
      lines.push(...parts);
      if (lines.length > 2_000) lines.splice(0, lines.length - 1_000);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, lines: [...lines, rest] }));
  });
}

/**
 * Says what was found, where it is and what to do with it.
 * @param {string} target
 * @param {string} found
 * @param {readonly string[]} lines
 */
function report(target, found, lines) {
  const what = lines.findIndex((line) => /does not hold|ERROR: |runtime error/.test(line));
  console.log(`${target}: FAILED`);
  for (const line of lines.slice(Math.max(0, what), what + 30)) console.log(`    ${line}`);
  for (const name of readdirSync(found)) {
    const file = path.relative(root, path.join(found, name));
    console.log(`  the input: ${file}`);
    console.log(`  to see it again: SPILLWAY_FUZZ_TRACE=1 build/fuzz/fuzz_${target} ${file}`);
    console.log(`  to make it small: build/fuzz/fuzz_${target} -minimize_crash=1 -max_total_time=30 ${file}`);
    console.log(`  when it is mended, keep it as test/fuzz/${target}/found/what-it-did`);
  }
  return false;
}
