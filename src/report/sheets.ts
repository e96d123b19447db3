// SPDX-License-Identifier: GPL-2.0-or-later
// How does a report become a sheet that people take away? Asked of whoever has the records, and told in the reader's language.

import { TelephonyError } from '../faults.js';
import { inLanguage, type Language, oneAhead } from '../kernel/index.js';
import type { Sheet, SheetChart } from '../print/index.js';
import type { DetailedCall, Key } from '../store/index.js';
import { when, zoneName } from '../words/index.js';
import type { Bill } from './bill.js';
import { billRows } from './bill-rows.js';
import { figuresOf, type ReportRows } from './cells.js';
import type { Conversion } from './conversion.js';
import { conversionRows } from './conversion-rows.js';
import { type CustomAnswer, customRows } from './custom.js';
import { type DetailName, detailRows } from './detail-rows.js';
import { DIVIDED_BY, KIND_WORDS, type Kind, QUESTIONS } from './kinds.js';
import type { Report } from './report.js';
import type { Division } from './report-asked.js';
import { reportRows } from './report-rows.js';
import { divisionWord } from './report-words.js';
import type { Spread } from './spread.js';
import { spreadRows } from './spread-rows.js';
import { trunkRows } from './trunk-rows.js';
import type { WaveReport } from './wave.js';
import { curveRows } from './wave-rows.js';

/** What is wanted: a report, its time and division as the questions of the records take them. */
export interface SheetAsked {
  readonly kind: Kind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly language: Language;
}

/** A page of a detail report. */
interface DetailRead {
  readonly rows: readonly DetailedCall[];
  readonly next?: Key | undefined;
}

/** Who is asked: a box, its records, a closed data directory. */
export interface SheetSource {
  readonly ask: (method: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** The shop's, once something has been asked. */
  readonly zone: () => string | undefined;
}

const PAGE = 1_000; // rows that are asked for at once

/** Rejects as the question does: for a time that is none, or without rates. */
export async function sheetAsked({ kind, params, language }: SheetAsked, { ask, zone }: SheetSource): Promise<Sheet> {
  const { method } = QUESTIONS[kind];
  const asked = askedOf(kind, params);
  if (kind === 'incoming' || kind === 'outgoing') {
    const first = (await ask(method, { most: PAGE, ...asked })) as DetailRead;
    const next = (after: Key) => ask(method, { most: PAGE, ...asked, after }) as Promise<DetailRead>;
    return detailSheet(kind, first, next, { language, zone: zone() });
  }
  return figureSheet(kind, await ask(method, asked), language);
}

/** What a kind asks by its question. Throws REFUSED for a division that it has not. */
export function askedOf(kind: Kind, params: SheetAsked['params']): SheetAsked['params'] {
  const { params: settled, usual = {} } = QUESTIONS[kind];
  const said = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
  const asked: SheetAsked['params'] = { ...usual, ...said, ...settled };
  const divisions = DIVIDED_BY[kind] ?? [];
  if (divisions.length > 0 && asked.by !== undefined && !divisions.some((by) => by === asked.by))
    throw new TelephonyError('REFUSED', `${asked.by}: ${divisions.join(', ')} would be right`);
  return asked;
}

/** Of an answer that is there. */
export function figureSheet(kind: Exclude<Kind, DetailName>, answer: unknown, language: Language): Sheet {
  const [headings = [], ...cells] = rowsOf(kind, answer, language);
  const { rows, shares } = figuresOf(cells);
  const { by, title } = answer as { readonly by?: Division; readonly title?: string };
  const divided = by === undefined || kind === 'agents' || kind === 'custom' ? '' : inLanguage(byWords(by), language);
  return {
    title: `${title ?? inLanguage(KIND_WORDS[kind], language)}${divided}`,
    notes: [timeOf(answer as Times, language)],
    headings: headings.map(String),
    ...{ rows, shares, language },
    ...chartOf(kind, answer, rows.length),
  };
}

function rowsOf(kind: Kind, answer: unknown, language: Language): ReportRows {
  switch (kind) {
    case 'waits':
    case 'causes':
      return spreadRows(kind, answer as Spread, language);
    case 'trunks':
      return trunkRows(answer as Report, language);
    case 'wave':
      return curveRows(answer as WaveReport, language);
    case 'custom':
      return customRows(answer as CustomAnswer, language);
    case 'conversion':
      return conversionRows(answer as Conversion, language);
    case 'bill':
      return billRows(answer as Bill, language);
    default:
      return reportRows(answer as Report, language);
  }
}

/** Which columns of a table are drawn beside it. */
function chartOf(kind: Kind, answer: unknown, rows: number): Pick<Sheet, 'chart'> {
  const drawn = (looks: SheetChart['looks'], names: number, columns: readonly number[], count = rows) =>
    count === 0 ? {} : { chart: { looks, names, columns, rows: count } };
  switch (kind) {
    case 'traffic':
      return (answer as Report).parts === undefined ? {} : drawn('bars', 0, [2, 3, 4, 5, 6]);
    case 'agents':
      return drawn('bars', 0, [6, 7, 8]);
    case 'waits':
      return drawn('bars', 0, [1, 2, 3]);
    case 'causes':
      return drawn('bars', 2, [3]);
    case 'trunks':
      return drawn('bars', 0, [5], rows - 1); // the last row is of all
    case 'wave':
      return drawn('curves', 0, [1, 2, 3, 4]);
    default:
      return {};
  }
}

const byWords = (by: Division) => {
  const { en, zh } = divisionWord(by);
  return { en: ` by ${en}`, zh: `（按${zh}）` };
};

interface Times {
  readonly from: number;
  readonly to: number;
  readonly until?: number;
  readonly zone: string;
}

function timeOf({ from, to, until = to, zone }: Times, language: Language): string {
  const [begin, end, now] = [from, to, until].map((at) => when(at, zone, 'minute'));
  const soFar = until < to ? { en: `; so far, until ${now}`, zh: `；截至 ${now}` } : { en: '', zh: '' };
  const text = {
    en: `From ${begin} to ${end}, ${zoneName(zone)}${soFar.en}`,
    zh: `${begin} 至 ${end}，时区 ${zoneName(zone)}${soFar.zh}`,
  };
  return inLanguage(text, language);
}

/** A page is asked for while the one before is taken. */
function detailSheet(
  kind: DetailName,
  first: DetailRead,
  following: (after: Key) => Promise<DetailRead>,
  reader: { readonly language: Language; readonly zone: string | undefined },
): Sheet {
  const { headings, cells } = detailRows(kind, reader);
  async function* pages() {
    for (let page = first; ; page = await following(page.next)) {
      yield page.rows;
      if (page.next === undefined) return;
    }
  }
  async function* rows() {
    for await (const some of oneAhead(pages())) yield* some.map(cells);
  }
  const zone = zoneName(reader.zone);
  const { language } = reader;
  return {
    title: inLanguage(KIND_WORDS[kind], language),
    notes: [inLanguage({ en: `times: ${zone}`, zh: `时区：${zone}` }, language)],
    ...{ headings, language, rows: rows() },
  };
}
