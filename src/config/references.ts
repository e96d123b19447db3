// SPDX-License-Identifier: GPL-2.0-or-later
// Do names lead somewhere, and to one thing only?

import { suggestion } from './nearest.js';
import type { Finding, Path } from './problems.js';

/** A finding for each item whose `key` another one had before. */
export function duplicates<Item>(list: readonly Item[], at: Path, key: keyof Item & string): Finding[] {
  const first = new Map<unknown, number>();
  return list.flatMap((item, index) => {
    const before = first.get(item[key]);
    if (before === undefined) first.set(item[key], index);
    if (before === undefined || item[key] === undefined) return [];
    const text = `"${key}": ${String(item[key])} stands twice: give each its own (the other is no. ${before + 1} of the list)`;
    return [{ path: [...at, index, key], text }];
  });
}

/** A finding when `name` is none of `known`. */
export function unknownName(name: string, what: string, known: readonly string[], path: Path): Finding[] {
  if (known.includes(name)) return [];
  return [{ path, text: `there is no ${what} "${name}": ${suggestion(name, known)}` }];
}
