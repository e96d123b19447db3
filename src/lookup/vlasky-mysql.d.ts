// SPDX-License-Identifier: GPL-2.0-or-later
// What of the MySQL driver is used? It comes without types; Kysely asks for no more of a pool than this.

declare module '@vlasky/mysql' {
  import type { MysqlPool } from 'kysely';

  /** A field before it is read. */
  export interface Field {
    string(): string | null;
  }

  export interface Connection {
    query(sql: string, done?: (error: unknown) => void): void;
    destroy(): void;
  }

  export interface Pool extends MysqlPool {
    on(event: 'connection', made: (connection: Connection) => void): void;
  }

  export function createPool(options: Readonly<Record<string, unknown>>): Pool;
}
