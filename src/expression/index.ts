// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room expression: conditions of the file, in CEL; the one language in which anything is asked.

export { type Condition, type ConditionFault, Conditions, type NamedInCondition, whyNot } from './condition.js';
export { LONGEST_VALUE } from './cost.js';
export { firstWord, type Statement, statementOf } from './statement.js';
export { namesIn, namesInto, render, type TemplateFault, type TemplateValues } from './template.js';
export {
  type ContactFacts,
  type CustomerFacts,
  type Facts,
  NAMING,
  NOBODY,
  NUMBER,
  type QueueFacts,
  type TimeFacts,
  type TrunkFacts,
  VARIABLES,
  type ValueType,
  type ValueTypes,
  WHOLE,
  withValues,
} from './variables.js';
