// SPDX-License-Identifier: GPL-2.0-or-later
// How does each agent sell today, hour by hour? Calls, talk, and what his calls came to by their wrap-up codes; the hours add up to the day.

import { DateTime } from 'luxon';
import { addedCodes, type CodeCounts, countOf } from './code-tally.js';
import { dayOf } from './days.js';
import { resultsPerHour } from './figures.js';
import type { ReportKeeper } from './keeper.js';
import type { Period } from './metrics.js';
import { reportOf } from './of-records.js';
import type { AgentFigures, Report } from './report.js';

const HOUR = 3_600_000;

/** What an agent did in a time. */
interface Done {
  readonly handled: number;
  readonly talk: number;
  readonly signedIn: number;
  readonly codes: CodeCounts;
}

/** The agents of each hour of a day. */
export interface TeamHours {
  readonly until: number;
  readonly hours: readonly (Period & { readonly agents: readonly AgentFigures[] })[];
}

/** An agent's day; `results`: calls with the code that is asked for, or with any. */
export interface TeamRow extends Done {
  readonly agent: string;
  readonly name: string;
  readonly results: number;
  /** Per hour that he was signed in. */
  readonly resultsPerHour: number;
  /** In the order of the hours. */
  readonly hours: readonly { readonly handled: number; readonly talk: number; readonly results: number }[];
}

/** The day so far. `kept`: hours that are over do not change, and need not be read again. */
export async function teamHours(keeper: ReportKeeper, kept: Map<number, Promise<Report>>): Promise<TeamHours> {
  const now = keeper.now();
  const { from } = dayOf(now, keeper.shop().zone);
  for (const hour of kept.keys()) if (hour < from) kept.delete(hour);
  const hours: Period[] = [];
  for (let at = from; at <= now; at += HOUR) hours.push({ from: at, to: at + HOUR });
  const reports = await Promise.all(hours.map((hour) => reportIn(keeper, kept, hour, now)));
  return { until: now, hours: hours.map((hour, index) => ({ ...hour, agents: reports[index]?.agents ?? [] })) };
}

const SETTLED = 120_000; // what happened in the last moments of an hour is written by then

function reportIn(
  keeper: ReportKeeper,
  kept: Map<number, Promise<Report>>,
  { from, to }: Period,
  now: number,
): Promise<Report> {
  const before = kept.get(from);
  if (before !== undefined) return before;
  const { zone } = keeper.shop();
  const said = (at: number) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  const read = reportOf(keeper, { from: said(from), to: said(to) });
  if (to + SETTLED > now) return read;
  kept.set(from, read);
  read.catch(() => kept.delete(from)); // it is read again
  return read;
}

/** Everybody who did something today, by name. */
export function teamRows({ hours }: TeamHours, code: string | undefined): readonly TeamRow[] {
  const names = new Map(hours.flatMap(({ agents }) => agents.map(({ agent, name }) => [agent, name] as const)));
  return [...names]
    .map(([agent, name]) => rowOf(agent, name, hours, code))
    .sort((a, b) => (a.agent < b.agent ? -1 : 1));
}

function rowOf(agent: string, name: string, hours: TeamHours['hours'], code: string | undefined): TeamRow {
  const each = hours.map(({ agents }) => agents.find((one) => one.agent === agent));
  const sum = (of: (done: Done) => number) => each.reduce((all, done) => all + (done === undefined ? 0 : of(done)), 0);
  const results = sum(({ codes }) => countOf(codes, code));
  const signedIn = sum((done) => done.signedIn);
  return {
    ...{ agent, name, handled: sum((done) => done.handled), talk: sum((done) => done.talk), signedIn },
    codes: addedCodes(each.map((done) => done?.codes ?? {})),
    ...{ results, resultsPerHour: resultsPerHour({ results, signedIn }) },
    hours: each.map((done) => ({
      handled: done?.handled ?? 0,
      talk: done?.talk ?? 0,
      results: countOf(done?.codes ?? {}, code),
    })),
  };
}

/** All codes that were said, the most frequent first. */
export function teamCodes({ hours }: TeamHours): readonly string[] {
  return Object.keys(addedCodes(hours.flatMap(({ agents }) => agents.map(({ codes }) => codes))));
}
