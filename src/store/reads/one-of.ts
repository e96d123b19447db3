// SPDX-License-Identifier: GPL-2.0-or-later
// How is it asked whether a column has one of many values? In the same words however many they are, so that a statement is prepared once.

import { type RawBuilder, sql } from 'kysely';

/** A list that stands behind `in`. */
export const anyOf = (values: readonly string[]): RawBuilder<unknown> =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;

/** A condition: the column, by its name or as SQL, has one of these values. */
export const isOneOf = (column: string | RawBuilder<unknown>, values: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${typeof column === 'string' ? sql.ref(column) : column} in ${anyOf(values)}`;
