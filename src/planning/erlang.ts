// SPDX-License-Identifier: GPL-2.0-or-later
// How many lines and how many agents does a traffic need? Erlang's formulas B and C, and Palm's A for callers who give up; pure.

import type { Duration } from '../kernel/index.js';

/** Calls that come by chance, each with so much work in it. */
export interface Offered {
  /** Mean work of all calls at once, in Erlangs: calls an hour times handling time in hours. */
  readonly traffic: number;
  /** Mean time in which an agent is taken by a call. */
  readonly handling: Duration;
}

/** What callers find who wait for one of so many agents. */
export interface Waiting {
  /** The chance that nobody is free. */
  readonly waits: number;
  /** Answered within the time of all who came, 0 to 1. */
  readonly serviceLevel: number;
  /** Mean wait of those who are answered, with those who do not wait. */
  readonly answeredAfter: Duration;
  /** Who gave up, of all, 0 to 1; 0 for callers who wait for ever. */
  readonly abandoned: number;
  /** Share of their time in which agents are taken by calls, 0 to 1. */
  readonly occupancy: number;
}

/** The chance that a call finds all channels taken (Erlang B), by the recursion that no factorial overflows. */
export function erlangB(traffic: number, channels: number): number {
  let blocked = 1;
  for (let n = 1; n <= channels; n++) blocked = (traffic * blocked) / (n + traffic * blocked);
  return blocked;
}

/** The chance that a caller has to wait (Erlang C); 1 where the agents cannot do the work at all. */
export function erlangC(traffic: number, agents: number): number {
  if (agents <= traffic) return 1;
  const blocked = erlangB(traffic, agents);
  return (agents * blocked) / (agents - traffic * (1 - blocked));
}

/** The fewest channels on which no more than this share of calls is blocked. */
export function channelsFor(traffic: number, blocking: number): number {
  let blocked = 1;
  for (let n = 0; ; n++) {
    if (n > 0) blocked = (traffic * blocked) / (n + traffic * blocked);
    if (blocked <= blocking) return n;
  }
}

/** The most traffic of which no more than this share is blocked on so many channels, in Erlangs. */
export function trafficOn(channels: number, blocking: number): number {
  let [least, most] = [0, channels / (1 - Math.min(blocking, 0.999)) + 1]; // carried traffic cannot be above the channels
  for (let step = 0; step < 60; step++) {
    const middle = (least + most) / 2;
    if (erlangB(middle, channels) <= blocking) least = middle;
    else most = middle;
  }
  return least;
}

/** What callers find who never give up (Erlang C). */
export function waitingForEver(
  { traffic, handling }: Offered,
  { agents, within }: { readonly agents: number; readonly within: Duration },
): Waiting {
  const free = agents - traffic;
  if (free <= 0)
    return { waits: 1, serviceLevel: 0, answeredAfter: Number.POSITIVE_INFINITY, abandoned: 0, occupancy: 1 };
  const waits = erlangC(traffic, agents);
  return {
    waits,
    serviceLevel: 1 - waits * Math.exp((-free * within) / handling),
    answeredAfter: (waits * handling) / free,
    abandoned: 0,
    occupancy: traffic / agents,
  };
}

/**
 * What callers find whose patience is exponential (Palm's model, M/M/n+M, called Erlang A). By the density of the wait that a
 * caller of endless patience would have (Zeltyn and Mandelbaum 2005, "Call centers with impatient customers", section 5).
 */
export function waitingWithPatience(
  { traffic, handling }: Offered,
  { agents, within, patience }: { readonly agents: number; readonly within: Duration; readonly patience: Duration },
): Waiting {
  if (agents === 0) return { waits: 1, serviceLevel: 0, answeredAfter: 0, abandoned: 1, occupancy: 0 };
  const [arrivals, leaving] = [traffic / handling, 1 / patience]; // a millisecond
  const exponent = (at: Duration) => (arrivals * -Math.expm1(-leaving * at)) / leaving - (agents / handling) * at;
  const { top, peak, end } = extent(exponent, { arrivals, leaving, served: agents / handling, handling });
  const density = (at: Duration) => arrivals * Math.exp(exponent(at) - peak);
  const stays = (at: Duration) => Math.exp(-leaving * at);

  const still = Math.min(end, top + NEGLIGIBLE * patience); // nobody is there any more
  const waited = integral(density, end);
  const served = integral((at) => density(at) * stays(at), still);
  const inTime = integral((at) => density(at) * stays(at), Math.min(within, still));
  const waitOfServed = integral((at) => at * density(at) * stays(at), still);
  const atOnce = Math.exp(-peak) / erlangB(traffic, agents - 1); // all states with an agent free, by that with one free
  const whole = atOnce + waited;
  if (!Number.isFinite(whole))
    return { waits: 0, serviceLevel: 1, answeredAfter: 0, abandoned: 0, occupancy: traffic / agents };
  const abandoned = (waited - served) / whole;
  return {
    waits: waited / whole,
    serviceLevel: (atOnce + inTime) / whole,
    answeredAfter: waitOfServed / (atOnce + served),
    abandoned,
    occupancy: (traffic * (1 - abandoned)) / agents,
  };
}

/** The fewest agents with whom this share of callers is answered within the time. */
export function agentsFor(
  offered: Offered,
  {
    level,
    within,
    patience,
  }: { readonly level: number; readonly within: Duration; readonly patience?: Duration | undefined },
): number {
  const enough = (agents: number) =>
    (patience === undefined
      ? waitingForEver(offered, { agents, within })
      : waitingWithPatience(offered, { agents, within, patience })
    ).serviceLevel >= level;
  if (offered.traffic <= 0) return 0;
  let most = 1;
  while (!enough(most)) most *= 2;
  let least = Math.floor(most / 2); // not enough, or 0
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (enough(middle)) most = middle;
    else least = middle;
  }
  return most;
}

const NEGLIGIBLE = 40; // e to its power is below the digits of a double
const STRIPS = 2_000; // of Simpson's rule: the density is smooth, 6 digits are certain

/** Where the exponent is highest, and how far out it still counts. */
function extent(
  exponent: (at: Duration) => number,
  { arrivals, leaving, served, handling }: { arrivals: number; leaving: number; served: number; handling: Duration },
): { readonly top: Duration; readonly peak: number; readonly end: Duration } {
  const top = arrivals > served ? Math.log(arrivals / served) / leaving : 0;
  const peak = exponent(top);
  let end = top + handling;
  while (exponent(end) > peak - NEGLIGIBLE) end = top + (end - top) * 2;
  return { top, peak, end };
}

/** From 0 to `end`, by Simpson's rule. */
function integral(of: (at: number) => number, end: number): number {
  const strip = end / STRIPS;
  let sum = of(0) + of(end);
  for (let n = 1; n < STRIPS; n++) sum += of(n * strip) * (n % 2 === 1 ? 4 : 2);
  return (sum * strip) / 3;
}
