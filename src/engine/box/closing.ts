// SPDX-License-Identifier: GPL-2.0-or-later
// How does a box end so that nothing stays open? Calls, callbacks, recordings, agents, records, in this order, whatever the exchange does.

import { CAUSE } from '../../call/index.js';
import type { Callbacks } from '../../callback/index.js';
import { type Duration, sleep } from '../../kernel/index.js';
import { endAgents, putAlive } from '../../store/index.js';
import type { Recorder } from '../recordings/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'calls' | 'clock' | 'log' | 'outbox' | 'records' | 'store'>;

const FAREWELL: Duration = 2_000; // for calls to be cleared on the wire before the engine goes
const LAST_SAMPLES: Duration = 1_000; // for the files of recordings to be completed
const LOOK: Duration = 20;

/** Clears every call. An exchange that has not confirmed it after 2 s never will: then the legs are over without it. */
export async function endCalls(rooms: Needs, promises: Callbacks, recorder: Recorder): Promise<void> {
  const { calls, log, outbox } = rooms;
  promises.interrupt();
  for (const leg of calls.legs) leg.clear(CAUSE.normalClearing);
  await within(rooms, FAREWELL, () => calls.legs.length === 0);
  if (calls.legs.length > 0) log.warn({ legs: calls.legs.length }, 'the exchange does not confirm the end of calls');
  calls.giveUp(CAUSE.normalClearing, 'box');
  await within(rooms, LAST_SAMPLES, () => recorder.underWay === 0);
  calls.giveUp(CAUSE.normalClearing, 'box'); // an exchange may have offered a call meanwhile
  await outbox.rest();
}

/** How often the disk is told that the box lives: by so much at most a state lasts too short that a crash cut off. */
export const ALIVE: Duration = 60_000;

/** To be called so often. */
export function signOfLife({ records, store }: Needs): void {
  if (store.trouble === undefined) records.write(putAlive(records.batch(), records.now()), 'a sign of life');
}

/** Agents are in no state any more: what they did until now ends with the box, whatever their telephones do while it closes. */
export function endShifts({ records }: Needs): void {
  records.write(endAgents(records.batch(), records.now()), 'the end of the agents');
}

/** The last row. */
export function writeEnd({ records }: Needs, reason: string): void {
  records.event('box.stopped', { reason });
}

/** Writes what waits, and says what could not be written. */
export async function closeStore({ store, log }: Needs): Promise<void> {
  await store.settled();
  const { batches, file } = await store.close();
  if (file !== undefined)
    log.warn({ batches, file }, 'the database could not be written: what waited is kept in a file');
  else if (batches > 0) log.error({ batches }, 'what waited to be written is lost');
}

async function within({ clock }: Needs, limit: Duration, so: () => boolean): Promise<void> {
  for (const until = clock.now() + limit; !so() && clock.now() < until; ) await sleep(clock, LOOK);
}
