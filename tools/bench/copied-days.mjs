// SPDX-License-Identifier: GPL-2.0-or-later
// How do days that were made up become a year in minutes? SQLite copies their rows: each gets a time, an id and a customer of its
// own. What its quarters add up to does not depend on these.
import { agents, customers, day, firstCall, idDigits, idOf, legOf, quarter, yearBegins } from './year-facts.mjs';

/** By how much the number of a call's customer moves from one day to the next, so that others call. */
const stride = 7_919;

/** @typedef {(column: string) => string} Copied the column of a copy, as SQL makes it */

/** A number with zeros before it; quicker than printf. @type {(digits: number, number: string) => string} */
const padded = (digits, number) => `substr(${10 ** digits} + ${number}, 2)`;
/** @type {(noun: string) => Copied} */
const id = (noun) => (column) => `'${noun}-' || ${padded(idDigits, `substr(${column}, ${noun.length + 2}) + @calls`)}`;
/** @type {Copied} */
const person = (column) => `'+86138' || ${padded(8, `(substr(${column}, 7) + @turn) % ${customers}`)}`;
/** @type {Copied} */
const later = (column) => `${column} + @ms`;
/** @type {Copied} */
const onward = (column) => `${column} + @calls`;
/** @type {(call: string) => Copied} */
const leg = (call) => (column) => `substr(${column}, 1, ${legOf(0).length - 1}) || (${call} + @calls)`;

const byNumber = 'between @first and @last';
/** @type {(noun: string) => string} */
const byId = (noun) => `between '${noun}-' || @firstId and '${noun}-' || @lastId`;

/**
 * Of each table the rows of a day, in the order of its key, and what is another thing in the copy; the rest stays.
 * @type {Readonly<Record<string, { rows: string, copied: Readonly<Record<string, Copied>> }>>}
 */
const tables = {
  name: { rows: `id ${byNumber}`, copied: { id: onward, name: id('call') } },
  call: {
    rows: `id ${byId('call')}`,
    copied: {
      ...{ id: id('call'), calling: person, offered_at: later, answered_at: later, ended_at: later },
      request: id('callback'),
    },
  },
  contact_row: {
    rows: `id ${byNumber}`,
    copied: { id: onward, number: person, started_at: later, ended_at: later },
  },
  stay: {
    rows: `contact ${byNumber}`,
    copied: { contact: onward, call: onward, leg: leg('contact'), from_at: later, to_at: later },
  },
  leg_row: {
    rows: `call ${byNumber}`,
    copied: {
      ...{ call: onward, id: leg('call'), offered_at: later, ended_at: later },
      number: person,
    },
  },
  agent_stay: {
    rows: `agent in (select id from name where name in (${agents.map((one) => `'${one}'`).join()})) and started_at between @from and @to`,
    copied: { started_at: later },
  },
  callback_request: {
    rows: `id ${byId('callback')}`,
    copied: {
      ...{ id: id('callback'), number: person, created_at: later, enqueued_at: later },
      ...{ due: later, expires_at: later, closed_at: later },
    },
  },
  callback_attempt: {
    rows: `id ${byId('attempt')}`,
    copied: {
      ...{ id: id('attempt'), request: id('callback'), number: person, dialled: person },
      ...{ started_at: later, reached_at: later, ended_at: later },
    },
  },
  capture: {
    rows: `call ${byId('call')}`,
    copied: { call: id('call'), request: id('callback'), number: person, arrived_at: later, captured_at: later },
  },
  event_log: { rows: 'id between @firstEvent and @lastEvent', copied: { at: later, call: onward } },
  roll_up: {
    rows: `id between @from / ${quarter} * 4 and @to / ${quarter} * 4 + 3`,
    copied: { id: (column) => `${column} + @ms / ${quarter} * 4` },
  },
};
const numbered = 'event_log'; // its rows get their own numbers, one after the other

/** Copies of the first days; each of them has as many contacts. */
export class CopiedDays {
  #perDay;
  #statements;

  /**
   * @param {import('better-sqlite3').Database} database
   * @param {number} perDay contacts a day
   */
  constructor(database, perDay) {
    this.#perDay = perDay;
    this.#statements = Object.entries(tables).map(([table, { rows, copied }]) => {
      const all = /** @type {{ name: string }[]} */ (database.pragma(`table_info(${table})`)).map(({ name }) => name);
      const columns = all.filter((name) => table !== numbered || name !== 'id');
      const from = columns.map((name) => copied[name]?.(name) ?? `"${name}"`);
      return database.prepare(
        `insert into ${table} (${columns.map((name) => `"${name}"`)}) select ${from} from ${table} where ${rows}`,
      );
    });
  }

  /**
   * @param {number} nth the day that is made
   * @param {number} of the day whose copy it is
   * @param {{ readonly first: number, readonly last: number }} events of that day
   */
  day(nth, of, events) {
    const calls = (nth - of) * this.#perDay;
    const [first, last] = [of * this.#perDay, (of + 1) * this.#perDay - 1];
    const from = yearBegins + of * day;
    const numbers = {
      ...{ calls, ms: (nth - of) * day, turn: (nth - of) * stride },
      ...{ first: firstCall + first, last: firstCall + last, from, to: from + day - 1 },
      ...{ firstEvent: events.first, lastEvent: events.last },
    };
    const whole = Object.entries(numbers).map(([name, number]) => [name, BigInt(number)]); // a large number would be a fraction to SQLite
    const values = { ...Object.fromEntries(whole), firstId: digits(first), lastId: digits(last) };
    for (const statement of this.#statements) statement.run(values);
  }
}

/** @param {number} nth */
const digits = (nth) => idOf('', nth).slice(1);
