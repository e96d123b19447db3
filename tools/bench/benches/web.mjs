// SPDX-License-Identifier: GPL-2.0-or-later
// What does the console cost the calls? The same rings with and without 200 agents and 20 wallboards at the web process, by turns; and how fast these are told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess } from '../box-process.mjs';
import { agents, Crowd, consoleBox, signInAll, walls, webOf } from '../console-box.mjs';
import { conversations, converse, size } from '../conversations.mjs';
import { FarEnd } from '../far-end.mjs';
import { delays, median, percentile, rounded } from '../figures.mjs';
import { rings } from '../rings-beside.mjs';
import { processorTime, residentBytes } from '../threads.mjs';

export const about = 'what 200 agents and 20 wallboards at the console cost the calls, and how fast they are told';
export const onlyWhenAsked = true;

const pairs = 5;
const settleMs = 1_500;
const most = { ratio: 1.2, eventMs: 300, popMs: 500, reloadMs: 5_000, bytes: 400 * 2 ** 20 };

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const box = new BoxProcess(folder, consoleBox(folder));
  const crowd = new Crowd();
  try {
    await box.running();
    await farEnd.up();
    const web = await webOf(box.pid);
    say(`${agents} agents and ${walls} wallboards sign in`);
    await signInAll(crowd, folder);
    say(`${conversations} conversations begin`);
    const scene = { over: false };
    const free = await converse(farEnd, scene);
    const turns = [];
    for (let pair = 0; pair < pairs; pair++) {
      say(`pair ${pair + 1} of ${pairs}`);
      const without = await rings(farEnd, free, seconds);
      await crowd.do('open');
      await sleep(settleMs);
      await crowd.do('figures');
      const before = processorTime(web);
      const beside = await rings(farEnd, free, seconds);
      const used = processorTime(web).process - before.process;
      const told = await crowd.do('figures');
      const begun = [processorTime(web).process, processorTime(box.pid).process];
      const { all: reloads, parts } = await crowd.do('reload');
      const cost = [processorTime(web).process, processorTime(box.pid).process].map((at, i) => at - (begun[i] ?? 0));
      say(
        `reload: the last after, in ms: ${JSON.stringify(parts)}; web ${cost[0]?.toFixed(2)} s, box ${cost[1]?.toFixed(2)} s of a processor`,
      );
      turns.push({ without, beside, told, reloads, used: used / seconds, bytes: residentBytes(web) });
      await crowd.do('close');
      await sleep(settleMs);
    }
    scene.over = true;
    await box.stop();
    return rowsOf(turns);
  } finally {
    crowd.end();
    farEnd.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/** @typedef {{ without: number[], beside: number[], told: { events: number[], pops: number[] }, reloads: number[], used: number, bytes: number }} Turn */

/** @param {readonly Turn[]} turns */
function rowsOf(turns) {
  const p99 = (/** @type {readonly number[]} */ values) => percentile(values, 0.99);
  const ratios = turns.map(({ without, beside }) => p99(beside) / p99(without));
  const ratio = median(ratios);
  const method = `${agents} agents, ${walls} wallboards; ${pairs} pairs by turns`;
  const events = delays(turns.flatMap(({ told }) => told.events));
  const pops = delays(turns.flatMap(({ told }) => told.pops));
  const reload = delays(turns.flatMap(({ reloads }) => reloads));
  const bytes = Math.max(...turns.map((turn) => turn.bytes));
  const [alone, together] = [
    delays(turns.flatMap(({ without }) => without)),
    delays(turns.flatMap(({ beside }) => beside)),
  ];
  return [
    {
      what: 'SETUP to ring, p99 with to p99 without the console',
      method,
      figure: `${ratio.toFixed(2)} (${ratios.map((one) => one.toFixed(2)).join(', ')}); without: ${alone.figure}; with: ${together.figure}`,
      toReach: `median at most ${most.ratio}`,
      reached: ratio <= most.ratio,
      values: { ratio: rounded(ratio), withoutP99Ms: alone.values.p99Ms, besideP99Ms: together.values.p99Ms },
    },
    {
      what: "event to a wallboard's socket",
      method,
      figure: events.figure,
      toReach: `p99 under ${most.eventMs} ms`,
      reached: events.values.p99Ms < most.eventMs,
      values: events.values,
    },
    {
      what: 'offer to the customer on the screen',
      method: 'event heard, page of the caller asked for and there',
      figure: pops.figure,
      toReach: `p99 under ${most.popMs} ms`,
      reached: pops.values.p99Ms < most.popMs,
      values: pops.values,
    },
    {
      what: `${agents} agents reload in one instant`,
      method: 'page, start (session and the lists of the desk), snapshot',
      figure: `${reload.figure}; the last after ${(reload.values.maxMs / 1_000).toFixed(2)} s`,
      toReach: `all within ${most.reloadMs / 1_000} s`,
      reached: reload.values.maxMs <= most.reloadMs,
      values: reload.values,
    },
    {
      what: 'memory of the web process',
      method,
      figure: `${(bytes / 2 ** 20).toFixed(0)} MiB; ${(median(turns.map(({ used }) => used)) * 100).toFixed(1)} % of a core`,
      toReach: `under ${most.bytes / 2 ** 20} MiB`,
      reached: bytes < most.bytes,
      values: { bytes },
    },
  ];
}
