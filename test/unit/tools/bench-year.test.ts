// SPDX-License-Identifier: GPL-2.0-or-later
// Is a made-up year as the records of a box: do its sums say what its calls say, in days that are copies too?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import t from 'tap';
import type { Config } from '../../../src/config/index.js';
import { recordMethods } from '../../../src/host/record-methods.js';
import { RecordsBeside } from '../../../src/store/index.js';
import { day, yearBegins } from '../../../tools/bench/year-facts.mjs';

/** As the module has them; its own types need dist/, which is built while those of tests are checked. */
interface WholeYear {
  wholeYear(perDay: number, say: () => void, less: { folder: string; days: number }): Promise<string>;
  shopOfYear(): Config;
}

const tools = fileURLToPath(new URL('../../../../../tools/bench', import.meta.url));
const perDay = 60;
const days = 16; // a week, and two copies of its first days

t.test('sums of made-up days and of their copies equal a recount of their records', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'year-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const { shopOfYear, wholeYear } = (await import(join(tools, 'whole-year.mjs'))) as WholeYear;
  const directory = await wholeYear(perDay, () => {}, { folder, days });
  const records = new RecordsBeside(directory, { page: 60_000, turn: 60_000, question: 60_000 });
  const keeper = {
    records: () => records,
    config: shopOfYear,
    now: () => yearBegins + days * day,
  };
  const { report } = recordMethods(keeper);
  const asked = { name: 'month', month: '2025-01', by: 'day' };

  const told = (await report?.(asked)) as { readonly parts: readonly object[] };
  const counted = await report?.({ ...asked, recount: true });
  await records.close();

  t.same(told, counted);
  t.same(rowsOf(directory), { calls: perDay * days, callers: 1, sums: days * 4, broken: 0 });
});

/** What stands in its tables. */
function rowsOf(directory: string) {
  const database = new Database(join(directory, 'spillway.db'), { readonly: true });
  const one = (sql: string) => database.prepare(sql).pluck().get();
  const found = {
    calls: one('select count(*) from call'),
    callers: one('select count(distinct calling) > 900 from call'),
    sums: one('select count(*) from roll_up_day'),
    broken: (database.pragma('foreign_key_check') as unknown[]).length,
  };
  database.close();
  return found;
}
