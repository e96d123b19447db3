// SPDX-License-Identifier: GPL-2.0-or-later
// A sheet as pages of A4 (PDF), its headings on each. Runs in the print program alone: parts of its library may not be in the box's process.

import { createRequire } from 'node:module';
import { inLanguage } from '../kernel/index.js';
import { chartSvg } from './chart-svg.js';
import type { Head } from './printing.js';
import { type SheetRow, shown } from './sheet.js';

const pdfmake = createRequire(import.meta.url)('pdfmake') as typeof import('pdfmake');

const WIDE_FROM = 7; // columns: more of them lie across
const MARGINS = [36, 44, 36, 40];
const [TITLE, TEXT, SMALL] = [15, 9, 7.5]; // points
const CROWDED = 13; // columns: from here on letters are smaller
const [INK, MUTED, RULE, SHADE] = ['#1f2933', '#52606d', '#cbd2d9', '#f0f4f8'];

/** The bytes of the file. */
export async function* paper(head: Head, rows: AsyncIterable<SheetRow>): AsyncGenerator<Uint8Array> {
  const [file, face] = head.font ?? [];
  if (file === undefined || face === undefined) throw new Error('no font was named');
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === file);
  const one = [file, face];
  pdfmake.setFonts({ paper: { normal: one, bold: one, italics: one, bolditalics: one } });
  const all: SheetRow[] = [];
  for await (const row of rows) all.push(row);
  const document = await pdfmake.createPdf(definitionOf(head, all)).getStream();
  document.end();
  yield* document;
}

function definitionOf(head: Head, rows: readonly SheetRow[]): object {
  const { title, notes, headings, language, chart } = head;
  const columns = headings.length;
  const fontSize = columns >= CROWDED ? SMALL - 1 : columns >= WIDE_FROM ? SMALL : TEXT;
  const cell = (value: string | number, row: number, column: number) => ({
    text: broken(shown(head, value, row, column), columns),
    alignment: typeof value === 'number' ? 'right' : 'left',
  });
  const heads = headings.map((text, column) => ({
    ...{ text: broken(text, columns), fillColor: SHADE, color: MUTED },
    alignment: rows.some((row) => typeof row[column] === 'number') ? 'right' : 'left',
  }));
  return {
    ...{ pageSize: 'A4', pageOrientation: columns >= WIDE_FROM ? 'landscape' : 'portrait', pageMargins: MARGINS },
    info: { title, creator: 'Spillway' },
    defaultStyle: { font: 'paper', fontSize, color: INK },
    content: [
      { text: title, fontSize: TITLE, margin: [0, 0, 0, 4] },
      ...notes.map((text) => ({ text, fontSize: TEXT, color: MUTED })),
      ...(chart === undefined ? [] : [{ svg: chartSvg(chart, headings, rows), margin: [0, 10, 0, 0] }]),
      {
        ...{ margin: [0, 10, 0, 0], layout: { ...LINES } },
        table: {
          ...{ headerRows: 1, dontBreakRows: true, widths: headings.map(() => 'auto') },
          body: [heads, ...rows.map((row, nth) => row.map((value, column) => cell(value, nth, column)))],
        },
      },
    ],
    footer: (page: number, pages: number) => ({
      ...{ alignment: 'right', fontSize: SMALL, color: MUTED, margin: [36, 14, 36, 0] },
      text: inLanguage({ en: `page ${page} of ${pages}`, zh: `第 ${page} 页，共 ${pages} 页` }, language),
    }),
  };
}

const LINES = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => RULE,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

const LONG = 14; // letters without a space

/** In a crowded table ids have no place to break: they get some, else they push other columns off the page. */
function broken(text: string, columns: number): string {
  if (columns < CROWDED) return text;
  return text.replace(/[\x21-\x7e]{15,}/g, (word) => word.replace(new RegExp(`(.{${LONG}})(?=.)`, 'g'), '$1\n'));
}
