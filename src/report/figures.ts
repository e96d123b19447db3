// SPDX-License-Identifier: GPL-2.0-or-later
// What is each figure of a call centre? The one place that divides: names and formulas as people of the field have them.

import type { Duration } from '../kernel/index.js';

/** What became of those who waited in a queue. */
export interface QueueCounts {
  readonly answered: number;
  /** Within the service level's time. */
  readonly answeredInTime: number;
  readonly abandoned: number;
  /** Gave up within the service level's time. */
  readonly abandonedInTime: number;
  readonly overflowed: number;
  /** Sum of the waits of answered calls. */
  readonly waited: Duration;
  /** Sum of the waits of those who gave up. */
  readonly gaveUpAfter: Duration;
  /** The longest wait of all of them. */
  readonly longest: Duration;
}

/** What an agent did, as sums of time, and how many conversations he had. */
export interface AgentTimes {
  readonly handled: number;
  readonly talk: Duration;
  /** Held his customers, consulted another meanwhile or did not. */
  readonly hold: Duration;
  readonly wrapUp: Duration;
  readonly ready: Duration;
  readonly notReady: Duration;
  /** In whatever state, at a station. */
  readonly signedIn: Duration;
  /** `notReady` by reason. */
  readonly reasons: Readonly<Record<string, Duration>>;
}

/** What became of promises that were made, and what was done for promises of any time. */
export interface CallbackCounts {
  /** Promises: `created` = `connected` + `failed` + `open`. */
  readonly created: number;
  /** Kept: joined with an agent, or served when they called again. */
  readonly connected: number;
  /** Of those, by when it was promised. */
  readonly connectedInTime: number;
  readonly failed: number;
  readonly open: number;
  /** Failed ones by reason; `expired` among them. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Further calls of a number whose promise was open. */
  readonly merged: number;
  /** Calls that we made, those that were answered, and those where the key was pressed. */
  readonly attempted: number;
  readonly reached: number;
  readonly confirmed: number;
  /** Calls that were dialled ahead of agents; of those, live answers that found one, and that found nobody in time. */
  readonly dialledAhead: number;
  readonly connectedAhead: number;
  readonly abandonedAhead: number;
  /** How attempts ended. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** How full the channels towards the exchange were. */
export interface LineTimes {
  readonly seizures: number;
  /** Sum of the times for which channels were seized. */
  readonly seized: Duration;
  /** Sum of the times for which channels were in service. */
  readonly inService: Duration;
  /** While not one was free. */
  readonly allBusy: Duration;
  /** Most at once. */
  readonly peak: number;
}

const HOUR = 3_600_000;
const share = (part: number, whole: number, none: number) => (whole === 0 ? none : part / whole);

/** Answered in time of answered and abandoned, 0 to 1; 1 when there was no call. */
export function serviceLevel({
  answeredInTime,
  answered,
  abandoned,
}: Pick<QueueCounts, 'answeredInTime' | 'answered' | 'abandoned'>): number {
  return share(answeredInTime, answered + abandoned, 1);
}

/** Answered in time of answered, as Asterisk's queues have it. */
export function serviceLevelOfAnswered({
  answeredInTime,
  answered,
}: Pick<QueueCounts, 'answeredInTime' | 'answered'>): number {
  return share(answeredInTime, answered, 1);
}

/** Those who gave up in time count as served in time: Asterisk's second one. */
export function serviceLevelWithAbandoned(counts: QueueCounts): number {
  const { answeredInTime, abandonedInTime, answered, abandoned } = counts;
  return share(answeredInTime + abandonedInTime, answered + abandoned, 1);
}

/** Abandoned of all who waited to an end, 0 to 1. Who was promised a callback has not abandoned. */
export function abandonRate({ answered, abandoned, overflowed }: QueueCounts): number {
  return share(abandoned, answered + abandoned + overflowed, 0);
}

/** Served by menus alone, of all that were offered, 0 to 1. */
export function containment({
  offered,
  ended,
}: {
  readonly offered: number;
  readonly ended: Readonly<Record<string, number>>;
}): number {
  return share(ended.selfServed ?? 0, offered, 0);
}

/** Mean wait of answered calls. */
export function averageSpeedOfAnswer({ waited, answered }: Pick<QueueCounts, 'waited' | 'answered'>): Duration {
  return share(waited, answered, 0);
}

/** Mean wait of those who gave up. */
export function averageTimeToAbandon({
  gaveUpAfter,
  abandoned,
}: Pick<QueueCounts, 'gaveUpAfter' | 'abandoned'>): Duration {
  return share(gaveUpAfter, abandoned, 0);
}

/** Mean of talk, hold and wrap-up of a conversation. */
export function averageHandlingTime({
  talk,
  hold,
  wrapUp,
  handled,
}: Pick<AgentTimes, 'talk' | 'hold' | 'wrapUp' | 'handled'>): Duration {
  return share(talk + hold + wrapUp, handled, 0);
}

/** Of the time in which somebody was signed in, how many of his calls came to something in each hour. */
export function resultsPerHour({
  results,
  signedIn,
}: {
  readonly results: number;
  readonly signedIn: Duration;
}): number {
  return share(results * HOUR, signedIn, 0);
}

/** Of the time in which he was at callers' disposal, the share that he worked for one, 0 to 1. */
export function occupancy({
  talk,
  hold,
  wrapUp,
  ready,
}: Pick<AgentTimes, 'talk' | 'hold' | 'wrapUp' | 'ready'>): number {
  return share(talk + hold + wrapUp, talk + hold + wrapUp + ready, 0);
}

/** Busy of the channels in service, 0 to 1; 0 when none is in service: a dead trunk is not a full one. */
export function utilisation({ busy, inService }: { readonly busy: number; readonly inService: number }): number {
  return share(busy, inService, 0);
}

/** Callbacks that were connected of all that were promised, 0 to 1. */
export function recoveryRate({ connected, created }: { readonly connected: number; readonly created: number }): number {
  return share(connected, created, 0);
}

/** Callbacks that were connected by when they were promised, of all that were promised, 0 to 1; 1 when there was none. */
export function callbackServiceLevel({
  connectedInTime,
  created,
}: Pick<CallbackCounts, 'connectedInTime' | 'created'>): number {
  return share(connectedInTime, created, 1);
}

/** Of live answers of calls that were dialled ahead, those for whom there was nobody in time, 0 to 1: the figure that rules limit. */
export function abandonRateAhead({
  connectedAhead,
  abandonedAhead,
}: Pick<CallbackCounts, 'connectedAhead' | 'abandonedAhead'>): number {
  return share(abandonedAhead, abandonedAhead + connectedAhead, 0);
}

/** Callers whose dealings brought a sale, in their call or in the callback that they were promised, of all that came, 0 to 1. */
export function conversionRate({
  offered,
  sold,
  soldLater,
}: {
  readonly offered: number;
  readonly sold: number;
  readonly soldLater: number;
}): number {
  return share(sold + soldLater, offered, 0);
}

/** Answered by people, of all that were offered, 0 to 1. */
export function answeredShare({
  offered,
  ended,
}: {
  readonly offered: number;
  readonly ended: Readonly<Record<string, number>>;
}): number {
  return share(ended.answered ?? 0, offered, 0);
}

/** Nobody served them, and nobody will, of all that were offered, 0 to 1. */
export function lostShare({ lost, offered }: { readonly lost: number; readonly offered: number }): number {
  return share(lost, offered, 0);
}

/** Mean of the scores that callers gave; undefined: none did. */
export function meanScore({ scores, sum }: { readonly scores: number; readonly sum: number }): number | undefined {
  return scores === 0 ? undefined : share(sum, scores, 0);
}

/** The value below which this share of the values lies, by the nearest rank; undefined of none. */
export function percentile(values: readonly Duration[], part: number): Duration | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** What each of several series shows at its places, in the mean: the newest is the first, and each older one counts half as much. */
export function weightedMeans(series: readonly (readonly number[])[]): readonly number[] {
  const length = Math.max(0, ...series.map((one) => one.length));
  const weights = series.map((_, age) => 0.5 ** age);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length }, (_, place) =>
    share(
      series.reduce((sum, one, age) => sum + (one[place] ?? 0) * (weights[age] ?? 0), 0),
      all,
      0,
    ),
  );
}

/** Traffic in Erlangs: how many channels were seized in the mean of a time; of an hour it is the sum of seizures' seconds / 3600. */
export function erlangs({ seized }: Pick<LineTimes, 'seized'>, time: Duration): number {
  return share(seized, time, 0);
}

/** Of the time in which channels were in service, the share for which they were seized, 0 to 1. */
export function utilisationOverTime({ seized, inService }: Pick<LineTimes, 'seized' | 'inService'>): number {
  return share(seized, inService, 0);
}
