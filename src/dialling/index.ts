// SPDX-License-Identifier: GPL-2.0-or-later
// The dialling room's door: numbers, the digits that go out, who may be called when, and what an outcome is worth.

export { type Area, AreaPrefixes, type AreaRule, areaOf, nationalForm, ruleByArea } from './area.js';
export { AREA_CODES, type AreaNames } from './area-codes.js';
export { AreaFile } from './area-file.js';
export {
  type Calendar,
  dayOf,
  type Hours,
  isOpen,
  momentIn,
  nextChange,
  nextOpening,
  openingsOn,
  timeAfter,
  timeOn,
} from './calendar.js';
export {
  type Bar,
  barredBy,
  type ClassOfService,
  INTERNAL_ONLY,
  isPremium,
  PREMIUM_PREFIXES,
  REACHES,
  type Reach,
  reachOf,
} from './class-of-service.js';
export {
  type CodesOptions,
  type Dialled,
  type HouseCommand,
  isHouseCommand,
  NOT_READY_REASONS,
  parseStationCode,
  STATION_CODES,
  type StationCode,
  type StationCommand,
} from './codes.js';
export {
  CALL_CODES,
  type CallCode,
  type CallCodeName,
  type CallCommand,
  callCodes,
  type HouseDialled,
  type HouseOptions,
  moreInHouse,
  readHouse,
} from './house.js';
export { callable, listKey, normalise } from './normalise.js';
export { isEmergency, type NumberKind, type NumberPlan, PLAN_DEFAULTS, type TelephoneNumber } from './number.js';
export { MOST_NUMBER_ROWS, NUMBER_COLUMNS, type NumberColumn, type NumberRow, readNumbers } from './number-file.js';
export { type Outcome, outcomeOf, RETRIES, type Retry } from './outcome.js';
export { OUTSIDE_CODES, type OutsideCommand, type OutsideKeyed, readOutside } from './outside-codes.js';
export {
  judgeOutside,
  type NumberList,
  OUTSIDE_CAUSES,
  type OutgoingTrunk,
  type OutsideCause,
  type OutsideRules,
  type OutsideVerdict,
  type PermittedCall,
  prepareCall,
  presented,
  type RefusedCall,
} from './permission.js';
export { type Shown, type SlotTimes, showings, slotAt } from './slots.js';
export { type AreaOf, type DialForms, otherForm, TRUNK_DEFAULTS, type TrunkDialling, toDial } from './to-dial.js';
export { TOLL_KINDS, TollBook, type TollKind, type TollLimits, type TollUse, tollKinds } from './toll-limits.js';
