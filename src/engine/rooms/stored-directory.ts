// SPDX-License-Identifier: GPL-2.0-or-later
// How do the customers come out of the database? Read whole, once; from then on they are in memory.

import { type Customer, Directory } from '../../customer/index.js';
import { LANGUAGES } from '../../kernel/index.js';
import type { CustomerRow, NewRow, Store } from '../../store/index.js';

export async function storedDirectory(store: Store): Promise<Directory> {
  const stored = await store.ask('storedCustomers', null);
  return new Directory(
    stored.map(({ lastContactAt, ...row }) => ({
      ...customerOfRow(row),
      ...(lastContactAt !== null && { lastContactAt }),
    })),
  );
}

/** The customer of a row. */
export function customerOfRow({ id, numbers, name, grade, ...row }: CustomerRow): Customer {
  const { address, owner, deputy, group } = row;
  const language = LANGUAGES.find((one) => one === row.language);
  return {
    ...{ id, name, grade, numbers: JSON.parse(numbers) as string[] },
    ...(address !== null && { address }),
    ...(owner !== null && { owner }),
    ...(deputy !== null && { deputy }),
    ...(group !== null && { group }),
    ...(language !== undefined && { language }),
  };
}

/** As he stands in the database. */
export function rowOfCustomer(customer: Customer, at: number): NewRow<'customer'> {
  const { address = null, owner = null, deputy = null, group = null, language = null } = customer;
  const { id, numbers, name, grade } = customer;
  return { id, numbers: [...numbers], name, grade, address, owner, deputy, group, language, at };
}
