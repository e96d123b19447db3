// SPDX-License-Identifier: GPL-2.0-or-later
// The reports' door: sums over the records of a time, and the figures that are made of them.

export { type AgentRates, type AgentStay, AgentSums, agentRates, agentTimes } from './agents.js';
export {
  type Bill,
  type BillPart,
  type BillSum,
  BillSums,
  type Charged,
  chargedTime,
  type Rate,
  rateOf,
} from './bill.js';
export { chargedMinutes } from './bill-rows.js';
export { causeOf, resultOf } from './call-words.js';
export { type Attempted, CallbackSums, type Promised } from './callbacks.js';
export type { CodeCounts, CodedCalls } from './code-tally.js';
export type { Conversion, ConversionFigures, ConversionPart } from './conversion.js';
export { type CustomAnswer, lastAgent } from './custom.js';
export { customNamed } from './custom-of-records.js';
export { dayOf, daysOf, instantNamed, periodOf, REPORTS, type ReportName, type TimeAsked } from './days.js';
export { type DetailName, type DetailReader, detailRows } from './detail-rows.js';
export { type Due, lastDue } from './due.js';
export {
  type AgentTimes,
  abandonRate,
  abandonRateAhead,
  answeredShare,
  averageHandlingTime,
  averageSpeedOfAnswer,
  averageTimeToAbandon,
  type CallbackCounts,
  callbackServiceLevel,
  containment,
  erlangs,
  type LineTimes,
  lostShare,
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
export {
  type ReportKeeper,
  type ReportParams,
  type ReportShop,
  reportShopOf,
} from './keeper.js';
export { DIVIDED_BY, KIND_WORDS, KINDS, type Kind, QUESTIONS } from './kinds.js';
export { LEAD_COLUMNS, type LeadColumn, leadRows } from './lead-rows.js';
export { type InService, LineSums, lineTimes, type Seizure } from './lines.js';
export { REPORT_METHODS } from './methods.js';
export {
  addedCounts,
  type ContactEnd,
  ContactTally,
  contactCounts,
  counted,
  isLost,
  isOffered,
  isUnwanted,
  LOST,
  NOBODY_YET,
  type Period,
  queueCounts,
  type Stay,
  TRAFFIC,
  type Traffic,
  trafficOf,
  UNWANTED,
} from './metrics.js';
export { reportOf } from './of-records.js';
export { type OwnFigures, ownFigures } from './own-figures.js';
export { addedHere, type QuarterAdder } from './quarter-rows.js';
export { type Quarter, QuarterFold, type QuartersAsked } from './quarters.js';
export { addQuarter, each, quartersRead, type SummedBox } from './quarters-read.js';
export { seesAgent, seesCall, seesQueue } from './reach.js';
export {
  type AgentFigures,
  type CaughtCall,
  type ContactFigures,
  type LineFigures,
  type MeasuredCall,
  type Report,
  type ReportPart,
  ReportSums,
  type WaitFigures,
} from './report.js';
export { DIVISIONS, type Division, isOfTime, KEYS_OF_TIME, type ReportAsked } from './report-asked.js';
export { divisionWord, endsOf, otherEnds, partName, titleOf } from './report-words.js';
export { type Group, isOfQuarters, reportOfQuarters } from './rolled.js';
export { askedOf, figureSheet, type SheetAsked, type SheetSource, sheetAsked } from './sheets.js';
export { type CauseCount, type Spread, spreadOf, type WaitStep } from './spread.js';
export { type SpreadName, stepName } from './spread-rows.js';
export { type Stretch, stretchesOf } from './stretches.js';
export { Summing } from './summing.js';
export { type TeamHours, type TeamRow, teamCodes, teamHours, teamRows } from './team.js';
export { WAIT_MARKS } from './wait-marks.js';
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
