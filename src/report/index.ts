// SPDX-License-Identifier: GPL-2.0-or-later
// The reports' door: sums over the records of a time, and the figures that are made of them.

export { type AgentRates, type AgentStay, AgentSums, agentRates, agentTimes } from './agents.js';
export { type Attempted, CallbackSums, type Promised } from './callbacks.js';
export { dayOf, daysOf, instantNamed, periodOf, REPORTS, type ReportName, type TimeAsked } from './days.js';
export {
  type AgentTimes,
  abandonRate,
  averageHandlingTime,
  averageSpeedOfAnswer,
  averageTimeToAbandon,
  type CallbackCounts,
  callbackServiceLevel,
  erlangs,
  type LineTimes,
  occupancy,
  type QueueCounts,
  recoveryRate,
  serviceLevel,
  serviceLevelOfAnswered,
  serviceLevelWithAbandoned,
  utilisation,
  utilisationOverTime,
} from './figures.js';
export { type InService, LineSums, lineTimes, type Seizure } from './lines.js';
export {
  type ContactEnd,
  ContactTally,
  contactCounts,
  counted,
  isLost,
  isOffered,
  isUnwanted,
  LOST,
  type Period,
  queueCounts,
  type Stay,
  UNWANTED,
} from './metrics.js';
export {
  type AgentFigures,
  type ContactFigures,
  DIVISIONS,
  type Division,
  type MeasuredCall,
  type Report,
  type ReportAsked,
  type ReportPart,
  ReportSums,
  type WaitFigures,
} from './report.js';
