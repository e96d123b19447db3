// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the tables, databases and secrets of look-ups lie? Relative paths begin at the file.

import { resolve } from 'node:path';
import type { DatabaseConfig, LookupConfig } from './lookup-schema.js';
import type { Config } from './schema.js';

/** The same with absolute paths. Pure. */
export function absoluteLookups(
  { lookups, databases }: Pick<Config, 'lookups' | 'databases'>,
  base: string,
): Pick<Config, 'lookups' | 'databases'> {
  return {
    lookups: mapped(lookups, (one) => lookup(one, base)),
    databases: mapped(databases, (one) => database(one, base)),
  };
}

function lookup(one: LookupConfig, base: string): LookupConfig {
  if ('table' in one) return { ...one, table: resolve(base, one.table) };
  return 'url' in one ? { ...one, headers: mapped(one.headers, (secret) => placed(secret, base)) } : one;
}

function database(one: DatabaseConfig, base: string): DatabaseConfig {
  if (one.type === 'sqlite') return { ...one, file: resolve(base, one.file) };
  const user = placed(one.user, base);
  const tls = typeof one.tls === 'object' ? { ca: resolve(base, one.tls.ca) } : one.tls;
  return { ...one, user, tls, ...(one.password && { password: placed(one.password, base) }) } as DatabaseConfig;
}

function placed<T>(secret: T, base: string): T {
  if (typeof secret !== 'object' || secret === null || !('file' in secret)) return secret;
  return { ...secret, file: resolve(base, String(secret.file)) };
}

function mapped<T>(record: Readonly<Record<string, T>>, change: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, one]) => [key, change(one)]));
}
