// SPDX-License-Identifier: GPL-2.0-or-later
// Where does it get better, where worse, and do two reviewers judge alike? Means of reviews by agent, question and month; distances.

import { DateTime } from 'luxon';
import type { Instant } from '../kernel/index.js';
import type { Answers, Question } from './form.js';

/** A review, as figures need it. */
export interface Judged {
  readonly recording: string;
  readonly agent: string;
  readonly form: string;
  readonly reviewer: string;
  readonly score: number;
  readonly passed: boolean;
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly at: Instant;
}

/** Of some reviews. Shares are of 100. */
export interface Mean {
  readonly reviews: number;
  readonly score: number;
  readonly passed: number;
}

export interface Trends {
  readonly all: Mean;
  readonly agents: readonly (Mean & { readonly agent: string })[];
  /** Points reached, of 100, by form and question; the weakest first. */
  readonly questions: readonly {
    readonly form: string;
    readonly question: string;
    readonly text: string;
    readonly reviews: number;
    readonly reached: number;
  }[];
  /** `2026-10`, in the shop's zone. */
  readonly months: readonly (Mean & { readonly month: string; readonly agent: string })[];
}

/** Trends of reviews. */
export function trendsOf(reviews: readonly Judged[], zone: string): Trends {
  const month = ({ at }: Judged) => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM');
  const answered = reviews.flatMap(({ form, questions, answers }) =>
    questions.map(({ id, text, points }) => ({ form, question: id, text, share: (answers[id] ?? 0) / points })),
  );
  return {
    all: meanOf(reviews),
    agents: [...groups(reviews, ({ agent }) => agent)].map(([agent, of]) => ({ agent, ...meanOf(of) })),
    questions: [...groups(answered, ({ form, question }) => `${form}\n${question}`).values()]
      .flatMap((of) => {
        const last = of.at(-1);
        if (last === undefined) return [];
        const { form, question, text } = last;
        return [
          { form, question, text, reviews: of.length, reached: Math.round(100 * mean(of.map(({ share }) => share))) },
        ];
      })
      .sort((a, b) => a.reached - b.reached),
    months: [...groups(reviews, (review) => `${month(review)}\n${review.agent}`)]
      .map(([key, of]) => {
        const [at = '', agent = ''] = key.split('\n');
        return { month: at, agent, ...meanOf(of) };
      })
      .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.agent < b.agent ? -1 : 1)),
  };
}

/** How far reviewers of one recording are from each other. */
export interface Calibration {
  readonly recording: string;
  readonly form: string;
  readonly reviewers: readonly { readonly reviewer: string; readonly score: number; readonly passed: boolean }[];
  /** The largest distance of two scores. */
  readonly apart: number;
  /** Whether all say the same of passing. */
  readonly agreed: boolean;
  /** What each gave for each question; the farthest apart first. */
  readonly questions: readonly {
    readonly question: string;
    readonly text: string;
    readonly points: readonly (number | null)[];
    readonly apart: number;
  }[];
}

/** Of recordings that several have judged by one form, each by the last that he said. */
export function calibrationsOf(reviews: readonly Judged[]): readonly Calibration[] {
  return [...groups(reviews, ({ recording, form }) => `${recording}\n${form}`).values()].flatMap((of) => {
    const last = [...new Map(of.map((review) => [review.reviewer, review])).values()];
    const [first] = last;
    if (first === undefined || last.length < 2) return [];
    const scores = last.map(({ score }) => score);
    const questions = first.questions.map(({ id, text }) => {
      const points = last.map(({ answers }) => answers[id] ?? null);
      const given = points.filter((one) => one !== null);
      return { question: id, text, points, apart: given.length === 0 ? 0 : Math.max(...given) - Math.min(...given) };
    });
    return [
      {
        ...{ recording: first.recording, form: first.form },
        reviewers: last.map(({ reviewer, score, passed }) => ({ reviewer, score, passed })),
        apart: Math.max(...scores) - Math.min(...scores),
        agreed: new Set(last.map(({ passed }) => passed)).size === 1,
        questions: questions.sort((a, b) => b.apart - a.apart),
      },
    ];
  });
}

function meanOf(reviews: readonly Judged[]): Mean {
  return {
    reviews: reviews.length,
    score: Math.round(mean(reviews.map(({ score }) => score))),
    passed: Math.round(100 * mean(reviews.map(({ passed }) => (passed ? 1 : 0)))),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function groups<T>(of: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, T[]>();
  for (const one of of) {
    const key = keyOf(one);
    const list = all.get(key);
    if (list === undefined) all.set(key, [one]);
    else list.push(one);
  }
  return all;
}
