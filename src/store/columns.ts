// SPDX-License-Identifier: GPL-2.0-or-later
// How does a TypeScript value become an SQL one? The one place that knows names and types of both sides.

/** What SQLite takes. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** `callbackRequest` -> `callback_request`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Booleans become 0 and 1, objects JSON. Every number of the schema is a count or milliseconds, so a fraction is cut off:
 * a row is never later than what it tells of.
 */
export function sqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Math.floor(value);
  if (typeof value === 'string' || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  return JSON.stringify(value);
}

/** The columns of a row that are given, as `[name, value]`; `undefined` means not given. */
export function sqlColumns(row: object): readonly (readonly [string, SqlValue])[] {
  return Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [snakeCase(name), sqlValue(value)] as const);
}
