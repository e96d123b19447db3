// SPDX-License-Identifier: GPL-2.0-or-later
// Leads of the records; who supervises some queues sees those who were in them.

import type { Handlers } from '../web.js';
import { keyOf, numberOf, spanOf, told } from './pages.js';
import { reachOf } from './reach.js';

const DAY = 86_400_000;
const USUAL_DAYS = 30;

export const leads: Handlers<'leads'> = {
  list: async ({ web, asker, query }) => {
    const { after, most, state, number } = query;
    const now = Math.round(web.clock.now());
    const { since = now - USUAL_DAYS * DAY, until = now + DAY } = spanOf(web, query);
    const asked = { since, until, state, sales: web.people.directory.reports.sales, reach: reachOf(asker) };
    const canonical = numberOf(web, number).number?.canonical;
    const read = await web.records.page('leads', { ...asked, number: canonical }, { after: keyOf(after), most });
    return told(read, (lead) => lead);
  },
};
