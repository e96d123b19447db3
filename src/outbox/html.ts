// SPDX-License-Identifier: GPL-2.0-or-later
// How does a message look in a mail? Tables with their styles in place: mail programs read no style sheets.

import { escaped } from '../kernel/index.js';
import type { Message, Target } from './message.js';
import { bodyOf, type Figures, tablesOf, titleOf, wordOf } from './text.js';

type Reader = Pick<Target, 'language' | 'zone'>;

const FONT = "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',Arial,sans-serif;color:#1f2933";
const CELL = 'padding:6px 14px 6px 0;border-bottom:1px solid #e4e7eb;text-align:right;white-space:nowrap';
const HEAD = `${CELL};color:#616e7c;font-weight:normal;font-size:13px`;

export function htmlOf(message: Message, reader: Reader, box: string): string {
  const tables = message.kind === 'report' ? tablesOf(message, reader).map(tableOf) : [];
  const lines = message.kind === 'report' ? [`${wordOf('box', reader)} ${box}`] : bodyOf(message, reader, box);
  const below = lines.map((line) => `<p style="margin:4px 0;font-size:14px;color:#616e7c">${escaped(line)}</p>`);
  return [
    `<!doctype html><html lang="${reader.language}"><body style="margin:0;padding:20px;${FONT}">`,
    `<h1 style="font-size:19px;margin:0 0 14px">${escaped(titleOf(message, reader))}</h1>`,
    ...tables,
    ...below,
    '</body></html>',
  ].join('\n');
}

/** The first column names, the others have figures. */
function tableOf({ title, headings, rows }: Figures): string {
  const left = (style: string) => style.replace('text-align:right', 'text-align:left');
  const row = (cells: readonly string[], tag: 'th' | 'td', style: string) =>
    `<tr>${cells.map((cell, index) => `<${tag} style="${index === 0 ? left(style) : style}">${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return [
    `<h2 style="font-size:15px;margin:18px 0 4px">${escaped(title)}</h2>`,
    '<table style="border-collapse:collapse;font-size:14px">',
    ...(headings.length === 0 ? [] : [row(headings, 'th', HEAD)]),
    ...rows.map((cells) => row(cells, 'td', CELL)),
    '</table>',
  ].join('\n');
}
