// SPDX-License-Identifier: GPL-2.0-or-later
// Which lines of a written file are as people wrote them? A writer of YAML has its own mind about spaces within brackets; theirs stay.

import { parse } from 'yaml';

/** A line without spaces that say nothing: those within brackets and braces. */
const bare = (line: string) => line.replace(/([[{])\s+/g, '$1').replace(/\s+([\]}])/g, '$1');

/** Spaces within brackets are taken out of new lines, where people wrote none. */
function bracketed(before: string): (line: string) => string {
  const isTight = /\[\S/.test(before) && !/\[ /.test(before);
  return (line) => (isTight ? line.replace(/\[ (?=\S)/g, '[').replace(/(?<=\S) \]/g, ']') : line);
}

const OPENS = /^(\s*(?:- )?[^\s#'"][^#'"]*:)\s+(#.*)$/;

/** What stood behind a key that opens a section stands there again: a writer of YAML puts it on a line of its own. */
function withCommentsBeside(before: string, now: string): string {
  const comments = new Map(
    before.split('\n').flatMap((line) => (OPENS.test(line) ? [[line.replace(OPENS, '$1|$2'), line]] : [])),
  );
  const lines = now.split('\n');
  return lines
    .flatMap((line, index) => {
      if (comments.has(`${lines[index - 1]}|${line.trim()}`)) return [];
      return [comments.get(`${line}|${lines[index + 1]?.trim()}`) ?? line];
    })
    .join('\n');
}

/** `now` with the lines of `before` that differ in such spaces alone, and its new ones written alike; it says the same as it did. */
export function withKeptLines(before: string, now: string): string {
  const tight = bracketed(before);
  const written = new Map<string, string[]>();
  for (const line of before.split('\n')) written.set(bare(line), [...(written.get(bare(line)) ?? []), line]);
  const kept = withCommentsBeside(before, now)
    .split('\n')
    .map((line) => {
      const same = written.get(bare(line));
      return (same === undefined || same.length < 2 ? same?.[0] : same.shift()) ?? tight(line);
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
