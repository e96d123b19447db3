// SPDX-License-Identifier: GPL-2.0-or-later
// Under which conditions were figures taken? Machine, kernel, scheduler and load stand beside every table.
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { NativeMedia } from '../../dist/native/index.js';

/** Whether the media thread is given SCHED_FIFO here. */
function realTimeGranted() {
  const wire = (/** @type {string} */ name, /** @type {string} */ peer) =>
    /** @type {const} */ ({ name, kind: 'e1', carrier: { type: 'loop', peer } });
  const media = new NativeMedia({
    board: { type: 'virtual', spans: [wire('a', 'b'), wire('b', 'a')] },
    signalling: [],
  });
  const { realTime } = media.counters();
  media.close();
  return realTime;
}

/** What the figures depend on; `load` is that of the last minute. */
export function conditions() {
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    kernel: release(),
    node: process.version,
    scheduler: realTimeGranted() ? 'SCHED_FIFO' : 'SCHED_OTHER',
    load: load(),
  };
}

/** The load average of the last minute. */
export const load = () => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/**
 * One line for people.
 * @param {ReturnType<typeof conditions>} found
 */
export function conditionsLine({ date, processor, cores, memoryMiB, kernel, node, scheduler }) {
  const granted = scheduler === 'SCHED_FIFO' ? 'SCHED_FIFO granted' : 'SCHED_FIFO refused: SCHED_OTHER';
  return `${date}: ${processor}, ${cores} cores, ${memoryMiB} MiB, Linux ${kernel}, Node ${node}, ${granted}`;
}
