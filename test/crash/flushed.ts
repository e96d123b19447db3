// SPDX-License-Identifier: GPL-2.0-or-later
// Is nothing promised before it is durable, at the level of system calls? A box under strace takes some numbers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReads } from '../../src/store/index.js';
import { Surroundings } from '../support/surroundings.js';
import { writeVoice } from '../support/wav.js';
import type { Tally } from './tally.js';
import { outOfOrder, readTrace, straceOptions } from './trace.js';

const CALLERS = 5;
const FRAME_BYTES = 160;

/** Adds one check for each promise. */
export async function checkFlushes(tally: Tally): Promise<void> {
  const around = new Surroundings();
  try {
    const voice = writeVoice(join(around.folder, 'promise.wav'), 5, 500).subarray(0, FRAME_BYTES);
    const output = join(around.folder, 'strace.out');
    await around.start(['strace', ...straceOptions(output)]);
    // Nobody is signed in: every caller is a computer agent's. All at once, so that they share flushes.
    const calls = Array.from({ length: CALLERS }, (_, i) => around.call(i, `1390000000${i}`));
    for (const call of calls) await around.facts.wait('cleared', { call });
    await around.stop();
    const trace = readTrace(readFileSync(output, 'latin1'));
    const promises = await promisesOf(around.database);
    tally.check(
      `${CALLERS} promises were made under strace`,
      promises.length === CALLERS ? [] : [`${promises.length}`],
    );
    for (const { call, request, number, slot } of promises) {
      const fault = outOfOrder(trace, { rows: [`${request}${number}`, `${call}${request}`], slot: slot ?? 0, voice });
      tally.check(
        `slot ${slot}: the promise's first sample follows the flush that holds its request`,
        fault ? [fault] : [],
      );
    }
  } finally {
    await around.close();
  }
}

async function promisesOf(data: string) {
  const reads = openReads(data);
  try {
    return await reads
      .selectFrom('capture')
      .innerJoin('leg', 'leg.call', 'capture.call')
      .select(['capture.call', 'capture.request', 'capture.number', 'leg.slot'])
      .where('capture.promised', '=', 1)
      .execute();
  } finally {
    await reads.destroy();
  }
}
