// SPDX-License-Identifier: GPL-2.0-or-later
// Which lines of a written file are as people wrote them? A writer of YAML has its own mind about spaces within brackets; theirs stay.

import { parse } from 'yaml';

/** A line without spaces that say nothing: those within brackets and braces. */
const bare = (line: string) => line.replace(/([[{])\s+/g, '$1').replace(/\s+([\]}])/g, '$1');

/** `now` with the lines of `before` that differ in such spaces alone; it says the same as it did. */
export function withKeptLines(before: string, now: string): string {
  const written = new Map<string, string[]>();
  for (const line of before.split('\n')) written.set(bare(line), [...(written.get(bare(line)) ?? []), line]);
  const kept = now
    .split('\n')
    .map((line) => {
      const same = written.get(bare(line));
      return (same === undefined || same.length < 2 ? same?.[0] : same.shift()) ?? line;
    })
    .join('\n');
  return saysTheSame(kept, now) ? kept : now;
}

/** Within quotes such spaces do say something; and what cannot be read is left as it is. */
function saysTheSame(one: string, other: string): boolean {
  try {
    return JSON.stringify(parse(one)) === JSON.stringify(parse(other));
  } catch {
    return false;
  }
}
