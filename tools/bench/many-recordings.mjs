// SPDX-License-Identifier: GPL-2.0-or-later
// What do 480 recordings cost? Gaps of others when half of them end together on a slow disk, and how long promises wait.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { FarEnd } from './far-end.mjs';
import { rounded } from './figures.mjs';

export const channels = 480;
const endTogether = 240;
const flushMs = 120;
const turnsOfBoth = 3; // without and with recordings, by turns: others use the machine, too
const replacedASecond = 4; // calls of two minutes
const allowanceMs = 20;

const program = fileURLToPath(new URL('recorded-box.mjs', import.meta.url));

/** @typedef {{ begun: number, finished: number, gaps: number, longestGapMs: number, failed: number }} Told */

/** A box whose engine makes recordings, and the exchange at its E1. */
class RecordedBox {
  #folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  database = path.join(this.#folder, 'data/spillway.db');
  #child;
  exchange;

  /**
   * @param {(folder: string) => object} configuration
   * @param {Readonly<Record<string, string>>} environment
   */
  constructor(configuration, environment) {
    const file = path.join(this.#folder, 'spillway.yaml');
    writeFileSync(file, stringify(configuration(this.#folder)));
    this.exchange = new FarEnd(this.#folder, { spans: 1 });
    this.#child = spawn(process.execPath, [program, this.#folder, file, String(channels)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    });
  }

  async up() {
    await this.#answer('open');
    await this.exchange.up();
    return this;
  }

  /**
   * @param {'record' | 'replace' | 'end' | 'close' | 'tell'} what
   * @param {number} [count]
   * @returns {Promise<Told>}
   */
  do(what, count) {
    this.#child.send({ do: what, count });
    return this.#answer(what);
  }

  /** Resolves when so many recordings are on the disk. @param {number} [count] all that were begun */
  async written(count) {
    for (const until = performance.now() + 120_000; performance.now() < until; await sleep(500)) {
      const told = await this.do('tell');
      if (told.finished >= (count ?? told.begun)) return told;
    }
    return this.do('tell');
  }

  close() {
    this.exchange.close();
    this.#child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true });
  }

  /** @param {string} what @returns {Promise<Told>} */
  #answer(what) {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the box has ended'));
      const heard = (/** @type {any} */ answer) => {
        if (answer.done !== what) return;
        this.#child.off('exit', ended).off('message', heard);
        resolve(answer);
      };
      this.#child.once('exit', ended).on('message', heard);
    });
  }
}

/**
 * @param {(folder: string) => object} configuration
 * @param {(ms: number) => Readonly<Record<string, string>>} slowly environment of a program whose fsync takes so much longer
 */
export async function gaps(configuration, slowly) {
  const box = new RecordedBox(configuration, slowly(flushMs));
  try {
    await box.up();
    await box.do('record');
    await sleep(2_000);
    await box.do('replace', endTogether);
    const told = await box.written(endTogether);
    return {
      what: `${channels} recordings, ${endTogether} replaced together: gaps, refusals`,
      method: `fsync + ${flushMs} ms`,
      figure: `${told.gaps} gaps, longest ${told.longestGapMs.toFixed(0)} ms; ${told.failed} refused or failed; ${told.finished} on the disk`,
      toReach: 'none',
      reached: told.gaps === 0 && told.failed === 0 && told.finished === endTogether,
      values: { ...told, fsyncMs: flushMs },
    };
  } finally {
    box.close();
  }
}

/**
 * @param {object} how
 * @param {(folder: string) => object} how.configuration
 * @param {Readonly<Record<string, string>>} how.environment
 * @param {number} how.ms by which an fsync takes longer
 * @param {number} how.seconds with and without, each
 * @param {(exchange: FarEnd, seconds: number) => Promise<void>} how.callers one after the other
 * @param {(database: string, from: number, until: number) => number[]} how.delaysOf
 * @param {(values: readonly number[]) => { figure: string, values: Record<string, number> }} how.delays
 */
export async function promisesBeside({ configuration, environment, ms, seconds, callers, delaysOf, delays }) {
  const box = new RecordedBox(configuration, environment);
  try {
    await box.up();
    await callers(box.exchange, 3);
    /** @type {{ many: boolean, from: number, until: number }[]} */
    const spans = [];
    for (let turn = 0; turn < 2 * turnsOfBoth; turn++) {
      const many = turn % 2 === 1;
      await box.do(many ? 'record' : 'end');
      if (!many) await box.written();
      await sleep(1_000);
      const from = Date.now();
      const ends = many && setInterval(() => box.do('replace', replacedASecond), 1_000);
      await callers(box.exchange, seconds / turnsOfBoth);
      clearInterval(ends || undefined);
      spans.push({ many, from, until: Date.now() });
    }
    await box.do('end');
    await box.written();
    const told = await box.do('close');
    const of = (/** @type {boolean} */ many) =>
      delays(
        spans.filter((span) => span.many === many).flatMap(({ from, until }) => delaysOf(box.database, from, until)),
      );
    const [without, beside] = [of(false), of(true)];
    const more = (beside.values.p99Ms ?? 0) - (without.values.p99Ms ?? 0);
    return {
      what: `fsync + ${ms} ms: capture decided to first sample, ${channels} recordings beside it`,
      method: 'with and without by turns',
      figure: `${beside.figure}; without ${without.figure}; ${told.gaps} gaps`,
      toReach: `p99 at most ${allowanceMs} ms more`,
      reached: more <= allowanceMs,
      values: { ...beside.values, p99MsWithout: without.values.p99Ms ?? 0, moreMs: rounded(more), gaps: told.gaps },
    };
  } finally {
    box.close();
  }
}
