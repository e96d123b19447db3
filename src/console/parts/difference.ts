// SPDX-License-Identifier: GPL-2.0-or-later
// Which lines of two texts differ? The longest common lines stay; small files, so the plain table serves.

export interface DiffLine {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: string;
  /** Of the new text; undefined for a line that goes. */
  readonly line?: number;
}

/** `before` and `now` line by line: first what goes, then what comes. */
export function difference(before: string, now: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), now.split('\n')];
  const common = commonTable(a, b);
  const found: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ kind: 'same', text: b[j] ?? '', line: ++j });
      i++;
    } else if (i < a.length && (j >= b.length || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      found.push({ kind: 'out', text: a[i++] ?? '' });
    } else {
      found.push({ kind: 'in', text: b[j] ?? '', line: ++j });
    }
  }
  return found;
}

/** How many lines the rests from `i` and `j` have in common. */
function commonTable(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [here, below] = [table[i] as Uint16Array, table[i + 1] as Uint16Array];
      here[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  return table;
}
