// SPDX-License-Identifier: GPL-2.0-or-later
// How large does the database grow? A whole wave with agents, computer agents and callbacks, played as fast as it goes.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { SystemClock } from '../../../dist/kernel/index.js';
import { openStore } from '../../../dist/store/index.js';
import { root } from '../../setup/run.mjs';
import { rounded } from '../figures.mjs';

export const about = 'size of the database per 10,000 calls, and what of it is what';

const file = 'spillway.db';
const calls = { least: 30, most: 600, aSecond: 10 };
const scale = 10_000;
const tables = 3; // the largest

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  try {
    const wanted = Math.round(Math.min(calls.most, Math.max(calls.least, seconds * calls.aSecond)));
    say(`a wave of ${wanted} calls in lock-step`);
    const empty = await emptyBytes(path.join(folder, 'empty'));
    const played = path.join(folder, 'wave');
    await play(played, wanted);
    return [rowOf(path.join(played, 'data', file), empty)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @param {number} wanted
 */
async function play(folder, wanted) {
  const program = path.join(root, 'dist/cli/main.js');
  const size = ['--calls', wanted, '--seconds', wanted / 4, '--spans', 2, '--agents', 12].map(String);
  await promisify(execFile)(process.execPath, [program, 'demo', '--speed', '0', '--keep', folder, '--json', ...size]);
}

/**
 * What a database without a call takes.
 * @param {string} directory
 */
async function emptyBytes(directory) {
  const store = await openStore({ directory, clock: new SystemClock() });
  await store.close();
  return statSync(path.join(directory, file)).size;
}

/**
 * The database has been closed: its WAL is in it.
 * @param {string} played
 * @param {number} empty bytes
 */
function rowOf(played, empty) {
  const bytes = statSync(played).size;
  const database = new Database(played, { readonly: true });
  try {
    const { n } = /** @type {{ n: number }} */ (database.prepare('select count(*) as n from call').get());
    const largest = /** @type {{ name: string, bytes: number }[]} */ (
      database
        .prepare('select name, sum(pgsize) as bytes from dbstat group by name order by bytes desc limit ?')
        .all(tables)
    );
    const perCall = (bytes - empty) / n;
    const shares = largest.map(({ name, bytes: own }) => `${name} ${Math.round((own / bytes) * 100)} %`);
    return {
      what: `database per ${scale.toLocaleString('en')} calls`,
      method: `n ${n}, a whole wave`,
      figure: `${((perCall * scale) / 2 ** 20).toFixed(1)} MiB; ${shares.join(', ')}`,
      values: { bytesPerCall: Math.round(perCall), mib: rounded((perCall * scale) / 2 ** 20), n },
    };
  } finally {
    database.close();
  }
}
