// SPDX-License-Identifier: GPL-2.0-or-later
// How is a scenario written down? A YAML (or JSON) file: where the box connects, who calls, who answers.

import { parseDocument } from 'yaml';
import { z } from 'zod';
import { TelephonyError } from '../faults.js';
import { DEFAULT_CUSTOMERS, type Scenario } from './scenario.js';

const seconds = z.number().min(0).max(86_400);
const range = z.strictObject({ least: seconds, most: seconds });

const file = z.strictObject({
  seed: z.int().min(0).default(1),
  spans: z.array(z.strictObject({ name: z.string(), path: z.string() })).min(1),
  bank: z.strictObject({ name: z.string(), path: z.string(), ports: z.int().min(1).max(30) }).optional(),
  audio: z.strictObject({
    promise: z.string(),
    agent: z.string(),
    caller: z.string(),
    confirm: z.string(),
    keyIn: z.string(),
    keyInConfirm: z.string(),
  }),
  traffic: z.strictObject({
    calls: z.int().min(0).max(100_000),
    duration: seconds,
    accessNumbers: z.array(z.strictObject({ item: z.string(), weight: z.number().positive() })).min(1),
    withheldShare: z.number().min(0).max(1).default(0.03),
    repeatShare: z.number().min(0).max(1).default(0.1),
    patience: range.default({ least: 20, most: 60 }),
    redials: z.int().min(0).max(100).default(1),
    redialAfter: seconds.default(5),
  }),
  customers: z
    .strictObject({
      answers: z.number().min(0),
      busy: z.number().min(0),
      noAnswer: z.number().min(0),
      voicemail: z.number().min(0),
      ring: range,
    })
    .optional(),
  telephones: z.array(z.strictObject({ span: z.string(), port: z.int().min(1), signIn: z.string() })).default([]),
  talk: seconds.default(20),
  startAfter: seconds.default(3),
});

/** A scenario file's text as an object to write: times in seconds. */
export type ScenarioFile = z.input<typeof file>;

/** A scenario and the sockets on which the exchange listens. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly spans: readonly { readonly name: string; readonly path: string }[];
  readonly bank: { readonly name: string; readonly path: string; readonly ports: number } | undefined;
}

const ms = (r: { least: number; most: number }) => ({ least: r.least * 1000, most: r.most * 1000 });

/** Reads a scenario; throws CONFIG_INVALID with each problem's place in the file. */
export function readScenario(text: string, name: string): ScenarioRun {
  const document = parseDocument(text);
  const parsed = file.safeParse(document.toJS());
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${name}: ${issue.path.join('.') || 'file'}: ${issue.message}`);
    throw new TelephonyError('CONFIG_INVALID', problems.join('; '));
  }
  const { spans, bank, traffic, customers, talk, startAfter, ...rest } = parsed.data;
  const scenario: Scenario = {
    ...rest,
    spans: spans.map((span) => span.name),
    traffic: {
      ...traffic,
      duration: traffic.duration * 1000,
      patience: ms(traffic.patience),
      redialAfter: traffic.redialAfter * 1000,
    },
    customers: customers ? { ...customers, ring: ms(customers.ring) } : DEFAULT_CUSTOMERS,
    talk: talk * 1000,
    startAfter: startAfter * 1000,
  };
  return { scenario, spans, bank };
}
