// SPDX-License-Identifier: GPL-2.0-or-later
// How does one write many whole numbers at once? `1-15,17-31`, as installers know it from system.conf.

/** A list as text: numbers and ranges with commas between. */
export const NUMBER_LIST = /^\d+(-\d+)?(,\d+(-\d+)?)*$/;

const LONGEST = 4096;

/** The numbers in the order written; undefined when the text is no such list, has none, or more than 4096. */
export function numbersOf(text: string): number[] | undefined {
  if (!NUMBER_LIST.test(text)) return undefined;
  const numbers = text.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    const length = Math.min(LONGEST + 1, Math.max(0, last - first + 1));
    return Array.from({ length }, (_, index) => first + index);
  });
  return numbers.length > 0 && numbers.length <= LONGEST ? numbers : undefined;
}

/** The same numbers as people read them, `1-15, 17, 20-31`. */
export function rangesOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
