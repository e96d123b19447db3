// SPDX-License-Identifier: GPL-2.0-or-later
// What do queue calls cost the box on the real DAHDI driver: none, ten, thirty? In the virtual machine of tools/dahdi-vm. It is one figure of
// one host on one day: another program's stands beside it only if both were measured there by turns (docs/performance.md).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../setup/run.mjs';
import { percent, rounded } from '../figures.mjs';
import { processorTime } from '../threads.mjs';

export const about = '30 queue calls on the real DAHDI driver in a virtual machine: processor time of the box';
export const onlyWhenAsked = true;

const vm = path.join(root, 'tools/dahdi-vm/dahdi-vm');
const clickSeconds = 300;
const bootSeconds = 240; // boot, start and thirty calls, on a busy host
const stages = 3;
const idleMs = 10; // a second, of a box that nobody calls
const evenly = 0.2; // the thirtieth call costs as much as the tenth, but for this

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  if (spawnSync(vm, ['prepare'], { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
    throw new Error('the virtual machine cannot be prepared: see tools/dahdi-vm/README.md (it needs root, once)');
  say('booting the virtual machine');
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  try {
    return [...rowsOf(await measure(folder, seconds)), ...clickRows(await clicks(say))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * What dahdi-guest.mjs printed, and what the emulator itself used while it measured.
 * @param {string} folder
 * @param {number} seconds
 */
async function measure(folder, seconds) {
  const pidFile = path.join(folder, 'vm.pid');
  const machine = spawn(vm, ['run', '--', process.execPath, 'tools/bench/dahdi-guest.mjs', String(seconds)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DAHDI_VM_CONFIG: path.join(root, 'tools/dahdi-vm/thirty-stations.conf'),
      DAHDI_VM_MEM: '1536',
      DAHDI_VM_PIDFILE: pidFile,
      DAHDI_VM_TIMEOUT: String(stages * Math.ceil(seconds) + bootSeconds),
    },
  });
  let printed = '';
  /** @type {Record<string, number>} */
  const emulatorSeconds = {};
  const emulator = () => processorTime(Number(readFileSync(pidFile, 'utf8'))).process;
  createInterface({ input: machine.stdout }).on('line', (line) => {
    printed += `${line}\n`;
    const [, edge, stage = ''] = /^dahdi-guest (begins|ends) (\w+)$/.exec(line) ?? [];
    if (edge === 'begins') emulatorSeconds[stage] = -emulator();
    if (edge === 'ends') emulatorSeconds[stage] = (emulatorSeconds[stage] ?? 0) + emulator();
  });
  const status = await new Promise((resolve) => machine.on('close', resolve));
  const [, json] = /^dahdi-guest (\{.*)$/m.exec(printed) ?? [];
  if (status !== 0 || json === undefined) throw new Error(`the machine ended with ${status}:\n${printed}`);
  return { ...JSON.parse(json), emulatorSeconds };
}

/**
 * What dahdi_clicks prints, in a boot of its own.
 * @param {(text: string) => void} say
 */
async function clicks(say) {
  say('building and booting for the clicks');
  const program = path.join(root, 'build/ctest/dahdi_clicks');
  const make = ['-S', root, '-B', path.join(root, 'build/ctest'), '-DSPILLWAY_TESTS=ON', '-DSPILLWAY_ADDON=OFF'];
  for (const args of [make, ['--build', path.join(root, 'build/ctest'), '--target', 'dahdi_clicks']]) {
    if (spawnSync('cmake', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
      throw new Error('dahdi_clicks cannot be built');
  }
  const { stdout } = spawnSync(vm, ['run', '--', program], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DAHDI_VM_CONFIG: path.join(root, 'tools/dahdi-vm/spillway.conf'),
      DAHDI_VM_TIMEOUT: String(clickSeconds),
    },
  });
  return stdout;
}

/**
 * The delay of clicks through two joined channels, as dahdi_clicks printed it.
 * @param {string} printed
 * @returns {import('../figures.mjs').Row[]}
 */
export function clickRows(printed) {
  const [, median, least, most, clicks] =
    /^clicks idle: median ([\d.]+) ms, ([\d.]+) to ([\d.]+), n (\d+)$/m.exec(printed) ?? [];
  const [, stops, worst, first, last] =
    /^clicks after stops: n (\d+), worst ([\d.]+) ms, first ([\d.]+), last ([\d.]+)$/m.exec(printed) ?? [];
  const [, slips] = /^clicks: (\d+) slips at the box$/m.exec(printed) ?? [];
  if (!median || !worst)
    return [
      {
        what: 'clicks through two joined channels',
        method: 'counted in samples of the driver',
        figure: 'the host was too busy: nothing was without slips',
        values: {},
      },
    ];
  return [
    {
      what: 'clicks through two joined channels: delay',
      method: `n ${clicks}, counted in samples of the driver, while nothing slipped`,
      figure: `median ${median} ms, ${least} to ${most} ms`,
      values: { medianMs: Number(median) },
    },
    {
      what: 'the same, 2 s after stops of 0.1 and 0.3 s by turns',
      method: `${stops} of ten stops that were followed by no slip; ${slips} slips in all`,
      figure: `at most ${worst} ms, first ${first} ms, last ${last} ms`,
      values: { worstMs: Number(worst), slips: Number(slips) },
    },
  ];
}

/**
 * Threads that took a millisecond or more of each second.
 * @param {Record<string, number>} threads
 */
function byThread(threads) {
  return Object.entries(threads)
    .filter(([, ms]) => ms >= 1)
    .sort(([, a], [, b]) => b - a)
    .map(([name, ms]) => `${name} ${Math.round(ms)}`)
    .join(', ');
}

/**
 * A machine that waits for the host's processor believes that it works: its account is mended by the emulator's.
 * @param {any} measured
 * @param {'idle' | 'few' | 'busy'} stage
 */
function truth(measured, stage) {
  return Math.min(1, measured.emulatorSeconds[stage] / measured[stage].machineSeconds);
}

/** All system calls of a stage, a second. @param {any} stage */
const systemCalls = ({ systemCallsPerSecond }) =>
  Object.values(systemCallsPerSecond).reduce((sum, each) => sum + Number(each), 0);

/**
 * What dahdi-guest.mjs measured, in parts.
 * @param {any} measured
 * @returns {import('../figures.mjs').Row[]}
 */
export function rowsOf(measured) {
  const { calls, fewCalls, idle, few, busy, threads, residentBytes } = measured;
  if (measured.recordings !== calls) throw new Error(`${measured.recordings} calls were recorded`);
  const share = truth(measured, 'busy');
  // By what was recorded: on a busy host the driver stands still now and then, and what was not done costs nothing.
  const guestMsPerSecondOfCall = (busy.msPerSecond * busy.seconds) / busy.callSeconds;
  const recordedShare = busy.callSeconds / (calls * busy.seconds);
  const idleTruth = truth(measured, 'idle');
  const idleCost = idle.msPerSecond * idleTruth;
  const [atRest, withFew, withAll] = [idle, few, busy].map(systemCalls);
  const perCall = { few: (withFew - atRest) / fewCalls, all: (withAll - atRest) / calls };
  return [
    {
      what: `${calls} queue calls, recorded, DTMF detection on both legs: processor time of the box per second of call`,
      method: `utime + stime in the guest; ${percent(recordedShare, 0)} of the time was recorded`,
      figure: `${(guestMsPerSecondOfCall * share).toFixed(2)} ms (${guestMsPerSecondOfCall.toFixed(2)} ms by the guest, whose processors had ${percent(share, 0)} of the time they count)`,
      values: {
        msPerSecondOfCall: rounded(guestMsPerSecondOfCall * share),
        guestMsPerSecondOfCall: rounded(guestMsPerSecondOfCall),
        hostShare: rounded(share),
        recordedShare: rounded(recordedShare),
        gaps: measured.gaps,
        seconds: rounded(busy.seconds),
      },
    },
    {
      what: 'of these calls, by thread, in a second of all of them',
      method: `the same; ${measured.gaps} gaps in recordings, where the machine stood still`,
      figure: `ms: ${byThread(busy.threadsMsPerSecond)}`,
      values: Object.fromEntries(
        Object.entries(busy.threadsMsPerSecond).map(([name, ms]) => [name, rounded(Number(ms))]),
      ),
    },
    {
      what: 'the box before its first call, 60 channels: processor time per second',
      method: `the same; by the guest ms: ${byThread(idle.threadsMsPerSecond)}`,
      figure: `${idleCost.toFixed(1)} ms (${idle.msPerSecond.toFixed(1)} ms by the guest, which had ${percent(idleTruth, 0)} of the time it counts)`,
      values: { idleMsPerSecond: rounded(idleCost), guestIdleMsPerSecond: rounded(idle.msPerSecond) },
      toReach: `${idleMs} ms`,
      reached: idleCost <= idleMs,
    },
    {
      what: `system calls a second: before the first call, with ${fewCalls}, with ${calls}`,
      method: 'counted by the kernel, all threads of the box',
      figure: `${Math.round(atRest)}, ${Math.round(withFew)}, ${Math.round(withAll)}: ${Math.round(perCall.few)} a call of ${fewCalls}, ${Math.round(perCall.all)} a call of ${calls}`,
      values: { idle: rounded(atRest), few: rounded(withFew), busy: rounded(withAll) },
      toReach: 'in proportion to calls',
      reached: Math.abs(perCall.all / perCall.few - 1) <= evenly,
    },
    {
      what: 'threads, resident memory',
      method: '/proc, amid the calls',
      figure: `${threads} threads, ${Math.round(residentBytes / 2 ** 20)} MiB`,
      values: { threads, residentBytes },
    },
  ];
}
