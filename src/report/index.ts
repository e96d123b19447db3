// SPDX-License-Identifier: GPL-2.0-or-later
// The reports' door: sums over the records of a time, and the figures that are made of them.

export { dayOf, daysOf } from './days.js';
export {
  type AgentTimes,
  abandonRate,
  averageHandlingTime,
  averageSpeedOfAnswer,
  occupancy,
  type QueueCounts,
  recoveryRate,
  serviceLevel,
  serviceLevelOfAnswered,
  serviceLevelWithAbandoned,
  utilisation,
} from './figures.js';
export {
  type AgentStay,
  agentTimes,
  type ContactEnd,
  contactCounts,
  counted,
  type Period,
  queueCounts,
  type Stay,
} from './metrics.js';
