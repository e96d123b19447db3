// SPDX-License-Identifier: GPL-2.0-or-later
// Is a box that came back free of its last life? No ghost of a call on either side, nothing of the database left half done.
import type { BoxStatus } from '../../src/engine/index.js';
import { type Instant, sleep } from '../../src/kernel/index.js';
import { openReads, type Reads } from '../../src/store/index.js';
import type { BoxProcess } from './box.js';
import { TRUNK } from './files.js';
import type { CrashTown } from './town.js';

/** Both sides must agree so long after layer 2 is up. */
const AGREE_WITHIN = 5_000;
const UP_WITHIN = 30_000; // of the start: a slow machine may take its time to begin

export interface Agreement {
  /** From layer 2 up to the first equal lists with no call of the last life among them; undefined: never. */
  readonly after?: number;
  readonly faults: readonly string[];
}

/** Waits until both sides' lists of busy channels are equal and no call from before `bornAt` is left at the exchange. */
export async function agree(box: BoxProcess, town: CrashTown): Promise<Agreement> {
  const { clock } = town;
  let last = 'the box did not answer';
  let upAt: Instant | undefined;
  for (;;) {
    upAt = town.upAt;
    const begun = upAt ?? box.startedAt;
    if (clock.now() > begun + (upAt === undefined ? UP_WITHIN : AGREE_WITHIN)) break;
    if (box.over) return { faults: ['the box has ended by itself'] };
    const before = busyAtExchange(town);
    const status = await box.status();
    const theirs = [before, busyAtExchange(town)];
    if (status !== undefined && upAt !== undefined) {
      const ours = busyAtBox(status);
      const ghosts = town.exchange.log.calls.filter((call) => call.startedAt < box.startedAt && !call.endedAt);
      const equal = theirs.includes(ours) && status.spans[0]?.inService === 30;
      if (equal && ghosts.length === 0) return { after: clock.now() - upAt, faults: [] };
      last = `exchange: ${theirs[1]}; box: ${ours}; in service: ${status.spans[0]?.inService}; calls of before: ${ghosts.length}`;
    }
    await sleep(clock, 40);
  }
  return { faults: [upAt === undefined ? 'layer 2 did not come up' : last] };
}

function busyAtExchange({ exchange, media }: CrashTown): string {
  return exchange
    .busyChannels()
    .map((index) => media.channels[index]?.slot)
    .join(' ');
}

function busyAtBox({ spans }: BoxStatus): string {
  const slots = spans.find(({ name }) => name === TRUNK)?.slots ?? [];
  return slots
    .filter(({ condition }) => condition === 'ringing' || condition === 'talking')
    .map(({ slot }) => slot)
    .join(' ');
}

/** What of the time before `bornAt` is still open in the books. */
export async function leftOpen(data: string, bornAt: Instant): Promise<string[]> {
  const reads = openReads(data);
  try {
    return [...(await openRows(reads, bornAt)), ...(await stuckRequests(reads, bornAt))];
  } finally {
    await reads.destroy();
  }
}

async function openRows(reads: Reads, bornAt: Instant): Promise<string[]> {
  const left: string[] = [];
  for (const table of ['call', 'leg'] as const) {
    const rows = await reads
      .selectFrom(table)
      .select('id')
      .where('endedAt', 'is', null)
      .where('offeredAt', '<', bornAt)
      .execute();
    left.push(...rows.map(({ id }) => `${table} ${id} has not ended`));
  }
  for (const table of ['callbackAttempt', 'agentState', 'recording'] as const) {
    const rows = await reads
      .selectFrom(table)
      .select('id')
      .where('endedAt', 'is', null)
      .where('startedAt', '<', bornAt)
      .execute();
    left.push(...rows.map(({ id }) => `${table} ${id} has not ended`));
  }
  return left;
}

/** Leased, dialled or talked with, but by nobody who is alive. */
async function stuckRequests(reads: Reads, bornAt: Instant): Promise<string[]> {
  const rows = await reads
    .selectFrom('callbackRequest')
    .leftJoin('callbackAttempt', 'callbackAttempt.id', 'callbackRequest.attempt')
    .select(['callbackRequest.id', 'callbackRequest.state', 'callbackRequest.leaseUntil', 'callbackAttempt.startedAt'])
    .where('callbackRequest.closedAt', 'is', null)
    .where('callbackRequest.state', '!=', 'open')
    .execute();
  return rows
    .filter(({ startedAt, leaseUntil }) => (startedAt ?? leaseUntil ?? 0) < bornAt)
    .map(({ id, state }) => `request ${id} is ${state} since before the start`);
}

/** Agents who did not come back. */
export function missingAgents({ agents }: BoxStatus): string[] {
  return agents.filter(({ state }) => state === 'signedOut').map(({ id }) => `agent ${id} is signed out`);
}
