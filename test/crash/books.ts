// SPDX-License-Identifier: GPL-2.0-or-later
// Did the box keep its word through all its lives? Its books against what the exchange saw and heard.
import { readBooks } from '../../src/cli/demo/report.js';
import type { BoxStatus } from '../../src/engine/index.js';
import type { Duration, Instant } from '../../src/kernel/index.js';
import { type ExchangeCall, type ExchangeLog, judge, type Unmatched } from '../../src/sim/index.js';
import { openReads } from '../../src/store/index.js';
import type { CrashFiles } from './files.js';
import { wrongRecordings } from './recordings.js';
import type { Tally } from './tally.js';

/** When the box was not there: from the signal to the next start's layer 2. */
export interface Absence {
  readonly from: Instant;
  readonly until: Instant;
}

/** A call may be known to one side alone when it began so shortly before a kill: a SETUP unread, a row unwritten. */
const UNNOTICED: Duration = 1_000;

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
    const { lost, unmatched } = judge(log.calls, await readBooks(reads));
    const heard = log.calls.filter(({ promisedAt }) => promisedAt !== undefined).length;
    tally.check(
      `each of ${heard} promises that were heard has exactly one request that covers it`,
      lost.map(({ number, promisedAt, reason }) => `${number}, ${new Date(promisedAt).toISOString()}: ${reason}`),
    );
    const unexplained = unmatched.filter(({ at }) => !cut(at, absences));
    tally.check(
      `books and exchange agree call by call, but for ${unmatched.length} that a kill cut as they began`,
      unexplained.map(({ side, what, at }) => `${side}: ${new Date(at).toISOString()} ${what}`),
    );
    tally.check('every offered call is accounted for', unbalanced(last, log, unmatched));
    tally.check('nobody was called by two calls at once', calledTwice(log.calls));
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

function cut(at: Instant, absences: readonly Absence[]): boolean {
  return absences.some(({ from, until }) => at > from - UNNOTICED && at < until);
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
