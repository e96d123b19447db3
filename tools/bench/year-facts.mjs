// SPDX-License-Identifier: GPL-2.0-or-later
// What is a made-up year's shop, and what are the names of what happens in it?

export const day = 86_400_000;
export const quarter = 900_000;
export const days = 365;
/** A year whose night of the first of January is its beginning, in Asia/Shanghai. */
export const yearBegins = Date.parse('2025-01-01T00:00:00+08:00');
export const zone = 'Asia/Shanghai';
export const channels = 120;
export const agents = Array.from({ length: 60 }, (_, n) => String(1001 + n));
export const queues = ['orders', 'service', 'returns'];
export const stations = Array.from({ length: 8 }, (_, n) => ({
  number: String(40_088_801 + n),
  name: `station ${n + 1}`,
}));
export const codes = ['order', 'question', 'complaint'];
/** Customers who call again. */
export const customers = 400_000;
/** The first call's number in the table of names; words have those below it. */
export const firstCall = 10_000;
/** Digits that the ids of its rows end with. */
export const idDigits = 12;

/**
 * @param {string} noun
 * @param {number} nth
 */
export const idOf = (noun, nth) => `${noun}-${String(nth).padStart(idDigits, '0')}`;

/** @param {number} nth */
export const customer = (nth) => `+86138${String(nth).padStart(8, '0')}`;

/**
 * The customer's leg, or his agent's.
 * @param {number} call its number in the table of names
 * @param {'c' | 'a'} [whose]
 */
export const legOf = (call, whose = 'c') => `leg-${whose}${call}`;
