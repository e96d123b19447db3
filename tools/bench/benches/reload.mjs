// SPDX-License-Identifier: GPL-2.0-or-later
// What does a console that is opened cost? 200 agents reload in one instant, some times over; processor time of box and web process, apart from what they need anyway.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess } from '../box-process.mjs';
import { agents, Crowd, consoleBox, signInAll, webOf } from '../console-box.mjs';
import { size } from '../conversations.mjs';
import { FarEnd } from '../far-end.mjs';
import { delays, median, rounded } from '../figures.mjs';
import { processorTime } from '../threads.mjs';

export const about = 'what 200 agents who reload in one instant cost box and web process';
export const onlyWhenAsked = true;

const rounds = 5;
const settleMs = 3_000;
const most = { seconds: 4, reloadMs: 5_000 };

/** @param {import('../figures.mjs').Run} run */
export async function run({ say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const box = new BoxProcess(folder, consoleBox(folder));
  const crowd = new Crowd();
  try {
    await box.running();
    await farEnd.up();
    const web = await webOf(box.pid);
    say(`${agents} agents sign in`);
    await signInAll(crowd, folder);
    await crowd.do('open');
    const turns = [];
    for (let round = 0; round < rounds; round++) {
      const { web: idleWeb, box: idleBox } = await spent([web, box.pid], () => sleep(settleMs));
      const begun = Date.now();
      const cost = await spent([web, box.pid], () => crowd.do('reload'));
      const share = (Date.now() - begun) / settleMs;
      const own = { web: cost.web - idleWeb * share, box: cost.box - idleBox * share };
      say(
        `web ${own.web.toFixed(2)} s, box ${own.box.toFixed(2)} s; the last after, in ms: ${JSON.stringify(cost.told.parts)}`,
      );
      turns.push({ ...own, all: cost.told.all });
    }
    await box.stop();
    return rowsOf(turns);
  } finally {
    crowd.end();
    farEnd.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/**
 * Seconds of processor time of both while `work` goes on, and what it gave.
 * @param {readonly [number, number]} pids
 * @param {() => Promise<any>} work
 */
async function spent([web, box], work) {
  const now = () => [processorTime(web).process, processorTime(box).process];
  const before = now();
  const told = await work();
  const after = now();
  const used = (/** @type {number} */ i) => (after[i] ?? 0) - (before[i] ?? 0);
  return { web: used(0), box: used(1), told };
}

/** @param {readonly { readonly web: number, readonly box: number, readonly all: readonly number[] }[]} turns */
function rowsOf(turns) {
  const [web, box] = [median(turns.map((turn) => turn.web)), median(turns.map((turn) => turn.box))];
  const reload = delays(turns.flatMap(({ all }) => [...all]));
  return [
    {
      what: `processor time of ${agents} reloads`,
      method: `median of ${turns.length} rounds; without calls`,
      figure: `${(web + box).toFixed(2)} s: web process ${web.toFixed(2)} s, box ${box.toFixed(2)} s`,
      toReach: `under ${most.seconds} s`,
      reached: web + box < most.seconds,
      values: { webSeconds: rounded(web), boxSeconds: rounded(box) },
    },
    {
      what: `${agents} agents reload in one instant`,
      method: 'page, start (session and the lists of the desk), snapshot; the first round opens the connections',
      figure: `${reload.figure}; the last after ${(reload.values.maxMs / 1_000).toFixed(2)} s`,
      toReach: `all within ${most.reloadMs / 1_000} s`,
      reached: reload.values.maxMs <= most.reloadMs,
      values: reload.values,
    },
  ];
}
