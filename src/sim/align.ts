// SPDX-License-Identifier: GPL-2.0-or-later
// Which entries of two logs are the same thing? Both are in order; either may lack some.

export interface Alignment<L, R> {
  readonly both: readonly (readonly [L, R])[];
  /** Entries that the other side lacks. */
  readonly left: readonly L[];
  readonly right: readonly R[];
}

/** Joins as many entries as agree without crossing each other (a longest common subsequence; n x m steps). */
export function align<L, R>(
  left: readonly L[],
  right: readonly R[],
  agree: (left: L, right: R) => boolean,
): Alignment<L, R> {
  const most = commonEnds(left, right, agree);
  const both: (readonly [L, R])[] = [];
  const [aloneLeft, aloneRight] = [new Set(left), new Set(right)];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [l, r] = [left[i] as L, right[j] as R];
    if (agree(l, r) && at(most, i, j) === at(most, i + 1, j + 1) + 1) {
      both.push([l, r]);
      aloneLeft.delete(l);
      aloneRight.delete(r);
      i++;
      j++;
    } else if (at(most, i + 1, j) >= at(most, i, j + 1)) i++;
    else j++;
  }
  return { both, left: [...aloneLeft], right: [...aloneRight] };
}

/** `[i][j]`: how many can be joined of what begins at i and at j. */
function commonEnds<L, R>(left: readonly L[], right: readonly R[], agree: (left: L, right: R) => boolean): number[][] {
  const most = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const joined = agree(left[i] as L, right[j] as R) ? at(most, i + 1, j + 1) + 1 : 0;
      (most[i] as number[])[j] = Math.max(joined, at(most, i + 1, j), at(most, i, j + 1));
    }
  }
  return most;
}

function at(most: readonly (readonly number[])[], i: number, j: number): number {
  return most[i]?.[j] ?? 0;
}
