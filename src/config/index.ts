// SPDX-License-Identifier: GPL-2.0-or-later
// The configuration's door: read the file, or hear what is wrong with it.

export {
  AGENT_COLUMNS,
  type AgentChanges,
  type AgentRow,
  agentChanges,
  agentText,
  MOST_AGENT_ROWS,
  readAgents,
  type WrittenAgent,
} from './agent-file.js';
export { type Opermode, opermodeOf, PORTS_A_BANK } from './analog-schema.js';
export { allApplies, appliesOf, keepRunning, type Reloaded } from './applies.js';
export { type AskedRule, askedRules } from './asked-rules.js';
export type { Surroundings } from './check.js';
export { ConfigFile } from './config-file.js';
export { type Destination, destinationName, isRung, type Place, type Rung } from './destination-schema.js';
export { DIAL_CODES, type DialCode } from './dial-codes-schema.js';
export { DTMF_PROFILES } from './dtmf-schema.js';
export { EMERGENCY_OF_CHINA, emergencyNumbers } from './emergency.js';
export { exchangeOf } from './exchange-schema.js';
export { saidBy } from './flow-places.js';
export { stepDescriptions, stepsTable } from './flow-reference.js';
export type { FlowConfig } from './flow-schema.js';
export {
  type FlowStep,
  type Next,
  type Piece,
  type Sense,
  STEPS,
  type StepKind,
  type StepOf,
  type TransferKind,
  type WayKey,
} from './flow-steps/index.js';
export { waysOf } from './flow-steps/ways.js';
export { CALL_VALUES, flowValues, parametersOf, valueTypesOf } from './flow-values.js';
export { type LoadOptions, loadConfig, packagedPrompts, readConfig } from './load.js';
export type { DatabaseConfig, LookupConfig, ValueKind } from './lookup-schema.js';
export { hears, type MailboxConfig, VOICEMAIL } from './mailbox-schema.js';
export { suggestion } from './nearest.js';
export { NO_CODE, TOLD_TO_AGENTS } from './offer-schema.js';
export { SIGN_IN } from './outside-schema.js';
export { type Hint, hintLine, type Parsed, type Problem, parseConfig, problemLine } from './parse.js';
export { RIGHTS, type Right } from './people-schema.js';
export { ownPrompts, type Places, placesOf, promptPlaces, promptsNamed, textOfConfig } from './places.js';
export { type QualityForm, type QualityRule, SAMPLED_VALUES } from './quality-schema.js';
export { appliesWords, referencePage, type Setting, settings } from './reference.js';
export {
  type CustomReport,
  MEASURES,
  type Measure,
  REPORT_DIVISIONS,
  REPORT_KINDS,
  REPORTED_VALUES,
  type SentReport,
} from './reports-schema.js';
export { channelCount, echoCancellerOf, isTrunk, spansOf, trunkChannelCount } from './resolve.js';
export { FIGURES, type Figure, TIME_FIGURES } from './rules-schema.js';
export {
  type AccessNumberConfig,
  type AgentConfig,
  type Applies,
  type BoardConfig,
  type CallbackConfig,
  type Config,
  type ConfigInput,
  type DahdiSpanConfig,
  type DtmfConfig,
  type JsonSchema,
  jsonSchema,
  type QueueConfig,
  type RuleConfig,
  type SpanConfig,
  type StationConfig,
  type SurgeConfig,
  type TrunkGroupConfig,
  type WatchedConfig,
} from './schema.js';
export { changeSettingsAside, checkSettingsAside, undoSettingsAside } from './settings-aside.js';
export { type Changed, changeSettings, readSetting, revisionsIn, type SettingChange } from './settings-file.js';
export { type CheckedSettings, type KeptRevision, keptRevisions, textWithoutSecrets } from './settings-history.js';
export type { HearConfig, SayConfig, SpeechConfig, WrittenSecret } from './speech-schema.js';
export type { StrategyWord } from './strategy-schema.js';
export { CATCH_WAYS, WISHES, type Wish } from './surge-schema.js';
export { duration } from './values.js';
export { wavFault, wavLength } from './wav.js';
export { BEFORE_T301, BEFORE_T310 } from './wave-hints.js';
