// SPDX-License-Identifier: GPL-2.0-or-later
// In which order do rows stand that change all the time? In theirs; while somebody's pointer is on them as they stood when it came.

/** `held`: the ids in the order that is held; who has come since stands behind. */
export function asHeld<Row>(
  sorted: readonly Row[],
  held: readonly string[] | undefined,
  idOf: (row: Row) => string,
): readonly Row[] {
  if (held === undefined) return sorted;
  const place = (row: Row) => (held.indexOf(idOf(row)) + held.length + 1) % (held.length + 1);
  return [...sorted].sort((a, b) => place(a) - place(b));
}
