// SPDX-License-Identifier: GPL-2.0-or-later
// How long after SETUP does an agent's telephone ring, and after the offer the shop's program know it, while a hundred conversations are up and recorded?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess } from '../box-process.mjs';
import { conversations, converse, size, talkingBox } from '../conversations.mjs';
import { FarEnd } from '../far-end.mjs';
import { delays, percent, rounded } from '../figures.mjs';
import { setupToRing } from '../set-up-to-ring.mjs';
import { processorTime } from '../threads.mjs';
import { attached, ToldRings } from '../told-rings.mjs';

export const about =
  "SETUP at the wire to ring at the agent's telephone, and to the shop's program, with 100 conversations up";

const tickMs = 20;
const mostMs = 60 + tickMs;
const betweenMs = { least: 60, more: 77 }; // of no period of ours
const mostToldMs = 500;
const lastMs = 1_000; // for what was told last

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const told = new ToldRings();
  const box = new BoxProcess(folder, { ...popping(talkingBox(folder)), hooks: await told.hooks() });
  try {
    await box.running();
    await farEnd.up();
    say(`${conversations} conversations begin`);
    const scene = { over: false };
    told.follow(path.join(folder, 'data/box.sock'));
    const free = await converse(farEnd, scene);
    await sleep(lastMs);
    told.forget();
    const [before, slips, begun] = [processorTime(box.pid), farEnd.media.counters().slips, performance.now()];
    const waits = [];
    for (const end = begun + seconds * 1000; performance.now() < end; ) {
      waits.push(await setupToRing(farEnd, free[waits.length % free.length] ?? 0));
      await sleep(betweenMs.least + Math.random() * betweenMs.more);
    }
    const share = ((processorTime(box.pid).process - before.process) / (performance.now() - begun)) * 1000;
    await sleep(lastMs);
    const slipped = farEnd.media.counters().slips - slips;
    scene.over = true;
    await box.stop();
    const { figure, values } = delays(waits);
    return [
      {
        what: 'SETUP at the wire to ring',
        method: `${conversations} recorded conversations up`,
        figure: `${figure}; box ${percent(share)} of a core`,
        toReach: `p99 under ${mostMs} ms`,
        reached: values.p99Ms < mostMs,
        values: { ...values, processorShare: rounded(share), slips: slipped },
      },
      toldRow(
        'offer to the web hook',
        'contact, numbers, queue, agent, attached data',
        told.byHook,
        waits.length,
        told.incomplete,
      ),
      toldRow('offer to the event over the socket', 'call, queue, agent', told.bySocket, waits.length, 0),
    ];
  } finally {
    told.close();
    farEnd.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/**
 * A flow attaches to each caller what a page would show of him.
 * @template {{ readonly accessNumbers: readonly { readonly number: string, readonly queue: string }[] }} Box
 * @param {Box} box
 */
function popping({ accessNumbers: [number], ...box }) {
  const steps = {
    begin: { set: attached, next: 'keep' },
    keep: { attach: Object.keys(attached), next: 'wait' },
    wait: { queue: number?.queue },
  };
  const accessNumbers = [{ number: number?.number, menu: 'known' }];
  return { ...box, accessNumbers, flows: { known: { fallback: { queue: number?.queue }, steps } } };
}

/**
 * @param {string} what
 * @param {string} method
 * @param {readonly number[]} told milliseconds
 * @param {number} rings that there were
 * @param {number} incomplete
 */
function toldRow(what, method, told, rings, incomplete) {
  const { figure, values } = delays(told);
  return {
    what,
    method,
    figure: `${figure}; ${rings - told.length} of ${rings} not told, ${incomplete} incomplete`,
    toReach: `each told, p99 under ${mostToldMs} ms`,
    reached: told.length === rings && incomplete === 0 && values.p99Ms < mostToldMs,
    values: { ...values, rings, incomplete },
  };
}
