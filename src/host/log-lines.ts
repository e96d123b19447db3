// SPDX-License-Identifier: GPL-2.0-or-later
// How does a line of the log look to a person? Day and time of the shop, how serious, what happened in his language, and the particulars.

import { DateTime } from 'luxon';
import { ALARM_CODES } from '../alarm/index.js';
import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { Catalogue, say } from '../words/index.js';

/** For whom lines are written. */
export interface Reader {
  readonly language: Language;
  /** The shop's time zone. */
  readonly zone: string;
}

/** What pino makes of a call of the log. */
interface Line extends Readonly<Record<string, unknown>> {
  readonly level: number;
  readonly time: string;
  readonly msg?: string;
}

const WARN = 40; // pino's numbers
const ERROR = 50;

const LEVELS: readonly (readonly [number, Bilingual])[] = [
  [ERROR, { en: 'ERROR   ', zh: '错误  ' }],
  [WARN, { en: 'WARNING ', zh: '警告  ' }],
  [0, { en: '', zh: '' }],
];

const alarms = new Catalogue([Object.fromEntries(Object.values(ALARM_CODES).map(({ text: { en, zh } }) => [en, zh]))]);

/** One line of JSON as a line for people; what is no such line stays. */
export function logLine(json: string, { language, zone }: Reader): string {
  const line = parsed(json);
  if (line === undefined) return json;
  const { level, time, msg = '', ...particulars } = line;
  const at = DateTime.fromISO(time, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
  const serious = LEVELS.find(([least]) => level >= least)?.[1] ?? { en: '', zh: '' };
  const said = [inLanguage(serious, language) + inWords(msg, language), ...Object.entries(particulars).map(shown)];
  return `${at}  ${said.filter((text) => text !== '').join('  ')}`;
}

function parsed(json: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(json);
    return typeof line === 'object' && line !== null && 'level' in line && 'time' in line ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}

/** An alarm's text is of the alarms' own table. */
function inWords(msg: string, language: Language): string {
  const [, head = '', text = ''] = /^(alarm|alarm is over): (.*)$/.exec(msg) ?? [];
  if (head === '') return say(msg, language);
  return say(`${head}: {}`, language).replace('{}', () => alarms.say(text, language));
}

/** `name=value`; of an error what it says, of a list its items. */
function shown([name, value]: readonly [string, unknown]): string {
  if (name === 'personal') return '';
  if (typeof value === 'object' && value !== null && 'message' in value) return `${name}=${String(value.message)}`;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return `${name}=${value.join(', ')}`;
  return `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
}
