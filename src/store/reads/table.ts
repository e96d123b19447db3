// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of the database? All its query texts for reading are below this table.

import { callAccount, wholeBooks } from './account.js';
import { raisedAlarms } from './alarms.js';
import { listedCallbacks } from './callbacks.js';
import { exportedCalls, newestCalls } from './calls.js';
import { counted, countedSince } from './counters.js';
import { holds, keptSince, oldCalls, oldEvents, overTime } from './keeping.js';
import { measured } from './measured.js';
import { numbersOf } from './numbers.js';
import type { Question } from './question.js';
import { oldRecordings, orphanedFiles, wholeRecordings } from './recordings.js';
import { recountedAgents, recountedQueues } from './recount.js';
import { openPromises, standing } from './standing.js';
import { eventRange, eventsAfter } from './told-events.js';
import { leftOver, unfinished, wrongTries } from './unfinished.js';

/** Answered whole. */
export const QUESTIONS = {
  callAccount,
  counted,
  countedSince,
  eventRange,
  holds,
  keptSince,
  leftOver,
  measured,
  numbersOf,
  oldCalls,
  oldEvents,
  openPromises,
  orphanedFiles,
  overTime,
  recountedAgents,
  recountedQueues,
  standing,
  unfinished,
  wholeBooks,
  wholeRecordings,
  wrongTries,
} as const;

/** Answered by pages. */
export const LISTS = { eventsAfter, exportedCalls, listedCallbacks, newestCalls, oldRecordings, raisedAlarms } as const;

export type QuestionName = keyof typeof QUESTIONS;
export type ListName = keyof typeof LISTS;

type AskedBy<F> = F extends (reads: never, asked: infer Asked, ...rest: never[]) => unknown ? Asked : never;

/** What a question must be given. */
export type QuestionAsked<Name extends QuestionName> =
  unknown extends AskedBy<(typeof QUESTIONS)[Name]> ? null : AskedBy<(typeof QUESTIONS)[Name]>;
export type Answer<Name extends QuestionName> = Awaited<ReturnType<(typeof QUESTIONS)[Name]>>;

/** What a list must be given. */
export type ListAsked<Name extends ListName> = AskedBy<(typeof LISTS)[Name]>;
export type Row<Name extends ListName> = Awaited<ReturnType<(typeof LISTS)[Name]>>['rows'][number];

/** The function of a question, as whoever has only its name calls it. */
export function questionOf(name: QuestionName): Question<unknown, unknown> {
  return QUESTIONS[name] as Question<unknown, unknown>;
}
