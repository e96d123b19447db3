// SPDX-License-Identifier: GPL-2.0-or-later
// What do a box's records hold of a time: its calls, and when who was there? Beside a running box, or after it.

import { existsSync } from 'node:fs';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';
import { DirectoryRecords, databaseFile, type Records } from '../../store/index.js';
import type { RecordedShift, RecordedTime } from './recorded.js';

/** Throws NOT_FOUND when the directory has no database, or the time no call. */
export async function readLog(
  directory: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<RecordedTime> {
  if (!existsSync(databaseFile(directory))) throw new TelephonyError('NOT_FOUND', `no records in ${directory}`);
  const records = new DirectoryRecords(directory);
  try {
    const calls = await (await records.list('exportedCalls', { from, to })).rows();
    if (!calls.some(({ direction }) => direction === 'inbound'))
      throw new TelephonyError('NOT_FOUND', `no call came from ${said(from)} to ${said(to)}: name another time`);
    const shifts: RecordedShift[] = [];
    for (const { id } of await records.ask('knownAgents', null))
      shifts.push(...(await shiftsOf(records, id, { from, to })));
    return { from, to, calls, shifts };
  } finally {
    await records.close();
  }
}

const said = (at: Instant) => new Date(at).toISOString();
const GAP = 1_000; // states follow each other without a gap while he is there

/** A shift is a row of states without a gap. */
async function shiftsOf(
  records: Records,
  agent: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly RecordedShift[]> {
  const states = await (await records.list('agentStays', { agent, from, to })).rows();
  const shifts: { agent: string; from: Instant; to: Instant }[] = [];
  for (const { startedAt, endedAt } of states) {
    const [begin, end] = [Math.max(from, startedAt), Math.min(to, endedAt ?? to)];
    if (end <= begin) continue;
    const last = shifts.at(-1);
    if (last !== undefined && begin - last.to <= GAP) last.to = Math.max(last.to, end);
    else shifts.push({ agent, from: begin, to: end });
  }
  return shifts;
}
