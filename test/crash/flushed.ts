// SPDX-License-Identifier: GPL-2.0-or-later
// Is nothing promised, and nothing recorded, before it is durable? At the level of system calls: a box under strace.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openReads } from '../../src/store/index.js';
import { Surroundings } from '../support/surroundings.js';
import { writeVoice } from '../support/wav.js';
import type { Tally } from './tally.js';
import { outOfOrder, readTrace, speaks, straceOptions, writesTo } from './trace.js';

const CALLERS = 5;
const FRAME_BYTES = 160;

/** Adds one check for each promise, and one for a recording; none where the system lets nobody trace. */
export async function checkFlushes(tally: Tally): Promise<void> {
  const tried = spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (tried.status !== 0) {
    tally.tell(`SKIPPED: strace cannot trace here: ${tried.error?.message ?? tried.stderr.trim()}`);
    return;
  }
  const around = new Surroundings();
  try {
    const voice = writeVoice(join(around.folder, 'promise.wav'), 5, 500).subarray(0, FRAME_BYTES);
    const output = join(around.folder, 'strace.out');
    await around.start(['strace', ...straceOptions(output)]);
    await takeNumbers(around);
    await converse(around);
    await around.stop();
    const trace = readTrace(readFileSync(output, 'latin1'));
    const { promises, recordings } = await rowsOf(around.database);
    const few = promises.length === CALLERS + 1 && recordings.length === 1 ? [] : [`${promises.length} promises`];
    tally.check(`${CALLERS + 1} promises and a recording were made under strace`, few);
    for (const { call, request, number, slot } of promises) {
      const rows = [`${request}${number}`, `${call}${request}`];
      const fault = outOfOrder(trace, { rows, follows: speaks(slot ?? 0, voice) });
      tally.check(`slot ${slot}: the promise's first sample follows the flush of its rows`, fault ? [fault] : []);
    }
    for (const { id, call, file } of recordings) {
      const follows = writesTo(join(around.database, 'recordings', file));
      const fault = outOfOrder(trace, { rows: [`${id}${call}`], follows });
      tally.check("the recording's first byte follows the flush of its row", fault ? [fault] : []);
    }
  } finally {
    await around.close();
  }
}

/** Nobody is signed in: callers are a computer agent's. All at once, to share flushes; then one of them again. */
async function takeNumbers(around: Surroundings): Promise<void> {
  const calls = Array.from({ length: CALLERS }, (_, i) => around.call(i, `1390000000${i}`));
  for (const call of calls) await around.facts.wait('cleared', { call });
  await around.facts.wait('cleared', { call: around.call(CALLERS, '13900000000') });
}

async function converse(around: Surroundings): Promise<void> {
  await around.ask('agentAction', { action: 'sign-in', agent: '1001', argument: '801' });
  around.call(CALLERS + 1, '13900000009');
  await around.facts.wait('ringStarted', { channel: around.telephone(1) });
  around.media.hook(around.telephone(1), true);
  await around.until(({ recordings }) => recordings.underWay === 1);
  await around.until(() => recordedBytes(join(around.database, 'recordings')) > FRAME_BYTES); // a file that is stopped empty is none
}

/** Of all files below. */
function recordedBytes(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

async function rowsOf(data: string) {
  const reads = openReads(data);
  try {
    const promises = await reads
      .selectFrom('capture')
      .innerJoin('leg', 'leg.call', 'capture.call')
      .select(['capture.call', 'capture.request', 'capture.number', 'leg.slot'])
      .where('capture.promised', '=', 1)
      .execute();
    return { promises, recordings: await reads.selectFrom('recording').selectAll().execute() };
  } finally {
    await reads.destroy();
  }
}
