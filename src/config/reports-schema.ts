// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about reports? Those that go out by mail, and those that the shop makes of measures of its choice.

import { z } from 'zod';
import { Conditions, type ValueTypes } from '../expression/index.js';
import { LANGUAGES } from '../kernel/index.js';
import { checkCondition } from './check-rules.js';
import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';
import { mailAddress } from './tell-schema.js';
import { name, timeOfDay } from './values.js';

const reportName = () =>
  z.string().regex(/^[\w-]{1,32}$/, 'is not a name: write up to 32 letters, digits, "-" and "_"');

/** The fixed reports; `custom` is one of the shop's own, by its name. */
export const REPORT_KINDS = [
  'traffic',
  'agents',
  'waits',
  'causes',
  'trunks',
  'wave',
  'bill',
  'conversion',
  'incoming',
  'outgoing',
  'custom',
] as const;
const CUSTOM_DIVISIONS = ['queue', 'access-number', 'hour', 'weekday', 'day', 'week', 'month', 'agent'] as const;
/** How a report is divided; `slot`: by the advertisement that was on. */
export const REPORT_DIVISIONS = [...CUSTOM_DIVISIONS, 'slot'] as const;
const division = () => z.enum(CUSTOM_DIVISIONS);
const stretch = () => z.enum(['day', 'week', 'month', 'year']);

/** Which reports go to whom, and when. */
export const reports = z
  .array(
    z.strictObject({
      name: reportName().describe('For `spillway report send` and for alarms about it.'),
      report: z.enum(REPORT_KINDS).describe('Which report it is.'),
      of: reportName().describe('custom: one of `customReports`.').exactOptional(),
      by: z
        .enum(REPORT_DIVISIONS)
        .describe('traffic, trunks, bill: how it is divided; slot: of traffic, by the advertisement that was on.')
        .exactOptional(),
      every: stretch().default('day').describe('It is of the day, week, month or year that has ended.'),
      at: timeOfDay().default('08:00').describe('When it goes out, on the day after, in the zone of the file.'),
      format: z.enum(['xlsx', 'pdf', 'csv']).default('xlsx').describe('The file that goes with the mail.'),
      to: z.array(mailAddress).min(1).max(50).describe('Who gets it.'),
      language: z.enum(LANGUAGES).describe('Of the report. Default: the language of the file.').exactOptional(),
    }),
  )
  .max(50)
  .default([])
  .describe('Reports by mail: docs/reports.md.');

/** What a custom report can count and measure; `report/measures.ts` has a function for each. */
export const MEASURES = [
  'offered',
  'answered',
  'abandoned',
  'deflected',
  'blocked',
  'inProgress',
  'lost',
  'waitsAnswered',
  'waitsAbandoned',
  'overflowed',
  'serviceLevel',
  'abandonRate',
  'averageSpeedOfAnswer',
  'averageTimeToAbandon',
  'longestWait',
  'handled',
  'talk',
  'hold',
] as const;
export type Measure = (typeof MEASURES)[number];

const customReport = z.strictObject({
  name: reportName().describe('As commands name it.'),
  title: name().describe('As its readers see it; default: its name.').exactOptional(),
  measures: z.array(z.enum(MEASURES)).min(1).max(12).describe('Its columns, in this order.'),
  by: z.array(division()).min(1).max(2).describe('A row for each of these; two: for each pair.'),
  where: z
    .string()
    .min(1)
    .describe(
      'Only calls for which this condition holds; it knows `time` (of the offer), `contact.accessNumber`, and `values` of queue, agent, direction, disposition and seconds.',
    )
    .exactOptional(),
  for: z
    .array(z.string().min(1).max(60))
    .max(50)
    .default([])
    .describe(
      'Roles and ids of people who see it, besides those who may define reports; none: all who may read calls.',
    ),
});
export type CustomReport = z.output<typeof customReport>;

export const customReports = z
  .array(customReport)
  .max(200)
  .default([])
  .describe('Reports of the shop’s own: docs/reports.md.');

export type SentReport = z.output<typeof reports>[number];

/** What conditions of custom reports speak of besides the one set of variables. */
export const REPORTED_VALUES = {
  queue: 'string',
  agent: 'string',
  direction: 'string',
  disposition: 'string',
  seconds: 'int',
} as const satisfies ValueTypes;

/** Of a call that is over these are known. */
const KNOWN = /^(time|values|contact)$|^(time|values)\.|^contact\.accessNumber$/;

/** Names that must exist and be there once, and a server that takes mail. */
export function checkReports(config: Config): Finding[] {
  const { reports: sent, customReports: custom, mail } = config;
  const names = custom.map((one) => one.name);
  const conditions = new Conditions(REPORTED_VALUES);
  return [
    ...duplicates(sent, ['reports'], 'name'),
    ...duplicates(custom, ['customReports'], 'name'),
    ...(sent.length > 0 && mail === undefined
      ? [{ path: ['reports'], text: 'reports go out by mail: write "mail" with a server, too' }]
      : []),
    ...sent.flatMap(({ report, of, by }, index): Finding[] => {
      const at: Path = ['reports', index];
      if ((report === 'custom') !== (of !== undefined))
        return [{ path: at, text: '"of" names a custom report: write it with report: custom, and only there' }];
      if (of !== undefined) return unknownName(of, 'custom report', names, [...at, 'of']);
      return by !== undefined && report !== 'traffic' && report !== 'bill'
        ? [{ path: [...at, 'by'], text: '"by" divides traffic and bill: leave it out here' }]
        : [];
    }),
    ...custom.flatMap(({ where }, index): Finding[] => {
      if (where === undefined) return [];
      const path: Path = ['customReports', index, 'where'];
      const wrong = checkCondition(config, conditions, where, path, Object.keys(REPORTED_VALUES));
      const read = conditions.read(where);
      const unknown = 'fault' in read ? undefined : [...read.asks].find((asked) => !KNOWN.test(asked));
      if (unknown === undefined) return wrong;
      return [
        ...wrong,
        { path, text: `"${unknown}" is not known of calls that are over: time, contact.accessNumber and values are` },
      ];
    }),
  ];
}
