// SPDX-License-Identifier: GPL-2.0-or-later
// How is a database reached? Kysely over the driver of its kind; it may only read, unless the look-up writes; every value comes as text.

import { readFileSync } from 'node:fs';
import { createPool } from '@vlasky/mysql';
import Sqlite from 'better-sqlite3';
import { type CompiledQuery, type Dialect, Kysely, MysqlDialect, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import type { DatabaseConfig } from '../config/index.js';
import { type Duration, secretOf } from '../kernel/index.js';

/** A database of which no table is known. */
export type Anything = Record<string, never>;

/** A database that is open. */
export interface Opened {
  readonly kysely: Kysely<Anything>;
  /** Of a file: runs a statement, and fetches no row behind the first. A server is told in a transaction that it only reads. */
  readonly first?: (statement: CompiledQuery) => unknown;
  /** Ends its connections at once, whatever they wait for. */
  cut(): void;
}

type ServerConfig = Exclude<DatabaseConfig, { readonly type: 'sqlite' }>;
type Limits = { readonly timeout: Duration; readonly write: boolean };

const MOST_CONNECTIONS = 8;
const IDLE: Duration = 30_000;

/** Opens it; a server is reached with the first question. Throws an Error whose message says why it cannot be opened. */
export function openDatabase(config: DatabaseConfig, limits: Limits): Opened {
  switch (config.type) {
    case 'sqlite':
      return openFile(config.file, limits);
    case 'postgres':
      return openPostgres(config, limits);
    case 'mysql':
      return openMysql(config, limits);
  }
}

function openFile(file: string, { timeout, write }: Limits): Opened {
  const database = new Sqlite(file, { readonly: !write, fileMustExist: true, timeout });
  database.defaultSafeIntegers(true);
  const first = ({ sql, parameters }: CompiledQuery) => {
    const statement = database.prepare(sql);
    if (statement.reader) return statement.get(...parameters);
    statement.run(...parameters);
    return {};
  };
  return { ...opened(new SqliteDialect({ database })), first, cut: () => database.close() };
}

function openPostgres(config: ServerConfig, { timeout, write }: Limits): Opened {
  const { host, port, database } = config;
  const pool = new pg.Pool({
    ...{ host, port, database, ...credentials(config) },
    ssl: trusting(config) ?? config.tls === true,
    max: MOST_CONNECTIONS,
    idleTimeoutMillis: IDLE,
    connectionTimeoutMillis: timeout,
    statement_timeout: timeout,
    application_name: 'spillway',
    ...(!write && { options: '-c default_transaction_read_only=on' }),
    types: { getTypeParser: () => (text: string) => text },
  });
  const connections = new Set<pg.PoolClient>();
  pool.on('error', () => {}); // an idle connection has ended; the next question makes another one
  pool.on('connect', (client) => connections.add(client));
  pool.on('remove', (client) => connections.delete(client));
  const cut = () => {
    for (const client of connections) streamOf(client)?.destroy();
    pool.end().catch(() => {});
  };
  return { ...opened(new PostgresDialect({ pool })), cut };
}

/** The driver has it, its types do not. */
function streamOf(client: pg.PoolClient): { destroy(): void } | undefined {
  return (client as unknown as { readonly connection?: { readonly stream?: { destroy(): void } } }).connection?.stream;
}

function openMysql(config: ServerConfig, { timeout }: Limits): Opened {
  const { host, port, database } = config;
  const pool = createPool({
    ...{ host, port, database, ...credentials(config) },
    ...(config.tls && { ssl: { rejectUnauthorized: true, ...trusting(config) } }),
    connectionLimit: MOST_CONNECTIONS,
    connectTimeout: timeout,
    acquireTimeout: timeout,
    charset: 'utf8mb4',
    stringifyObjects: true,
    typeCast: (field: { string(): string | null }) => field.string(),
  });
  const connections = new Set<{ destroy(): void }>();
  pool.on('connection', (connection) => {
    connections.add(connection);
    // The driver writes values into the statement, and a quote with a backslash before it: so backslashes must count.
    connection.query("SET SESSION sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')", (error) => {
      if (error) connection.destroy();
    });
  });
  const cut = () => {
    for (const connection of connections) connection.destroy();
    pool.end(() => {});
  };
  return { ...opened(new MysqlDialect({ pool })), cut };
}

/** Whose certificates are trusted, where the file says it. */
function trusting({ tls }: ServerConfig): { readonly ca: string } | undefined {
  return typeof tls === 'object' ? { ca: readFileSync(tls.ca, 'utf8') } : undefined;
}

function credentials({ user, password }: ServerConfig): { readonly user: string; readonly password?: string } {
  const secret = secretOf(password);
  return { user: secretOf(user) ?? '', ...(secret !== undefined && { password: secret }) };
}

function opened(dialect: Dialect): Pick<Opened, 'kysely'> {
  return { kysely: new Kysely<Anything>({ dialect }) };
}
