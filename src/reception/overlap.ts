// SPDX-License-Identifier: GPL-2.0-or-later
// Are the digits that have come so far a whole access number? For overlap receiving: who waits for digits that cannot come
// keeps the caller in silence, and who does not wait cuts a number short.

/**
 * `complete`: an access number, and no longer one begins with it. `none`: neither is one nor can become one. `partial`:
 * more digits may come; they may be an access number all the same, when a longer one begins so.
 */
export function accessMatch(
  digits: string,
  accessNumbers: readonly { readonly number: string }[],
): 'complete' | 'partial' | 'none' {
  const begun = accessNumbers.filter(({ number }) => number.startsWith(digits));
  if (begun.some(({ number }) => number.length > digits.length)) return 'partial';
  return begun.length > 0 ? 'complete' : 'none';
}
