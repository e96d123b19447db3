// SPDX-License-Identifier: GPL-2.0-or-later
// How does a forecast look? A day a line with its busiest quarter of an hour and the agents for it; quarter by quarter as CSV; and as a curve.

import { type CsvCell, type Duration, inLanguage, type Language } from '../../kernel/index.js';
import { agentsFor, type Day, type Forecast, QUARTERS } from '../../planning/index.js';
import { chartsSvg } from '../chart.js';
import { type Column, fittingTable } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { lengthText } from '../spans.js';
import { share } from './plan-page.js';

const QUARTER: Duration = 900_000;
const HOUR: Duration = 3_600_000;

/** A quarter of an hour that is expected. */
export interface PlannedQuarter {
  /** `09:15`. */
  readonly at: string;
  readonly calls: number;
  readonly erlangs: number;
  readonly agents: number;
}

export interface PlannedDay {
  readonly date: string;
  readonly calls: number;
  readonly quarters: readonly PlannedQuarter[];
}

export interface PlannedForecast extends Omit<Forecast, 'days'> {
  readonly handling: Duration;
  /** Where the length of a call is from: the records' own, the options, or the trade's usual. */
  readonly days: readonly PlannedDay[];
}

export interface Target {
  readonly level: number;
  readonly within: Duration;
  readonly patience?: Duration | undefined;
}

/** Agents for each quarter of an hour, by the traffic of that quarter. */
export function plannedForecast(forecast: Forecast, handling: Duration, target: Target): PlannedForecast {
  const known = new Map<number, number>(); // the same count comes often
  const agents = (calls: number) => {
    const found = known.get(calls) ?? agentsFor({ traffic: (calls * handling) / QUARTER, handling }, target);
    known.set(calls, found);
    return found;
  };
  const day = ({ date, calls }: Day): PlannedDay => ({
    date,
    calls: calls.reduce((sum, count) => sum + count, 0),
    quarters: calls.map((count, quarter) => ({
      at: timeOf(quarter),
      calls: count,
      erlangs: (count * handling) / QUARTER,
      agents: agents(count),
    })),
  });
  return { ...forecast, handling, days: forecast.days.map(day) };
}

export function printForecast(output: Output, forecast: PlannedForecast): void {
  const { learned, error, handling } = forecast;
  say(output, {
    en: `Learned from ${learned.days} days with calls, ${learned.from} to ${learned.to}; a call takes an agent ${lengthText(handling)}.`,
    zh: `学习自 ${learned.from} 至 ${learned.to} 有来电的 ${learned.days} 天；每个呼叫占用座席 ${lengthText(handling)}。`,
  });
  output.write('');
  const columns: readonly Column<PlannedDay>[] = [
    { heading: heading('day', '日期'), cell: ({ date }) => `${date} ${weekdayOf(date, output.language)}` },
    { heading: heading('calls', '来电'), cell: ({ calls }) => Math.round(calls), right: true },
    { heading: heading('agent hours', '座席工时'), cell: (day) => hoursOf(day).toFixed(1), right: true },
    { heading: heading('busiest', '最忙'), cell: (day) => busiest(day)?.at ?? '-' },
    { heading: heading('calls', '来电'), cell: (day) => Math.round(busiest(day)?.calls ?? 0), right: true },
    { heading: heading('agents', '座席'), cell: (day) => busiest(day)?.agents ?? 0, right: true },
  ];
  fittingTable(output, columns, forecast.days);
  output.write('');
  if (error === undefined)
    say(output, {
      en: 'How far off it may be is not known: there is nothing before it that could have said what came last.',
      zh: '误差未知：更早没有可用来推测的记录。',
    });
  else
    say(output, {
      en: `The same way would have said ${Math.round(error.forecast)} calls for ${error.from} to ${error.to}; ${error.calls} came: off by ${share(error.byDay)} by day, ${share(error.byQuarter)} by quarter of an hour.`,
      zh: `同样的方法推测 ${error.from} 至 ${error.to} 为 ${Math.round(error.forecast)} 个来电，实际 ${error.calls} 个：按天误差 ${share(error.byDay)}，按一刻钟误差 ${share(error.byQuarter)}。`,
    });
}

/** A row for each quarter of an hour in which calls are expected. */
export function forecastRows(forecast: PlannedForecast, language: Language): readonly (readonly CsvCell[])[] {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const rows = forecast.days.flatMap(({ date, quarters }) =>
    quarters
      .filter(({ calls }) => calls > 0)
      .map(({ at, calls, erlangs, agents }) => [`${date} ${at}`, round(calls), round(erlangs), agents]),
  );
  return [[t('time', '时间'), t('calls', '来电'), t('Erlangs', '话务量（爱尔兰）'), t('agents', '座席')], ...rows];
}

/** What is expected, beside as many days as came last. */
export function forecastSvg(forecast: PlannedForecast, before: readonly Day[], language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const { days } = forecast;
  const last = before.slice(-days.length);
  const byDay = days.length > 7;
  const expected = byDay
    ? days.map(({ calls }, nth) => [nth, calls] as const)
    : days.flatMap(({ quarters }, nth) =>
        quarters.map(({ calls }, quarter) => [nth + quarter / QUARTERS, calls] as const),
      );
  const came = byDay
    ? last.map(({ calls }, nth) => [nth, calls.reduce((sum, count) => sum + count, 0)] as const)
    : last.flatMap(({ calls }, nth) => calls.map((count, quarter) => [nth + quarter / QUARTERS, count] as const));
  const first = days[0]?.date ?? '';
  return chartsSvg([
    {
      title: t(`Calls expected from ${first} on`, `${first} 起的来电预测`),
      x: {
        label: t('day', '日期'),
        domain: [0, days.length],
        at: days.map((_, nth) => nth).filter((nth) => !byDay || nth % 7 === 0),
        tick: (nth) => (days[nth]?.date ?? '').slice(5),
      },
      y: { label: byDay ? t('calls a day', '每天来电') : t('calls in a quarter of an hour', '每刻钟来电') },
      curves: [
        {
          name: t(`came from ${last[0]?.date ?? ''} on`, `${last[0]?.date ?? ''} 起的实际来电`),
          points: came,
          steps: true,
          faint: true,
        },
        { name: t('expected', '预测'), points: expected, steps: true },
      ],
    },
  ]);
}

function busiest({ quarters }: PlannedDay): PlannedQuarter | undefined {
  return quarters.reduce<PlannedQuarter | undefined>(
    (most, quarter) => (quarter.calls > (most?.calls ?? 0) ? quarter : most),
    undefined,
  );
}

/** Hours on the roster, breaks not in it. */
function hoursOf({ quarters }: PlannedDay): number {
  return quarters.reduce((sum, { agents }) => sum + agents * QUARTER, 0) / HOUR;
}

const WEEKDAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
};

function weekdayOf(date: string, language: Language): string {
  const day = new Date(`${date}T12:00:00Z`).getUTCDay();
  return inLanguage({ en: WEEKDAYS.en[day] ?? '', zh: WEEKDAYS.zh[day] ?? '' }, language);
}

function timeOf(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

const round = (value: number) => Math.round(value * 100) / 100;
