// SPDX-License-Identifier: GPL-2.0-or-later
// How is a call named that a person reads off a table and types again? By the end of its id: a count and chance, unlike its neighbours'.

const LENGTH = 7; // see kernel/ids.ts: 3 of a counter, 4 of chance

/** `call-01k9wq3zz0a1b2c3` to `0a1b2c3`; commands that take an id take this. */
export function shortId(id: string): string {
  return id.slice(-LENGTH);
}
