// SPDX-License-Identifier: GPL-2.0-or-later
// What does a filled form say? A score of 100 by weights, and whether the call has passed.

import { TelephonyError } from '../faults.js';

/** As a form asks it; a review keeps it as it was. */
export interface Question {
  readonly id: string;
  readonly text: string;
  /** At most. */
  readonly points: number;
  readonly weight: number;
  /** Without all its points a call has not passed. */
  readonly must: boolean;
}

export interface Form {
  readonly name: string;
  /** From this score on. */
  readonly pass: number;
  readonly questions: readonly Question[];
}

/** Points by question. */
export type Answers = Readonly<Record<string, number>>;

export interface Verdict {
  /** 0 to 100, whole. */
  readonly score: number;
  readonly passed: boolean;
}

/** Throws REFUSED when a question has no answer, or more points than it has. */
export function verdictOf({ questions, pass }: Form, answers: Answers): Verdict {
  const shares = questions.map(({ id, points, weight, must }) => {
    const given = answers[id];
    if (typeof given !== 'number' || !Number.isInteger(given) || given < 0 || given > points)
      throw new TelephonyError('REFUSED', `${id}: 0 to ${points} points would be right`);
    return { share: given / points, weight, failed: must && given < points };
  });
  const unknown = Object.keys(answers).find((id) => !questions.some((question) => question.id === id));
  if (unknown !== undefined)
    throw new TelephonyError(
      'REFUSED',
      `${unknown} is no question of the form: ${questions.map(({ id }) => id).join(', ')}`,
    );
  const weights = shares.reduce((sum, { weight }) => sum + weight, 0);
  const score = Math.round((100 * shares.reduce((sum, { share, weight }) => sum + share * weight, 0)) / weights);
  return { score, passed: score >= pass && !shares.some(({ failed }) => failed) };
}
