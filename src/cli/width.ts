// SPDX-License-Identifier: GPL-2.0-or-later
// How much room does text take on a terminal, and where may a line end? Chinese characters take two columns and have no spaces between.

import stringWidth from 'string-width';

/** In columns. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Filled with spaces up to a width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** What a line may end behind: a word with its spaces, or one wide character with the marks that must not begin a line. */
const PIECE =
  /[\u2E80-\u9FFF\uF900-\uFAFF][，。、；：！？）》”…]*|[\u3001-\u303F\uFF00-\uFFEF]+|[^\s\u2E80-\u9FFF\uF900-\uFAFF\u3001-\u303F\uFF00-\uFFEF]+\s*|\s+/gu;

/** Text in lines of at most `width` columns, if no word is longer; the lines that it has stay. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrappedLine(line, width))
    .join('\n');
}

function wrappedLine(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  const lines: string[] = [];
  let current = '';
  for (const piece of line.match(PIECE) ?? []) {
    if (current !== '' && widthOf((current + piece).trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = piece.trimStart();
    } else current += piece;
  }
  return [...lines, current.trimEnd()].join('\n');
}
