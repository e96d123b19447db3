// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room expression: conditions of the file, in CEL; the one language in which anything is asked.

export { type Condition, type ConditionFault, Conditions, type NamedInCondition, whyNot } from './condition.js';
export { namesIn, render, type TemplateFault, type TemplateValues } from './template.js';
export {
  type ContactFacts,
  type CustomerFacts,
  type Facts,
  NAMING,
  NOBODY,
  type QueueFacts,
  type TimeFacts,
  type TrunkFacts,
  VARIABLES,
} from './variables.js';
