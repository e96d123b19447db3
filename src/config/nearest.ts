// SPDX-License-Identifier: GPL-2.0-or-later
// Did you mean ...? The known word that is least far from a written one.

/** The nearest of `known`, if it is near enough to have been meant. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const part = written.toLowerCase().replaceAll('_', '-');
  const whole = known.find((word) => word.toLowerCase() === part || word.toLowerCase().split('-').includes(part));
  if (whole !== undefined) return whole; // `cn`, `zh` and `zh_CN` are zh-CN
  const [best] = known
    .map((word) => ({ word, steps: distance(written.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  return best && best.steps <= Math.max(1, Math.floor(written.length / 3)) ? best.word : undefined;
}

/** Letters to add, drop or replace, or neighbours to swap, to make one word of the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) steps = Math.min(steps, (before[j - 2] ?? 0) + 1);
      next.push(steps);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** `did you mean "queues"?`, or the words that would be right. */
export function suggestion(written: string, known: readonly string[]): string {
  const meant = nearest(written, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return known.length > 0 ? `right would be ${known.join(', ')}` : 'there is none';
}
