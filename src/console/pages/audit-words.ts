// SPDX-License-Identifier: GPL-2.0-or-later
// How does an entry of the audit read: what was done, and to what? Names for ids, words for the box's own; what is for programs is left out.

import { duration, moment, telephone } from '../words/format.js';
import { knows, listed, t, word } from '../words/index.js';
import { fact } from '../words/places.js';
import { settingPath } from '../words/sections.js';
import { type NameOf, placeText } from './records/place-words.js';

export interface Entry {
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the words go by: who is called what, and when it is. */
export interface Reader {
  readonly nameOf: NameOf;
  readonly now: number;
  readonly zone: string;
}

/** One thing that is known of it. */
export interface ToldFact {
  readonly label: string;
  readonly text: string;
  /** The call that can be opened. */
  readonly call?: string;
}

type Say = (text: string, reader: Reader) => string;
const person: Say = (id, { nameOf }) => nameOf(id);
const destination: Say = (to, { nameOf }) => (knows('factValue', to) ? word('factValue', to) : placeText(to, nameOf));
/** Those that are no plain word or name. */
const SAID: Readonly<Partial<Record<keyof typeof fact, Say>>> = {
  ...{
    agent: person,
    by: person,
    owner: person,
    person,
    subject: person,
    supervisor: person,
    with: destination,
    to: destination,
  },
  ...{ number: telephone, called: telephone, calling: telephone, accessNumber: telephone },
  right: (right) => word('right', right.replace('.', '_')),
  disposition: (of) => word('disposition', of),
  direction: (of) => word('direction', of),
  state: (of) => (knows('factValue', of) ? word('factValue', of) : word('agentState', of)),
};
const INSTANTS = new Set(['due', 'until']);
const LENGTHS = new Set(['durationMs']);

/** What was done: an entry that was noted by what it says. */
export function actOf({ type, facts }: Entry): string {
  const what = type === 'audit.noted' ? String(facts.what ?? '') : '';
  return what === '' ? word('audited', type.replaceAll('.', '_')) : word('noted', what.replaceAll('.', '_'));
}

/** Somebody wanted what he may not, or could not come in. */
export const isRefusal = ({ type }: Entry): boolean => /refused/i.test(type);

/** What is known of it, in the order in which the box tells it. */
export function factsOf({ facts }: Pick<Entry, 'facts'>, reader: Reader): readonly ToldFact[] {
  return Object.entries(facts).flatMap(([key, value]): readonly ToldFact[] => {
    if (!(key in fact) || value === null || value === '' || value === false) return [];
    const label = t(`fact.${key as keyof typeof fact}`);
    if (key === 'call') return [{ label, text: t('list.details'), call: String(value) }];
    const text = textOf(key as keyof typeof fact, value, reader);
    return text === '' ? [] : [{ label, text }];
  });
}

function textOf(key: keyof typeof fact, value: unknown, reader: Reader): string {
  if (value === true) return t('list.yes');
  if (typeof value === 'number') {
    if (INSTANTS.has(key)) return moment(value, reader.now, reader.zone);
    return LENGTHS.has(key) ? duration(value) : String(value);
  }
  if (key === 'paths' && Array.isArray(value)) return listed(value.map((path) => settingPath(String(path))));
  if (Array.isArray(value)) return listed(value.map(String));
  if (typeof value === 'object' && value !== null)
    return listed(Object.entries(value).map(([name, level]) => `${name} ${String(level)}`));
  const say = SAID[key];
  return say === undefined
    ? word(knows('factValue', String(value)) ? 'factValue' : 'reason', String(value))
    : say(String(value), reader);
}
