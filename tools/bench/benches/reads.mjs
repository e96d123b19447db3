// SPDX-License-Identifier: GPL-2.0-or-later
// How long does JavaScript stand still while somebody reads a year of records beside a hundred conversations? And how large
// does the write-ahead log become meanwhile?
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { exportedCalls } from '../../../dist/store/reads/calls.js';
import { openReads } from '../../../dist/store/reads/connection.js';
import { ask, standstill } from '../asking.mjs';
import { BoxProcess } from '../box-process.mjs';
import { conversations, converse, size, talkingBox } from '../conversations.mjs';
import { FarEnd } from '../far-end.mjs';
import { rounded } from '../figures.mjs';
import { yearOfCalls } from '../year-of-calls.mjs';

export const about = 'a year of calls is read beside 100 conversations: how long JavaScript stands still';

/** The first run makes up a million calls: minutes, and 2 GB below build/. */
export const onlyWhenAsked = true;

const calls = { whole: 1_000_000, trial: 20_000, wholeFrom: 10 };
const mostMs = 20;
const mostWal = 128 * 2 ** 20;
const listedNumbers = 10_000;
const lookMs = 50;
const shortCallMs = 150;
const betweenMs = 1_500; // a dozen calls a second on twenty channels
const pageRows = 250;

/** Every method of the socket that reads, as it answers at most. */
const questions = [
  ['status', {}],
  ['spans', {}],
  ['channels', {}],
  ['agents', {}],
  ['alarms', {}],
  ['alarms', { all: true }],
  ['callbacks', {}],
  ['callbacks', { all: true }],
  ['calls', { last: 20 }],
  ['calls', { last: 100_000 }],
  ['calls', { lost: true }],
  ['calls', { number: '+8613800138000' }],
  ['recordings', { last: 100_000 }],
  ['report', { day: 'yesterday', by: 'hour' }],
  ['report', { month: 'last', by: 'queue' }],
  ['reload', {}],
];

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const data = await yearOfCalls(seconds < calls.wholeFrom ? calls.trial : calls.whole, say);
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const probe = path.join(folder, 'probe.sock');
  const preload = `--import ${path.join(import.meta.dirname ?? '', '../loop-probe.mjs')}`;
  const retention = { recordings: '1095d' }; // nothing is to be deleted meanwhile
  const configuration = { ...talkingBox(folder), data, retention, doNotCall: numbers() };
  const box = new BoxProcess(folder, configuration, { NODE_OPTIONS: preload, SPILLWAY_PROBE: probe });
  const scene = { over: false };
  try {
    const begun = performance.now();
    await box.running();
    say(`the box has started in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    await farEnd.up();
    const free = await converse(farEnd, scene);
    const wal = watchWal(path.join(data, 'spillway.db-wal'));
    const shortCalls = keepCalling(farEnd, free, scene);
    const rows = [await row(probe, 'nobody asks', '', () => sleep(Math.min(seconds, 10) * 1000))];
    for (const [method, params] of questions) {
      if (method === 'reload')
        writeFileSync(path.join(folder, 'spillway.yaml'), stringify({ ...configuration, doNotCall: numbers(1) }));
      rows.push(await asked(probe, path.join(data, 'box.sock'), method, params));
    }
    wal.most();
    rows.push(await aYear(probe, data, say));
    const log = walRow(wal.most(), shortCalls());
    scene.over = true;
    return [...judged(rows), log];
  } finally {
    scene.over = true;
    await box.stop().catch((error) => say(String(error)));
    farEnd.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * On a machine where JavaScript has more to do in one turn than it may when nobody asks, because others had the processor
 * before, nothing can be told of what the questions take.
 * @param {readonly import('../figures.mjs').Row[]} rows the first: nobody asks
 */
function judged(rows) {
  return rows[0]?.reached === true ? rows : rows.map((row) => ({ ...row, reached: undefined }));
}

/** A list that a file may have. @param {number} [other] */
function numbers(other = 0) {
  return Array.from({ length: listedNumbers }, (_, n) => `0137${String(n * 2 + other).padStart(8, '0')}`);
}

/**
 * @param {string} probe
 * @param {string} socketFile
 * @param {string} method
 * @param {object} params
 */
async function asked(probe, socketFile, method, params) {
  const words = Object.entries(params).map(([name, value]) => ` ${name}: ${value}`);
  let answer = { ms: 0, bytes: 0 };
  return row(
    probe,
    `${method}${words.join(',')}`,
    () => told(answer),
    async () => {
      answer = await ask(socketFile, method, params);
      await sleep(lookMs);
    },
  );
}

/** @param {{ readonly ms: number, readonly bytes: number }} answer */
const told = ({ ms, bytes }) => `${(bytes / 1024).toFixed(0)} KiB in ${ms.toFixed(0)} ms`;

/**
 * What JavaScript did during some work. Judged is the processor time between two turns of its event loop: the rest of a delay is a
 * wait for a processor that others had.
 * @param {string} probe
 * @param {string} what
 * @param {string | (() => string)} method
 * @param {() => Promise<unknown>} work
 * @returns {Promise<import('../figures.mjs').Row>}
 */
async function row(probe, what, method, work) {
  await standstill(probe);
  await work();
  const { looks, late, own } = await standstill(probe);
  return {
    what: `${what}: JavaScript at work in one turn`,
    method: (typeof method === 'string' ? method : method()) || `${conversations} conversations up`,
    figure: `max ${own.max.toFixed(1)} ms, p99 ${own.p99.toFixed(1)} ms, n ${looks}; delay max ${late.max.toFixed(1)} ms, p99 ${late.p99.toFixed(1)} ms`,
    toReach: `at most ${mostMs} ms`,
    reached: own.max <= mostMs,
    values: {
      ownMaxMs: rounded(own.max),
      ownP99Ms: rounded(own.p99),
      lateMaxMs: rounded(late.max),
      lateP99Ms: rounded(late.p99),
      n: looks,
    },
  };
}

/**
 * As the web process would: by a connection of its own, page after page.
 * @param {string} probe
 * @param {string} data
 * @param {(text: string) => void} say
 */
async function aYear(probe, data, say) {
  let read = 0;
  const begun = performance.now();
  return row(
    probe,
    'a year is exported by another process',
    () => `${read} calls in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    async () => {
      const reads = openReads(data);
      say('a year is read');
      /** @type {import('../../../dist/store/reads/question.js').Key | undefined} */
      let after;
      do {
        const page = await exportedCalls(reads, { from: 0, to: Number.MAX_SAFE_INTEGER }, { after, most: pageRows });
        read += page.rows.length;
        after = page.next;
        if (read % (40 * pageRows) === 0) await sleep(1); // the far end lives in this thread too
      } while (after !== undefined);
      await reads.destroy();
    },
  );
}

/** The largest write-ahead log since it was asked. @param {string} file */
function watchWal(file) {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  }, lookMs);
  timer.unref();
  return {
    most() {
      const was = most;
      most = 0;
      return was;
    },
  };
}

/**
 * @param {number} bytes
 * @param {number} made calls
 * @returns {import('../figures.mjs').Row}
 */
function walRow(bytes, made) {
  return {
    what: 'write-ahead log while a year is read',
    method: `${made} short calls meanwhile and before`,
    figure: `at most ${(bytes / 2 ** 20).toFixed(1)} MiB`,
    toReach: 'under 128 MiB',
    reached: bytes < mostWal,
    values: { mostBytes: bytes, calls: made },
  };
}

/**
 * On each free channel one short call after the other, so that the box writes. Gives how many there were.
 * @param {FarEnd} farEnd
 * @param {readonly number[]} free
 * @param {{ readonly over: boolean }} scene
 */
function keepCalling(farEnd, free, scene) {
  let made = 0;
  const place = (/** @type {number} */ channel) => {
    if (scene.over) return;
    const call = farEnd.call(channel, (fact) => {
      if (fact.type === 'cleared') {
        made++;
        setTimeout(place, betweenMs, channel);
      }
    });
    setTimeout(() => farEnd.media.clear(call, 16), shortCallMs);
  };
  for (const channel of free) place(channel);
  return () => made;
}
