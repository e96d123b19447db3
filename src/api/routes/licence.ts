// SPDX-License-Identifier: GPL-2.0-or-later
// The file of the yearly licence review: read by the web process itself, page by page.

import { Readable } from 'node:stream';
import { callsAsCsv } from '../../cdr/index.js';
import type { Language } from '../../kernel/index.js';
import { type Period, periodOf } from '../../report/index.js';
import type { ExportedCall, Key, Reach } from '../../store/index.js';
import { json } from '../masking.js';
import type { Handlers, Web } from '../web.js';
import { reachOf } from './reach.js';

const ROWS = 1_000; // a page

interface Reader {
  readonly reach: Reach | undefined;
  readonly language: Language;
  readonly masked: boolean;
}

async function* lines(
  { records, people }: Web,
  period: Period,
  { language, masked, reach }: Reader,
): AsyncGenerator<string> {
  const { zone } = people.directory;
  for (let after: Key | undefined, more = false; ; more = true) {
    const { rows, next } = await records.page(
      'exportedCalls',
      { ...period, outside: true, reach },
      { after, most: ROWS },
    );
    const shown = masked ? (JSON.parse(json(rows, true)) as readonly ExportedCall[]) : rows;
    yield callsAsCsv(shown, { zone, language, more });
    if (next === undefined) return;
    after = next;
  }
}

export const licence: Handlers<'licence'> = {
  file: async ({ web, asker, query, reply, ask }) => {
    const { language = 'zh-CN', ...time } = query;
    const now = Math.round(web.clock.now());
    const period = periodOf(time, 'year', { zone: web.people.directory.zone, now });
    await ask('audit.note', { what: 'report.exported', subject: 'licence-review' });
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'attachment; filename="licence-review.csv"')
      .type('text/csv; charset=utf-8')
      .send(
        Readable.from(
          lines(web, period, { language, masked: !asker.rights.has('numbers.see'), reach: reachOf(asker) }),
        ),
      );
  },
};
