// SPDX-License-Identifier: GPL-2.0-or-later
// What do the records of each quarter of an hour add up to? Counts belong to the quarter of the offer, waits to that of their end, times are cut at its edges.

import type { Duration, Instant } from '../kernel/index.js';
import { QUARTER } from '../store/index.js';
import { type AgentStay, AgentSums } from './agents.js';
import { type Attempted, CallbackSums, type Promised } from './callbacks.js';
import type { AgentTimes, CallbackCounts, LineTimes } from './figures.js';
import { type InService, isOfLines, LineSums } from './lines.js';
import { isLost, type Period, type WaitEnd, waitOf } from './metrics.js';
import type { MeasuredCall } from './report.js';
import { placeOfWait } from './wait-marks.js';

/** Counts by name under two names. */
export type Under<T> = Record<string, Record<string, T>>;

/** Waits that ended the same way: how many, how long in all, and counted between `WAIT_MARKS`. */
export interface WaitCounts {
  n: number;
  sum: Duration;
  in: number[];
}
export type QueueWaits = { [How in WaitEnd]?: WaitCounts } & { longest: Duration };

/** By access number and queue; `''` where there is none. */
export interface CallSums {
  /** Inbound contacts: `offered`, `lost`, and by disposition. */
  contacts?: Under<Record<string, number>>;
  /** Of access numbers. */
  names?: Record<string, string>;
  waits?: Under<QueueWaits>;
  merged?: number;
  lines?: LineTimes;
  /** Calls that ended, by direction and cause. */
  causes?: Under<number>;
  /** By queue, agent and code; a code that takes another's place takes one from that. */
  codes?: Record<string, Under<number>>;
}

/** What stands in an agent's list, in this order: his times, how many scores callers gave him, and their sum. */
const LISTED = ['handled', 'talk', 'hold', 'wrapUp', 'ready', 'notReady', 'signedIn'] as const;

/** Lists by agent, short because there are many; and of `notReady` the reasons. */
export interface AgentSumLists {
  times?: Record<string, number[]>;
  reasons?: Under<Duration>;
}

/** What is kept of a quarter. */
export interface Quarter {
  readonly calls: CallSums;
  readonly promises: Partial<CallbackCounts>;
  readonly agents: AgentSumLists;
}

/** What is known of a time that is summed up. */
export interface QuartersAsked {
  /** Its edges are quarters'. */
  readonly period: Period;
  readonly now: Instant;
  /** Channels towards the exchange in service when it began, and the steps in it. */
  readonly channels: number;
  readonly steps: readonly InService[];
  /** Until when a promise is kept in time. */
  readonly promisedBy: (promise: Promised) => Instant;
}

interface Open {
  readonly period: Period;
  readonly calls: CallSums;
  readonly agents: AgentSums;
  readonly scores: Map<string, { scores: number; scored: number }>;
  readonly callbacks: CallbackSums;
  readonly lines: LineSums;
  hasPromises: boolean;
}

/** Sums of each quarter of a time: calls in the order in which they were offered, all else in any. */
export class QuarterFold {
  readonly #asked: QuartersAsked;
  readonly #quarters: readonly Open[];
  readonly #talked = new Set<string>();

  constructor(asked: QuartersAsked) {
    this.#asked = asked;
    const { from, to } = asked.period;
    const quarters: Open[] = [];
    for (let at = from; at < to; at += QUARTER) quarters.push(this.#open(at));
    this.#quarters = quarters;
  }

  call(call: MeasuredCall): void {
    const { contact, capture, segments, seizures, accessNumber, accessName, queue } = call;
    const number = accessNumber ?? '';
    for (const seizure of seizures)
      for (const quarter of this.#touched(seizure.from, seizure.to)) {
        quarter.lines.passed(call.offeredAt);
        quarter.lines.seized(seizure);
      }
    if (contact?.direction === 'inbound') {
      const calls = this.#at(contact.startedAt)?.calls;
      if (calls !== undefined) {
        const counts = under(under(of(calls, 'contacts'), number), queue ?? '');
        counts.offered = (counts.offered ?? 0) + 1;
        if (contact.disposition !== null) counts[contact.disposition] = (counts[contact.disposition] ?? 0) + 1;
        if (isLost(contact)) counts.lost = (counts.lost ?? 0) + 1;
        if (accessName !== null) of(calls, 'names')[number] = accessName;
      }
    }
    for (const segment of segments) {
      const first = !this.#talked.has(segment.leg);
      if (segment.kind === 'talking' && segment.role === 'agent') this.#talked.add(segment.leg);
      for (const quarter of this.#touched(segment.fromAt, segment.toAt)) quarter.agents.stay(segment, first);
      this.#wait(number, segment);
    }
    const caught = capture?.merged === true ? this.#at(capture.at)?.calls : undefined;
    if (caught !== undefined) caught.merged = (caught.merged ?? 0) + 1;
  }

  /** How a call ended, by its Q.850 cause. */
  ended({ at, direction, cause }: { readonly at: Instant; readonly direction: string; readonly cause: number }): void {
    const calls = this.#at(at)?.calls;
    if (calls === undefined) return;
    const counts = under(of(calls, 'causes'), direction);
    counts[cause] = (counts[cause] ?? 0) + 1;
  }

  state(state: AgentStay): void {
    for (const quarter of this.#touched(state.startedAt, state.endedAt)) quarter.agents.state(state);
  }

  scored({ agent, score, at }: { readonly agent: string; readonly score: number; readonly at: Instant }): void {
    const scores = this.#at(at)?.scores;
    const before = scores?.get(agent) ?? { scores: 0, scored: 0 };
    scores?.set(agent, { scores: before.scores + 1, scored: before.scored + score });
  }

  /** `by` -1: it takes the place of this one. */
  coded(coded: {
    readonly queue: string;
    readonly agent: string;
    readonly code: string;
    readonly at: Instant;
    readonly by: number;
  }): void {
    const calls = this.#at(coded.at)?.calls;
    if (calls === undefined) return;
    const counts = under(under(of(calls, 'codes'), coded.queue), coded.agent);
    counts[coded.code] = (counts[coded.code] ?? 0) + coded.by;
  }

  promised(promise: Promised): void {
    const quarter = this.#at(promise.createdAt);
    if (quarter === undefined) return;
    quarter.hasPromises = true;
    quarter.callbacks.promised(promise);
  }

  attempted(attempt: Attempted): void {
    const quarter = this.#at(attempt.startedAt);
    if (quarter === undefined) return;
    quarter.hasPromises = true;
    quarter.callbacks.attempted(attempt);
  }

  /** By when each begins; when all has come. */
  get quarters(): ReadonlyMap<Instant, Quarter> {
    return new Map(this.#quarters.map((open) => [open.period.from, sumsOf(open)]));
  }

  #wait(number: string, segment: Parameters<typeof waitOf>[0]): void {
    if (segment.toAt === null) return;
    const quarter = this.#at(segment.toAt);
    const wait = quarter && waitOf(segment, quarter.period);
    if (quarter === undefined || wait === undefined) return;
    const { queue, how, waited } = wait;
    const queues = under(of(quarter.calls, 'waits'), number);
    const counts = queues[queue] ?? { longest: 0 };
    queues[queue] = counts;
    counts.longest = Math.max(counts.longest, waited);
    const same = counts[how] ?? { n: 0, sum: 0, in: [] };
    counts[how] = same;
    same.n++;
    same.sum += waited;
    const place = placeOfWait(waited);
    for (let n = same.in.length; n <= place; n++) same.in.push(0);
    same.in[place] = (same.in[place] ?? 0) + 1;
  }

  #at(at: Instant): Open | undefined {
    return this.#quarters[Math.floor((at - this.#asked.period.from) / QUARTER)];
  }

  /** Those in which a time lies; null: to now. */
  #touched(from: Instant, to: Instant | null): readonly Open[] {
    const { period, now } = this.#asked;
    const place = (at: Instant) => Math.floor((at - period.from) / QUARTER);
    return this.#quarters.slice(Math.max(0, place(from)), Math.max(0, place(Math.max(from, to ?? now)) + 1));
  }

  #open(from: Instant): Open {
    const { now, steps, channels, promisedBy } = this.#asked;
    const period = { from, to: from + QUARTER };
    const before = steps.filter(({ at }) => at < from).at(-1)?.channels ?? channels;
    const lines = new LineSums(period, now, before);
    for (const step of steps) if (step.at >= from && step.at < period.to) lines.inService(step);
    return {
      period,
      calls: {},
      agents: new AgentSums(period, now),
      scores: new Map(),
      callbacks: new CallbackSums(period, promisedBy),
      lines,
      hasPromises: false,
    };
  }
}

function sumsOf({ calls, lines, agents, scores, callbacks, hasPromises }: Open): Quarter {
  const times = lines.times;
  return {
    calls: { ...calls, ...(isOfLines(times) ? { lines: times } : {}) },
    promises: hasPromises ? callbacks.counts : {},
    agents: listsOf(agents, scores),
  };
}

function listsOf(agents: AgentSums, scores: Open['scores']): AgentSumLists {
  const names = new Set([...agents.times.keys(), ...scores.keys()]);
  if (names.size === 0) return {};
  const times: Record<string, number[]> = {};
  const reasons: Under<Duration> = {};
  for (const agent of names) {
    const his = agents.of(agent);
    const given = scores.get(agent);
    times[agent] = [...LISTED.map((what) => his[what]), ...(given === undefined ? [] : [given.scores, given.scored])];
    if (Object.keys(his.reasons).length > 0) reasons[agent] = { ...his.reasons };
  }
  return { times, ...(Object.keys(reasons).length === 0 ? {} : { reasons }) };
}

/** An agent's times of such lists, and his scores. */
export function timesListed(
  { times = {}, reasons = {} }: AgentSumLists,
  agent: string,
): { readonly times: AgentTimes; readonly scores: number; readonly sum: number } {
  const list = times[agent] ?? [];
  const named = Object.fromEntries(LISTED.map((what, place) => [what, list[place] ?? 0]));
  return {
    times: { ...named, reasons: reasons[agent] ?? {} } as unknown as AgentTimes,
    scores: list[LISTED.length] ?? 0,
    sum: list[LISTED.length + 1] ?? 0,
  };
}

/** A table of a quarter's; made when it is not there. */
function of<Name extends 'contacts' | 'names' | 'causes' | 'codes' | 'waits'>(
  calls: CallSums,
  name: Name,
): NonNullable<CallSums[Name]> {
  const table = calls[name] ?? {};
  calls[name] = table as CallSums[Name];
  return table as NonNullable<CallSums[Name]>;
}

/** What is kept under a name; made when it is not there. */
function under<T extends object>(of: Record<string, T>, name: string): T {
  const known = of[name];
  if (known !== undefined) return known;
  const none = {} as T;
  of[name] = none;
  return none;
}
