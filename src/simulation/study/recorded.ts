// SPDX-License-Identifier: GPL-2.0-or-later
// Which callers were those of a recorded wave, and what would they do under another policy? What the log knows is as it was; what it cut short,
// or never saw, is drawn by chance from what it knows. Pure.

import type { Duration, Instant } from '../../kernel/index.js';
import { Random } from '../../sim/index.js';
import type { Answering, Attempt, Caller, Shift, WaveFile } from '../wave/index.js';

/** What is looked at of a recorded call. */
export interface RecordedCall {
  readonly direction: string;
  /** Null: withheld. */
  readonly calling: string | null;
  readonly accessNumber: string | null;
  readonly offeredAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly disposition: string | null;
  readonly cause: number | null;
  readonly waitMs: Duration;
  readonly talkMs: Duration;
}

/** When somebody was there. */
export interface RecordedShift {
  readonly agent: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A recorded stretch of time. */
export interface RecordedTime {
  readonly from: Instant;
  readonly to: Instant;
  readonly calls: readonly RecordedCall[];
  readonly shifts: readonly RecordedShift[];
}

/** What the log knows, and what it does not: everybody who reads the result must know it too. */
export interface Known {
  readonly calls: number;
  readonly callers: number;
  /** Calls whose talk time is known; all others talk as long as chance draws from these. */
  readonly talks: number;
  /** Callers who gave up: their patience is known. */
  readonly gaveUp: number;
  /** Callers who got what they wanted before their patience ended: it is at least what they waited, and drawn beyond. */
  readonly patienceCut: number;
  /** Mean patience, with what was cut short counted as such (exponential; the most likely). */
  readonly patience: Duration;
  /** Of calls that came to nothing, how many were followed by another of the same number. */
  readonly redialled: number;
  readonly failed: number;
  /** Calls back from which it is known who answers; none: the wave file's shares hold. */
  readonly calledBack: number;
  readonly withheld: number;
  readonly agents: number;
}

export interface Recorded {
  readonly known: Known;
  readonly shifts: readonly Shift[];
  /** The callers as a seed draws what is not known of them. */
  callers(seed: number): readonly Caller[];
}

const AGAIN_WITHIN: Duration = 30 * 60_000; // who rings later than that has begun anew
const ENOUGH = 20; // calls back, to go by
const CALLED = 6; // calls to one caller for which chance is drawn
const BUSY = 17; // Q.850
const SERVED: ReadonlySet<string> = new Set(['answered', 'captured']);

/** `usual`: what a wave file says of what no log knows. */
export function recordedWave(time: RecordedTime, usual: WaveFile): Recorded {
  const inbound = time.calls.filter(({ direction }) => direction === 'inbound');
  const visits = visitsOf(inbound);
  const talks = inbound.flatMap(({ disposition, talkMs }) =>
    disposition === 'answered' && talkMs > 0 ? [talkMs] : [],
  );
  const gaveUp = inbound.filter(({ disposition }) => disposition === 'abandoned');
  const waited = inbound.filter(({ waitMs }) => waitMs > 0);
  const patience = gaveUp.length === 0 ? usual.patience : sum(waited.map(({ waitMs }) => waitMs)) / gaveUp.length;
  const failed = inbound.filter((call) => !isServed(call));
  const again = visits.flatMap((calls) => calls.slice(1).map((call, nth) => call.offeredAt - endOf(calls[nth])));
  const back = time.calls.filter(({ direction }) => direction === 'outbound');
  const known: Known = {
    ...{ calls: inbound.length, callers: visits.length, talks: talks.length, gaveUp: gaveUp.length, patience },
    patienceCut: waited.length - waited.filter(({ disposition }) => disposition === 'abandoned').length,
    ...{ redialled: again.length, failed: failed.length, calledBack: back.length >= ENOUGH ? back.length : 0 },
    withheld: inbound.filter(({ calling }) => calling === null).length,
    agents: new Set(time.shifts.map(({ agent }) => agent)).size,
  };
  const drawn = { usual, talks, patience, again, redials: again.length / Math.max(1, failed.length), back };
  return {
    known,
    shifts: time.shifts.map(({ agent, from, to }) => ({
      agent,
      from: Math.max(0, from - time.from),
      to: to - time.from,
    })),
    callers: (seed) => {
      const chances = chancesOf(seed);
      return visits.map((calls, nth) => callerOf(calls, { nth, from: time.from, chances, drawn }));
    },
  };
}

/** Calls of one number that follow each other because the one before came to nothing; who withholds his is somebody else each time. */
function visitsOf(calls: readonly RecordedCall[]): readonly (readonly RecordedCall[])[] {
  const visits: RecordedCall[][] = [];
  const open = new Map<string, RecordedCall[]>();
  for (const call of [...calls].sort((a, b) => a.offeredAt - b.offeredAt)) {
    const before = call.calling === null ? undefined : open.get(call.calling);
    const last = before?.at(-1);
    if (before !== undefined && last !== undefined && !isServed(last) && follows(last, call)) {
      before.push(call);
      continue;
    }
    const visit = [call];
    visits.push(visit);
    if (call.calling !== null) open.set(call.calling, visit);
  }
  return visits;
}

const follows = (last: RecordedCall, call: RecordedCall) => call.offeredAt - endOf(last) <= AGAIN_WITHIN;
const isServed = ({ disposition }: RecordedCall) => SERVED.has(disposition ?? '');
const endOf = (call: RecordedCall | undefined) => call?.endedAt ?? call?.offeredAt ?? 0;
const sum = (values: readonly number[]) => values.reduce((whole, value) => whole + value, 0);

/** Each cause has a stream of its own. */
const CAUSES = ['patience', 'talk', 'redial', 'answering', 'key'] as const;
type Chances = Readonly<Record<(typeof CAUSES)[number], Random>>;
const chancesOf = (seed: number) =>
  Object.fromEntries(CAUSES.map((cause, nth) => [cause, new Random(seed * 1_000 + 500 + nth)])) as Chances;

interface Drawn {
  readonly usual: WaveFile;
  readonly talks: readonly Duration[];
  readonly patience: Duration;
  /** Times until somebody rang again, and how many of those who got nothing did. */
  readonly again: readonly Duration[];
  readonly redials: number;
  readonly back: readonly RecordedCall[];
}

interface Drawing {
  readonly nth: number;
  readonly from: Instant;
  readonly chances: Chances;
  readonly drawn: Drawn;
}

function callerOf(calls: readonly RecordedCall[], { nth, from, chances, drawn }: Drawing): Caller {
  const [first] = calls;
  const attempts: Attempt[] = calls.map((call, one) => attemptOf(call, calls[one + 1], chances, drawn));
  // What he would do after the last that the log saw of him.
  while (attempts.length <= drawn.usual.redial.most) {
    const last = attempts.at(-1);
    if (last === undefined || last.again === undefined) break;
    if (attempts.length < calls.length) continue;
    attempts.push(attemptOf(undefined, undefined, chances, drawn));
  }
  const back = Array.from({ length: CALLED }, () => answeringOf(chances, drawn));
  return {
    number: `139${String(nth).padStart(8, '0')}`, // a number stands for a caller; nobody's own is carried on
    accessNumber: first?.accessNumber ?? '',
    at: (first?.offeredAt ?? from) - from,
    attempts,
    answering: (nth) => back[Math.min(nth, CALLED - 1)] as Answering,
  };
}

function attemptOf(
  call: RecordedCall | undefined,
  next: RecordedCall | undefined,
  chances: Chances,
  { usual, talks, patience, again, redials }: Drawn,
): Attempt {
  const beyond = chances.patience.exponential(patience);
  const talk = talks.length === 0 ? chances.talk.exponential(usual.talk) : pick(talks, chances.talk);
  const rings = chances.redial.chance(Math.min(1, redials));
  const after = again.length === 0 ? chances.redial.exponential(usual.redial.after) : pick(again, chances.redial);
  const keepsPlace = chances.key.chance(usual.keepsPlace);
  const hangsUp = chances.key.exponential(usual.hangsUp);
  const drawn = { keepsPlace, hangsUp, talk, patience: beyond, again: rings ? after : undefined };
  if (call === undefined) return drawn;
  const waited = Math.max(0, call.waitMs);
  return {
    ...drawn,
    // He who gave up has shown his patience; anybody else had at least so much.
    patience: call.disposition === 'abandoned' ? waited : waited + beyond,
    talk: call.disposition === 'answered' && call.talkMs > 0 ? call.talkMs : talk,
    again: isServed(call) ? drawn.again : next && next.offeredAt - endOf(call),
  };
}

function answeringOf({ answering, talk: talking }: Chances, { usual, talks, back }: Drawn): Answering {
  const share =
    back.length < ENOUGH
      ? usual.callbacks.answered
      : back.filter(({ answeredAt }) => answeredAt !== null).length / back.length;
  const busy =
    back.length < ENOUGH
      ? usual.callbacks.busy
      : back.filter(({ cause, answeredAt }) => answeredAt === null && cause === BUSY).length / back.length;
  const drawn = answering.next();
  return {
    how: drawn < share ? 'answers' : drawn < share + busy ? 'busy' : 'noAnswer',
    lifts: answering.exponential(usual.callbacks.lifts),
    confirms: answering.chance(usual.callbacks.confirmed),
    talk: talks.length === 0 ? talking.exponential(usual.talk) : pick(talks, talking),
  };
}

function pick(values: readonly Duration[], chance: Random): Duration {
  return values[Math.floor(chance.next() * values.length)] ?? 0;
}
