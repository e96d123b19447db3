// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's door: the box as a library.

export type { Destination as CallDestination } from '../config/index.js';
export type { AgentDesk, SkillsSaid } from './agents/index.js';
export {
  type Box,
  type BoxProblem,
  type Drain,
  type Grounds,
  logHints,
  type OpenOptions,
  open,
  openOn,
} from './box/index.js';
export {
  type CallDesk,
  type Callee,
  type LastCaller,
  type LaterCall,
  type LineCall,
  type OwnLine,
  type StationStatus,
  SUPERVISION_MODES,
  type SupervisionMode,
  type TelephoneDesk,
  type TelephoneStatus,
  type TransferTo,
} from './calling/index.js';
export {
  CustomerDesk,
  type CustomerImport,
  type CustomerPiece,
  staffOf,
  type WrittenCustomer,
} from './customers/index.js';
export type {
  ComesBackAfter,
  EarlyMediaAsked,
  EarlyMediaResult,
  FlowFunction,
  RouteDesk,
  TriedRoute,
  TryAsked,
} from './inbound/index.js';
export { OldPlaces, receptionSnapshot, spokenPrompt } from './inbound/index.js';
export type { AskedImport, AskedLine, CallbackList, LeftMessage } from './outbound/index.js';
export type { CallbackTotals, CallTotals } from './records/index.js';
export {
  Gathered,
  type ListEntry,
  ListedNumbers,
  type ListName,
  NumberLists,
  type NumbersTaken,
  type NumberWished,
  Upload,
  type UploadPiece,
} from './records/index.js';
export {
  calendarOf,
  callbackKeyOf,
  callbackQueue,
  callbackSettings,
  checkAreas,
  configureQueues,
  type DialogueScript,
  enqueueOptions,
  numberPlan,
  ownNeeds,
  placeOf,
  placesOf,
  storedDirectory,
  surgePlan,
  type Wants,
  wanted,
} from './rooms/index.js';
export { FlowConditions } from './routing/index.js';
export { hearingEngine, speakingEngine } from './speech/index.js';
export type { SurgeDesk, SurgeStatus } from './surge/index.js';
export { NOTHING_TOLD, placeWords, type Told as ToldPlace } from './treatment/index.js';
export {
  type AgentCounts,
  type AgentStatus,
  type BoxStatus,
  type ChannelCondition,
  type ChannelReport,
  type ChannelStatus,
  type ChannelTalk,
  type DrainStatus,
  type HoursChange,
  type HoursDesk,
  LEARNED_TONES,
  type LearnedSound,
  type LearnedTone,
  type LineDesk,
  type MeasuredLine,
  type OpeningStatus,
  onWire,
  type Pulse,
  type QueueStatus,
  type SpanReport,
  type SpanStatus,
  type WatchedTrunk,
  type WireFrame,
} from './views/index.js';
export type { ListedMessage, MailboxStatus } from './voicemail/index.js';
export {
  type AlarmDesk,
  type AlarmFilter,
  type ListedAlarm,
  type OutboxDesk,
  sumUpDays,
  sumUpDue,
} from './watching/index.js';
