// SPDX-License-Identifier: GPL-2.0-or-later
// Which programs may use the API, and with which tokens?

import { defineStore } from 'pinia';
import type { Answered, Asked } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { type Listing, listing } from './listing.js';

export type Program = Answered<typeof contract.programs.list>[number];
type NewProgram = Asked<typeof contract.programs.add>['body'];

export const usePrograms = defineStore('programs', () => {
  const list: Listing<Program> = listing(async () => ({ rows: await ask(contract.programs.list, {}) }));
  /** Gives the token, which is told this once. */
  async function add(body: NewProgram): Promise<string> {
    const { token } = await ask(contract.programs.add, { body });
    await list.load();
    return token;
  }
  async function remove(id: string): Promise<void> {
    await ask(contract.programs.remove, { params: { id } });
    await list.load();
  }
  return { list, add, remove };
});
