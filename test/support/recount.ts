// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks are in the rows themselves? What the counters must be equal to.
import type { Reads } from '../../src/store/index.js';

/** Counters by name, those that are 0 left out. */
export async function recount(reads: Reads): Promise<Readonly<Record<string, number>>> {
  const counters: Record<string, number> = {};
  const add = (name: string, by: number) => {
    if (by !== 0) counters[name] = (counters[name] ?? 0) + by;
  };
  const calls = await reads.selectFrom('call').select('disposition').where('direction', '=', 'inbound').execute();
  for (const { disposition } of calls) {
    add('calls.offered', 1);
    if (disposition !== null) add(`calls.${disposition}`, 1);
  }
  const requests = await reads.selectFrom('callbackRequest').select(['state', 'captures']).execute();
  for (const { state, captures } of requests) {
    if (captures === 0) continue; // its only capture could not be written, and nothing was promised
    add('callbacks.created', 1);
    add('callbacks.merged', captures - 1);
    if (state === 'completed' || state === 'served') add('callbacks.connected', 1);
    else add(state === 'givenUp' ? 'callbacks.failed' : 'callbacks.open', 1);
  }
  const attempts = await reads.selectFrom('callbackAttempt').select('reachedAt').execute();
  add('callbacks.attempted', attempts.length);
  add('callbacks.reached', attempts.filter(({ reachedAt }) => reachedAt !== null).length);
  return counters;
}

/** The database's own counters, those that are 0 left out. */
export async function counters(reads: Reads): Promise<Readonly<Record<string, number>>> {
  const rows = await reads.selectFrom('counter').selectAll().where('value', '<>', 0).execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
