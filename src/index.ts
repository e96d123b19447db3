// SPDX-License-Identifier: GPL-2.0-or-later
// The library's public API: open a box, talk with callers, follow what happens.

export type { BusinessEvent, BusinessEvents, EventOf, EventType } from './bus/index.js';
export { type Config, loadConfig, type Problem, parseConfig, problemLine } from './config/index.js';
export {
  type AgentDesk,
  type AgentStatus,
  type Box,
  type BoxStatus,
  type CallbackList,
  type DialogueScript,
  type OpenOptions,
  open,
  VERSION,
} from './engine/index.js';
export { FAULTS, type FaultCode, TelephonyError } from './faults.js';
export type { Dialogue, KeyInOptions, MenuOptions, RecordOptions, SayOptions, Utterance } from './ivr/index.js';
