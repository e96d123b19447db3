// SPDX-License-Identifier: GPL-2.0-or-later
// How is a scenario written down? A YAML (or JSON) file: where the box connects, who calls, who answers.

import { parseDocument } from 'yaml';
import { z } from 'zod';
import { TelephonyError } from '../faults.js';
import { inBoth, utf8Of } from '../kernel/index.js';
import type { BoardOptions } from '../native/index.js';
import { DEFAULT_CUSTOMERS, type Scenario } from './scenario.js';
import { boardOf, dahdiPlace, type ExchangePlace, virtualPlace, wrongChannels } from './scenario-board.js';

const seconds = z.number().min(0).max(86_400);
const range = z.strictObject({ least: seconds, most: seconds });

const play = z.strictObject({
  seed: z.int().min(0).default(1),
  audio: z.strictObject({
    promise: z.string(),
    agent: z.string(),
    caller: z.string(),
    confirm: z.string(),
    keyIn: z.string(),
    keyInConfirm: z.string(),
    signedIn: z.string(),
    menu: z.string().exactOptional(),
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
    menuKey: z
      .string()
      .regex(/^[0-9*#]$/, 'is not a key: write one of 0-9 * #')
      .default('1'),
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

const onSockets = z.strictObject({ ...virtualPlace, ...play.shape });
const onCard = z.strictObject({ ...dahdiPlace, ...play.shape });

/** A scenario file's text as an object to write: times in seconds. */
export type ScenarioFile = ExchangePlace & z.input<typeof play>;

/** A scenario, and the board on which the exchange plays it. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly board: BoardOptions;
}

const ms = (r: { least: number; most: number }) => ({ least: r.least * 1000, most: r.most * 1000 });

/** Reads a scenario, a text or the bytes of a file; throws CONFIG_INVALID with each problem's place in it. */
export function readScenario(source: string | Uint8Array, name: string): ScenarioRun {
  const document = parseDocument(typeof source === 'string' ? source : textOf(source, name));
  refuse(document.errors.map(({ message }) => `${name}: ${message.split('\n')[0]}`));
  const value: unknown = document.toJS();
  const isCard = value instanceof Object && 'board' in value && value.board === 'dahdi';
  const parsed = (isCard ? onCard : onSockets).safeParse(value, { error: inWords });
  if (!parsed.success) {
    throw refusal(parsed.error.issues.map((issue) => `${name}: ${issue.path.join('.') || 'file'}: ${issue.message}`));
  }
  refuse(wrongChannels(parsed.data).map((problem) => `${name}: ${problem}`));
  const { seed, audio, telephones, traffic, customers, talk, startAfter } = parsed.data;
  const scenario: Scenario = {
    seed,
    audio,
    telephones,
    spans: parsed.data.spans.map((span) => span.name),
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
  return { scenario, board: boardOf(parsed.data) };
}

function textOf(bytes: Uint8Array, name: string): string {
  const read = utf8Of(bytes);
  if ('text' in read) return read.text;
  const { line, column, says } = read.fault;
  throw refusal([`${name}:${line}:${column}: ${inBoth(says)}`]);
}

/** What zod finds, in the words of the file. */
function inWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    return `${keys}: not known here (path and ports with "board: virtual", channels and dChannel with "board: dahdi")`;
  }
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : `is not ${KINDS[issue.expected] ?? 'a section'}`;
  if (issue.code === 'invalid_value') return `is not possible: right would be ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too big: at most ${issue.maximum}`;
  return 'cannot be used';
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
};

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw refusal(problems);
}

function refusal(problems: readonly string[]): TelephonyError {
  return new TelephonyError('CONFIG_INVALID', problems.join('; '));
}
