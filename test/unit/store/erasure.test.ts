// SPDX-License-Identifier: GPL-2.0-or-later
// Does a number go out of every column of every table that can have one, of those too that somebody adds tomorrow? And nothing but it?

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { openDatabase } from '../../../src/store/database.js';
import { erasable, TEXT_COLUMNS, type TextColumn, WITHOUT_NUMBERS } from '../../../src/store/erasable.js';
import { withoutNumber } from '../../../src/store/erased-text.js';
import { eraseInEvents, eraseInRows, erasureHash } from '../../../src/store/erasure.js';
import { readsOver } from '../../../src/store/reads/handle.js';
import { personalData } from '../../../src/store/reads/personal.js';
import { reapplyErasures } from '../../../src/store/restore-erasures.js';

const NUMBER = '+8613912345678';
const FORMS = [NUMBER, '13912345678', '013912345678'];
const AT = Date.UTC(2026, 0, 5);
const SALT = 'salt';

/** Every way in which it can stand in a text. */
const WRITTEN = [
  ...FORMS,
  `请回电 ${NUMBER}，谢谢`,
  '2026-01-05 13912345678 丈夫',
  'call 139-1234-5678 or 139 1234 5678',
  JSON.stringify({ number: FORMS[1], list: [NUMBER], note: `tel:${FORMS[1]}`, [NUMBER]: 1, plain: 13912345678 }),
  `{broken ${NUMBER}`,
];
/** It is in none of these. */
const OTHERS = ['113912345678', '139123456789', '1391234567800', JSON.stringify({ at: 1391234567800, n: '5678' })];

function aDatabase(t: Test): { readonly file: string; readonly database: Database.Database } {
  const folder = mkdtempSync(join(tmpdir(), 'erase-'));
  const file = join(folder, 'spillway.db');
  const database = openDatabase(file);
  t.teardown(() => {
    if (database.open) database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  database.pragma('foreign_keys = off');
  database.pragma('ignore_check_constraints = on');
  return { file, database };
}

/** A row of a table in which each column that can have a number has this text, and every other column what its type takes. */
function plant(database: Database.Database, table: string, text: string, n: number): void {
  const columns = database.pragma(`table_info("${table}")`) as { name: string; type: string; pk: number }[];
  const exempt = WITHOUT_NUMBERS[table] ?? [];
  const values = columns.map(({ name, type, pk }) => {
    if (type === 'INTEGER') return name === 'closed_at' || name === 'ended_at' ? AT : n;
    if (exempt.includes(name)) return `${name}-${n}`;
    return pk > 0 && !FORMS.includes(text) ? `${n} ${text}` : text;
  });
  const marks = columns.map(() => '?').join(', ');
  database.prepare(`insert or replace into "${table}" values (${marks})`).run(...values);
}

function plantAll(database: Database.Database): readonly TextColumn[] {
  const columns = database.prepare(TEXT_COLUMNS).all() as TextColumn[];
  for (const table of erasable(columns).keys())
    for (const [n, text] of [...WRITTEN, ...OTHERS].entries()) plant(database, table, text, 1000 + n);
  const log = database.prepare('insert into event_log (at, kind, facts) values (?, 1, ?)');
  const packed = database.prepare('insert into event_log (at, kind, facts) values (?, 1, jsonb(?))');
  for (const text of WRITTEN) log.run(AT, text);
  for (const text of WRITTEN.filter((one) => one.startsWith('{"'))) packed.run(AT, text);
  return columns;
}

function tracesOf(database: Database.Database, columns: readonly TextColumn[]): readonly string[] {
  const digits = (text: string) => text.replace(/(\d)[ -](?=\d)/g, '$1');
  const has = (text: unknown) => /(^|\D)(\+86|0)?13912345678(?!\d)/.test(digits(String(text)));
  const rows = columns.flatMap(({ table, column }) => {
    const texts = database.prepare(`select "${column}" from "${table}"`).pluck().all();
    return texts.filter(has).map((text) => `${table}.${column}: ${text}`);
  });
  const said = database.prepare(`select iif(typeof(facts) = 'blob', json(facts), facts) from event_log`).pluck().all();
  return [...rows, ...said.filter(has).map((text) => `event_log.facts: ${text}`)];
}

t.test('what is known to have none is in the schema', async (t) => {
  const { database } = aDatabase(t);
  const columns = database.prepare(TEXT_COLUMNS).all() as TextColumn[];
  for (const [table, exempt] of Object.entries(WITHOUT_NUMBERS))
    for (const column of exempt)
      t.ok(
        columns.some((one) => one.table === table && one.column === column),
        `${table}.${column}`,
      );
});

t.test('planted in every column, and gone; what only looks like it stays', async (t) => {
  const { database, file } = aDatabase(t);
  database.exec('create table of_tomorrow (id integer primary key, words text, more any) strict');
  const columns = plantAll(database);
  t.ok(columns.some(({ table }) => table === 'of_tomorrow'));
  t.ok(tracesOf(database, columns).length > 300, 'it stands everywhere');
  const kept = [
    'call',
    'contact_row',
    'leg_row',
    'capture',
    'callback_request',
    'callback_attempt',
    'message',
    'outbox',
  ];
  const counts = () => kept.map((table) => database.prepare(`select count(*) from ${table}`).pluck().get());
  const before = counts();
  for (const { sql, values } of [...eraseInEvents(FORMS, 7, 0, 1_000), ...eraseInRows(FORMS, 7, AT, columns)])
    database.prepare(sql).run(...values);
  t.same(tracesOf(database, columns), []);
  t.same(counts(), before, 'every count stays what it was');
  for (const other of OTHERS) {
    const left = database.prepare('select count(*) from call where detail = ?').pluck().get(other);
    t.equal(left, 1, `${other} is another`);
  }
  const [data] = database
    .prepare(`select data from contact_row where data like '{"%' and data like '%erased-7%'`)
    .pluck()
    .all();
  t.same(JSON.parse(String(data)), {
    number: 'erased-7',
    list: ['erased-7'],
    note: 'tel:erased-7',
    'erased-7': 1,
    plain: 'erased-7',
  });
  database.pragma('wal_checkpoint(truncate)');
  database.close();
  t.notMatch(readFileSync(file, 'latin1'), /(?<!\d)(\+86|0)?13912345678(?!\d)/, 'nor in a free byte of the file');
});

/** JSONB whose first byte names no type: nobody reads it, and its text stands in the file. */
function plantBroken(database: Database.Database, text: string): void {
  const put = database.prepare(`insert into event_log (at, kind, facts)
    values (?, 1, cast(x'ff' || substr(jsonb(json_array(?)), 2) as blob))`);
  put.run(AT, text);
  const broken = `select count(*) from event_log where typeof(facts) = 'blob' and not json_valid(facts, 8)`;
  if (database.prepare(broken).pluck().get() === 0) throw new Error('it can be read');
}

t.test('an event that nobody can read says nothing any more when it has the number; the row stays', async (t) => {
  const { database, file } = aDatabase(t);
  for (const text of [NUMBER, 'call 139-1234-5678', '13700001111']) plantBroken(database, text);
  const find = () => personalData(readsOver(database), { number: NUMBER, digits: '13912345678' });
  t.equal((await find()).traces.broken, 2, 'told before');
  for (const { sql, values } of eraseInEvents(FORMS, 7, 0, 1_000)) database.prepare(sql).run(...values);
  t.equal((await find()).traces.broken, 0);
  t.equal(database.prepare('select count(*) from event_log').pluck().get(), 3);
  t.equal(database.prepare('select count(*) from event_log where facts is null').pluck().get(), 2);
  database.pragma('wal_checkpoint(truncate)');
  t.notMatch(readFileSync(file, 'latin1'), /13912345678|139-1234-5678/);
  t.match(readFileSync(file, 'latin1'), /13700001111/, 'what has another stays as it is');
});

t.test('a restored database that has the number in a broken event alone', async (t) => {
  const { database, file } = aDatabase(t);
  plantBroken(database, NUMBER);
  const erased = [{ n: 7, hash: erasureHash(NUMBER, SALT), at: AT, by: 'x', reason: 'asked' }];
  t.equal(reapplyErasures(file, { salt: SALT, erased }, AT).numbers, 1);
  t.equal(database.prepare('select count(*) from event_log where facts is null').pluck().get(), 1);
});

t.test(
  'a restored database that has the number wherever: the list of erasures finds it, by its hash alone',
  async (t) => {
    const erasures = {
      salt: SALT,
      erased: [{ n: 7, hash: erasureHash(NUMBER, SALT), at: AT, by: 'x', reason: 'asked' }],
    };
    const { database, file } = aDatabase(t);
    const columns = database.prepare(TEXT_COLUMNS).all() as TextColumn[];
    for (const table of erasable(columns).keys()) {
      for (const [n, text] of WRITTEN.entries()) plant(database, table, text, n);
      t.equal(reapplyErasures(file, erasures, AT).numbers, 1, table);
      t.same(tracesOf(database, columns), [], table);
      t.equal(reapplyErasures(file, erasures, AT).numbers, 0);
      database.prepare(`delete from "${table}"`).run();
    }
  },
);

t.test('short numbers are the whole of a text or stay: 1001 is also a count, and an agent', async (t) => {
  t.equal(withoutNumber('1001', ['1001'], 'erased-1'), 'erased-1');
  t.equal(withoutNumber('{"caller":"1001","ms":1001}', ['1001'], 'erased-1'), '{"caller":"erased-1","ms":1001}');
  t.equal(withoutNumber('room 1001', ['1001'], 'erased-1'), 'room 1001');
});
