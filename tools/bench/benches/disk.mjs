// SPDX-License-Identifier: GPL-2.0-or-later
// What does a slow disk cost, and what do many recordings? Nothing is promised before it is durable, and no recording has a gap.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { root } from '../../setup/run.mjs';
import { capturingBox } from '../box-process.mjs';
import { press, withBox } from '../busy-exchange.mjs';
import { delays, percent, rounded } from '../figures.mjs';
import { gaps, promisesBeside } from '../many-recordings.mjs';

export const about = 'a slow disk and 480 recordings: captures a second, the delay of the promise, gaps';

const injectedMs = [1, 10, 30];
const besideMs = [0, 10];
const allowanceMs = 30; // beyond the fsync
const betweenMs = { least: 173, more: 80 };
const tickMs = 20;
const warmUpCalls = 3; // code that runs for the first time
const userBusy = 17;
const normalClearing = 16;

/** @param {string} folder */
const capturing = (folder) => capturingBox(folder, { catch: { min: 31, captureOnly: true } });
/** @param {string} folder */
const promising = (folder) => capturingBox(folder, { catch: { min: 0 }, prompt: 'surge-6s', grace: '0s' });

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  try {
    const library = path.join(folder, 'slow-fsync.so');
    const source = path.join(root, 'tools/bench/slow-fsync.c');
    execFileSync('g++', ['-x', 'c', '-O2', '-shared', '-fPIC', '-o', library, source, '-ldl']);
    const slowly = (/** @type {number} */ ms) => ({ LD_PRELOAD: library, SLOW_FSYNC_US: String(ms * 1000) });
    const rows = [];
    say('480 recordings');
    rows.push(await gaps(promising, slowly));
    for (const ms of besideMs) {
      const environment = ms === 0 ? {} : slowly(ms);
      rows.push(
        await promisesBeside({
          ...{ configuration: promising, environment, ms, seconds, callers: oneByOne, delays },
          delaysOf: promiseDelays,
        }),
      );
    }
    for (const ms of injectedMs) {
      say(`fsync + ${ms} ms`);
      const environment = slowly(ms);
      rows.push(await captures(ms, seconds / 3, environment));
      rows.push(await alone(ms, seconds, environment));
      rows.push(await inWave(ms, seconds / 3, environment));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {number} ms
 * @param {number} seconds
 * @param {Readonly<Record<string, string>>} environment
 */
async function captures(ms, seconds, environment) {
  const { calls, ...pressed } = await press(capturing, { warmUp: Math.min(3, seconds), seconds, environment });
  const captured = calls.filter(({ cause }) => cause === userBusy).length;
  const perSecond = captured / pressed.seconds;
  return {
    what: `fsync + ${ms} ms: captures a second`,
    method: `capture-only, n ${captured}`,
    figure: `${perSecond.toFixed(1)} /s; box ${percent(pressed.processorShare)} of a core`,
    values: {
      fsyncMs: ms,
      perSecond: rounded(perSecond),
      n: captured,
      processorShare: rounded(pressed.processorShare),
    },
  };
}

/**
 * One caller after the other, who hangs up when he hears the promise: what the disk alone costs.
 * @param {number} ms
 * @param {number} seconds
 * @param {Readonly<Record<string, string>>} environment
 */
async function alone(ms, seconds, environment) {
  const waits = await withBox(promising, environment, async (box, exchange) => {
    await oneByOne(exchange, seconds);
    await box.stop();
    return promiseDelays(box.database).slice(warmUpCalls);
  });
  const { figure, values } = delays(waits);
  return {
    what: `fsync + ${ms} ms: capture decided to first sample, one caller at a time`,
    method: "the box's event log",
    figure,
    toReach: `p99 under ${ms + allowanceMs} ms`,
    reached: values.p99Ms < ms + allowanceMs,
    values: { fsyncMs: ms, ...values },
  };
}

/**
 * @param {import('../far-end.mjs').FarEnd} exchange
 * @param {number} seconds
 */
async function oneByOne(exchange, seconds) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    let [answered, over] = [false, false];
    const call = exchange.call(exchange.bearers[0] ?? 0, ({ type }) => {
      answered ||= type === 'answered';
      over ||= type === 'cleared';
    });
    await exchange.until(() => answered);
    await pause();
    exchange.media.clear(call, normalClearing);
    await exchange.until(() => over);
    await pause(); // until his end is written
  }
}

/**
 * A wave that fills the E1, evenly spread: each caller stays for the whole promise, and a flush that writes down others may
 * be under way when his capture comes.
 * @param {number} ms
 * @param {number} seconds
 * @param {Readonly<Record<string, string>>} environment
 */
async function inWave(ms, seconds, environment) {
  const waits = await withBox(promising, environment, async (box, exchange) => {
    const free = [...exchange.bearers];
    for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause()) {
      const channel = free.shift();
      if (channel === undefined) continue;
      exchange.call(channel, ({ type }) => {
        if (type === 'cleared') free.push(channel);
      });
    }
    await exchange.until(() => free.length === exchange.bearers.length);
    await box.stop();
    return promiseDelays(box.database).slice(warmUpCalls);
  });
  return {
    what: `fsync + ${ms} ms: the same in a wave`,
    method: "4.7 calls/s, the box's log",
    bound: `${2 * ms + tickMs} ms: two fsyncs, a tick`,
    ...delays(waits),
  };
}

const pause = () => sleep(betweenMs.least + Math.random() * betweenMs.more);

/**
 * Milliseconds from each capture to the first sample of its promise, as a box that has ended wrote them down.
 * @param {string} file
 * @param {number} [from] of the captures, UTC
 * @param {number} [until]
 */
function promiseDelays(file, from = 0, until = Number.POSITIVE_INFINITY) {
  const database = new Database(file, { readonly: true });
  try {
    const rows = /** @type {{ type: string, at: number, call: string }[]} */ (
      database.prepare("select type, at, call from event where type in ('capture.taken', 'promise.started')").all()
    );
    const isMeant = (/** @type {number} */ at) => at >= from && at < until;
    const taken = rows.filter(({ type, at }) => type === 'capture.taken' && isMeant(at));
    const takenAt = new Map(taken.map(({ call, at }) => [call, at]));
    return rows.flatMap(({ type, call, at }) => {
      const decided = takenAt.get(call);
      return type === 'promise.started' && decided !== undefined ? [at - decided] : [];
    });
  } finally {
    database.close();
  }
}
