// SPDX-License-Identifier: GPL-2.0-or-later
// What does a tick cost more when every channel has a stream, which a worker reads and writes?
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { NativeMedia } from '../../dist/native/index.js';
import { rounded } from './figures.mjs';
import { wiredPairs } from './occupied.mjs';
import { processorTime } from './threads.mjs';

const tickUs = 20_000;

/**
 * @param {number} streams
 * @param {number} seconds
 */
export async function streamed(streams, seconds) {
  const media = new NativeMedia({ board: { type: 'virtual', spans: wiredPairs(streams) }, signalling: [] });
  try {
    await sleep(1000);
    const without = await tickCost(seconds);
    const channels = media.channels.filter(({ kind }) => kind === 'bearer').slice(0, streams);
    const handles = channels.map(({ index }) => media.stream(index));
    const worker = new Worker(new URL('./echo-worker.mjs', import.meta.url), { workerData: handles });
    const over = once(worker, 'exit');
    await once(worker, 'message');
    for (let i = 0; i < channels.length; i += 64) {
      const some = channels.slice(i, i + 64).map(({ index: channel }) => channel);
      media.route(some.map((channel) => ({ channel, hears: [{ channel, what: 'stream' }] })));
    }
    const stalled = { lost: 0, missing: 0 };
    media.onFact((fact) => {
      if (fact.type !== 'stalled') return;
      stalled.lost += fact.lost;
      stalled.missing += fact.missing;
    });
    const cost = rounded((await tickCost(seconds)) - without);
    for (const { operation } of handles) media.stop(operation);
    await over;
    return {
      what: `${streams} streams, in and out: cost of a tick`,
      method: `processor time of the media thread, with and without; one worker echoes; ${Math.round(seconds)} s each`,
      figure: `${Math.round(cost)} us a tick; ${stalled.lost} frames lost, ${stalled.missing} missing`,
      values: { costUs: cost, ...stalled, seconds },
    };
  } finally {
    media.close();
  }
}

/** Microseconds of a tick. */
async function tickCost(/** @type {number} */ seconds) {
  const [before, begun] = [processorTime('self'), performance.now()];
  await sleep(seconds * 1000);
  const spent = (processorTime('self').threads['spillway-media'] ?? 0) - (before.threads['spillway-media'] ?? 0);
  return (spent / ((performance.now() - begun) / 1000)) * tickUs;
}
