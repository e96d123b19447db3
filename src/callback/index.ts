// SPDX-License-Identifier: GPL-2.0-or-later
// The callback room's door: the surge, captured numbers, and the promises that are kept in the trough.

export { calm, type SurgeEffect, type SurgeEvent, type SurgeFigures, surgeMachine } from './surge-machine.js';
export { SURGE_DEFAULTS, type SurgeSettings } from './surge-settings.js';
export {
  channelsAt,
  decideSurge,
  type Occupancy,
  type SurgeDecision,
  type SurgePhase,
  type SurgeReason,
  type SurgeState,
  type SurgeTally,
  shareAt,
  targetShare,
  utilisation,
} from './surge-share.js';
