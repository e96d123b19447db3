// SPDX-License-Identifier: GPL-2.0-or-later
// How is a report made of quarters that are summed up already? What they add up to, for each part and for all.

import type { Duration } from '../kernel/index.js';
import { QUARTER } from '../store/index.js';
import { CodeTally } from './code-tally.js';
import type { AgentTimes, CallbackCounts, LineTimes, QueueCounts } from './figures.js';
import { addedLines, NO_LINES } from './lines.js';
import { reportMade } from './made.js';
import { NOBODY_YET, type Period } from './metrics.js';
import { PartSums } from './part-sums.js';
import { type CallSums, type Quarter, type QueueWaits, timesListed } from './quarters.js';
import { seesQueue } from './reach.js';
import type { Report } from './report.js';
import { isOfTime, type ReportAsked } from './report-asked.js';
import { type Showing, showingOf } from './slots.js';
import { countWithin } from './wait-marks.js';

/** Whether a time's sums can be told of whole quarters. */
export function isOfQuarters({ from, to }: Period): boolean {
  return from % QUARTER === 0 && to % QUARTER === 0;
}

/** A part of a time, and the sums of its quarters. */
export interface Group {
  readonly key: string;
  readonly sums: Quarter;
}

/** The sums of a time in which the same slots were on. */
export interface ShownGroup extends Group {
  readonly on: readonly Showing[];
}

/** Undefined: a queue's service level is one that the sums do not tell. */
export function reportOfQuarters(
  asked: ReportAsked,
  groups: readonly Group[],
  shown: readonly ShownGroup[] = [],
): Report | undefined {
  const { by } = asked;
  const whole = new PartSums();
  const parts = new Map<string, PartSums>();
  const codes = new CodeTally();
  const agents = new Map<string, AgentTimes>();
  const scores = new Map<string, { scores: number; sum: number }>();
  let callbacks: CallbackCounts = NO_CALLBACKS();
  let lines: LineTimes = NO_LINES;
  const linesOf = new Map<string, LineTimes>();
  const partOf = (key: string, name?: string): PartSums => {
    const part = parts.get(key) ?? new PartSums(name);
    parts.set(key, part);
    return part;
  };
  for (const { key, sums } of groups) {
    const { calls, promises } = sums;
    const targets = (number: string, queue: string): readonly PartSums[] => {
      if (by === undefined || by === 'agent' || by === 'slot') return [whole];
      if (by === 'queue') return [whole, partOf(queue)];
      if (by === 'access-number') return [whole, partOf(number, calls.names?.[number])];
      return [whole, partOf(key)];
    };
    if (!addCalls(calls, targets, asked)) return undefined;
    for (const [queue, ofAgents] of Object.entries(calls.codes ?? {})) {
      if (!seesQueue(asked.only?.reach, queue)) continue;
      for (const [agent, counts] of Object.entries(ofAgents))
        for (const [code, count] of Object.entries(counts))
          if (count > 0) codes.add({ queue, agent, code, calls: count });
    }
    callbacks = addNumbers(callbacks, { ...NO_CALLBACKS(), ...promises, merged: calls.merged ?? 0 });
    if (calls.lines !== undefined) {
      lines = addedLines(lines, calls.lines);
      if (by !== undefined && isOfTime(by)) linesOf.set(key, addedLines(linesOf.get(key) ?? NO_LINES, calls.lines));
    }
    for (const agent of Object.keys(sums.agents.times ?? {})) {
      const { times, scores: given, sum } = timesListed(sums.agents, agent);
      const before = agents.get(agent);
      agents.set(agent, before === undefined ? times : addNumbers(before, times));
      const had = scores.get(agent) ?? { scores: 0, sum: 0 };
      if (given > 0) scores.set(agent, { scores: had.scores + given, sum: had.sum + sum });
    }
  }
  for (const { on, sums } of shown) {
    const targets = (number: string) => {
      const slot = showingOf(on, number)?.slot;
      return slot === undefined ? [] : [partOf(slot)];
    };
    if (!addCalls(sums.calls, targets, asked)) return undefined;
  }
  return reportMade(asked, { whole, parts, callbacks, lines, linesOf, agents, scores, codes });
}

function addCalls(
  calls: CallSums,
  targets: (number: string, queue: string) => readonly PartSums[],
  { within, only }: Pick<ReportAsked, 'within' | 'only'>,
): boolean {
  for (const [number, queues] of Object.entries(calls.contacts ?? {}))
    for (const [queue, { offered = 0, lost = 0, ...ended }] of Object.entries(queues)) {
      if (!seesQueue(only?.reach, queue)) continue;
      for (const part of targets(number, queue)) part.contacts({ offered, lost, ended });
    }
  for (const [number, queues] of Object.entries(calls.waits ?? {}))
    for (const [queue, waits] of Object.entries(queues)) {
      if (!seesQueue(only?.reach, queue)) continue;
      const level = within(queue);
      const counts = countsOf(waits, level);
      if (counts === undefined) return false;
      for (const part of targets(number, queue)) part.waits(counts, level);
    }
  return true;
}

function countsOf({ answered, abandoned, overflowed, longest }: QueueWaits, within: Duration): QueueCounts | undefined {
  const answeredInTime = countWithin(answered?.in ?? [], within);
  const abandonedInTime = countWithin(abandoned?.in ?? [], within);
  if (answeredInTime === undefined || abandonedInTime === undefined) return undefined;
  return {
    ...NOBODY_YET,
    answered: answered?.n ?? 0,
    answeredInTime,
    waited: answered?.sum ?? 0,
    abandoned: abandoned?.n ?? 0,
    abandonedInTime,
    gaveUpAfter: abandoned?.sum ?? 0,
    overflowed: overflowed?.n ?? 0,
    longest,
  };
}

const NO_CALLBACKS = (): CallbackCounts => ({
  ...{ created: 0, connected: 0, connectedInTime: 0, failed: 0, open: 0, merged: 0 },
  ...{ attempted: 0, reached: 0, confirmed: 0, reasons: {}, outcomes: {} },
  ...{ dialledAhead: 0, connectedAhead: 0, abandonedAhead: 0 },
});

/** Each number of one with the other's, and of what hangs on them. */
function addNumbers<T extends object>(one: T, other: T): T {
  const sum = { ...one } as Record<string, unknown>;
  for (const [name, value] of Object.entries(other)) {
    const before = sum[name];
    sum[name] =
      typeof value === 'number'
        ? ((before as number | undefined) ?? 0) + value
        : addNumbers((before as object | undefined) ?? {}, value as object);
  }
  return sum as T;
}
