// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls came when? Counted by day and quarter of an hour, from one's own records or from another exchange's file; pure.

import { DateTime } from 'luxon';
import {
  type CsvColumns,
  CsvHeadings,
  type Duration,
  type Instant,
  type LineProblem,
  readCsv,
} from '../kernel/index.js';
import { type Day, QUARTERS } from './forecast.js';

/** More lines than that are not told. */
const MOST_PROBLEMS = 20;

/** Calls as they are counted, and what their handling took. */
export class CallHistory {
  readonly #zone: string;
  readonly #days = new Map<string, number[]>();
  #calls = 0;
  #handled = 0;
  #handling: Duration = 0;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** `handling`: how long an agent had with each of them; undefined: not known, or nobody had. */
  add(
    at: Instant,
    { calls = 1, handling }: { readonly calls?: number; readonly handling?: Duration | undefined } = {},
  ): void {
    const local = DateTime.fromMillis(at, { zone: this.#zone });
    const date = local.toFormat('yyyy-MM-dd');
    const counts = this.#days.get(date) ?? new Array<number>(QUARTERS).fill(0);
    const quarter = local.hour * 4 + Math.floor(local.minute / 15);
    counts[quarter] = (counts[quarter] ?? 0) + calls;
    this.#days.set(date, counts);
    this.#calls += calls;
    if (handling === undefined || handling <= 0) return;
    this.#handled += calls;
    this.#handling += handling * calls;
  }

  get calls(): number {
    return this.#calls;
  }

  /** Mean of those of which it is known. */
  get handling(): Duration | undefined {
    return this.#handled === 0 ? undefined : this.#handling / this.#handled;
  }

  /** All days from the first to the last with a call, without gaps; or from and to the days named. */
  days({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined } = {}): readonly Day[] {
    const dates = [...this.#days.keys()].sort();
    const [first, last] = [from ?? dates[0], to ?? dates.at(-1)];
    if (first === undefined || last === undefined) return [];
    const days: Day[] = [];
    for (let day = DateTime.fromISO(first, { zone: 'utc' }); ; day = day.plus({ days: 1 })) {
      const date = day.toFormat('yyyy-MM-dd');
      if (date > last) return days;
      days.push({ date, calls: this.#days.get(date) ?? new Array<number>(QUARTERS).fill(0) });
    }
  }
}

/** The columns of a file of calls, with what other exchanges and our own exports call them. A row is a call, or so many of a quarter of an hour. */
const COLUMNS: CsvColumns<'start' | 'calls' | 'talk' | 'direction'> = {
  known: {
    start: ['time', 'date', 'start time', 'began', 'calldate', '时间', '开始时间', '起始时间', '呼入时间', '日期'],
    calls: ['count', 'offered', '次数', '呼叫数', '来电数', '呼入量', '话务量'],
    talk: ['talk (s)', 'duration', 'duration (s)', 'billsec', '通话（秒）', '通话时长', '通话时长（秒）', '时长'],
    direction: ['type', '方向', '呼叫类型', '类型'],
  },
  needed: ['start'],
  others: 'ignored',
};

/** What the file says; with problems nothing of it counts. */
export interface ReadHistory {
  readonly history: CallHistory;
  readonly problems: readonly LineProblem[];
  readonly wrong: number;
}

export function readHistory(text: string, zone: string): ReadHistory {
  const history = new CallHistory(zone);
  const rows = readCsv(text);
  const first = rows.next().value;
  const headings = new CsvHeadings(first ?? undefined, COLUMNS);
  if (headings.problems.length > 0) return { history, problems: headings.problems, wrong: headings.problems.length };
  const problems: LineProblem[] = [];
  let wrong = 0;
  for (const row of rows) {
    const read = headings.read(row);
    const problem = 'says' in read ? (read as LineProblem) : counted(history, read, { line: row.line, zone });
    if (problem === undefined) continue;
    wrong++;
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  }
  return { history, problems, wrong };
}

type Row = Readonly<Partial<Record<'start' | 'calls' | 'talk' | 'direction', string>>>;

const OUTWARDS = new Set(['outbound', 'internal', 'out', '呼出', '内部', '去电', '外呼']);

function counted(
  history: CallHistory,
  { start = '', calls = '', talk = '', direction = '' }: Row,
  { line, zone }: { readonly line: number; readonly zone: string },
): LineProblem | undefined {
  if (OUTWARDS.has(direction.toLowerCase())) return undefined;
  const at = instantOf(start, zone);
  if (at === undefined)
    return {
      line,
      says: {
        en: `${start || 'empty'} is no time: write 2026-11-02 08:15`,
        zh: `${start || '空白'} 不是时间：请写 2026-11-02 08:15`,
      },
    };
  const count = calls === '' ? 1 : Number(calls);
  if (!Number.isInteger(count) || count < 0)
    return {
      line,
      says: { en: `${calls} is no number of calls: write 0, 1, 2 ...`, zh: `${calls} 不是呼叫数：请写 0、1、2……` },
    };
  const length = talk === '' ? undefined : secondsOf(talk);
  if (length === undefined && talk !== '')
    return {
      line,
      says: { en: `${talk} is no length: write seconds, or 1:35`, zh: `${talk} 不是时长：请写秒数或 1:35` },
    };
  if (count > 0) history.add(at, { calls: count, handling: length === undefined ? undefined : length * 1000 });
  return undefined;
}

/** As exchanges and spreadsheets write times; with an offset from UTC where one is. */
const FORMS = ['yyyy-M-d H:mm', 'yyyy-M-d H:mm:ss', 'yyyy/M/d H:mm', 'yyyy/M/d H:mm:ss'];

function instantOf(text: string, zone: string): Instant | undefined {
  const iso = DateTime.fromISO(text, { zone });
  if (iso.isValid && /\d[T ]\d/.test(text)) return iso.toMillis();
  for (const form of FORMS) {
    const read = DateTime.fromFormat(text, form, { zone });
    if (read.isValid) return read.toMillis();
  }
  return undefined;
}

/** `95`, `1:35`, `0:01:35`. */
function secondsOf(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^\d+(:[0-5]\d){1,2}$/.test(text)) return undefined;
  return text.split(':').reduce((whole, part) => whole * 60 + Number(part), 0);
}
