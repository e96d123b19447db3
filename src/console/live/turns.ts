// SPDX-License-Identifier: GPL-2.0-or-later
// Is this answer still the one that is waited for? Answers come in any order: one that was overtaken is not shown.

/** Each call begins a turn, which ends the one before; what it gives tells whether the turn still lasts. */
export function turns(): () => () => boolean {
  let last = 0;
  return () => {
    const mine = ++last;
    return () => mine === last;
  };
}
