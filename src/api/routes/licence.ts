// SPDX-License-Identifier: GPL-2.0-or-later
// The file of the yearly licence review: read by the web process itself, page by page.

import { callsAsCsv } from '../../cdr/index.js';
import { periodOf } from '../../report/index.js';
import type { ExportedCall } from '../../store/index.js';
import type { Handlers } from '../web.js';
import { sentList } from './list-files.js';
import { reachOf } from './reach.js';

const ROWS = 1_000; // a page

export const licence: Handlers<'licence'> = {
  file: async ({ web, asker, query, reply, ask }) => {
    const { language = 'zh-CN', ...time } = query;
    const now = Math.round(web.clock.now());
    const period = periodOf(time, 'year', { zone: web.people.directory.zone, now });
    await ask('audit.note', { what: 'report.exported', subject: 'licence-review' });
    const { zone } = web.people.directory;
    const meant = { ...period, outside: true, reach: reachOf(asker) };
    return sentList(
      { asker, reply },
      {
        name: 'licence-review',
        read: (after) => web.records.page('exportedCalls', meant, { after, most: ROWS }),
        write: (rows: readonly ExportedCall[], first) => callsAsCsv(rows, { zone, language, more: !first }),
      },
    );
  },
};
