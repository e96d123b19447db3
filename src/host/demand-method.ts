// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls came, by day and quarter of an hour, and how long did agents have with them? Counted from the records, page by page.

import { DateTime } from 'luxon';
import type { Duration, Instant } from '../kernel/index.js';
import { CallHistory, type Day } from '../planning/index.js';
import {
  AgentSums,
  type AgentTimes,
  averageHandlingTime,
  dayOf,
  daysOf,
  isOffered,
  isUnwanted,
  periodOf,
  seesAgent,
  seesCall,
} from '../report/index.js';
import type { RecordKeeper } from './record-keeper.js';
import { optional } from './shop-methods.js';

const DAYS = '35d'; // one week more than four, which are held against it

/** Whole days of a shop; means of one call. */
export interface Demand {
  readonly zone: string;
  readonly days: readonly Day[];
  readonly calls: number;
  readonly talk?: Duration;
  readonly wrapUp?: Duration;
}

/** Inbound contacts of whole days: today is not over, so it does not count. Nor do callers whom the shop does not want. */
export async function demandAsked(keeper: RecordKeeper, params: Readonly<Record<string, unknown>>): Promise<Demand> {
  const { zone } = keeper.config();
  const now = keeper.now();
  const asked = { from: optional(params, 'from') ?? DAYS, to: optional(params, 'to') };
  const { from, to } = periodOf(asked, 'day', { zone, now });
  const days = daysOf({ from, to: Math.min(to, dayOf(now, zone).from) }, zone);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return { zone, days: [], calls: 0 };
  const period = { from: first.from, to: last.to };
  const records = keeper.records();
  const history = new CallHistory(zone);
  const sums = new AgentSums(period, now);
  for await (const page of (await records.list('measuredCalls', period)).pages())
    for (const call of page) {
      if (!seesCall(keeper.reach, call)) continue;
      const { contact, segments } = call;
      for (const segment of segments) sums.stay(segment);
      if (contact !== null && isOffered(contact, period) && !isUnwanted(contact)) history.add(contact.startedAt);
    }
  for (const { id } of await records.ask('knownAgents', null)) {
    if (!seesAgent(keeper.reach, id)) continue;
    for await (const page of (await records.list('agentStays', { agent: id, ...period })).pages())
      for (const state of page) sums.state(state);
  }
  return {
    zone,
    days: history.days({ to: dateOf(last.from, zone) }),
    calls: history.calls,
    ...lengthsOf([...sums.times.values()]),
  };
}

const dateOf = (at: Instant, zone: string) => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');

function lengthsOf(agents: readonly AgentTimes[]): { readonly talk?: Duration; readonly wrapUp?: Duration } {
  const sum = (of: (times: AgentTimes) => number) => agents.reduce((whole, times) => whole + of(times), 0);
  const handled = sum((times) => times.handled);
  if (handled === 0) return {};
  const whole = {
    talk: sum(({ talk }) => talk),
    hold: sum(({ hold }) => hold),
    wrapUp: sum(({ wrapUp }) => wrapUp),
    handled,
  };
  const talk = averageHandlingTime({ ...whole, wrapUp: 0 });
  return { talk, wrapUp: averageHandlingTime(whole) - talk };
}
