// SPDX-License-Identifier: GPL-2.0-or-later
// What do the rooms of the web process's database ask of it? As much of better-sqlite3 as they use: programs that check our types have not its.

/** A statement; throws what the database throws. */
export interface Statement<Params extends unknown[], Row> {
  run(...params: Params): { readonly changes: number };
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
}

export interface Sql {
  prepare<Params extends unknown[] = unknown[], Row = unknown>(source: string): Statement<Params, Row>;
  /** `work` as one transaction, when it is called. */
  transaction<T>(work: () => T): () => T;
}
