// SPDX-License-Identifier: GPL-2.0-or-later
// How do sums become a report? The figures that are made of them, whichever way they were summed up.

import type { Duration, Instant } from '../kernel/index.js';
import { type AgentRates, agentRates, scoreOf } from './agents.js';
import type { CodeTally } from './code-tally.js';
import {
  type AgentTimes,
  abandonRateAhead,
  type CallbackCounts,
  callbackServiceLevel,
  containment,
  erlangs,
  type LineTimes,
  recoveryRate,
  utilisationOverTime,
} from './figures.js';
import type { PartSums } from './part-sums.js';
import { seesAgent } from './reach.js';
import type { AgentFigures, LineFigures, Report, ReportPart } from './report.js';
import { isOfTime, type ReportAsked } from './report-asked.js';
import { stretchesOf } from './stretches.js';

/** All that a report is made of. */
export interface Summed {
  readonly whole: PartSums;
  readonly parts: ReadonlyMap<string, PartSums>;
  readonly callbacks: CallbackCounts;
  readonly lines: LineTimes;
  /** By the keys of a division by time. */
  readonly linesOf: ReadonlyMap<string, LineTimes>;
  readonly agents: ReadonlyMap<string, AgentTimes>;
  /** How many scores an agent was given, and their sum. */
  readonly scores: ReadonlyMap<string, { readonly scores: number; readonly sum: number }>;
  readonly codes: CodeTally;
}

export function reportMade(asked: ReportAsked, summed: Summed): Report {
  const { name, zone, period, now, by } = asked;
  const { whole, lines, codes } = summed;
  const callbacks = asked.only?.callbacks ?? summed.callbacks;
  const until = Math.max(period.from, Math.min(period.to, now));
  const figures = whole.figures;
  return {
    name,
    zone,
    ...period,
    until,
    ...figures,
    containment: containment(figures.calls),
    callbacks: {
      ...callbacks,
      serviceLevel: callbackServiceLevel(callbacks),
      recoveryRate: recoveryRate(callbacks),
      abandonRateAhead: abandonRateAhead(callbacks),
    },
    lines: { ...lineFigures(lines, until - period.from), ...lineParts(asked, summed, until) },
    codes: codes.whole,
    agents: agentFigures(asked, summed),
    ...(by === undefined ? {} : { by }),
    ...(by === undefined || by === 'agent' ? {} : { parts: partFigures(asked, summed) }),
  };
}

const lineFigures = (lines: LineTimes, time: Duration): LineFigures => ({
  ...lines,
  erlangs: erlangs(lines, time),
  utilisation: utilisationOverTime(lines),
});

/** An hour of the day of many days is as long as all of them together. */
function lineParts(asked: ReportAsked, { linesOf }: Summed, until: Instant): Pick<Report['lines'], 'parts'> {
  if (asked.by === undefined || !isOfTime(asked.by)) return {};
  const lengths = new Map<string, Duration>();
  for (const { key, from, to } of stretchesOf(asked))
    if (from < until) lengths.set(key, (lengths.get(key) ?? 0) + Math.min(to, until) - from);
  const parts = [...linesOf].map(([key, lines]) => ({ key, ...lineFigures(lines, lengths.get(key) ?? 0) }));
  return { parts: parts.sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

function agentFigures({ nameOf, only }: ReportAsked, { agents, scores, codes }: Summed): readonly AgentFigures[] {
  const seen = [...agents].filter(([agent]) => seesAgent(only?.reach, agent));
  const figures = seen.map(([agent, times]) => {
    const { scores: count, sum } = scores.get(agent) ?? { scores: 0, sum: 0 };
    const rates: AgentRates = agentRates(times);
    return { agent, name: nameOf(agent) ?? '', codes: codes.ofAgent(agent), ...rates, ...scoreOf(count, sum) };
  });
  return figures.sort((a, b) => (a.agent < b.agent ? -1 : 1));
}

function partFigures({ by }: ReportAsked, { parts, codes }: Summed): readonly ReportPart[] {
  const figures = [...parts].map(([key, part]) => ({
    key,
    ...(part.name === undefined ? {} : { name: part.name }),
    ...part.figures,
    ...(by === 'queue' && { codes: codes.ofQueue(key) }),
  }));
  return figures.sort((a, b) => (a.key < b.key ? -1 : 1));
}
