// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room speech: engines that speak texts and understand callers, asked by threads of their own.

export { alawFile, toAlaw } from './a-law-file.js';
export { activeLevel, DBM0_OF_FULL_SCALE } from './active-level.js';
export { type HearingSettings, HearingThread } from './hearing-thread.js';
export { levelled, PROMPT_LEVEL } from './loudness.js';
export type {
  CacheLimits,
  HearingEngine,
  ListeningFor,
  Recognizer,
  SpeakingEngine,
  SpokenText,
  Synthesizer,
  UnderHearing,
  Understood,
} from './ports.js';
export { openRecognition, type Recognition } from './recognition.js';
export { SherpaServer } from './sherpa-server.js';
export { type SpeakingSettings, SpeakingThread } from './speaking-thread.js';
export { synthesized } from './synthesis.js';
