// SPDX-License-Identifier: GPL-2.0-or-later
// Did the box keep its word through all its lives? Its books against what the exchange saw and heard.
import { boxRecords } from '../../src/cli/demo/report.js';
import type { BoxStatus } from '../../src/engine/index.js';
import type { Duration, Instant } from '../../src/kernel/index.js';
import { type ExchangeCall, type ExchangeLog, judge, type Unmatched } from '../../src/sim/index.js';
import { openReads, type Reads, wholeBooks } from '../../src/store/index.js';
import { counters, recount } from '../support/recount.js';
import type { CrashFiles } from './files.js';
import { wrongRecordings } from './recordings.js';
import type { Tally } from './tally.js';

/** When the box was not there: from the signal to both sides' agreement after the next start. */
export interface Absence {
  readonly from: Instant;
  readonly until: Instant;
}

/** A SETUP takes so long to be read, and what came of it to be dialled. */
const ON_ITS_WAY: Duration = 250;

/** Judges the whole run. `last`: the box's own totals at its end. */
export async function judgeRun(
  tally: Tally,
  files: CrashFiles,
  log: ExchangeLog,
  absences: readonly Absence[],
  last: BoxStatus,
): Promise<void> {
  const reads = openReads(files.data);
  try {
    const { lost, unmatched } = judge(log.calls, boxRecords(await wholeBooks(reads)));
    const heard = log.calls.filter(({ promisedAt }) => promisedAt !== undefined).length;
    tally.check(
      `each of ${heard} promises that were heard has exactly one request that covers it`,
      lost.map(({ number, promisedAt, reason }) => `${number}, ${new Date(promisedAt).toISOString()}: ${reason}`),
    );
    const gaps = await Promise.all(absences.map((absence) => unwritten(reads, absence)));
    const unexplained = unmatched.filter(({ at }) => !gaps.some(({ from, until }) => at > from && at < until));
    tally.check(
      `books and exchange agree call by call, but for ${unmatched.length} that a kill cut as they began`,
      unexplained.map(({ side, what, at }) => `${side}: ${new Date(at).toISOString()} ${what}`),
    );
    tally.check('every offered call is accounted for', unbalanced(last, log, unmatched));
    tally.check('nobody was called by two calls at once', calledTwice(log.calls));
    tally.check('rows and event log tell the same', await recounted(reads));
    tally.check('the counters are equal to a recount of the rows', await miscounted(reads));
    const recordings = await reads.selectFrom('recording').selectAll().execute();
    const whole = recordings.filter(({ state }) => state !== 'failed').length;
    tally.check(
      `${whole} recordings of ${recordings.length} have their true length in sox, on disk and in the catalogue`,
      wrongRecordings(files.recordings, recordings),
    );
  } finally {
    await reads.destroy();
  }
}

/**
 * What began here may stand in one side's books alone: from what a life wrote last (all that it decided is written in its
 * order, but a slow disk may have held up the last second of it) until it was back.
 */
async function unwritten(reads: Reads, { from, until }: Absence): Promise<Absence> {
  const last = await reads
    .selectFrom('event')
    .select(({ fn }) => fn.max('at').as('at'))
    .where('at', '<', from)
    .executeTakeFirst();
  return { from: Math.min(from, last?.at ?? from) - ON_ITS_WAY, until };
}

/** The box identity, and what both sides call offered: all but what the box never saw. */
function unbalanced({ calls, callbacks }: BoxStatus, log: ExchangeLog, unmatched: readonly Unmatched[]): string[] {
  const { offered, inProgress, ...ended } = calls;
  const sum = Object.values(ended).reduce((total, n) => total + n, inProgress);
  const unseen = unmatched.filter(({ side, direction }) => side === 'exchange' && direction === 'in').length;
  const { created, connected, failed, open } = callbacks;
  return [
    ...(offered === sum ? [] : [`${offered} were offered, the dispositions' sum is ${sum}`]),
    ...(offered + unseen === log.offered
      ? []
      : [`the box has ${offered}, the exchange ${log.offered} and ${unseen} unseen`]),
    ...(created === connected + failed + open ? [] : [`${created} promises, but ${connected} + ${failed} + ${open}`]),
    ...(inProgress === 0 ? [] : [`${inProgress} are still in progress`]),
  ];
}

/** Events are written with the rows that they tell of: as many ends as rows that have ended, and no attempt without an end. */
async function recounted(reads: Reads): Promise<string[]> {
  const events = await reads
    .selectFrom('event')
    .select(({ fn }) => ['type', fn.countAll<number>().as('n')])
    .groupBy('type')
    .execute();
  const told = new Map(events.map(({ type, n }) => [type, n]));
  const count = async (table: 'call' | 'capture' | 'callbackRequest' | 'callbackAttempt' | 'recording') =>
    (
      await reads
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  const rows = {
    'call.offered': await count('call'),
    'call.ended': await count('call'),
    'capture.taken': await count('capture'),
    'callback.created': await count('callbackRequest'),
    'callback.attempted': await count('callbackAttempt'),
    'recording.started': await count('recording'),
  };
  const unended = await reads.selectFrom('callbackAttempt').select('id').where('outcome', 'is', null).execute();
  return [
    ...Object.entries(rows).flatMap(([type, n]) =>
      (told.get(type) ?? 0) === n ? [] : [`${n} rows, ${told.get(type) ?? 0} ${type}`],
    ),
    ...unended.map(({ id }) => `attempt ${id} has no outcome`),
  ];
}

/** Customers to whom two calls of the box were up at the same time. */
function calledTwice(calls: readonly ExchangeCall[]): string[] {
  const out = calls.filter(({ direction }) => direction === 'out').sort((a, b) => a.startedAt - b.startedAt);
  const until = new Map<string, Instant>();
  return out.flatMap(({ called, startedAt, endedAt }) => {
    const twice = startedAt < (until.get(called) ?? 0);
    until.set(called, Math.max(until.get(called) ?? 0, endedAt ?? Number.POSITIVE_INFINITY));
    return twice ? [`${called} at ${new Date(startedAt).toISOString()}`] : [];
  });
}

async function miscounted(reads: Reads): Promise<readonly string[]> {
  const [kept, right] = [await counters(reads), await recount(reads)];
  const names = new Set([...Object.keys(kept), ...Object.keys(right)]);
  return [...names]
    .filter((name) => kept[name] !== right[name])
    .map((name) => `${name}: ${kept[name]}, not ${right[name]}`);
}
