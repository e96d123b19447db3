// SPDX-License-Identifier: GPL-2.0-or-later
// What is on the disk after the power was cut? `power-cut.js LIFE DISK JOURNAL [last]` runs in the machine of
// tools/dahdi-vm, once in each of its lives: checks what the lives before left, then lets a wave come until the machine is
// killed from outside. tools/dahdi-vm/power-cut.mjs does that.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { balance } from '../../src/cdr/index.js';
import { sleep } from '../../src/kernel/index.js';
import { openReads } from '../../src/store/index.js';
import { BOX, bank, EXCHANGE, e1 } from '../hardware/spillway-conf.js';
import { leftOpen } from './aftermath.js';
import { BoxProcess } from './box.js';
import { BANK, type CrashFiles, TRUNK, writeFiles } from './files.js';
import { judgeJournal, keepJournal } from './journal.js';
import { wrongRecordings } from './recordings.js';
import { Tally } from './tally.js';
import { CrashTown } from './town.js';

const AGENTS = 4;
const PATIENCE = 120_000; // an emulated machine is slow: this only ends what would wait for ever

const [, , life = '1', disk = '', journal = '', last] = process.argv;
const tally = new Tally((line) => console.log(line));
const boxBoard = { type: 'dahdi', spans: [e1(TRUNK, BOX.e1), lines(BOX.bank, 'station')] } as const;
const exchangeBoard = { type: 'dahdi', spans: [e1(TRUNK, EXCHANGE.e1), lines(EXCHANGE.bank, 'telephone')] } as const;

function lines(first: number, side: 'station' | 'telephone') {
  const { channels } = bank(BANK, first, side);
  return { name: BANK, kind: 'analog', channels: channels.slice(0, AGENTS), side } as const;
}

/** SQLite's own check of what the cut left, before anybody has repaired anything. */
function checkDatabase({ data }: CrashFiles): void {
  const database = new Database(join(data, 'spillway.db'), { fileMustExist: true });
  const faults = database.pragma('integrity_check') as { readonly integrity_check: string }[];
  database.close();
  tally.check(
    'the database passes its integrity check',
    faults.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
  );
}

/** The books of all lives, after the box has repaired them. */
async function checkBooks({ data, recordings }: CrashFiles, bornAt: number): Promise<void> {
  await judgeJournal(tally, journal, data);
  tally.check('nothing of the lives before is left open', await leftOpen(data, bornAt));
  const reads = openReads(data);
  const { calls, log, balanced } = await balance(reads);
  const rows = await reads.selectFrom('recording').selectAll().execute();
  await reads.destroy();
  const sums = [calls, log].map((totals) => JSON.stringify(totals));
  tally.check(`the identity holds, with ${calls.interrupted} interrupted of ${calls.offered}`, balanced ? [] : sums);
  const ended = rows.filter(({ startedAt }) => startedAt < bornAt);
  const whole = ended.filter(({ state }) => state !== 'failed').length;
  if (last !== undefined) {
    tally.check('the cuts interrupted calls', calls.interrupted > 0 ? [] : sums);
    tally.check('conversations were recorded', ended.length > 0 ? [] : ['none was']);
  }
  tally.check(`${whole} recordings of ${ended.length} open with their true length`, wrongRecordings(recordings, ended));
}

async function ready(box: BoxProcess, town: CrashTown): Promise<void> {
  const until = town.clock.now() + PATIENCE;
  while ((await box.status())?.spans[0]?.inService !== 30) {
    if (box.over || town.clock.now() > until) throw new Error('the box did not come to life; see its log on the disk');
    await sleep(town.clock, 200);
  }
}

const files = writeFiles(join(disk, 'box'), AGENTS, boxBoard);
const again = existsSync(join(files.data, 'spillway.db'));
if (again) checkDatabase(files);
const town = await CrashTown.open(files, AGENTS, Number(life), exchangeBoard);
const box = new BoxProcess(files, town.clock);
await ready(box, town);
if (again) await checkBooks(files, box.startedAt);
if (last === undefined) {
  keepJournal(journal, Number(life), town);
  town.begin();
} else {
  tally.check('the box ends in order', (await box.stop()) === 0 ? [] : ['it did not']);
  town.close();
}
