// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls will come, by day and quarter of an hour? The week before predicts the next one, and the month before the next month; pure.

import { DateTime } from 'luxon';

/** Quarters of an hour in a day on the wall: on the day that has 25 hours, two hours count as one. */
export const QUARTERS = 96;

/** What came on one day of the shop's zone. */
export interface Day {
  /** `2026-11-02`. */
  readonly date: string;
  /** Calls by quarter of an hour, from midnight. */
  readonly calls: readonly number[];
}

/** By what is learned: each week, or each month, counts half of the one after it. */
export type Learning = 'week' | 'month';

/** How far off a forecast was. Each is the sum of the differences over the sum of the calls; `bias` is with its sign. */
export interface ForecastError {
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly forecast: number;
  readonly byQuarter: number;
  readonly byDay: number;
  readonly bias: number;
}

export interface Forecast {
  /** The days from which was learned. */
  readonly learned: { readonly from: string; readonly to: string; readonly days: number };
  readonly days: readonly Day[];
  /** Of the last week or month, as it would have been forecast from the days before it; undefined: there are none. */
  readonly error?: ForecastError | undefined;
}

/**
 * The days after the last one: seven, or the calendar month that begins next. Each is like the days of its weekday that were; days without
 * any call are none of those (closed, or the box was off). Undefined: nothing to learn from. `days` in their order, without gaps.
 */
export function forecastOf(days: readonly Day[], by: Learning): Forecast | undefined {
  const open = days.filter(({ calls }) => sum(calls) > 0);
  const [first, last] = [open[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    learned: { from: first.date, to: last.date, days: open.length },
    days: daysAfter(last.date, by).map((date) => likeBefore(open, date, by)),
    error: errorOf(days, by),
  };
}

/** A day as the days of its weekday were, the newest of them counting most. */
function likeBefore(open: readonly Day[], date: string, by: Learning): Day {
  const same = open.filter((one) => weekday(one.date) === weekday(date) && one.date < date);
  const ages = same.map((one) => age(one.date, date, by));
  const newest = Math.min(...ages);
  const weights = ages.map((old) => 0.5 ** (old - newest));
  const whole = sum(weights);
  const calls = Array.from({ length: QUARTERS }, (_, quarter) =>
    whole === 0 ? 0 : sum(same.map(({ calls: its }, nth) => (its[quarter] ?? 0) * (weights[nth] ?? 0))) / whole,
  );
  return { date, calls };
}

/** The last week or whole month against what the days before it would have said. */
function errorOf(days: readonly Day[], by: Learning): ForecastError | undefined {
  const held = by === 'week' ? days.slice(-7) : lastMonth(days);
  const [first, last] = [held[0], held.at(-1)];
  const before = days.filter(({ date, calls }) => first !== undefined && date < first.date && sum(calls) > 0);
  if (first === undefined || last === undefined || held.length < 7 || before.length < 7) return undefined;
  const said = held.map(({ date }) => likeBefore(before, date, by));
  const [came, expected] = [held, said].map((list) => sum(list.flatMap(({ calls }) => calls)));
  if (came === undefined || expected === undefined || came === 0) return undefined;
  const off = (differences: readonly number[]) => sum(differences.map(Math.abs)) / came;
  const byDay = held.map(({ calls }, nth) => sum(calls) - sum(said[nth]?.calls ?? []));
  const byQuarter = held.flatMap(({ calls }, nth) =>
    calls.map((count, quarter) => count - (said[nth]?.calls[quarter] ?? 0)),
  );
  return {
    ...{ from: first.date, to: last.date, calls: came, forecast: expected },
    ...{ byQuarter: off(byQuarter), byDay: off(byDay), bias: (expected - came) / came },
  };
}

/** The last calendar month of which all days are there. */
function lastMonth(days: readonly Day[]): readonly Day[] {
  const months = new Map<string, Day[]>();
  for (const one of days) {
    const month = one.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  const whole = [...months].filter(([month, its]) => its.length === daysIn(month));
  return whole.at(-1)?.[1] ?? [];
}

/** How many weeks, or months, a day lies before another. */
function age(date: string, target: string, by: Learning): number {
  if (by === 'week') return Math.round(day(target).diff(day(date), 'days').days / 7);
  return day(target).startOf('month').diff(day(date).startOf('month'), 'months').months;
}

/** A date as such, in no zone. */
const day = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
const weekday = (date: string) => day(date).weekday;
const daysIn = (month: string) => day(`${month}-01`).daysInMonth;

function daysAfter(last: string, by: Learning): readonly string[] {
  const tomorrow = day(last).plus({ days: 1 });
  const first = by === 'week' || tomorrow.day === 1 ? tomorrow : tomorrow.startOf('month').plus({ months: 1 });
  const length = by === 'week' ? 7 : (first.daysInMonth ?? 0);
  return Array.from({ length }, (_, nth) => first.plus({ days: nth }).toFormat('yyyy-MM-dd'));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}
