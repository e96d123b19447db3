// SPDX-License-Identifier: GPL-2.0-or-later
// The callback room's door: the surge, captured numbers, and the promises that are kept in the trough.

export type { AnsweredAhead, HourAhead } from './abandon-window.js';
export type { StandingBy } from './ahead.js';
export { ASKED_COLUMNS, type AskedField, type AskedRules, type AskedText, readAsked, readWish } from './asked-text.js';
export { callbackMachine } from './callback-machine.js';
export {
  type CallbackEffect,
  type CallbackEvent,
  type CallbackPhase,
  type CallbackState,
  type RequestWish,
  type Slot,
  SYSTEM,
} from './callback-state.js';
export { Callbacks, type Claim } from './callbacks.js';
export {
  type CallingNumber,
  type Capturable,
  type CapturedCall,
  type CaptureRules,
  capturable,
  newRequest,
  type UnusableReason,
  usable,
} from './capture.js';
export type { Captured } from './captures.js';
export { CreationLimits, type CreationSettings } from './creation-limits.js';
export type { HeldReason } from './held.js';
export {
  KEY_IN_DEFAULTS,
  type KeyInEffect,
  type KeyInEvent,
  type KeyInSettings,
  type KeyInState,
  keyIn,
  keyInMachine,
} from './key-in-machine.js';
export { type PacingFacts, startable } from './pacing.js';
export type { CallbackPorts, CustomerOnLine } from './ports.js';
export type {
  AttemptOutcome,
  AttemptRow,
  CallbackChange,
  CallbackFact,
  CaptureRow,
  CaptureWay,
  GiveUpReason,
  RequestAbout,
  RequestOrigin,
  RequestRow,
  RequestState,
  RequestWants,
  Visitor,
} from './rows.js';
export {
  CALLBACK_DEFAULTS,
  type CallbackOrder,
  type CallbackPace,
  type CallbackPriority,
  type CallbackSettings,
  LONGEST_WINDOW,
  type NumberLimit,
  type PacingSettings,
  type QueueCallbacks,
  queueCallbacks,
  type TroughSettings,
} from './settings.js';
export { Surge } from './surge.js';
export { type Deal, dealtIn, gave, NOTHING_DEALT, owedBefore } from './surge-deal.js';
export { calm, type SurgeEffect, type SurgeEvent, type SurgeFigures, surgeMachine } from './surge-machine.js';
export { type CatchWay, SURGE_DEFAULTS, type SurgeSettings, type WaitTrigger, type WayFrom } from './surge-settings.js';
export {
  decideSurge,
  isFuller,
  type ManualSurge,
  type Occupancy,
  type SurgeCall,
  type SurgeDecision,
  type SurgePhase,
  type SurgeReason,
  type SurgeSample,
  type SurgeState,
  type SurgeTally,
  shareAt,
  targetShare,
  wayAt,
} from './surge-share.js';
export {
  type SurgedCall,
  type SurgeGrounds,
  type SurgeNews,
  type SurgePlan,
  Surges,
  type SurgeView,
} from './surges.js';
export {
  noTrough,
  type TroughEffect,
  type TroughEvent,
  type TroughPhase,
  type TroughSample,
  type TroughState,
  troughMachine,
} from './trough-machine.js';
export type { Asked, AskedCallback } from './wishes.js';
