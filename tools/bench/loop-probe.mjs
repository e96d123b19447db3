// SPDX-License-Identifier: GPL-2.0-or-later
// How long does JavaScript stand still in a running box? Loaded into it with `--import`; tells whoever connects to its socket
// what was since the last one, and begins anew. SPILLWAY_PROBE names the socket.
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const everyMs = 2;
const nanosecondsInMs = 1e6;

/** Processor time of the main thread in milliseconds. Linux, Documentation/scheduler/sched-stats, the first field. */
function usedMs() {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / nanosecondsInMs;
}

/** @param {string} path */
function probe(path) {
  /** How late each look was, and how long JavaScript was at work since the last one. @type {{ late: number, own: number }[]} */
  let looks = [];
  let [due, used] = [performance.now() + everyMs, usedMs()];
  const look = () => {
    const late = performance.now() - due;
    const now = usedMs();
    looks.push({ late, own: now - used });
    used = now;
    due = performance.now() + everyMs;
    setTimeout(look, everyMs).unref();
  };
  setTimeout(look, everyMs).unref();
  rmSync(path, { force: true });
  createServer((socket) => {
    const told = looks;
    looks = [];
    socket.on('error', () => {});
    socket.end(JSON.stringify(summary(told)));
  })
    .listen(path)
    .unref();
}

/** @param {readonly { late: number, own: number }[]} looks */
function summary(looks) {
  const of = (/** @type {'late' | 'own'} */ which) => {
    const sorted = looks.map((look) => look[which]).sort((a, b) => a - b);
    return { p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, max: sorted.at(-1) ?? 0 };
  };
  return { looks: looks.length, late: of('late'), own: of('own') };
}

const path = process.env.SPILLWAY_PROBE;
if (isMainThread && path !== undefined) probe(path);
