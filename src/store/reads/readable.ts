// SPDX-License-Identifier: GPL-2.0-or-later
// Which rows cannot be read: what ought to be JSON is none, or a time is one that no calendar has? They are passed over, and counted here.

import { sql } from 'kysely';
import type { Reads } from './question.js';

/** Whether facts of the event log can be read; JSON or JSONB. */
export const isReadable = (facts: string): string => `(${facts} is null or json_valid(${facts}, 9))`;

/** What a text of JSON says; `otherwise` of one that is none. */
export function readable<T extends object>(json: string | null, otherwise: T): T {
  if (json === null) return otherwise;
  try {
    return JSON.parse(json) as T;
  } catch {
    return otherwise;
  }
}

const JSON_OF = [
  ['call', 'detail'],
  ['contact_row', 'data'],
  ['leg_row', 'detail'],
  ['capture', 'detail'],
  ['callback_request', 'detail'],
  ['callback_request', 'wants'],
  ['callback_attempt', 'detail'],
  ['customer', 'numbers'],
  ['event_log', 'facts'],
  ['roll_up', 'facts'],
] as const;

const TIMES_OF = [
  ['call', 'offered_at'],
  ['call', 'ended_at'],
  ['contact_row', 'started_at'],
  ['stay', 'from_at'],
  ['leg_row', 'offered_at'],
  ['recording', 'started_at'],
  ['callback_request', 'created_at'],
  ['event_log', 'at'],
] as const;

const LAST_TIME = 253_402_300_800_000; // the year 10000

/** So many rows of a table have something in this column that cannot be read. */
export interface BrokenRows {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
}

/** Looks at every row: takes as long as there are many. */
export async function brokenRows(reads: Reads): Promise<readonly BrokenRows[]> {
  const found: BrokenRows[] = [];
  const count = async (table: string, column: string, wrong: string) => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from ${sql.raw(table)} where ${sql.raw(wrong)}`.execute(reads);
    const n = rows[0]?.n ?? 0;
    if (n > 0) found.push({ table, column, rows: n });
  };
  for (const [table, column] of JSON_OF) await count(table, column, `not ${isReadable(column)}`);
  for (const [table, column] of TIMES_OF) await count(table, column, `${column} < 0 or ${column} >= ${LAST_TIME}`);
  return found;
}
