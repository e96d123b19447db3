// SPDX-License-Identifier: GPL-2.0-or-later
// What is a configuration? The one definition from which come the type, the JSON Schema and the checks.

import { z } from 'zod';
import { LANGUAGES } from '../kernel/index.js';
import { agent } from './agent-schema.js';
import { areas } from './area-schema.js';
import { backups } from './backup-schema.js';
import { board, station, trunkGroup } from './board-schema.js';
import { calendars, zone } from './calendar-schema.js';
import { callback } from './callback-schema.js';
import { access, accessNumber, frequentCallers, recording, retention } from './centre-schema.js';
import { clips } from './clips-schema.js';
import { dialCodes, nightSwitch } from './dial-codes-schema.js';
import { dialling } from './dialling-schema.js';
import { dtmf } from './dtmf-schema.js';
import { flows } from './flow-schema.js';
import { log } from './log-schema.js';
import { databases, lookups } from './lookup-schema.js';
import { mailboxes } from './mailbox-schema.js';
import { ageing, languageNeeds, profiles, skillProfiles } from './needs-schema.js';
import { notReadyReasons, people, roles } from './people-schema.js';
import { promptNumbers } from './prompt-numbers-schema.js';
import { quality } from './quality-schema.js';
import { queue } from './queue-schema.js';
import { rates } from './rates-schema.js';
import { customReports, reports } from './reports-schema.js';
import { rules, watch } from './rules-schema.js';
import { speech } from './speech-schema.js';
import { dayBegins } from './strategy-schema.js';
import { surge } from './surge-schema.js';
import { dailyReport, hooks, mail } from './tell-schema.js';
import { digits } from './values.js';
import { web } from './web-schema.js';

const AREA_CODE = "is not an area code: write it in quotes, without the leading 0, such as '21'";

/** By ISO 3166, as far as this Node knows it. */
function isCountry(code: string): boolean {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return /^[A-Z]{2}$/.test(code) && ![undefined, 'Unknown Region'].includes(names.of(code));
}

/**
 * `spillway.yaml`. Each setting says when a change of it applies (`Applies`); what stands below one goes by it, unless it says so itself.
 */
export const schema = z.strictObject({
  language: z.enum(LANGUAGES).default('zh-CN').describe('What callers and agents hear.').meta({ applies: 'restart' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is not a country: write CN, US, GB')
    .refine(isCountry, 'is not a country: write CN, US, GB')
    .default('CN')
    .describe('Tones and numbers are of this country.')
    .meta({ applies: 'restart' }),
  areaCode: z
    .string({ error: AREA_CODE })
    .regex(/^[1-9]\d{0,4}$/, AREA_CODE)
    .describe('Where the box stands, such as "21".')
    .exactOptional()
    .meta({ applies: 'now' }),
  zone: zone.meta({ applies: 'restart' }),
  calendars: calendars.meta({ applies: 'now' }),
  data: z
    .string()
    .min(1)
    .default('data')
    .describe('The data directory; relative to this file.')
    .meta({ applies: 'restart' }),
  prompts: z
    .string()
    .describe('A directory of own prompts, looked in first; relative to this file.')
    .exactOptional()
    .meta({ applies: 'restart' }),
  board: board.describe('The card, or the virtual board that needs none.').optional().meta({ applies: 'restart' }),
  boards: z
    .array(board)
    .min(1)
    .max(8)
    .describe('Several boards side by side, in place of `board`. A card keeps the time for all.')
    .exactOptional()
    .meta({ applies: 'restart' }),
  trunkGroups: z
    .array(trunkGroup)
    .default([])
    .describe('Default: one group `trunks` of all spans towards the exchange.')
    .meta({ applies: 'restart' }),
  stations: z
    .array(station)
    .default([])
    .describe('Default: every port of the station banks, numbered from 801.')
    .meta({ applies: 'restart' }),
  accessNumbers: z
    .array(accessNumber)
    .min(1)
    .describe('Numbers that callers dial, and where each leads.')
    .meta({ applies: 'nextCall' }),
  areas: areas.meta({ applies: 'now' }),
  flows: flows.meta({ applies: 'nextCall' }),
  lookups: lookups.meta({ applies: 'now' }),
  databases: databases.meta({ applies: 'now' }),
  queues: z.array(queue).min(1).describe('Where calls wait for agents.').meta({ applies: 'now' }),
  mailboxes: mailboxes.meta({ applies: 'now' }),
  profiles: profiles.meta({ applies: 'nextCall' }),
  skillProfiles: skillProfiles.meta({ applies: 'now' }),
  languageNeeds: languageNeeds.meta({ applies: 'nextCall' }),
  ageing: ageing.meta({ applies: 'now' }),
  agents: z.array(agent).default([]).describe('Who answers calls.').meta({ applies: 'now' }),
  dayBegins: dayBegins().meta({ applies: 'now' }),
  people: people.meta({ applies: 'now' }),
  roles: roles.meta({ applies: 'now' }),
  web: web.exactOptional().meta({ applies: 'restart' }),
  notReadyReasons: notReadyReasons.meta({ applies: 'now' }),
  surge: surge.meta({ applies: 'now' }),
  callback: callback.meta({ applies: 'now' }),
  recording: recording.meta({ applies: 'nextCall' }),
  backups: backups.meta({ applies: 'now' }),
  retention: retention.meta({ applies: 'now' }),
  quality: quality.meta({ applies: 'now' }),
  access: access.meta({ applies: 'now' }),
  dialling: dialling.meta({ applies: 'nextCall' }),
  mail: mail.exactOptional().meta({ applies: 'now' }),
  hooks: hooks.meta({ applies: 'now' }),
  dailyReport: dailyReport.meta({ applies: 'now' }),
  rates: rates.meta({ applies: 'now' }),
  reports: reports.meta({ applies: 'now' }),
  customReports: customReports.meta({ applies: 'now' }),
  speech: speech.meta({ applies: 'nextCall' }),
  dtmf: dtmf.meta({ applies: 'restart' }),
  log: log.meta({ applies: 'restart' }),
  doNotCall: z.array(digits()).default([]).describe('Numbers that are never called.').meta({ applies: 'now' }),
  blocked: z.array(digits()).default([]).describe('Numbers whose calls are refused.').meta({ applies: 'now' }),
  frequentCallers: frequentCallers.exactOptional().meta({ applies: 'now' }),
  restrictedNumbers: z
    .enum(['drop', 'blockOnly'])
    .default('blockOnly')
    .describe(
      'Numbers that come though they are not to be shown: looked up in `blocked` and then forgotten (blockOnly), or forgotten at once (drop).',
    )
    .meta({ applies: 'nextCall' }),
  dialCodes: dialCodes.meta({ applies: 'now' }),
  nightSwitch: nightSwitch.meta({ applies: 'now' }),
  clips: clips.meta({ applies: 'now' }),
  promptNumbers: promptNumbers.meta({ applies: 'now' }),
  rules: rules.meta({ applies: 'nextCall' }),
  watch: watch.meta({ applies: 'now' }),
});

/** A configuration as it is written, in the file or by a program: lengths of time as text, defaults left out. */
export type ConfigInput = z.input<typeof schema>;
/** A configuration as it runs: every default filled in, times in milliseconds. */
export type Config = Omit<z.output<typeof schema>, 'boards'> & {
  /** Each of them, also where the file has only `board`. */
  readonly boards: readonly BoardConfig[];
};
/** The same before what it leaves out is filled in. */
export type WrittenConfig = z.output<typeof schema>;
export type DtmfConfig = Config['dtmf'];
export type BoardConfig = z.output<typeof board>;
export type SpanConfig = BoardConfig['spans'][number];
/** A span of a card. */
export type DahdiSpanConfig = Extract<BoardConfig, { type: 'dahdi' }>['spans'][number];
export type TrunkGroupConfig = Config['trunkGroups'][number];
export type StationConfig = Config['stations'][number];
export type AccessNumberConfig = Config['accessNumbers'][number];
export type QueueConfig = Config['queues'][number];
export type RuleConfig = Config['rules'][number];
export type WatchedConfig = Config['watch'][number];
export type AgentConfig = Config['agents'][number];
export type SurgeConfig = Config['surge'];
export type CallbackConfig = Config['callback'];

/** When a changed setting applies. `now`: also to calls that are up. `nextCall`: to calls that come. `restart`: the box keeps what it has until then. */
export type Applies = 'now' | 'nextCall' | 'restart';

/** A piece of the JSON Schema. */
export interface JsonSchema {
  readonly applies?: Applies;
  /** Of docs: what stands below is described there. */
  readonly page?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly [key: string]: unknown;
}

/** The JSON Schema of the file, for editors; `spillway.schema.json` is its text. Every setting has its `applies`. */
export function jsonSchema(): JsonSchema {
  return { title: 'Spillway configuration', ...everywhere(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema) };
}

/** The schema with `applies` at each property, also where it stands above. */
function everywhere(node: JsonSchema, above?: Applies): JsonSchema {
  const applies = node.applies ?? above;
  const deeper = (child: JsonSchema) => everywhere(child, applies);
  const { properties, items, oneOf, anyOf, additionalProperties } = node;
  return {
    ...node,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, child]) => {
          const own = child.applies ?? applies;
          return [key, { ...deeper(child), ...(own && { applies: own }) }];
        }),
      ),
    }),
    ...(items && { items: deeper(items) }),
    ...(oneOf && { oneOf: oneOf.map(deeper) }),
    ...(anyOf && { anyOf: anyOf.map(deeper) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: deeper(additionalProperties) }),
  };
}
