// SPDX-License-Identifier: GPL-2.0-or-later
// Which entries of two logs are the same thing? Both are in order; either may lack some.

export interface Alignment<L, R> {
  readonly both: readonly (readonly [L, R])[];
  /** Entries that the other side lacks. */
  readonly left: readonly L[];
  readonly right: readonly R[];
}

/**
 * Joins entries without crossing each other, so that the worth of all pairs is the most that it can be (n x m steps).
 * `worth`: 0 for what cannot be the same thing, else nearly 1, a little more where it fits better.
 */
export function align<L, R>(
  left: readonly L[],
  right: readonly R[],
  worth: (left: L, right: R) => number,
): Alignment<L, R> {
  const most = mostFrom(left, right, worth);
  const both: (readonly [L, R])[] = [];
  const [aloneLeft, aloneRight] = [new Set(left), new Set(right)];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [l, r] = [left[i] as L, right[j] as R];
    const best = at(most, i, j);
    if (best === at(most, i + 1, j)) i++;
    else if (best === at(most, i, j + 1)) j++;
    else {
      both.push([l, r]);
      aloneLeft.delete(l);
      aloneRight.delete(r);
      i++;
      j++;
    }
  }
  return { both, left: [...aloneLeft], right: [...aloneRight] };
}

/** `[i][j]`: what can be made of that which begins at i and at j. */
function mostFrom<L, R>(left: readonly L[], right: readonly R[], worth: (left: L, right: R) => number): number[][] {
  const most = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const value = worth(left[i] as L, right[j] as R);
      const joined = value > 0 ? at(most, i + 1, j + 1) + value : 0;
      (most[i] as number[])[j] = Math.max(joined, at(most, i + 1, j), at(most, i, j + 1));
    }
  }
  return most;
}

function at(most: readonly (readonly number[])[], i: number, j: number): number {
  return most[i]?.[j] ?? 0;
}
