// SPDX-License-Identifier: GPL-2.0-or-later
// Whom does the shop know? Found, changed, brought in and out as CSV.

import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Answered, Customer, Note } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { problemOf } from './faults.js';
import { listing, type Page } from './listing.js';
import { turns } from './turns.js';

export type Past = Answered<typeof contract.customers.history>;
export type Imported = Answered<typeof contract.customers.import>;

export const useCustomers = defineStore('customers', () => {
  const what = ref('');
  const all = ref<number>();
  const chosen = shallowRef<Customer>();
  const history = shallowRef<Past>([]);
  const notes = shallowRef<readonly Note[]>([]);
  const why = ref('');
  const list = listing<Customer, Page<Customer> & { readonly all?: number | undefined }>(
    (after) => {
      const query = { ...(what.value !== '' && { what: what.value }), ...(after !== undefined && { after }) };
      return ask(contract.customers.find, { query });
    },
    (got) => {
      all.value = got.all ?? all.value;
    },
  );

  const begin = turns();
  async function choose(id: string): Promise<void> {
    const isNewest = begin();
    why.value = '';
    try {
      const params = { customer: id };
      const got = await Promise.all([
        ask(contract.customers.get, { params }),
        ask(contract.customers.history, { params, query: { most: 20 } }),
        ask(contract.customers.notes, { params }),
      ]);
      if (isNewest()) [chosen.value, history.value, notes.value] = got;
    } catch (thrown) {
      if (isNewest()) why.value = problemOf(thrown).message;
    }
  }

  async function save(customer: Customer, fields: Partial<Customer>): Promise<void> {
    const { id, etag, lastContactAt: _, ...rest } = { ...customer, ...fields };
    const got = await ask(contract.customers.put, { params: { customer: id }, body: rest }, { ifMatch: customer.etag });
    chosen.value = got;
    await list.load();
  }
  async function remove(id: string): Promise<void> {
    await ask(contract.customers.remove, { params: { customer: id } });
    chosen.value = undefined;
    await list.load();
  }
  async function bring(text: string): Promise<Imported> {
    const got = await ask(contract.customers.import, { query: {}, body: text });
    await list.load();
    return got;
  }

  return { what, all, chosen, history, notes, why, list, choose, save, remove, bring };
});
