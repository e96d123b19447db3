// SPDX-License-Identifier: GPL-2.0-or-later
// What if a database is restored that is older than an erasure? The list of erasures is beside it, and in it: they are carried out again.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { TelephonyError } from '../faults.js';
import { erasable, TEXT_COLUMNS, type TextColumn } from './erasable.js';
import { knowsErasing, without } from './erased-text.js';
import { type Erasures, eraseInEvents, eraseInRows, erasureHash } from './erasure.js';
import type { ErasureRow } from './kept-rows.js';
import { canonicalForms } from './written-numbers.js';

/** In the data directory; the salt is of the list. */
export const ERASURES_FILE = 'erasures.json';

const schema = z.object({
  salt: z.string(),
  erased: z.array(z.object({ n: z.int(), hash: z.string(), at: z.number(), by: z.string(), reason: z.string() })),
});

/** The list of a file; undefined: there is none. Throws REFUSED for what is no list. */
export function readErasures(file: string): Erasures | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new TelephonyError('REFUSED', `${file} is no list of erasures`, { cause });
  }
}

/** The list beside the database of a data directory. */
export function erasuresOf(directory: string): Erasures | undefined {
  return readErasures(join(directory, ERASURES_FILE));
}

/** What came of it. */
export interface Reapplied {
  /** Numbers that the database still had. */
  readonly numbers: number;
  /** Recordings of their calls, below the recordings directory: their files are to go. */
  readonly files: readonly string[];
}

const RAW = `select distinct value from (
  select calling_raw as value from call where calling = @number union all select raw from capture where number = @number
  union all select dialled from callback_attempt where number = @number) where value is not null`;

/** Erases again, in a database that nobody has open, what a list says; the database then has the list itself. */
export function reapplyErasures(file: string, { salt, erased }: Erasures, at: number): Reapplied {
  const database = new Database(file);
  knowsErasing(database);
  try {
    return database.transaction(() => {
      const files: string[] = [];
      let numbers = 0;
      const columns = database.prepare(TEXT_COLUMNS).all() as TextColumn[];
      const last = Number(database.prepare('select coalesce(max(id), 0) from event_log').pluck().get());
      for (const [number, { n, by }] of erased.length === 0 ? [] : foundAgain(database, columns, { salt, erased })) {
        numbers++;
        const forms = [number, ...(database.prepare(RAW).pluck().all({ number }) as string[])];
        files.push(...takeRecordings(database, forms, { by, at }));
        const statements = [...eraseInEvents(forms, n, 0, last), ...eraseInRows(forms, n, at, columns)];
        for (const { sql, values } of statements) database.prepare(sql).run(...values);
      }
      for (const { n, hash, at: when, by, reason } of erased)
        database.prepare('insert or replace into erasure values (?, ?, ?, ?, ?)').run(n, hash, when, by, reason);
      const put = `insert into setting (key, value, at) values ('erasure.salt', ?, ?)
        on conflict (key) do update set value = excluded.value`;
      database.prepare(put).run(JSON.stringify(salt), at);
      return { numbers, files };
    })();
  } finally {
    database.close();
  }
}

/** Numbers of the list that still stand in the database, wherever; they are known by their hashes alone. */
function foundAgain(
  database: Database.Database,
  columns: readonly TextColumn[],
  { salt, erased }: Erasures,
): ReadonlyMap<string, ErasureRow> {
  const byHash = new Map(erased.map((one) => [one.hash, one]));
  const found = new Map<string, ErasureRow>();
  const looked = new Set<string>();
  const look = (written: string): undefined => {
    if (looked.has(written)) return undefined;
    looked.add(written);
    for (const form of new Set([written, ...canonicalForms(written)])) {
      const one = byHash.get(erasureHash(form, salt));
      if (one !== undefined) found.set(form, one);
    }
    return undefined;
  };
  const texts = [...erasable(columns)].flatMap(([table, some]) =>
    some.map(({ column }) => `select "${column}" from ${table} where "${column}" is not null`),
  );
  const said = `select iif(typeof(facts) = 'blob', iif(json_valid(facts, 8), json(facts), facts), facts) from event_log
    where facts is not null`;
  for (const query of [...texts, said])
    for (const text of database.prepare(query).pluck().iterate()) without(String(text), look);
  return found;
}

function takeRecordings(
  database: Database.Database,
  forms: readonly string[],
  { by, at }: { readonly by: string; readonly at: number },
): readonly string[] {
  const among = '(select value from json_each(@list))';
  const of = `from recording where call in (select id from call where calling in ${among} or called in ${among}
    or redirecting in ${among} or calling_raw in ${among})`;
  const list = JSON.stringify(forms);
  const files = database.prepare(`select file ${of}`).pluck().all({ list }) as string[];
  const kept = 'id, call, kind, agent, queue, file, started_at, duration_ms, bytes, sha256';
  database
    .prepare(
      `insert or replace into deleted_recording (${kept}, deleted_at, deleted_by, reason) select ${kept}, @at, @by, 'erased' ${of}`,
    )
    .run({ list, at, by });
  database.prepare(`delete ${of}`).run({ list });
  return files;
}
