// SPDX-License-Identifier: GPL-2.0-or-later
// The reports' door: sums over the records of a time, and the figures that are made of them.

export { type AgentRates, type AgentStay, AgentSums, agentRates, agentTimes } from './agents.js';
export { type Attempted, CallbackSums, type Promised } from './callbacks.js';
export type { CodeCounts, CodedCalls } from './code-tally.js';
export { dayOf, daysOf, instantNamed, periodOf, REPORTS, type ReportName, type TimeAsked } from './days.js';
export {
  type AgentTimes,
  abandonRate,
  averageHandlingTime,
  averageSpeedOfAnswer,
  averageTimeToAbandon,
  type CallbackCounts,
  callbackServiceLevel,
  containment,
  erlangs,
  type LineTimes,
  occupancy,
  percentile,
  type QueueCounts,
  recoveryRate,
  serviceLevel,
  serviceLevelOfAnswered,
  serviceLevelWithAbandoned,
  utilisation,
  utilisationOverTime,
  weightedMeans,
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
  TRAFFIC,
  type Traffic,
  trafficOf,
  UNWANTED,
} from './metrics.js';
export {
  type AgentFigures,
  type CaughtCall,
  type ContactFigures,
  type MeasuredCall,
  type Report,
  type ReportPart,
  ReportSums,
  type WaitFigures,
} from './report.js';
export { DIVISIONS, type Division, isOfTime, KEYS_OF_TIME, type ReportAsked } from './report-asked.js';
export {
  type CurvePoint,
  type ShownSlot,
  stepOf,
  type WaveAsked,
  type WaveFigures,
  type WavePart,
  type WaveReport,
  WaveSums,
} from './wave.js';
