// SPDX-License-Identifier: GPL-2.0-or-later
// Are the values of an answer what the file says they are? Numbers that can be counted with, places that there are. Pure.

import type { LookupConfig, ValueKind } from '../config/index.js';
import { NUMBER, WHOLE } from '../expression/index.js';
import type { Answer } from './question.js';

/** What a look-up comes to. */
export type Found =
  | { readonly outcome: 'found'; readonly values: Readonly<Record<string, string>> }
  | { readonly outcome: 'notFound' }
  /** `shown`: what came instead, for the eyes of who tries it; it may be personal, and is never logged. */
  | { readonly outcome: 'failed'; readonly why: string; readonly shown?: string };

/** Whether there is a place of this name. */
export type Places = (kind: 'queue' | 'flow' | 'agent' | 'station', name: string) => boolean;

const LONGEST = 1_000; // characters of a value: it is said, shown, and compared

const YES_NO: Readonly<Record<string, string>> = {
  ...{ true: 'true', t: 'true', yes: 'true', y: 'true', '1': 'true', on: 'true', 是: 'true' },
  ...{ false: 'false', f: 'false', no: 'false', n: 'false', '0': 'false', off: 'false', 否: 'false', '': 'false' },
};

/** The answer with each value as it is to be; one value that is not what it should be, and the look-up has failed. */
export function foundOf(answer: Answer, gives: LookupConfig['gives'], places: Places): Found {
  if (answer.outcome !== 'found') return answer;
  const values: Record<string, string> = {};
  for (const [name, { as }] of Object.entries(gives)) {
    const text = (answer.row[name] ?? '').trim();
    const value = text.length > LONGEST ? undefined : asKind(as, text, places);
    if (value === undefined) return { outcome: 'failed', why: `${name} is no ${WORDS[as]}`, shown: text.slice(0, 80) };
    values[name] = value;
  }
  return { outcome: 'found', values };
}

const WORDS: Readonly<Record<ValueKind, string>> = {
  text: 'text of 1,000 characters at most',
  whole: 'whole number',
  number: 'number',
  yesNo: 'yes or no',
  queue: 'queue of the file',
  flow: 'flow of the file',
  agent: 'agent of the file',
  station: 'station of the file',
  outside: 'number to dial',
};

/** Nothing is nothing of any kind: a column that is empty in this row. */
function asKind(kind: ValueKind, text: string, places: Places): string | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'whole': {
      const whole = text.replace(/^\+/, '').replace(/\.0+$/, '');
      return text === '' || WHOLE.test(whole) ? whole : undefined;
    }
    case 'number': {
      const number = text.replace(/^\+/, '');
      return text === '' || NUMBER.test(number) ? number : undefined;
    }
    case 'yesNo':
      return Object.hasOwn(YES_NO, text.toLowerCase()) ? YES_NO[text.toLowerCase()] : undefined;
    case 'outside':
      return /^(\+?\d{1,20})?$/.test(text) ? text : undefined;
    default:
      return text === '' || places(kind, text) ? text : undefined;
  }
}
