// SPDX-License-Identifier: GPL-2.0-or-later
// Who has come, by calls and web pages, and with whom has nobody talked since? Searched by number, access number, state and time.

import { defineStore } from 'pinia';
import { reactive } from 'vue';
import type { Lead } from '../../api/contract/index.js';
import { spoken } from '../words/index.js';
import { address, ask, contract } from './client.js';
import { type Listing, listing } from './listing.js';

/** Pages that may have none of the state that is looked for, before somebody is asked whether to go on. */
const MOST_EMPTY = 10;

export const useLeads = defineStore('leads', () => {
  const filter = reactive({ since: '7d', number: '', accessNumber: '', state: '' as Lead['state'] | '' });
  const given = () => ({
    since: filter.since,
    ...(filter.number !== '' && { number: filter.number }),
    ...(filter.accessNumber !== '' && { accessNumber: filter.accessNumber }),
    ...(filter.state !== '' && { state: filter.state }),
  });
  const list: Listing<Lead> = listing(async (after) => {
    let page = await ask(contract.leads.list, { query: { ...given(), ...(after !== undefined && { after }) } });
    for (let empty = 0; page.rows.length === 0 && page.next !== undefined && empty < MOST_EMPTY; empty++)
      page = await ask(contract.leads.list, { query: { ...given(), after: page.next } });
    return page;
  });
  /** Where the file is; the browser fetches it itself. */
  const file = () => address(contract.leads.file, { query: { ...given(), language: spoken(), excel: 'true' } });

  return { filter, list, file };
});
