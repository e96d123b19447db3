// SPDX-License-Identifier: GPL-2.0-or-later
// How does a telephone number go out of the records, and only it? `erased-N` stands in its place, so that every count stays what it was.
// The one place that changes what the event log has.

import { createHmac } from 'node:crypto';
import type { Statement } from './batch.js';
import { erasable, type TextColumn } from './erasable.js';
import { WITHOUT_NUMBER } from './erased-text.js';
import type { ErasureRow } from './kept-rows.js';

/** The canonical form of a number first, then every other in which it came. Personal. */
export type NumberForms = readonly string[];

/** What stands in the place of an erased number. */
export const erasedName = (n: number): string => `erased-${n}`;

/** By which an erased number is known again; the salt is the data directory's own. Personal data by a strong guess: numbers are few. */
export function erasureHash(number: string, salt: string): string {
  return createHmac('sha256', salt).update(number).digest('hex');
}

/** What was erased, as a restore needs it. */
export interface Erasures {
  readonly salt: string;
  readonly erased: readonly ErasureRow[];
}

const IN = '(select value from json_each(?1))';

/** better-sqlite3 knows no `?1`: each place has its value, in their order. */
function placed({ sql, values }: Statement): Statement {
  const all: Statement['values'][number][] = [];
  const text = sql.replace(/\?(\d+)/g, (_, n: string) => {
    all.push(values[Number(n) - 1] ?? null);
    return '?';
  });
  return { sql: text, values: all };
}

/**
 * In rows of tables. A promise that is open ends; what he asked to be called later goes; his customer's row loses the number, and goes with
 * it when it was the last. `columns`: all that the database has for text.
 */
export function eraseInRows(forms: NumberForms, n: number, at: number, columns: readonly TextColumn[]): Statement[] {
  const list = JSON.stringify(forms);
  const [first = ''] = forms;
  const all: Statement[] = [
    {
      sql: `update callback_request set state = 'givenUp', closed_at = ?2, reason = 'erased', lease_owner = null,
        lease_until = null, attempt = null where closed_at is null and number in ${IN}`,
      values: [list, at],
    },
    { sql: `update web_request set address = null where number in ${IN}`, values: [list] },
    { sql: `delete from later_call where number in ${IN}`, values: [list] },
    {
      sql: `delete from setting where key glob 'lastCaller.*'
        and exists (select 1 from json_each(?1) f where instr(setting.value, '"' || f.value || '"'))`,
      values: [list],
    },
    {
      sql: `delete from member_pin where id in (select id from customer where numbers = json_array(?1))`,
      values: [first],
    },
    {
      sql: `update customer set numbers = (select json_group_array(value) from json_each(customer.numbers) where value <> ?1)
        where json_valid(numbers) and exists (select 1 from json_each(customer.numbers) where value = ?1)`,
      values: [first],
    },
    { sql: `delete from customer where numbers = '[]'`, values: [] },
    ...[...erasable(columns)].map(([table, some]) => eraseInTable(table, some, { list, forms, name: erasedName(n) })),
  ];
  return all.map(placed);
}

interface Erasing {
  readonly list: string;
  readonly forms: NumberForms;
  readonly name: string;
}

/** Rows that have none of his last digits are not looked at; what is the same stays, so that no sum is made anew for nothing. */
function eraseInTable(table: string, columns: readonly TextColumn[], { list, forms, name }: Erasing): Statement {
  const ends = lastDigits(forms, 2);
  const quoted = columns.map(({ column }) => `"${column}"`);
  const erased = (column: string) => `${WITHOUT_NUMBER}(${column}, ?1, ?2)`;
  const isIn = (column: string) =>
    `((${ends.map((_, index) => `instr(${column}, ?${index + 3})`).join(' or ')}) and ${erased(column)} is not ${column})`;
  const or = columns.some(({ key }) => key > 0) ? 'or replace ' : '';
  return {
    sql: `update ${or}${table} set ${quoted.map((column) => `${column} = ${erased(column)}`).join(', ')}
      where ${quoted.map(isIn).join(' or ')}`,
    values: [list, name, ...ends],
  };
}

/** How the numbers end: one way, most often. */
function lastDigits(forms: NumberForms, many: number): readonly string[] {
  return [...new Set(forms.map((form) => form.slice(-many)))];
}

/** What facts say, as text; of what is broken nothing: it is emptied. */
const SAID = `iif(typeof(facts) = 'blob', iif(json_valid(facts, 8), json(facts), ''), facts)`;

/** In the facts of events, those from one number to another of the log. */
export function eraseInEvents(forms: NumberForms, n: number, from: number, to: number): Statement[] {
  const ends = brokenEnds(forms);
  const erased = `${WITHOUT_NUMBER}(${SAID}, ?3, ?4)`;
  const isIn = ends.map((_, index) => `instr(${SAID}, ?${index + 5})`).join(' or ');
  const sql = `update event_log set facts = iif(typeof(facts) = 'blob', jsonb(${erased}), ${erased})
    where id between ?1 and ?2 and facts is not null and (${isIn}) and ${erased} is not ${SAID}`;
  const hasEnd = ends.map((_, index) => `instr(facts, cast(?${index + 3} as blob))`).join(' or ');
  const emptied = `update event_log set facts = null where id between ?1 and ?2 and ${IS_BROKEN} and (${hasEnd})`;
  return [
    placed({ sql, values: [from, to, JSON.stringify(forms), erasedName(n), ...ends] }),
    placed({ sql: emptied, values: [from, to, ...ends] }),
  ];
}

/** Digits by which facts that nobody can read are taken to have a number in them. */
export const brokenEnds = (forms: NumberForms): readonly string[] => lastDigits(forms, 4);

/** Facts that are no JSON any more: what they said is lost, and with a number among their bytes they are to go. */
export const IS_BROKEN = "typeof(facts) = 'blob' and not json_valid(facts, 8)";
