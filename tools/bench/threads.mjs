// SPDX-License-Identifier: GPL-2.0-or-later
// How much processor time has a process used, and each of its threads? From /proc, in steps of 10 ms.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100; // USER_HZ, the same on every Linux that runs Node

/** Fields behind the name, which may contain anything but a newline and a last `)`. @param {string} stat */
function secondsIn(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/**
 * Seconds of processor time: of the whole process, and by name of thread.
 * @param {number | 'self'} pid
 */
export function processorTime(pid) {
  /** @type {Record<string, number>} */
  const threads = {};
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${task}`;
    const name = readFileSync(`${folder}/comm`, 'utf8').trim();
    threads[name] = (threads[name] ?? 0) + secondsIn(readFileSync(`${folder}/stat`, 'utf8'));
  }
  return { process: secondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8')), threads };
}

/**
 * Resident memory in bytes.
 * @param {number} pid
 */
export function residentBytes(pid) {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}
