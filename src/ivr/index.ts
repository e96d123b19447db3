// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room ivr: dialogues with callers, prompts, figures in words.

export {
  converse,
  Dialogue,
  type DialogueContext,
  type KeyInOptions,
  type MenuOptions,
  type RecordOptions,
  type SayOptions,
  type Utterance,
} from './dialogue.js';
export { Prompts, type PromptsOptions } from './prompts.js';
export { type Parts, type Speech, type SpokenDate, speechOf } from './speech.js';
