// SPDX-License-Identifier: GPL-2.0-or-later
// The library's public API: open a box, talk with callers, follow what happens.

export type { AlarmCode, BoxAlarm, Severity } from './alarm/index.js';
export type {
  Bus,
  BusinessEvent,
  BusinessEvents,
  Direction,
  Disposition,
  EventOf,
  EventType,
  NumberSource,
  Origin,
  Source,
} from './bus/index.js';
export {
  type Audibility,
  CAUSE,
  type Call,
  type Cause,
  type CauseName,
  type Heard,
  type Leg,
  type LegStream,
  type LegStreamOptions,
  type Listening,
  type Mask,
  type MaskNews,
  type MaskOptions,
  type Part,
  type Participation,
  type RecordingEnd,
  type Stall,
  type StreamEnding,
} from './call/index.js';
export {
  type Config,
  ConfigFile,
  type ConfigInput,
  type Hint,
  hintLine,
  loadConfig,
  type Problem,
  packagedPrompts,
  problemLine,
} from './config/index.js';
export type { QueueOutcome } from './contact/index.js';
export {
  type AgentDesk,
  type AgentStatus,
  type AlarmDesk,
  type AlarmFilter,
  type Box,
  type BoxProblem,
  type BoxStatus,
  type CallbackList,
  type CallbackTotals,
  type CallTotals,
  type ChannelReport,
  type ComesBackAfter,
  type DialogueScript,
  type Drain,
  type DrainStatus,
  type FlowFunction,
  type HoursChange,
  type HoursDesk,
  type LineDesk,
  type ListedAlarm,
  type OpeningStatus,
  type OpenOptions,
  type OutboxDesk,
  open,
  type QueueStatus,
  type SpanReport,
  type SpanStatus,
  type Wants,
} from './engine/index.js';
export { FAULTS, type FaultCode, TelephonyError } from './faults.js';
export type {
  Dialogue,
  KeyInOptions,
  MenuOptions,
  Parts,
  RecordOptions,
  Said,
  SayOptions,
  Speech,
  SpokenDate,
  Text,
  Utterance,
} from './ivr/index.js';
export {
  type Clock,
  type Duration,
  type Instant,
  type Language,
  SystemClock,
  VERSION,
  VirtualClock,
} from './kernel/index.js';
export { openStream, type SayAt, type StreamEnd, type StreamFrame, type StreamHandle } from './native/index.js';
export type { ListeningFor, Recognizer, Synthesizer, UnderHearing, Understood } from './speech/index.js';
export type { CallbackRequestRow, CallRow } from './store/index.js';
