// SPDX-License-Identifier: GPL-2.0-or-later
// What does a report say that the shop has put together itself? Chosen measures for each part, or each pair of parts, of the calls it wants.

import { DateTime } from 'luxon';
import type { CustomReport } from '../config/index.js';
import { type Duration, type Instant, inLanguage, type Language } from '../kernel/index.js';
import { AgentSums } from './agents.js';
import type { ReportRows } from './cells.js';
import type { AgentTimes } from './figures.js';
import { MEASURED, type Summed } from './measures.js';
import { isOffered, type Period, waitOf } from './metrics.js';
import { PartSums } from './part-sums.js';
import type { MeasuredCall } from './report.js';
import { type Division, isOfTime, KEYS_OF_TIME } from './report-asked.js';
import { divisionWord, partName } from './report-words.js';

/** A part by its keys, and its figures in the order of the measures. */
export interface CustomRow {
  readonly keys: readonly string[];
  readonly names: readonly (string | null)[];
  readonly values: readonly number[];
}

/** Times are UTC. */
export interface CustomAnswer extends Period {
  readonly title: string;
  readonly zone: string;
  readonly until: Instant;
  readonly dimensions: readonly Division[];
  readonly measures: readonly CustomReport['measures'][number][];
  readonly rows: readonly CustomRow[];
  /** Of all rows' calls together. */
  readonly whole: readonly number[];
}

/** What is asked for. */
export interface CustomAsked {
  readonly report: CustomReport;
  readonly zone: string;
  readonly period: Period;
  readonly now: Instant;
  /** The service level's time of a queue. */
  readonly within: (queue: string) => Duration;
  readonly nameOf: (agent: string) => string | undefined;
}

class Row {
  readonly parts = new PartSums();
  readonly agents: AgentSums;
  readonly names: readonly (string | null)[];
  readonly keys: readonly string[];

  constructor(keys: readonly string[], names: readonly (string | null)[], { period, now }: CustomAsked) {
    this.keys = keys;
    this.names = names;
    this.agents = new AgentSums(period, now);
  }

  get summed(): Summed {
    return { ...this.parts.figures, agents: together([...this.agents.times.values()]) };
  }
}

/** A call belongs to the moment of its offer, a wait to its end, a talk to its beginning. */
export class CustomSums {
  readonly #asked: CustomAsked;
  readonly #rows = new Map<string, Row>();
  readonly #whole: Row;

  constructor(asked: CustomAsked) {
    this.#asked = asked;
    this.#whole = new Row([], [], asked);
  }

  /** One of the calls that the report wants. */
  call(call: MeasuredCall): void {
    const { period, within } = this.#asked;
    const { contact, segments, queue } = call;
    const agent = lastAgent(call);
    if (contact !== null && isOffered(contact, period))
      for (const row of this.#of(call, { queue, agent, at: contact.startedAt })) row.parts.contact(contact);
    for (const segment of segments) {
      const wait = waitOf(segment, period);
      if (wait !== undefined)
        for (const row of this.#of(call, { queue: wait.queue, agent, at: wait.endedAt }))
          row.parts.wait(wait, within(wait.queue));
      if (segment.role === 'agent' && segment.fromAt >= period.from && segment.fromAt < period.to)
        for (const row of this.#of(call, { queue, agent: segment.agent, at: segment.fromAt })) row.agents.stay(segment);
    }
  }

  get answer(): CustomAnswer {
    const { report, zone, period, now } = this.#asked;
    const values = (row: Row) => report.measures.map((measure) => MEASURED[measure].of(row.summed));
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    return {
      ...{ title: report.title ?? report.name, zone, ...period },
      until: Math.max(period.from, Math.min(period.to, now)),
      ...{ dimensions: report.by, measures: report.measures },
      rows: rows.map((row) => ({ keys: row.keys, names: row.names, values: values(row) })),
      whole: values(this.#whole),
    };
  }

  #of(call: MeasuredCall, at: Place): readonly Row[] {
    const { report, zone, nameOf } = this.#asked;
    const keys = report.by.map((by) => keyOf(by, call, at, zone));
    const joined = keys.join('\u0000');
    const known = this.#rows.get(joined);
    if (known !== undefined) return [this.#whole, known];
    const names = report.by.map((by, index) => {
      if (by === 'access-number') return call.accessName;
      return by === 'agent' ? (nameOf(keys[index] ?? '') ?? null) : null;
    });
    const row = new Row(keys, names, this.#asked);
    this.#rows.set(joined, row);
    return [this.#whole, row];
  }
}

interface Place {
  readonly queue: string | null;
  readonly agent: string | null;
  readonly at: Instant;
}

function keyOf(by: Division, { accessNumber }: MeasuredCall, { queue, agent, at }: Place, zone: string): string {
  if (isOfTime(by)) return DateTime.fromMillis(at, { zone }).toFormat(KEYS_OF_TIME[by]);
  return { queue, agent, 'access-number': accessNumber }[by as 'queue' | 'agent' | 'access-number'] ?? '';
}

/** Who talked last. */
export function lastAgent({ segments }: Pick<MeasuredCall, 'segments'>): string | null {
  const talks = segments.filter(({ kind, role, agent }) => kind === 'talking' && role === 'agent' && agent !== null);
  return (
    talks.reduce<(typeof talks)[number] | undefined>(
      (last, one) => (last && last.fromAt > one.fromAt ? last : one),
      undefined,
    )?.agent ?? null
  );
}

function together(times: readonly AgentTimes[]): Summed['agents'] {
  const sum = { handled: 0, talk: 0, hold: 0 };
  for (const one of times) for (const what of ['handled', 'talk', 'hold'] as const) sum[what] += one[what];
  return sum;
}

/** Headings first; the sums of all last. */
export function customRows(answer: CustomAnswer, language: Language): ReportRows {
  const { dimensions, measures, rows, whole } = answer;
  const all = inLanguage({ en: 'all', zh: '合计' }, language);
  const cells = (values: readonly number[]) => measures.map((measure, at) => MEASURED[measure].cell(values[at] ?? 0));
  return [
    [
      ...dimensions.map((by) => inLanguage(divisionWord(by), language)),
      ...measures.map((measure) => inLanguage(MEASURED[measure].heading, language)),
    ],
    ...rows.map(({ keys, names, values }) => [
      ...dimensions.map((by, index) => {
        const name = names[index];
        return partName(by, { key: keys[index] ?? '', ...(name ? { name } : {}) }, language);
      }),
      ...cells(values),
    ]),
    [...dimensions.map((_, index) => (index === 0 ? all : '')), ...cells(whole)],
  ];
}
