// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room station: where agents talk.

export { AnalogStation } from './analog-station.js';
export {
  CALLER_ID_NAMES,
  CALLER_ID_STYLES,
  type CallerIdNames,
  type CallerIdStyle,
  callerDigits,
  callSetup,
  type ShownCaller,
  shownCaller,
} from './caller-id-message.js';
export { fskSamples } from './fsk.js';
export type { HookedStation } from './hooked-station.js';
export { type OutsideHolder, type OutsidePort, OutsideStation } from './outside-station.js';
export type { Abilities, Declined, OfferNews, Station } from './station.js';
export type { OfferId, StationState } from './station-machine.js';
export { type StationPlace, Stations, type StationsOptions } from './stations.js';
