// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room reception: where offered calls go, and why.

export { FrequentCallers, type FrequentCallersSettings } from './frequent-callers.js';
export { accessMatch } from './overlap.js';
export type { QueueView } from './queue-view.js';
export {
  type AccessNumber,
  type Finding,
  type OfferedCall,
  type Reached,
  type ReceptionSnapshot,
  type Route,
  type RouteReason,
  receive,
  type SurgeVerdict,
} from './reception.js';
