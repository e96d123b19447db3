// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps the shop's customers? Found, changed, taken in from a file and removed: on the disk first, then in memory.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { MemberPins, randomPin } from '../../access/index.js';
import type { BusinessEvents, Origin } from '../../bus/index.js';
import {
  CUSTOMER_FIELDS,
  type Customer,
  CustomerFile,
  type CustomerRow,
  type CustomerText,
  customerText,
  type Directory,
  type KnownCustomer,
  MOST_CUSTOMERS,
  readCustomer,
} from '../../customer/index.js';
import { listKey, type NumberPlan } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { type Clock, inBoth } from '../../kernel/index.js';
import type { Batch, Interaction, Store } from '../../store/index.js';
import { Upload } from '../records/index.js';
import { customerOfRow, rowOfCustomer } from '../rooms/index.js';
import type { CustomerImport, CustomerPiece } from './customer-upload.js';
import { type StaffNames, strangersOf } from './strangers.js';

export interface CustomerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly plan: () => NumberPlan;
  /** Agents and queues of the file. */
  readonly staff: () => StaffNames;
}

/** A customer that was written, and what of him leads nowhere. */
export type WrittenCustomer = KnownCustomer & { readonly hints: readonly string[] };

const NO_LOCKOUT = { tries: 1, lockout: 0 }; // it is set here, not tried
const AT_ONCE = 500; // customers, before others have their turn
/** That many interactions an agent is shown. */
export const SHOWN = 10;

/** The customers of a box, or of a data directory whose box does not run. */
export class CustomerDesk {
  readonly #parts: CustomerParts;
  readonly #upload: Upload<CustomerRow, CustomerFile>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: CustomerParts) {
    this.#parts = parts;
    this.#upload = new Upload(() => new CustomerFile((digits) => this.#keyOf(digits)));
  }

  get size(): number {
    return this.#parts.directory.size;
  }

  /** By a number (him first to whom its calls go), else by an id or a part of the name; `most` of them. */
  find(what: string, most = 1_000): readonly KnownCustomer[] {
    const { directory } = this.#parts;
    const ofNumber = directory.allOf(this.#keyOf(what));
    if (ofNumber.length > 0) return ofNumber.slice(0, most);
    const own = directory.get(what);
    return [...(own === undefined ? [] : [own]), ...first(directory.named(what), most, own?.id)].slice(0, most);
  }

  /** The customer to whom calls of this number go. */
  ofNumber(number: string): KnownCustomer | undefined {
    return this.#parts.directory.find(this.#keyOf(number));
  }

  /** A page of all, in the order of their ids, behind this one. */
  async page(after: string | undefined, most: number): Promise<readonly Customer[]> {
    return (await this.#parts.store.ask('customersAfter', { after, most })).map(customerOfRow);
  }

  /** The last interactions with a customer, by his id, or with a number: with every customer who has it. Throws NOT_FOUND for neither. */
  async history(of: string, most = SHOWN): Promise<readonly Interaction[]> {
    const customer = this.#parts.directory.get(of);
    const number = this.#keyOf(of);
    if (customer === undefined && !/^\+?\d{3,24}$/.test(number)) throw nobody(of);
    const asked = customer === undefined ? { numbers: [number] } : { numbers: customer.numbers, customer: customer.id };
    return this.#parts.store.ask('interactions', { ...asked, most });
  }

  /** Makes a customer known, or changes what is given of him. Durable when it resolves. Throws REFUSED for what is not right. */
  set(id: string, more: CustomerText, by: Origin): Promise<WrittenCustomer> {
    return this.#inTurn(async () => {
      const { directory, staff } = this.#parts;
      const before = directory.get(id);
      const unknown = Object.keys(more).filter((key) => !CUSTOMER_FIELDS.some((field) => field === key));
      if (unknown.length > 0)
        throw new TelephonyError(
          'REFUSED',
          `${unknown.join(', ')}: ${CUSTOMER_FIELDS.slice(1).join(', ')} would be right`,
        );
      if (before === undefined && directory.size >= MOST_CUSTOMERS)
        throw new TelephonyError('REFUSED', `there are ${MOST_CUSTOMERS} customers: the box has room for no more`);
      const read = readCustomer({ ...(before && customerText(before)), ...more, id }, (digits) => this.#keyOf(digits));
      if ('problems' in read) throw new TelephonyError('REFUSED', read.problems.map(inBoth).join('; '));
      const { customer } = read;
      const facts = { customer: id, fields: before === undefined ? ['id', ...Object.keys(more)] : Object.keys(more) };
      await this.#commit(by, 'customer.changed', facts, (batch, at) =>
        batch.put('customer', rowOfCustomer(customer, at)),
      );
      directory.put(customer);
      return { ...customer, hints: strangersOf([customer], staff()) };
    });
  }

  /** Gives him a PIN for `verify` in flows; undefined: one of six digits is made up, and told. Throws NOT_FOUND, and REFUSED for what is no PIN. */
  setPin(id: string, pin: string | undefined, by: Origin): Promise<{ readonly id: string; readonly pin?: string }> {
    return this.#inTurn(async () => {
      const { directory, store, clock } = this.#parts;
      if (directory.get(id) === undefined) throw nobody(id);
      const given = pin ?? randomPin();
      await store.actingFor(by, () =>
        new MemberPins(store, () => NO_LOCKOUT).setPin(id, given, Math.round(clock.now())),
      );
      return pin === undefined ? { id, pin: given } : { id };
    });
  }

  /** Throws NOT_FOUND. His contacts stay in the records. */
  remove(id: string, by: Origin): Promise<{ readonly id: string }> {
    return this.#inTurn(async () => {
      const { directory } = this.#parts;
      if (directory.get(id) === undefined) throw nobody(id);
      await this.#commit(by, 'customer.removed', { customer: id }, (batch) =>
        batch.delete('customer', id).deleteWhere('memberPin', { id }),
      );
      directory.remove(id);
      return { id };
    });
  }

  /** Takes a piece of a file. With the last one all of it is written, or nothing and the answer says why. */
  import(piece: CustomerPiece, by: Origin): Promise<CustomerImport> {
    return this.#inTurn(async () => {
      const { taken, of, into: file } = this.#upload.take(piece);
      if (taken < of) return { taken, of };
      const { problems, wrong } = file;
      if (wrong > 0) return { taken, of, problems, wrong };
      return { taken, of, ...(await this.#takeIn(file.customers, piece.replace, by)) };
    });
  }

  async #takeIn(customers: readonly Customer[], replace: boolean, by: Origin) {
    const { directory, store, clock, staff } = this.#parts;
    const known = new Set(customers.map(({ id }) => id));
    const gone = replace ? [...directory.all()].map(({ id }) => id).filter((id) => !known.has(id)) : [];
    const added = customers.filter(({ id }) => directory.get(id) === undefined).length;
    if (directory.size + added - gone.length > MOST_CUSTOMERS)
      throw new TelephonyError(
        'REFUSED',
        `with them there are more than ${MOST_CUSTOMERS} customers: the box has no room`,
      );
    const facts = { added, changed: customers.length - added, removed: gone.length };
    const at = Math.round(clock.now());
    const batch = store.actingFor(by, () => store.batch());
    for (const id of gone) batch.delete('customer', id).deleteWhere('memberPin', { id });
    for (let i = 0; i < customers.length; i += AT_ONCE) {
      batch.putCustomers(customers.slice(i, i + AT_ONCE).map((customer) => rowOfCustomer(customer, at)));
      await nextTurn();
    }
    await store.commit(batch.event('customers.imported', facts, at));
    for (const id of gone) directory.remove(id);
    for (const [i, customer] of customers.entries()) {
      directory.put(customer);
      if (i % AT_ONCE === 0) await nextTurn();
    }
    return { ...facts, hints: strangersOf(customers, staff()) };
  }

  async #commit<T extends 'customer.changed' | 'customer.removed'>(
    by: Origin,
    type: T,
    facts: BusinessEvents[T],
    fill: (batch: Batch, at: number) => Batch,
  ): Promise<void> {
    const { store, clock } = this.#parts;
    const at = Math.round(clock.now());
    await store.actingFor(by, () => store.commit(fill(store.batch(), at).event(type, facts, at)));
  }

  #keyOf(digits: string): string {
    return listKey(digits, this.#parts.plan());
  }

  /** One after the other: what is written of a customer goes by what was written of him before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

function nobody(id: string): TelephonyError {
  return new TelephonyError('NOT_FOUND', `customer ${id}`);
}

function first(found: Iterable<KnownCustomer>, most: number, but: string | undefined): KnownCustomer[] {
  const taken: KnownCustomer[] = [];
  for (const customer of found) {
    if (taken.length >= most) break;
    if (customer.id !== but) taken.push(customer);
  }
  return taken;
}
