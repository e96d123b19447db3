// SPDX-License-Identifier: GPL-2.0-or-later
// The detail reports: read by the web process itself, page by page, so that a year's file delays no call.

import { detailRows } from '../../report/index.js';
import type { DetailedCall } from '../../store/index.js';
import type { Handlers } from '../web.js';
import { customReportsFor } from './custom-reports.js';
import { detailAsked } from './detail-asked.js';
import { sentList, tablePages } from './list-files.js';
import { keyOf, told } from './pages.js';
import { reachOf } from './reach.js';
import { sentReport, shownReport } from './report-files.js';

const ROWS = 1_000; // a page of a file

export const reports: Handlers<'reports'> = {
  customs: ({ asker, ask }) => customReportsFor(asker, ask),
  define: ({ web, params, body, ask }) =>
    web.people.after(ask('report.define', { report: { ...body, name: params.name } })),
  forget: ({ web, params, ask }) => web.people.after(ask('report.forget', { name: params.name })),
  show: (given) => shownReport(given),
  document: (given) => sentReport(given, given.query.format, given.reply),
  paper: (given) => sentReport(given, 'pdf', given.reply),
  calls: async ({ web, asker, params, query }) => {
    const { after, most, ...asked } = query;
    const page = { after: keyOf(after), most };
    return told(
      await web.records.page('detailedCalls', detailAsked(web, params.name, asked, reachOf(asker)), page),
      (row) => row,
    );
  },
  file: async ({ web, asker, params, query, reply, ask }) => {
    const { excel = false, language = 'en', ...asked } = query;
    const meant = detailAsked(web, params.name, asked, reachOf(asker));
    await ask('audit.note', { what: 'report.exported', subject: params.name });
    const table = detailRows(params.name, { language, zone: web.people.directory.zone });
    return sentList(
      { asker, reply },
      {
        name: params.name,
        read: (after) => web.records.page('detailedCalls', meant, { after, most: ROWS }),
        write: tablePages<DetailedCall>(table, { excel }),
      },
    );
  },
};
