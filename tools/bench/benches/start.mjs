// SPDX-License-Identifier: GPL-2.0-or-later
// How soon does a box take its first call, and how much memory does a channel cost?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess, capturingBox, plainBox } from '../box-process.mjs';
import { FarEnd } from '../far-end.mjs';
import { delays, rounded } from '../figures.mjs';
import { residentBytes } from '../threads.mjs';

export const about = 'start-up to the first call taken; memory per channel';

const secondsPerStart = 5;
const redialMs = 10;
const channelsOfE1 = 30;
const spans = { few: 1, many: 9 };

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const starts = Math.max(1, Math.round(seconds / secondsPerStart / 2));
  const rows = [];
  for (const restartAtStart of [true, false]) {
    say(`${starts} starts ${restartAtStart ? 'with' : 'without'} RESTART`);
    const taken = [];
    for (let i = 0; i < starts; i++) taken.push(await firstCall(restartAtStart));
    const restart = restartAtStart ? 'each channel restarted first' : 'no RESTART';
    rows.push({ what: 'process started to first call answered', method: restart, ...delays(taken) });
  }
  say('memory');
  return [...rows, ...(await memory())];
}

/**
 * Milliseconds from the start of the process to the first CONNECT, while a caller tries again and again.
 * @param {boolean} restartAtStart
 */
function firstCall(restartAtStart) {
  return inFolder(async (folder) => {
    const exchange = new FarEnd(folder, { spans: 1 });
    const box = new BoxProcess(folder, capturingBox(folder, { catch: { min: 0 } }, { restartAtStart }));
    try {
      const begun = performance.now();
      let [answered, calling] = [false, false];
      const tryAgain = () => {
        calling = true;
        exchange.call(exchange.bearers[0] ?? 0, ({ type }) => {
          answered ||= type === 'answered';
          calling &&= type !== 'cleared';
        });
      };
      while (!answered) {
        if (!calling) tryAgain();
        await Promise.race([exchange.until(() => answered), sleep(redialMs)]);
      }
      return performance.now() - begun;
    } finally {
      exchange.close();
      await box.stop();
    }
  });
}

/** Resident memory of boxes of one E1 and of many, idle. */
async function memory() {
  const [few, many] = [await idleBytes(spans.few), await idleBytes(spans.many)];
  const perChannel = (many - few) / ((spans.many - spans.few) * channelsOfE1);
  return [
    {
      what: 'memory of a box with one E1',
      method: 'resident, idle',
      figure: `${(few / 2 ** 20).toFixed(0)} MiB`,
      values: { mib: rounded(few / 2 ** 20) },
    },
    {
      what: 'memory per further channel',
      method: `resident, ${spans.many} E1 against ${spans.few}`,
      figure: `${(perChannel / 1024).toFixed(0)} KiB`,
      values: { kib: rounded(perChannel / 1024) },
    },
  ];
}

/** @param {number} e1s */
function idleBytes(e1s) {
  return inFolder(async (folder) => {
    const exchange = new FarEnd(folder, { spans: e1s });
    const box = new BoxProcess(folder, plainBox(folder, { spans: e1s }));
    try {
      await box.running();
      await exchange.up();
      return residentBytes(box.pid);
    } finally {
      exchange.close();
      await box.stop();
    }
  });
}

/**
 * @template T
 * @param {(folder: string) => Promise<T>} work
 */
async function inFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
