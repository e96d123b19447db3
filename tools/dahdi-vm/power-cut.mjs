#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-or-later
// `npm run test:powercut`: is anything lost when the power goes? Kills the virtual machine in the middle of a wave, boots it
// again on the same disk, and judges what is there by what callers had heard (test/crash/power-cut.ts). The last line is
// `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Random } from '../../build/test/src/sim/index.js';
import { root } from '../setup/run.mjs';

const help = `npm run test:powercut -- [options]

Lets a wave of calls come to a box in the virtual machine, kills the machine with SIGKILL, boots it again on the same
virtual disk and checks: each promise that a caller heard begin has exactly one request on the disk, the database is
whole, recordings open, the books balance with "interrupted" counted. A cut takes about a minute.

  --cuts N   how often the power goes; default 5
  --seed N   of the moments; default 1
  --help     this text

Example:
  npm run test:powercut -- --cuts 2 --seed 7
`;

const vm = path.join(root, 'tools/dahdi-vm/dahdi-vm');
const out = path.join(root, 'build/power-cut');
const journal = path.join(out, 'journal.jsonl');
const image = path.join(out, 'disk.img');
const pidFile = path.join(out, 'vm.pid');
const mountedAt = '/var/lib/dahdi-vm';
const promisesFirst = 4; // so many are heard in a life before it is cut
const recordingWaits = 600; // of 50 ms, for the first conversation
const cutWithin = 4000; // ms after that
const lifeSeconds = 300;

let passed = 0;
let failed = 0;

/**
 * @param {boolean} ok
 * @param {string} what
 */
function count(ok, what) {
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'ok' : 'NOT OK'}: ${what}`);
}

/** How many promises were heard in a life, or how many conversations were begun.
 * @param {number} life
 * @param {'number' | 'conversations'} what
 */
function told(life, what) {
  if (!existsSync(journal)) return 0;
  return readFileSync(journal, 'utf8').split(`{"life":${life},"${what}":`).length - 1;
}

/**
 * Boots the machine; its lines are printed and counted.
 * @param {number} life
 * @param {readonly string[]} more
 */
function boot(life, more) {
  const guest = [process.execPath, 'build/test/test/crash/power-cut.js', String(life), mountedAt, journal, ...more];
  const machine = spawn(vm, ['run', '--', ...guest], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DAHDI_VM_CONFIG: path.join(root, 'tools/dahdi-vm/spillway.conf'),
      DAHDI_VM_OUT: out,
      DAHDI_VM_DISK: image,
      DAHDI_VM_DISK_AT: mountedAt,
      DAHDI_VM_PIDFILE: pidFile,
      DAHDI_VM_TIMEOUT: String(lifeSeconds),
      DAHDI_VM_MEM: '1536',
    },
  });
  createInterface({ input: machine.stdout }).on('line', (line) => {
    if (line.startsWith('ok: ')) passed++;
    if (line.startsWith('NOT OK: ')) failed++;
    console.log(`  ${line}`);
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => machine.on('close', (code) => resolve(code ?? 1)));
  return { ended, over: () => machine.exitCode !== null };
}

/**
 * One life that ends in a power cut.
 * @param {number} life
 * @param {Random} random
 */
async function liveAndBeCut(life, random) {
  const { ended, over } = boot(life, []);
  while (told(life, 'number') < promisesFirst && !over()) await sleep(50);
  for (let waits = 0; told(life, 'conversations') === 0 && !over() && waits < recordingWaits; waits++) await sleep(50);
  if (over()) {
    count(false, `life ${life} ended before its power was cut`);
    return false;
  }
  await sleep(random.next() * cutWithin);
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  await ended;
  const conversations = told(life, 'conversations');
  count(
    true,
    `the power went in life ${life}, after ${told(life, 'number')} promises and ${conversations} conversations`,
  );
  return true;
}

async function main() {
  const { values } = parseArgs({
    options: {
      cuts: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const [cuts, seed] = [values.cuts, values.seed].map(Number);
  if (!Number.isInteger(cuts) || cuts < 1 || cuts > 1000)
    throw new RangeError(`--cuts ${values.cuts}: write 1 to 1000`);
  if (!Number.isInteger(seed)) throw new RangeError(`--seed ${values.seed}: write a whole number`);
  if (spawnSync(vm, ['prepare'], { stdio: 'inherit' }).status !== 0) {
    console.log('power-cut: SKIPPED: the virtual machine cannot be prepared here (it needs root, once)');
    return;
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const random = new Random(seed); // the same moments for the same seed
  let alive = true;
  for (let life = 1; alive && life <= cuts; life++) alive = await liveAndBeCut(life, random);
  if (alive) {
    const status = await boot(cuts + 1, ['last']).ended;
    count(status === 0, `the last life ended with ${status}`);
  }
  if (failed === 0) rmSync(image, { force: true });
  else console.log(`power-cut: the disk is kept: ${image}`);
}

try {
  await main();
} catch (error) {
  failed++;
  console.error(`power-cut: ${error instanceof Error ? error.message : error}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
