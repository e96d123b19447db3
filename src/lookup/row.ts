// SPDX-License-Identifier: GPL-2.0-or-later
// What of an answer is wanted? Its values as text, by name: out of a row of columns, or out of JSON by paths. Pure.

import type { Answer, Wants } from './question.js';

const NOT_FOUND: Answer = { outcome: 'notFound' };
const WHOLE_ANSWER = '.';

/** Of a row by its columns; none: there is nothing of that kind. */
export function answerOfRow(row: Readonly<Record<string, unknown>> | undefined, wants: Wants): Answer {
  if (row === undefined) return NOT_FOUND;
  const missing = Object.values(wants).find((column) => !Object.hasOwn(row, column));
  if (missing !== undefined) return failed(`there is no column "${missing}" in the answer`);
  return texts(wants, (column) => row[column]);
}

/** Of the text of a web answer. `.` is all of it; anything else is a path in JSON, in which nothing is an end. */
export function answerOfText(text: string, wants: Wants): Answer {
  const paths = Object.values(wants);
  if (paths.every((path) => path === WHOLE_ANSWER)) {
    const said = text.trim();
    return said === '' && paths.length > 0 ? NOT_FOUND : texts(wants, () => said);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failed('the answer is no JSON');
  }
  const found = paths.map((path) => at(json, path));
  if (found.every((one) => one === undefined || one === null)) return NOT_FOUND;
  return texts(wants, (path) => at(json, path));
}

function at(json: unknown, path: string): unknown {
  let here = json;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return here;
}

function texts(wants: Wants, of: (from: string) => unknown): Answer {
  const row: Record<string, string> = {};
  for (const [name, from] of Object.entries(wants)) {
    const value = of(from);
    if (typeof value === 'object' && value !== null) return failed(`"${from}" is not a value, but has parts`);
    row[name] = value === undefined || value === null ? '' : String(value);
  }
  return { outcome: 'found', row };
}

export function failed(why: string): Answer {
  return { outcome: 'failed', why };
}
