// SPDX-License-Identifier: GPL-2.0-or-later
// The detail reports: read by the web process itself, page by page, so that a year's file delays no call.

import { Readable } from 'node:stream';
import { csv, oneAhead } from '../../kernel/index.js';
import { detailRows } from '../../report/index.js';
import type { DetailedCall, Key } from '../../store/index.js';
import { json } from '../masking.js';
import type { Handlers, Web } from '../web.js';
import { customReportsFor } from './custom-reports.js';
import { detailAsked } from './detail-asked.js';
import { keyOf, told } from './pages.js';
import { reachOf } from './reach.js';
import { sentReport, shownReport } from './report-files.js';

const ROWS = 1_000; // a page of a file

/** Its rows, page by page. */
async function* pages(web: Web, asked: ReturnType<typeof detailAsked>): AsyncGenerator<readonly DetailedCall[]> {
  for (let after: Key | undefined; ; ) {
    const { rows, next } = await web.records.page('detailedCalls', asked, { after, most: ROWS });
    yield rows;
    if (next === undefined) return;
    after = next;
  }
}

/** Its lines: a page is read while the one before is written. */
async function* lines(
  rows: AsyncGenerator<readonly DetailedCall[]>,
  write: (rows: readonly DetailedCall[], first: boolean) => string,
): AsyncGenerator<string> {
  let first = true;
  for await (const some of oneAhead(rows)) {
    yield write(some, first);
    first = false;
  }
}

export const reports: Handlers<'reports'> = {
  customs: ({ asker, ask }) => customReportsFor(asker, ask),
  define: ({ params, body, ask }) => ask('report.define', { report: { ...body, name: params.name } }),
  forget: ({ params, ask }) => ask('report.forget', { name: params.name }),
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
    const { headings, cells } = detailRows(params.name, { language, zone: web.people.directory.zone });
    const masked = !asker.rights.has('numbers.see');
    const write = (rows: readonly DetailedCall[], first: boolean): string => {
      const shown = masked ? (JSON.parse(json(rows, true)) as readonly DetailedCall[]) : rows;
      const text = csv([...(first ? [headings] : []), ...shown.map(cells)], { excel });
      return first ? text : text.replace(/^\uFEFF/, '');
    };
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="${params.name}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(Readable.from(lines(pages(web, meant), write)));
  },
};
