// SPDX-License-Identifier: GPL-2.0-or-later
// Do sixty agents talk with sixty callers over two full E1s, all bridged and recorded, without a lost frame, and is all of it counted right?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askBox } from '../../../dist/cli/control-client.js';
import { BoxProcess } from '../box-process.mjs';
import { converse, talkingBox } from '../conversations.mjs';
import { FarEnd } from '../far-end.mjs';
import { percent, rounded } from '../figures.mjs';
import { processorTime } from '../threads.mjs';

export const about =
  '60 agents, 60 bridged and recorded calls over two E1s: lost frames and counts; a minute (15 s where CI is set), --minutes 10 for the full length';

const sixty = 60;
const size = { spans: 2, telephones: sixty };
const normalClearing = 16;
const toleranceMs = 1_000;
const endsWithinMs = 15_000;

/**
 * What the box says, as far as it is looked at here.
 * @typedef {object} Told
 * @property {{ overruns: number, slips: number, late: number, total: number }} ticks
 * @property {{ calls: { offered: number, answered: number, inProgress: number } }} today
 * @property {{ underWay: number }} recordings
 * @property {readonly { state: string, handled: number }[]} agents
 */

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const box = new BoxProcess(folder, talkingBox(folder, size));
  const socket = path.join(folder, 'data/box.sock');
  try {
    await box.running();
    await farEnd.up();
    say(`${sixty} conversations begin`);
    const scene = { over: false };
    const [calls, cleared] = followCalls(farEnd);
    await converse(farEnd, scene, sixty);
    await untilTold(socket, ({ recordings }) => recordings.underWay === sixty);
    for (const channel of [...farEnd.bearers, ...farEnd.telephones]) speak(farEnd, channel);
    const [before, first, begun] = [await status(socket), farEnd.media.counters(), performance.now()];
    const processor = processorTime(box.pid).process;
    await sleep(seconds * 1000);
    const [during, last, talked] = [await status(socket), farEnd.media.counters(), performance.now() - begun];
    const share = (processorTime(box.pid).process - processor) / (talked / 1000);
    scene.over = true;
    for (const call of calls) farEnd.media.clear(call, normalClearing);
    await farEnd.until(() => cleared.size === sixty);
    for (const telephone of farEnd.telephones) farEnd.media.hook(telephone, false);
    await untilTold(socket, ({ today, recordings }) => today.calls.inProgress === 0 && recordings.underWay === 0);
    const counts = wrongCounts(await status(socket), await listed(socket), talked);
    await box.stop();
    const lost = {
      slips: during.ticks.slips - before.ticks.slips,
      farSlips: last.slips - first.slips,
      overruns: during.ticks.overruns - before.ticks.overruns,
      talkingAtTheEnd: during.agents.filter(({ state }) => state === 'talking').length,
    };
    const frames = Math.round(talked / 20) * sixty * 2;
    const lostFrames = lost.slips + lost.farSlips + lost.overruns;
    return [
      {
        what: `${sixty} recorded conversations over two E1s`,
        method: `${Math.round(talked / 1000)} s, ${frames} frames`,
        figure: `${lostFrames} frames lost (box ${lost.slips}, exchange ${lost.farSlips}, ticks ${lost.overruns}); box ${percent(share)} of a core`,
        toReach: 'no frame lost, all talk to the end',
        reached: lostFrames === 0 && lost.talkingAtTheEnd === sixty,
        values: { ...lost, frames, seconds: Math.round(talked / 1000), processorShare: rounded(share) },
      },
      {
        what: 'counts of calls, agents and recordings',
        method: 'status, calls, recordings',
        figure: counts.length === 0 ? 'all right' : counts.join('; '),
        toReach: 'none wrong, no gap in a recording',
        reached: counts.length === 0,
        values: { wrong: counts.length },
      },
    ];
  } finally {
    farEnd.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/**
 * The exchange's calls, those that come, and those that are over.
 * @param {FarEnd} farEnd
 * @returns {readonly [Set<number>, Set<number>]}
 */
function followCalls({ media }) {
  const [calls, cleared] = [new Set(), new Set()];
  media.onFact((fact) => {
    if (fact.type === 'answered') calls.add(fact.call);
    if (fact.type === 'cleared') cleared.add(fact.call);
  });
  return [calls, cleared];
}

/** A tone for each: what is recorded is no silence. @param {FarEnd} farEnd @param {number} channel */
function speak({ media }, channel) {
  media.tone(channel, [{ hertz: [400 + channel * 3], milliseconds: 1_000 }], { repeatFrom: 0 });
}

/** @param {string} socket @returns {Promise<Told>} */
const status = async (socket) => /** @type {Told} */ (await askBox(socket, 'status'));

/** @param {string} socket @param {(told: Told) => boolean} reached */
async function untilTold(socket, reached) {
  for (const end = performance.now() + endsWithinMs; !reached(await status(socket)); await sleep(200))
    if (performance.now() > end) throw new Error('the box did not come so far');
}

/** @param {string} socket */
async function listed(socket) {
  const [calls, recordings] = await Promise.all(
    ['calls', 'recordings'].map((method) => askBox(socket, method, { params: { last: 1_000 } })),
  );
  return /** @type {{ calls: any[], recordings: any[] }} */ ({ calls, recordings });
}

/**
 * What is not as it was.
 * @param {Told} told
 * @param {{ readonly calls: readonly any[], readonly recordings: readonly any[] }} lists
 * @param {number} talked milliseconds, at least
 */
function wrongCounts({ today, agents }, { calls, recordings }, talked) {
  const { offered, answered } = today.calls;
  const wrong = [];
  const expect = (/** @type {string} */ what, /** @type {number} */ is) => {
    if (is !== sixty) wrong.push(`${what} ${is}`);
  };
  expect('offered', offered);
  expect('answered', answered);
  expect('agents with one conversation', agents.filter(({ handled }) => handled === 1).length);
  expect('calls listed as answered', calls.filter(({ disposition }) => disposition === 'answered').length);
  expect('recordings', recordings.length);
  expect('without a gap', recordings.filter(({ gapMs }) => gapMs === 0).length);
  expect('as long as the talk', recordings.filter(({ durationMs }) => durationMs >= talked - toleranceMs).length);
  return wrong;
}
