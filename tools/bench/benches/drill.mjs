// SPDX-License-Identifier: GPL-2.0-or-later
// How long until a shop is back from its backup? 200,000 contacts and 2,000 recordings of a minute, saved, and tried in a drill.
import { randomFillSync } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { backUp, drill } from '../../../dist/backup/index.js';
import { SystemClock } from '../../../dist/kernel/index.js';
import { root } from '../../setup/run.mjs';
import { rounded } from '../figures.mjs';
import { wholeYear } from '../whole-year.mjs';
import { days, yearBegins } from '../year-facts.mjs';

export const about = 'a backup of 200,000 contacts and 2,000 recordings, and a restore drill of it';

/** The first run makes its contacts up; each makes 2 GB of recordings. */
export const onlyWhenAsked = true;

const sizes = { whole: { perDay: 548, recordings: 2_000 }, trial: { perDay: 20, recordings: 20 }, wholeFrom: 10 };
const bytesEach = 960_000; // a minute of both sides in A-law
const mostMs = 900_000;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const { perDay, recordings } = seconds < sizes.wholeFrom ? sizes.trial : sizes.whole;
  const made = await wholeYear(perDay, say);
  const folder = mkdtempSync(path.join(root, 'build/bench-data/drill-'));
  try {
    const file = path.join(folder, 'spillway.yaml');
    writeFileSync(
      file,
      'data: data\nboard: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }\naccessNumbers: [{ number: "4008001111", queue: orders }]\nqueues: [{ name: orders }]\n',
    );
    const data = path.join(folder, 'data');
    mkdirSync(path.join(data, 'recordings'), { recursive: true });
    copyFileSync(path.join(made, 'spillway.db'), path.join(data, 'spillway.db'));
    record(data, recordings);
    say('recordings are made up');
    const saving = measured();
    const asked = { file, target: path.join(folder, 'backup.tar.gz'), at: yearBegins + days * 86_400_000 };
    const saved = await backUp({ ...asked, version: '0', recordings: {} });
    const savedIn = saving();
    say('the backup is made');
    const drilling = measured();
    const found = await drill({ archive: saved.archive, folder, clock: new SystemClock() });
    const took = drilling();
    const isWhole = found.wrong.length === 0 && found.recordings === recordings;
    const what = `${found.calls.toLocaleString('en')} contacts, ${found.recordings.toLocaleString('en')} recordings`;
    return [
      row(`backup of ${what}, ${gib(found.bytes)}`, savedIn, { archive: saved.bytes }),
      { ...row(`drill: restored, every file held against its sum`, took, {}), ...judged(took, isWhole, found.wrong) },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Recordings of the first calls that an agent had; noise, which nothing makes smaller.
 * @param {string} data
 * @param {number} many
 */
function record(data, many) {
  const database = new Database(path.join(data, 'spillway.db'));
  const calls = database.prepare(
    `select id, agent, queue, answered_at as at from call where agent is not null limit ?`,
  );
  const put = database.prepare(`insert into recording (id, call, agent, queue, file, started_at, ended_at, duration_ms,
    state, bytes) values (?, ?, ?, ?, ?, ?, ?, 60000, 'complete', ?)`);
  const noise = randomFillSync(Buffer.alloc(bytesEach));
  const rows = /** @type {{ id: string, agent: string, queue: string, at: number }[]} */ (calls.all(many));
  database.transaction(() => {
    for (const [n, { id, agent, queue, at }] of rows.entries()) {
      const name = `recording-${n}.wav`;
      noise.writeUInt32LE(n, 0);
      writeFileSync(path.join(data, 'recordings', name), noise);
      put.run(`recording-${n}`, id, agent, queue, name, at, at + 60_000, bytesEach);
    }
  })();
  database.close();
}

/** Starts to measure; the function that it gives ends it. */
function measured() {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - begun, processorMs: (user + system) / 1_000 };
  };
}

/**
 * @param {string} what
 * @param {{ ms: number, processorMs: number }} took
 * @param {Readonly<Record<string, number>>} more
 */
function row(what, { ms, processorMs }, more) {
  const figure = `${(ms / 1000).toFixed(0)} s, ${(processorMs / 1000).toFixed(1)} s of a processor`;
  return { what, method: 'once', figure, values: { ms: rounded(ms), processorMs: rounded(processorMs), ...more } };
}

/**
 * @param {{ ms: number }} took
 * @param {boolean} isWhole
 * @param {readonly string[]} wrong
 */
function judged({ ms }, isWhole, wrong) {
  if (!isWhole) return { toReach: `nothing wrong: ${wrong.slice(0, 3).join('; ')}`, reached: false };
  return { toReach: `at most ${mostMs / 60_000} min, nothing wrong`, reached: ms <= mostMs };
}

/** @param {number} bytes */
function gib(bytes) {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB`;
}
