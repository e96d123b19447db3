// SPDX-License-Identifier: GPL-2.0-or-later
// Can every look-up be asked? Its database and its table are there, its statement only reads, its columns exist, its values have names.

import { firstWord, namesIn } from '../expression/index.js';
import type { Surroundings } from './check.js';
import type { LookupConfig, TableLookup, WebLookup } from './lookup-schema.js';
import { suggestion } from './nearest.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

/** What begins a statement that changes nothing. */
const READING = ['select', 'with', 'values', 'show'];

/** What is wrong with look-ups and databases. */
export function checkLookups(config: Config, surroundings: Surroundings): Finding[] {
  return [
    ...Object.entries(config.lookups).flatMap(([name, lookup]) =>
      checkOne(config, lookup, ['lookups', name], surroundings),
    ),
    ...Object.entries(config.databases).flatMap(([name, database]) =>
      database.type === 'sqlite' ? noFile('file', database.file, ['databases', name, 'file'], surroundings) : [],
    ),
  ];
}

function checkOne(config: Config, lookup: LookupConfig, at: Path, surroundings: Surroundings): Finding[] {
  if ('table' in lookup) return checkTable(lookup, at, surroundings);
  if ('url' in lookup) return checkWeb(lookup, at);
  const { query, database, write } = lookup;
  const reads = READING.includes(firstWord(query));
  return [
    ...unknownName(database, 'database', Object.keys(config.databases), [...at, 'database']),
    ...(reads || write
      ? []
      : [
          {
            path: [...at, 'query'],
            text: `"query": it does not begin with ${READING.join(', ')}: write: true lets a look-up change something`,
          },
        ]),
  ];
}

function checkWeb({ url, method, body }: WebLookup, at: Path): Finding[] {
  const faulty = (text: string, path: Path): Finding[] => {
    const names = namesIn(text);
    if (!('fault' in names)) return [];
    const { offset, subject } = names.fault;
    return [{ path, offset, text: `"${String(path.at(-1))}": ${notAValue(subject)}` }];
  };
  return [
    ...faulty(url, [...at, 'url']),
    ...Object.entries(body ?? {}).flatMap(([key, text]) => faulty(text, [...at, 'body', key])),
    ...(body !== undefined && method === 'GET'
      ? [{ path: [...at, 'body'], text: '"body": a GET has none: write method: POST, or leave it out' }]
      : []),
  ];
}

function checkTable({ table, key, gives }: TableLookup, at: Path, surroundings: Surroundings): Finding[] {
  const missing = noFile('table', table, [...at, 'table'], surroundings);
  const columns = missing.length > 0 ? undefined : surroundings.columns?.(table);
  if (columns === undefined) return missing;
  if ('fault' in columns) return [{ path: [...at, 'table'], text: `"table": ${table}: ${columns.fault}` }];
  const unknown = (column: string, path: Path) =>
    columns.names.includes(column)
      ? []
      : [{ path, text: `there is no column "${column}" in ${table}: ${suggestion(column, columns.names)}` }];
  return [
    ...unknown(key, [...at, 'key']),
    ...Object.entries(gives).flatMap(([value, { from }]) => unknown(from, [...at, 'gives', value])),
  ];
}

function noFile(key: string, file: string, path: Path, { hasFile = () => true, whole }: Surroundings): Finding[] {
  if (hasFile(file)) return [];
  return [{ path, text: `"${key}": there is no file ${whole?.(file) ?? file}` }];
}

/** Of a brace that names nothing. */
export function notAValue(subject: string): string {
  return `${subject} names no value: write a name in braces, {order}, or {{ for a brace`;
}
