// SPDX-License-Identifier: GPL-2.0-or-later
// Which lines of two texts differ? The longest common lines stay.

import { diffArrays } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: string;
  /** Of the new text; undefined for a line that goes. */
  readonly line?: number;
}

/** `before` and `now` line by line: first what goes, then what comes. */
export function difference(before: string, now: string): readonly DiffLine[] {
  let line = 0;
  return diffArrays(before.split('\n'), now.split('\n')).flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => {
      if (removed) return { kind: 'out', text };
      return { kind: added ? 'in' : 'same', text, line: ++line };
    }),
  );
}
