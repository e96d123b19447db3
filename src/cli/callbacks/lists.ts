// SPDX-License-Identifier: GPL-2.0-or-later
// How are promises, and the evidence of them, shown to people? As tables, and as files that can be taken in again or kept for an audit.

import type { RequestWants } from '../../callback/index.js';
import { csv, inLanguage } from '../../kernel/index.js';
import type { CallbackEvidence, ListedCallback } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import type { BoxOptions } from '../command.js';
import { text, timedTable } from '../commands/lists.js';
import { askBox } from '../control-client.js';
import { heading } from '../heading.js';
import type { Output } from '../output.js';
import { when, zoneOf } from '../times.js';

/** How files are written. */
interface ExportOptions extends BoxOptions {
  readonly excel?: boolean;
}

export function callbackTable(rows: readonly ListedCallback[], output: Output): void {
  const some = (has: (row: ListedCallback) => unknown) => rows.some((row) => Boolean(has(row)));
  const [named, noted] = [some(({ agent }) => agent), some(({ note }) => note)];
  timedTable(
    output,
    [
      heading('id', '编号'),
      heading('number', '号码'),
      heading('state', '状态'),
      heading('calls', '来电次数'),
      heading('attempts', '回呼次数'),
      heading('created', '登记时间'),
      heading('due', '计划回呼时间'),
      heading('outcome', '结果'),
      ...(named ? [heading('agent', '座席')] : []),
      ...(noted ? [heading('note', '备注')] : []),
    ],
    rows.map((r) => [
      text(r.id),
      numberOf(r, output),
      valueWords(r.state, output.language),
      text(r.captures),
      text(r.attempts),
      when(r.createdAt, output.zone),
      when(r.due, output.zone),
      valueWords(r.reason ?? r.lastOutcome, output.language),
      ...(named ? [text(r.agent)] : []),
      ...(noted ? [text(r.note)] : []),
    ]),
  );
}

/** Who hides his number is not shown by it. */
function numberOf({ number, hidden }: ListedCallback, { language }: Output): string {
  return hidden ? inLanguage({ en: 'withheld', zh: '号码保密' }, language) : number;
}

/** Open requests as CSV that `import` takes, or as JSON. Times that have begun are left out: such a request is due. */
export async function exportCallbacks(output: Output, options: ExportOptions): Promise<void> {
  const rows = (await askBox(options.socket, 'callbacks')) as readonly ListedCallback[];
  if (options.json) {
    output.write(JSON.stringify(rows, null, 2));
    return;
  }
  const zone = await zoneOf(options.socket);
  const headings = ['number', 'queue', 'agent', 'at', 'until', 'note', 'priority', 'promised', 'accessNumber'];
  const lines = rows.map((row) => [
    ...[row.number, row.queue, text(row.agent)],
    row.due > row.createdAt + MINUTE && row.attempts === 0 ? when(row.due, zone, 'minute') : '',
    when(row.expiresAt, zone, 'minute'),
    ...[text(row.note), priorityOf(row.wants), row.promised ? 'yes' : 'no', text(row.accessNumber)],
  ]);
  output.write(csv([headings, ...lines], { excel: options.excel === true }).trimEnd());
}

const MINUTE = 60_000;

function priorityOf(wants: string | null): string {
  const { priority } = wants === null ? { priority: 0 } : (JSON.parse(wants) as RequestWants);
  return priority === 0 ? '' : String(priority);
}

/** How callbacks were promised, as CSV or JSON. */
export async function exportEvidence(
  output: Output,
  asked: { readonly request?: string; readonly since?: number; readonly until?: number },
  options: ExportOptions,
): Promise<void> {
  const rows = (await askBox(options.socket, 'callbacks.evidence', { params: asked })) as readonly CallbackEvidence[];
  if (options.json) {
    output.write(JSON.stringify(rows, null, 2));
    return;
  }
  const zone = await zoneOf(options.socket);
  const headings = [
    'number',
    'accessNumber',
    'arrived',
    'captured',
    'source',
    'promised',
    'way',
    'unconfirmed',
    'prompt',
    'promptSha256',
    'playedMs',
    'recordings',
  ];
  const lines = rows.map((row) => [
    ...[row.number, text(row.accessNumber), when(row.arrivedAt, zone), when(row.capturedAt, zone), row.source],
    ...[row.promised ? 'yes' : 'no', text(row.way), row.unconfirmed ? 'yes' : 'no'],
    ...[text(row.prompt), text(row.promptDigest), text(row.playedMs), text(row.recordings)],
    ...[row.call, row.request, row.state],
  ]);
  output.write(csv([[...headings, 'call', 'request', 'state'], ...lines], { excel: options.excel === true }).trimEnd());
}
