// SPDX-License-Identifier: GPL-2.0-or-later
// Reports as tables of the console, and as files that people take away: made of the records that the web process reads itself.

import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { TelephonyError } from '../../faults.js';
import { type Format, MEDIA, printed, type Sheet, type SheetRow } from '../../print/index.js';
import { type Kind, REPORT_METHODS, type SheetSource, sheetAsked } from '../../report/index.js';
import type { DetailedCall, Key } from '../../store/index.js';
import type { contract } from '../contract/index.js';
import { json } from '../masking.js';
import type { Given } from '../web.js';
import { assertSees } from './custom-reports.js';
import { detailAsked } from './detail-asked.js';
import { reachOf } from './reach.js';

type Show = Given<typeof contract.reports.show>;
type Asking = Pick<Show, 'web' | 'asker' | 'ask' | 'params' | 'query'>;

const SHOWN = 500; // rows of a page: who wants more takes a file
const AT_ONCE = 2; // files that are made: each has a program with memory of its own

/** A report as a page shows it. */
export async function shownReport(asking: Asking) {
  let answer: unknown = null;
  const kept: SheetSource['ask'] = async (method, params) => {
    const found = await sourceOf(asking).ask(method, params);
    if (method !== 'report.calls') answer = found;
    return found;
  };
  const sheet = await sheetOf(asking, kept);
  const rows: SheetRow[] = [];
  let more = false;
  for await (const row of sheet.rows) {
    if (rows.length === SHOWN) more = true;
    if (more) break;
    rows.push(row);
  }
  const { title, notes, headings, shares } = sheet;
  return { title, notes, headings, rows, ...(shares !== undefined && { shares }), more, answer };
}

let underWay = 0;

/** Makes the file, and sends it. Rejects with TOO_MANY while others are made, and with REFUSED for more rows than it takes. */
export async function sentReport(asking: Asking, format: Format, reply: FastifyReply): Promise<FastifyReply> {
  const { params, query, ask } = asking;
  if (underWay >= AT_ONCE)
    throw new TelephonyError('TOO_MANY', 'other reports are being written: a moment later would be right');
  underWay++;
  const path = join(tmpdir(), `spillway-${randomUUID()}.${format}`);
  try {
    await ask('audit.note', { what: 'report.exported', subject: query.name ?? params.kind });
    await printed(await sheetOf(asking, sourceOf(asking).ask), format, path);
    const file = await open(path, 'r');
    await unlink(path); // it lives as long as it is read
    const { size } = await file.stat();
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${params.kind}.${format}"`)
      .type(MEDIA[format])
      .send(file.createReadStream());
  } finally {
    underWay--;
  }
}

async function sheetOf({ web, asker, params, query, ask: own }: Asking, ask: SheetSource['ask']): Promise<Sheet> {
  if (params.kind === 'custom') await assertSees(asker, own, query.name);
  const { language = 'en', ...asked } = query;
  const zone = () => web.people.directory.zone;
  return sheetAsked({ kind: params.kind satisfies Kind, params: asked, language }, { ask, zone });
}

/** Figures are made and calls are read here, page by page, their numbers masked for who may not see them: the box has calls to do. */
function sourceOf({ web, asker, ask }: Asking): Pick<SheetSource, 'ask'> {
  const masked = !asker.rights.has('numbers.see');
  const reach = reachOf(asker);
  return {
    ask: async (method, params) => {
      const made = REPORT_METHODS[method];
      if (made !== undefined) return made({ ...web.reports, reach }, params);
      if (method !== 'report.calls') return ask(method, params);
      const { name, most, after, ...asked } = params as { name: 'incoming' | 'outgoing'; most: number; after?: Key };
      const page = await web.records.page('detailedCalls', detailAsked(web, name, asked, reach), { after, most });
      return masked ? { ...page, rows: JSON.parse(json(page.rows, true)) as readonly DetailedCall[] } : page;
    },
  };
}
