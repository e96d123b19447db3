// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room ivr: dialogues with callers, prompts, figures in words.

export { converse, Dialogue } from './dialogue.js';
export type { DialogueContext, DialogueHouse, WaitOutcome, Watcher } from './dialogue-context.js';
export type { KeyInOptions, MenuOptions, RecordOptions, SayOptions } from './dialogue-options.js';
export type { Ears, Listened } from './ears.js';
export type { Came, FlowEffect, FlowEvent, Flows, StepOutcome, Values } from './flow-effects.js';
export { type FlowState, flowMachine, LONGEST_IN_FLOWS } from './flow-machine.js';
export type { Led, Meanwhile, Serving } from './flow-steps/served.js';
export { keysMeant, type MaySay, phrasesOf } from './heard.js';
export {
  assertPromptName,
  greetingName,
  OwnPrompts,
  PROMPT_PLACES,
  type PromptPiece,
  type PromptPlace,
} from './own-prompts.js';
export { type CataloguedPrompt, promptCatalogue } from './prompt-catalogue.js';
export { type ListedPrompt, listPrompts, type PromptSound } from './prompt-list.js';
export type { PromptVersion } from './prompt-versions.js';
export { Prompts, type PromptsOptions } from './prompts.js';
export { promptsPage } from './prompts-page.js';
export type { Answer, Keys, Question } from './question-machine.js';
export { type FlowServices, type FlowVoice, runFlow, type Traced } from './run-flow.js';
export { type Asker, askQuestion } from './run-question.js';
export { luhn, senseOf } from './sense.js';
export { type Parts, type Speech, type SpokenDate, speechOf } from './speech.js';
export { type Filler, SpokenTexts } from './spoken-texts.js';
export { type Said, saidOf, type Text, type Utterance } from './utterance.js';
