// SPDX-License-Identifier: GPL-2.0-or-later
// How does an exchange press a box as hard as it can? A freed channel gets the next SETUP at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess } from './box-process.mjs';
import { FarEnd } from './far-end.mjs';
import { processorTime, residentBytes } from './threads.mjs';
import { WireCount } from './wire.mjs';

/**
 * One call as the exchange saw it, times in milliseconds of its engine.
 * @typedef {object} Seen
 * @property {number} channel
 * @property {number} dialledAt
 * @property {number} [answeredAt]
 * @property {number} clearedAt
 * @property {number} cause
 */

/**
 * What a box did while every channel of one E1 was called again as soon as it was free.
 * @typedef {object} Pressed
 * @property {readonly Seen[]} calls that ended in the measured time
 * @property {number} seconds that it took
 * @property {WireCount} wire what passed on the D-channel in it
 * @property {number} processorShare of one core that the box used
 * @property {number} residentBytes of the box at the end
 * @property {number} databaseBytes when the box had ended
 * @property {number} callsInAll
 */

/**
 * Runs a box at an exchange of one E1 for as long as `work` takes, and clears up.
 * @template T
 * @param {(folder: string) => object} configuration
 * @param {Readonly<Record<string, string>> | undefined} environment
 * @param {(box: BoxProcess, exchange: FarEnd) => Promise<T>} work may stop the box
 */
export async function withBox(configuration, environment, work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const exchange = new FarEnd(folder, { spans: 1 });
  const box = new BoxProcess(folder, configuration(folder), environment);
  try {
    await box.running();
    await exchange.up();
    return await work(box, exchange);
  } finally {
    exchange.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a box and presses it.
 * @param {(folder: string) => object} configuration
 * @param {{ readonly warmUp: number, readonly seconds: number, readonly redirecting?: string, readonly environment?: Readonly<Record<string, string>>}} how
 * @returns {Promise<Pressed>}
 */
export function press(configuration, { warmUp, seconds, redirecting, environment }) {
  return withBox(configuration, environment, async (box, exchange) => {
    /** @type {Seen[]} */
    const calls = [];
    let [calling, callsInAll] = [true, 0];
    const place = (/** @type {number} */ channel) => {
      if (!calling) return;
      const dialledAt = exchange.media.time();
      /** @type {number | undefined} */
      let answeredAt;
      exchange.call(
        channel,
        (fact) => {
          if (fact.type === 'answered') answeredAt = fact.at;
          if (fact.type !== 'cleared') return;
          callsInAll++;
          calls.push({ channel, dialledAt, answeredAt, clearedAt: fact.at, cause: fact.cause });
          place(channel);
        },
        { redirecting },
      );
    };
    for (const channel of exchange.bearers) place(channel);
    await sleep(warmUp * 1000);

    const wire = new WireCount();
    const [first, begun, before] = [calls.length, exchange.media.time(), processorTime(box.pid)];
    const end = exchange.media.onFrame(0, (frame) => wire.add(frame));
    await sleep(seconds * 1000);
    end();
    const elapsed = (exchange.media.time() - begun) / 1000;
    const processorShare = (processorTime(box.pid).process - before.process) / elapsed;
    const measured = calls.slice(first);
    calling = false;
    const resident = residentBytes(box.pid);
    await box.stop();
    return {
      calls: measured,
      seconds: elapsed,
      wire,
      processorShare,
      residentBytes: resident,
      databaseBytes: box.databaseBytes(),
      callsInAll,
    };
  });
}
