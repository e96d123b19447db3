// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked of a server, a database or a table, once the values are known? Plain data: it goes to the thread that asks. Pure.

import type { DatabaseConfig, LookupConfig } from '../config/index.js';
import { render, type Statement, statementOf } from '../expression/index.js';
import type { Duration, Secret } from '../kernel/index.js';

/** Which part of an answer is which value: a column, or a path in JSON. */
export type Wants = Readonly<Record<string, string>>;

interface Common {
  readonly wants: Wants;
  readonly timeout: Duration;
}

export interface WebQuestion extends Common {
  readonly kind: 'web';
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  readonly headers: Readonly<Record<string, Secret>>;
  /** The host may be in a network of the shop's own. */
  readonly private: boolean;
}

export interface SqlQuestion extends Common {
  readonly kind: 'sql';
  readonly database: DatabaseConfig;
  readonly texts: Statement['texts'];
  readonly values: readonly string[];
  readonly write: boolean;
}

export interface TableQuestion extends Common {
  readonly kind: 'table';
  readonly table: string;
  readonly column: string;
  readonly key: string;
}

export type Question = WebQuestion | SqlQuestion | TableQuestion;

/** What came of a question, before it is known whether its values are what they should be. */
export type Answer =
  | { readonly outcome: 'found'; readonly row: Readonly<Record<string, string>> }
  | { readonly outcome: 'notFound' }
  | { readonly outcome: 'failed'; readonly why: string };

const IN_MEMORY: Duration = 5_000; // a table is read beforehand; this is for the first look at a big one by a machine that has its hands full

/** The question of a look-up with these values. Throws an Error whose message says why it cannot be asked. */
export function questionOf(
  lookup: LookupConfig,
  databases: Readonly<Record<string, DatabaseConfig>>,
  values: Readonly<Record<string, string>>,
): Question {
  const wants = Object.fromEntries(Object.entries(lookup.gives).map(([name, { from }]) => [name, from]));
  if ('table' in lookup) {
    const { table, key: column } = lookup;
    return { kind: 'table', table, column, key: values.key ?? '', wants, timeout: IN_MEMORY };
  }
  const { timeout } = lookup;
  if ('query' in lookup) {
    const database = databases[lookup.database];
    if (database === undefined) throw new Error(`there is no database ${lookup.database}`);
    const { texts, names } = statementOf(lookup.query);
    const given = names.map((name) => values[name] ?? '');
    return { kind: 'sql', database, texts, values: given, write: lookup.write, wants, timeout };
  }
  const { method, headers, private: isPrivate, body } = lookup;
  const url = urlOf(lookup.url, values);
  return {
    ...{ kind: 'web', url, method, headers, private: isPrivate, wants, timeout },
    ...(body !== undefined && { body: bodyOf(body, values) }),
  };
}

/** What a URL goes up, or nowhere, by. */
const DOTS = /^(?:\.|%2e){1,2}$/i;

/** Every value is encoded, half a character as one that is unknown; one that would lead out of the path, such as `..`, is refused. */
function urlOf(template: string, values: Readonly<Record<string, string>>): string {
  const text = render(template, values, (value) => encodeURIComponent(Buffer.from(value).toString()));
  const [path = ''] = text.split(/[?#]/, 1);
  if (path.split('/').some((part) => DOTS.test(part))) throw new Error('a value would lead out of the path');
  return new URL(text).href;
}

function bodyOf(body: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(body).map(([key, text]) => [key, render(text, values)])));
}
