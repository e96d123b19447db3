// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of the database? All its query texts for reading are below this table.

import { callAccount, wholeBooks } from './account.js';
import { agentSegments } from './agent-segments.js';
import { raisedAlarms } from './alarms.js';
import { arrivals } from './arrivals.js';
import { audited } from './audit.js';
import { billedCalls } from './billed-calls.js';
import { listedCallbacks } from './callbacks.js';
import { exportedCalls, newestCalls } from './calls.js';
import { conversions } from './conversions.js';
import { counted, countedSince } from './counters.js';
import { customersAfter, interactions, lastTalks, storedCustomers } from './customers.js';
import { summedDays } from './day-sums.js';
import { detailedCalls } from './detailed-calls.js';
import { endedCauses } from './ended-causes.js';
import { callbackEvidence } from './evidence.js';
import { explained } from './explained.js';
import { flowTrace } from './flow-trace.js';
import { inServiceSteps } from './in-service.js';
import { holds, keptSince, oldCalls, oldEvents, oldRequests, overTime } from './keeping.js';
import { archivedBytes, deletedRecordings, drilled, recordingMarks, recordingWork } from './kept-recordings.js';
import { leads } from './leads.js';
import { listedCalls } from './listed-calls.js';
import { listedRecordings } from './listed-recordings.js';
import { agentNow, agentStays, knownAgents, madeAttempts, madePromises, measured } from './measured.js';
import { measuredCalls } from './measured-calls.js';
import { memberPin } from './member-pin.js';
import { mergedCaptures } from './merged-captures.js';
import { heldRecording, storedMessages } from './messages.js';
import { numbersOf } from './numbers.js';
import { erasedContacts, erasures, lookedAt, personalData, personalRows, textColumns } from './personal.js';
import { coachingNotes, reviews, unjudged } from './quality.js';
import { quarterEvents } from './quarter-events.js';
import type { JsonPage, List, PageAsked, Question, Reads } from './question.js';
import { brokenRows } from './readable.js';
import { oldRecordings, orphanedFiles, wholeRecordings } from './recordings.js';
import { recountedAgents, recountedQueues } from './recount.js';
import { recountedCallbacks, recountedContacts, recountedLines } from './recount-more.js';
import { quartersDue, rolledUp } from './roll-up.js';
import { settingsNamed } from './settings-named.js';
import { alive, openPromises, standing } from './standing.js';
import { surveyScores } from './survey-scores.js';
import { callsNamed, timeline } from './timeline.js';
import { eventRange, eventsAfter } from './told-events.js';
import { leftOver, unfinished, wrongTries } from './unfinished.js';
import { wrapUpCodes } from './wrap-up-codes.js';

/** Answered whole. */
export const QUESTIONS = {
  agentNow,
  alive,
  archivedBytes,
  arrivals,
  audited,
  brokenRows,
  callAccount,
  callsNamed,
  coachingNotes,
  conversions,
  counted,
  countedSince,
  customersAfter,
  erasedContacts,
  erasures,
  drilled,
  endedCauses,
  eventRange,
  explained,
  flowTrace,
  heldRecording,
  holds,
  inServiceSteps,
  interactions,
  keptSince,
  knownAgents,
  leftOver,
  lookedAt,
  measured,
  memberPin,
  mergedCaptures,
  numbersOf,
  oldCalls,
  oldEvents,
  oldRequests,
  openPromises,
  personalData,
  personalRows,
  orphanedFiles,
  overTime,
  recordingMarks,
  recordingWork,
  recountedAgents,
  recountedCallbacks,
  recountedContacts,
  recountedLines,
  recountedQueues,
  quarterEvents,
  quartersDue,
  rolledUp,
  reviews,
  settingsNamed,
  standing,
  storedCustomers,
  storedMessages,
  summedDays,
  surveyScores,
  textColumns,
  timeline,
  unfinished,
  unjudged,
  wholeBooks,
  wholeRecordings,
  wrapUpCodes,
  wrongTries,
} as const;

/** Answered by pages. */
export const LISTS = {
  agentSegments,
  agentStays,
  billedCalls,
  callbackEvidence,
  detailedCalls,
  deletedRecordings,
  eventsAfter,
  exportedCalls,
  listedCallbacks,
  leads,
  listedCalls,
  lastTalks,
  listedRecordings,
  madeAttempts,
  madePromises,
  measuredCalls,
  newestCalls,
  oldRecordings,
  raisedAlarms,
} as const;

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

/** A page of a list as JSON. */
export async function jsonPage(name: ListName, reads: Reads, asked: unknown, page: PageAsked): Promise<JsonPage> {
  const { rows, next } = await (LISTS[name] as List<unknown, unknown>)(reads, asked, page);
  const json = new TextEncoder().encode(JSON.stringify(rows).slice(1, -1));
  return { json, rows: rows.length, next };
}
