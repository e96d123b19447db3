// SPDX-License-Identifier: GPL-2.0-or-later
// Leads of the records; who supervises some queues sees those who were in them.

import { Readable } from 'node:stream';
import { csv } from '../../kernel/index.js';
import { leadRows } from '../../report/index.js';
import type { Key, Lead } from '../../store/index.js';
import { json } from '../masking.js';
import type { Asker } from '../sessions.js';
import type { Handlers, Web } from '../web.js';
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

/** The lines of a file, page by page. */
async function* lines(
  web: Web,
  meant: ReturnType<typeof asked>,
  write: (rows: readonly Lead[], first: boolean) => string,
): AsyncGenerator<string> {
  for (let after: Key | undefined, first = true; ; first = false) {
    const { rows, next } = await web.records.page('leads', meant, { after, most: ROWS });
    yield write(rows, first);
    if (next === undefined) return;
    after = next;
  }
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
    const { headings, cells } = leadRows({ language, zone: web.people.directory.zone });
    const masked = !asker.rights.has('numbers.see');
    const write = (rows: readonly Lead[], first: boolean): string => {
      const shown = masked ? (JSON.parse(json(rows, true)) as readonly Lead[]) : rows;
      const text = csv([...(first ? [headings] : []), ...shown.map(cells)], { excel });
      return first ? text : text.replace(/^\uFEFF/, '');
    };
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'attachment; filename="leads.csv"')
      .type('text/csv; charset=utf-8')
      .send(Readable.from(lines(web, meant, write)));
  },
};
