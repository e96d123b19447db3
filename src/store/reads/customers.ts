// SPDX-License-Identifier: GPL-2.0-or-later
// Who are the customers, what was there with them before, and which agent served a number last?

import type { Direction, Disposition } from '../../bus/index.js';
import type { Instant } from '../../kernel/index.js';
import type { CustomerRow } from '../operating-rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** A customer, and when he and the box had to do with each other last. */
export interface StoredCustomer extends CustomerRow {
  readonly lastContactAt: Instant | null;
}

/** As many as the shop has. */
export async function storedCustomers(reads: Reads): Promise<readonly StoredCustomer[]> {
  return reads
    .selectFrom('customer')
    .selectAll()
    .select((row) =>
      row
        .selectFrom('contact')
        .whereRef('contact.customer', '=', 'customer.id')
        .select((of) => of.fn.max('contact.startedAt').as('at'))
        .as('lastContactAt'),
    )
    .orderBy('customer.id')
    .execute();
}

/** A page of them in the order of their ids, behind this one. */
export async function customersAfter(
  reads: Reads,
  { after, most }: { readonly after?: string | undefined; readonly most: number },
): Promise<readonly CustomerRow[]> {
  return reads
    .selectFrom('customer')
    .selectAll()
    .$if(after !== undefined, (rows) => rows.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(most)
    .execute();
}

/** A contact that was, as whoever serves the customer now wants to see it. Personal. */
export interface Interaction {
  readonly contact: string;
  readonly direction: Direction;
  readonly number: string | null;
  readonly accessNumber: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Null: it goes on. */
  readonly disposition: Disposition | null;
  readonly queue: string | null;
  readonly agent: string | null;
}

/** Of a customer, or of numbers: how many at most, without one that goes on. */
export interface InteractionsAsked {
  readonly numbers: readonly string[];
  readonly customer?: string | undefined;
  readonly most: number;
  readonly but?: string | undefined;
}

/** The last of them, the newest first. Numbers and customer are asked apart: each has its index. */
export async function interactions(
  reads: Reads,
  { numbers, customer, most, but = '' }: InteractionsAsked,
): Promise<readonly Interaction[]> {
  const newest = reads
    .selectFrom('contact')
    .leftJoin('call', 'call.id', 'contact.id')
    .select(['contact.id as contact', 'contact.direction', 'contact.number', 'contact.accessNumber'])
    .select(['contact.startedAt', 'contact.endedAt', 'contact.disposition', 'call.queue', 'call.agent'])
    .where('contact.id', '!=', but)
    .orderBy('contact.startedAt', 'desc')
    .orderBy('contact.id', 'desc')
    .limit(most);
  const found = new Map<string, Interaction>();
  for (const number of numbers)
    for (const row of await newest.where('contact.number', '=', number).execute()) found.set(row.contact, row);
  if (customer !== undefined)
    for (const row of await newest.where('contact.customer', '=', customer).execute()) found.set(row.contact, row);
  const later = (a: Interaction, b: Interaction) => b.startedAt - a.startedAt || (a.contact < b.contact ? 1 : -1);
  return [...found.values()].sort(later).slice(0, most);
}

/** A talk of an agent with a number. */
export interface LastTalk {
  readonly number: string;
  readonly agent: string;
  readonly endedAt: Instant;
  readonly talked: number;
}

/** Talks of calls since an instant, those of the newest calls first: a page of calls has the talks of them all. */
export async function lastTalks(
  reads: Reads,
  { since }: { readonly since: Instant },
  { after, most }: PageAsked,
): Promise<Page<LastTalk>> {
  const read = await reads
    .selectFrom('call')
    .innerJoin('contact', 'contact.id', 'call.id')
    .select(['call.id', 'call.offeredAt', 'contact.number', 'call.agent'])
    .where('call.offeredAt', '>=', since)
    .$if(after !== undefined, (calls) =>
      calls.where((is) => is(is.refTuple('call.offeredAt', 'call.id'), '<', is.tuple(after?.at ?? 0, after?.id ?? ''))),
    )
    .orderBy('call.offeredAt', 'desc')
    .orderBy('call.id', 'desc')
    .limit(most + 1)
    .execute();
  const { rows, next } = pageOf(read, most, ({ offeredAt, id }) => ({ at: offeredAt, id }));
  const numbers = new Map(rows.flatMap(({ id, number, agent }) => (number && agent ? [[id, number] as const] : [])));
  const talks = await talksOf(reads, [...numbers.keys()]);
  const found = talks.flatMap(({ call, ...talk }) => {
    const number = numbers.get(call); // what is in the record of another call of the contact is not the customer's
    return number === undefined ? [] : [{ number, ...talk }];
  });
  return { rows: found, ...(next !== undefined && { next }) };
}

async function talksOf(reads: Reads, calls: readonly string[]) {
  if (calls.length === 0) return [];
  const rows = await reads
    .selectFrom('segment')
    .select(['call', 'agent', 'fromAt', 'toAt'])
    .where('contact', 'in', calls)
    .where('kind', '=', 'talking')
    .where('role', '=', 'agent')
    .execute();
  return rows.flatMap(({ call, agent, fromAt, toAt }) =>
    agent === null || toAt === null ? [] : [{ call, agent, endedAt: toAt, talked: toAt - fromAt }],
  );
}
