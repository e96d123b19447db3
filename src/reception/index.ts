// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room reception: where offered calls go, and why.

export { FrequentCallers, type FrequentCallersSettings } from './frequent-callers.js';
export { accessMatch } from './overlap.js';
export type { QueueView } from './queue-view.js';
export { obstacleIn } from './queue-view.js';
export { receive } from './reception.js';
export type {
  AccessNumber,
  OfferedCall,
  Reached,
  ReceptionSnapshot,
  Route,
  RouteReason,
  SurgeVerdict,
} from './route.js';
export {
  added,
  askBeforeQueue,
  askRules,
  askWhereHeWaits,
  type ClaimedNeed,
  type Claims,
  destinationWords,
  type Finding,
  joined,
  NO_CLAIMS,
  type RoutingRule,
  type Ruled,
  type Skipped,
} from './rules.js';
