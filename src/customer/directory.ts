// SPDX-License-Identifier: GPL-2.0-or-later
// Whose number is this? The customers of the shop in memory, found by number, id or name while a call is routed.

import type { Instant } from '../kernel/index.js';
import type { Customer, KnownCustomer } from './customer.js';

interface Entry {
  customer: Customer;
  lastContactAt: Instant | undefined;
}

/** All customers. A number is found at once, whatever their count. */
export class Directory {
  readonly #byId = new Map<string, Entry>();
  /** One for most numbers; several where people share a telephone. */
  readonly #byNumber = new Map<string, Entry | readonly Entry[]>();

  constructor(customers: Iterable<KnownCustomer> = []) {
    for (const { lastContactAt, ...customer } of customers) {
      this.put(customer);
      if (lastContactAt !== undefined) this.met(customer.id, lastContactAt);
    }
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): KnownCustomer | undefined {
    const entry = this.#byId.get(id);
    return entry && known(entry);
  }

  /** The customer to whom a call from this number goes: of several the highest grade, then the most recent contact, then the lowest id. */
  find(number: string): KnownCustomer | undefined {
    const found = this.#byNumber.get(number);
    if (found === undefined) return undefined;
    return known(isList(found) ? found.reduce((best, other) => (before(other, best) ? other : best)) : found);
  }

  /** Everybody who has this number, him first to whom its calls go. */
  allOf(number: string): readonly KnownCustomer[] {
    const found = this.#byNumber.get(number);
    if (found === undefined) return [];
    return (isList(found) ? [...found] : [found]).sort((a, b) => (before(a, b) ? -1 : 1)).map(known);
  }

  /** Whose name, address or id has this in it. */
  *named(part: string): Iterable<KnownCustomer> {
    const wanted = part.toLowerCase();
    for (const entry of this.#byId.values()) {
      const { id, name, address = '' } = entry.customer;
      if ([id, name, address].some((text) => text.toLowerCase().includes(wanted))) yield known(entry);
    }
  }

  *all(): Iterable<KnownCustomer> {
    for (const entry of this.#byId.values()) yield known(entry);
  }

  /** Makes a customer known, or changes him; when he was last in contact stays. */
  put(customer: Customer): void {
    const entry = this.#byId.get(customer.id);
    if (entry === undefined) {
      const made: Entry = { customer, lastContactAt: undefined };
      this.#byId.set(customer.id, made);
      for (const number of customer.numbers) this.#join(number, made);
      return;
    }
    for (const number of entry.customer.numbers) this.#part(number, entry);
    entry.customer = customer;
    for (const number of customer.numbers) this.#join(number, entry);
  }

  remove(id: string): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    for (const number of entry.customer.numbers) this.#part(number, entry);
    this.#byId.delete(id);
  }

  /** He and the box had to do with each other then. */
  met(id: string, at: Instant): void {
    const entry = this.#byId.get(id);
    if (entry !== undefined && at >= (entry.lastContactAt ?? Number.NEGATIVE_INFINITY)) entry.lastContactAt = at;
  }

  #join(number: string, entry: Entry): void {
    const found = this.#byNumber.get(number);
    if (found === undefined) this.#byNumber.set(number, entry);
    else this.#byNumber.set(number, [...(isList(found) ? found : [found]), entry]);
  }

  #part(number: string, entry: Entry): void {
    const found = this.#byNumber.get(number);
    const [first, ...others] = found !== undefined && isList(found) ? found.filter((other) => other !== entry) : [];
    if (first === undefined) this.#byNumber.delete(number);
    else this.#byNumber.set(number, others.length === 0 ? first : [first, ...others]);
  }
}

function isList(found: Entry | readonly Entry[]): found is readonly Entry[] {
  return Array.isArray(found);
}

function known({ customer, lastContactAt }: Entry): KnownCustomer {
  return lastContactAt === undefined ? customer : { ...customer, lastContactAt };
}

/** VIP first, then whom the box met last, then the lower id: never two alike. */
function before(one: Entry, other: Entry): boolean {
  if (one.customer.grade !== other.customer.grade) return one.customer.grade > other.customer.grade;
  const [met, met2] = [one.lastContactAt ?? Number.NEGATIVE_INFINITY, other.lastContactAt ?? Number.NEGATIVE_INFINITY];
  if (met !== met2) return met > met2;
  return one.customer.id < other.customer.id;
}
