// SPDX-License-Identifier: GPL-2.0-or-later
// What do reports of a year cost the calls? The same rings with and without somebody who asks a box for one report after the other, by turns.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../setup/run.mjs';
import { ask } from './asking.mjs';
import { BoxProcess } from './box-process.mjs';
import { conversations, converse, size, talkingBox } from './conversations.mjs';
import { FarEnd } from './far-end.mjs';
import { delays, median, percentile, rounded } from './figures.mjs';
import { setupToRing } from './set-up-to-ring.mjs';

const pairs = 5;
const betweenMs = { least: 60, more: 77 }; // of no period of ours
const mostRatio = 1.2;
const ofYear = { year: '2025' };
const ofMonth = { month: '2025-11' };

/** What is asked, again and again: standard reports, a page of calls, a report of the shop's own. */
const questions = [
  ['report', { name: 'year', ...ofYear, by: 'hour' }],
  ['report', { name: 'year', ...ofYear, by: 'agent' }],
  ['report', { name: 'month', ...ofMonth, by: 'day', recount: true }],
  ['report.calls', { name: 'incoming', ...ofMonth, most: 1_000 }],
  ['report.custom', { name: 'own', ...ofMonth }],
];

/**
 * @param {string} year the data directory of a year; it is copied
 * @param {{ seconds: number, say: (text: string) => void }} run
 */
export async function ringsBesideReports(year, { seconds, say }) {
  const folder = mkdtempSync(path.join(root, 'build/bench-data/rings-'));
  const farEnd = new FarEnd(folder, size);
  cpSync(path.join(year, 'spillway.db'), path.join(folder, 'data/spillway.db'));
  const customReports = [{ name: 'own', measures: ['offered', 'serviceLevel', 'talk'], by: ['queue', 'hour'] }];
  const retention = { recordings: '3650d', calls: '3650d' }; // nothing is to be deleted meanwhile
  const box = new BoxProcess(folder, { ...talkingBox(folder), customReports, retention });
  try {
    await box.running();
    await farEnd.up();
    say(`${conversations} conversations begin`);
    const scene = { over: false };
    const free = await converse(farEnd, scene);
    const turns = [];
    for (let pair = 0; pair < pairs; pair++) {
      say(`pair ${pair + 1} of ${pairs}`);
      const without = await rings(farEnd, free, seconds);
      const asking = keepAsking(path.join(folder, 'data/box.sock'));
      const beside = await rings(farEnd, free, seconds);
      turns.push({ without, beside, answers: await asking.end() });
    }
    scene.over = true;
    return rowOf(turns);
  } finally {
    await box.stop().catch((error) => say(String(error)));
    farEnd.close();
    rmSync(folder, { recursive: true });
  }
}

/** One question after the other until its end; gives how many were answered. @param {string} socketFile */
function keepAsking(socketFile) {
  let over = false;
  const work = (async () => {
    let answers = 0;
    for (; !over; answers++) {
      const [method, params] = /** @type {[string, object]} */ (questions[answers % questions.length]);
      await ask(socketFile, method, params);
    }
    return answers;
  })();
  work.catch(() => {}); // whoever ends it hears of it
  return {
    end: () => {
      over = true;
      return work;
    },
  };
}

/**
 * @param {FarEnd} farEnd
 * @param {readonly number[]} free
 * @param {number} seconds
 */
export async function rings(farEnd, free, seconds) {
  const waits = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) {
    waits.push(await setupToRing(farEnd, free[waits.length % free.length] ?? 0));
    await sleep(betweenMs.least + Math.random() * betweenMs.more);
  }
  return waits;
}

/** @param {readonly { without: readonly number[], beside: readonly number[], answers: number }[]} turns */
function rowOf(turns) {
  const ratios = turns.map(({ without, beside }) => percentile(beside, 0.99) / percentile(without, 0.99));
  const ratio = median(ratios);
  const alone = delays(turns.flatMap(({ without }) => without));
  const together = delays(turns.flatMap(({ beside }) => beside));
  const answers = turns.reduce((sum, turn) => sum + turn.answers, 0);
  return {
    what: 'SETUP to ring, p99 with to p99 without reports of the year',
    method: `${conversations} conversations up; ${pairs} pairs by turns, ${answers} answers`,
    figure: `${ratio.toFixed(2)} (${ratios.map((one) => one.toFixed(2)).join(', ')}); without: ${alone.figure}; with: ${together.figure}`,
    toReach: `median at most ${mostRatio}`,
    reached: ratio <= mostRatio,
    values: { ratio: rounded(ratio), withoutP99Ms: alone.values.p99Ms, besideP99Ms: together.values.p99Ms, answers },
  };
}
