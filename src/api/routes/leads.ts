// SPDX-License-Identifier: GPL-2.0-or-later
// Leads of the records; who supervises some queues sees those who were in them.

import { leadRows } from '../../report/index.js';
import type { Lead } from '../../store/index.js';
import type { Asker } from '../sessions.js';
import type { Handlers, Web } from '../web.js';
import { sentList, tablePages } from './list-files.js';
import { keyOf, numberOf, spanOf, told } from './pages.js';
import { reachOf } from './reach.js';

const DAY = 86_400_000;
const USUAL_DAYS = 30;
const ROWS = 250; // a page of a file: each lead is looked up by its number

interface Query {
  readonly since?: number | string | undefined;
  readonly until?: number | string | undefined;
  readonly number?: string | undefined;
  readonly state?: Lead['state'] | undefined;
  readonly accessNumber?: string | undefined;
}

function asked(web: Web, asker: Asker, { number, state, accessNumber, ...time }: Query) {
  const now = Math.round(web.clock.now());
  const { since = now - USUAL_DAYS * DAY, until = now + DAY } = spanOf(web, time);
  const { sales } = web.people.directory.reports;
  return {
    ...{ since, until, state, accessNumber, sales, reach: reachOf(asker) },
    number: numberOf(web, number).number?.canonical,
  };
}

export const leads: Handlers<'leads'> = {
  list: async ({ web, asker, query: { after, most, ...query } }) => {
    const read = await web.records.page('leads', asked(web, asker, query), { after: keyOf(after), most });
    return told(read, (lead) => lead);
  },
  file: async ({ web, asker, query, reply, ask }) => {
    const { excel = false, language = 'en', ...given } = query;
    const meant = asked(web, asker, given);
    await ask('audit.note', { what: 'report.exported', subject: 'leads' });
    const table = leadRows({ language, zone: web.people.directory.zone });
    return sentList(
      { asker, reply },
      {
        name: 'leads',
        read: (after) => web.records.page('leads', meant, { after, most: ROWS }),
        write: tablePages<Lead>(table, { excel }),
      },
    );
  },
};
