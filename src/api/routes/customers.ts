// SPDX-License-Identifier: GPL-2.0-or-later
// The shop's customers: found, shown, changed by one who has seen the last version; in and out as CSV.

import { createHash } from 'node:crypto';
import type { Customer } from '../../bus/index.js';
import { CUSTOMER_FIELDS, customerText, readCustomers } from '../../customer/index.js';
import { TelephonyError } from '../../faults.js';
import { csv } from '../../kernel/index.js';
import type { contract } from '../contract/index.js';
import { ifMatch } from '../http/acts.js';
import { Refusal } from '../http/problems.js';
import type { Given, Handlers } from '../web.js';
import { shownNotes } from './calls.js';
import { takenIn } from './files.js';
import { historyOf } from './pop.js';

/** As the box has him. */
export type StoredOne = Customer & { readonly lastContactAt?: number };

/** What changes with each change of him. */
function etagOf(customer: StoredOne): string {
  return createHash('sha256')
    .update(JSON.stringify(customerText(customer)))
    .digest('base64url')
    .slice(0, 16);
}

export function shownCustomer(customer: StoredOne) {
  const { id, name, numbers, address, grade, owner, deputy, group, language, lastContactAt } = customer;
  return {
    ...{ id, name, numbers: [...numbers], grade, etag: etagOf(customer) },
    ...(address !== undefined && { address }),
    ...(owner !== undefined && { owner }),
    ...(deputy !== undefined && { deputy }),
    ...(group !== undefined && { group }),
    ...(language !== undefined && { language }),
    ...(lastContactAt !== undefined && { lastContactAt }),
  };
}

type Ask = Given<typeof contract.customers.get>['ask'];

async function byId(ask: Ask, id: string): Promise<StoredOne | undefined> {
  const found = (await ask('customers.find', { what: id, most: 20 })) as StoredOne[];
  return found.find((one) => one.id === id);
}

async function put({ params, body, request, asker, ask }: Given<typeof contract.customers.put>) {
  const id = params.customer;
  const before = await byId(ask, id);
  if (request.headers['if-none-match'] !== '*') {
    const seen = ifMatch(request.headers['if-match']);
    if (before === undefined) throw new TelephonyError('NOT_FOUND', `customer ${id}`);
    if (etagOf(before) !== seen)
      throw new Refusal('EDITED', `customer ${id}`, { revision: etagOf(before), now: shownCustomer(before) });
  } else if (before !== undefined)
    throw new Refusal('EDITED', `customer ${id} is there already`, {
      revision: etagOf(before),
      now: shownCustomer(before),
    });
  const { numbers, grade, ...rest } = body;
  // Who sees no numbers sends back blots: they stay what they were.
  const whole = asker.masked && numbers.some((number) => number.includes('*')) ? (before?.numbers ?? []) : numbers;
  const fields = { ...rest, numbers: whole.join(';'), ...(grade !== undefined && { grade: String(grade) }) };
  const { hints, ...changed } = (await ask('customers.set', { id, fields })) as StoredOne & { hints: string[] };
  return { ...shownCustomer(changed), hints };
}

const PIECE = 500;

async function* exported(ask: Ask): AsyncGenerator<string> {
  yield csv([[...CUSTOMER_FIELDS]]);
  for (let after: string | undefined; ; ) {
    const { customers } = (await ask('customers.list', { after, most: PIECE })) as { customers: StoredOne[] };
    const last = customers.at(-1);
    if (last === undefined) return;
    yield csv(customers.map((one) => CUSTOMER_FIELDS.map((field) => customerText(one)[field])));
    if (customers.length < PIECE) return;
    after = last.id;
  }
}

export const customers: Handlers<'customers'> = {
  find: async ({ query, asker, ask }) => {
    const { what, after, most } = query;
    if (what !== undefined) {
      const found = (await ask('customers.find', { what, most })) as StoredOne[];
      return { rows: found.map(shownCustomer) };
    }
    if (!asker.rights.has('customers.files'))
      throw new TelephonyError('FORBIDDEN', `${asker.id} has not the right customers.files: look for somebody`);
    const page = (await ask('customers.list', { after, most })) as { customers: StoredOne[]; all: number };
    const next = page.customers.length === most ? page.customers.at(-1)?.id : undefined;
    return { rows: page.customers.map(shownCustomer), all: page.all, ...(next !== undefined && { next }) };
  },
  get: async ({ params, reply, ask }) => {
    const found = await byId(ask, params.customer);
    if (found === undefined) throw new TelephonyError('NOT_FOUND', `customer ${params.customer}`);
    reply.header('etag', `"${etagOf(found)}"`);
    return shownCustomer(found);
  },
  put,
  remove: ({ params, ask }) => ask('customers.remove', { id: params.customer }),
  history: async ({ web, params, query, ask }) => {
    const found = await byId(ask, params.customer);
    if (found === undefined) throw new TelephonyError('NOT_FOUND', `customer ${params.customer}`);
    return historyOf(web, { numbers: found.numbers, customer: found.id, most: query.most });
  },
  notes: ({ web, params }) => shownNotes(web, web.database.kept.notesAbout(params.customer)),
  export: async ({ reply, asker, ask }) => {
    if (asker.masked) throw new TelephonyError('FORBIDDEN', `${asker.id} has not the right numbers.see`);
    await ask('audit.note', { what: 'customers.exported' });
    const parts: string[] = [];
    for await (const part of exported(ask)) parts.push(part);
    reply.header('content-disposition', 'attachment; filename="customers.csv"');
    return parts.join('');
  },
  import: ({ body, query, ask }) => takenIn(ask, 'customers.import', readCustomers(body), query.replace === true),
};
