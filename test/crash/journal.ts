// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises were heard before the power went? A line for each, written outside the machine at once.
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Instant } from '../../src/kernel/index.js';
import type { ExchangeCall } from '../../src/sim/index.js';
import { openReads } from '../../src/store/index.js';
import type { Tally } from './tally.js';
import type { CrashTown } from './town.js';

interface Heard {
  /** In which life of the machine, from 1. */
  readonly life: number;
  readonly number: string;
  readonly promisedAt: Instant;
}

const at = (instant: Instant) => new Date(instant).toISOString();
const tail = (number: string) => number.replace(/\D/g, '').slice(-11);

/** Writes down each promise as soon as a caller has heard its first 20 ms, and each conversation. */
export function keepJournal(file: string, life: number, { media, exchange }: CrashTown): void {
  const journal = openSync(file, 'a');
  const written = new Set<ExchangeCall>();
  let conversations = 0;
  const write = (line: object) => writeSync(journal, `${JSON.stringify(line)}\n`);
  media.onFact(({ type }) => {
    if (type !== 'heard') return;
    if (exchange.log.conversations > conversations) write({ life, conversations: ++conversations });
    for (const call of exchange.log.calls) {
      if (call.promisedAt === undefined || written.has(call)) continue;
      written.add(call);
      const line: Heard = { life, number: call.number, promisedAt: call.promisedAt };
      write(line);
    }
  });
}

function readJournal(file: string): Heard[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const whole = lines.slice(0, -1).map((line) => JSON.parse(line) as Heard | { readonly conversations: number });
  return whole.filter((line): line is Heard => 'promisedAt' in line);
}

/** Judges each promise ever heard by what is on the disk: exactly one request covers it, and that holds a call of his. */
export async function judgeJournal(tally: Tally, file: string, data: string): Promise<void> {
  const heard = readJournal(file);
  const reads = openReads(data);
  try {
    const requests = await reads
      .selectFrom('callbackRequest')
      .select(['id', 'number', 'createdAt', 'closedAt'])
      .where('promised', '=', 1)
      .execute();
    const captures = await reads
      .selectFrom('capture')
      .innerJoin('call', 'call.id', 'capture.call')
      .select(['capture.request', 'call.calling', 'call.offeredAt'])
      .execute();
    const uncovered = heard.flatMap(({ life, number, promisedAt }) => {
      const covering = requests.filter(
        ({ number: of, createdAt, closedAt }) =>
          tail(of) === tail(number) && createdAt <= promisedAt && (closedAt ?? promisedAt) >= promisedAt,
      );
      const held = captures.some(
        ({ request, calling, offeredAt }) =>
          request === covering[0]?.id && tail(calling ?? '') === tail(number) && offeredAt <= promisedAt,
      );
      if (covering.length === 1 && held) return [];
      const his = requests.filter(({ number: of }) => tail(of) === tail(number));
      const known = his.map(({ createdAt, closedAt }) => `${at(createdAt)} to ${closedAt ? at(closedAt) : 'now'}`);
      return [
        `${number} at ${at(promisedAt)} in life ${life}: ${covering.length} cover it of ${known.join(', ') || 'none'}`,
      ];
    });
    tally.check(`each of ${heard.length} promises that were heard has exactly one request on the disk`, uncovered);
  } finally {
    await reads.destroy();
  }
}
