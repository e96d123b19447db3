// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report ... --excel FILE` or `--pdf FILE`: a report as a file that people take away.

import { resolve } from 'node:path';
import { type Format, printed } from '../print/index.js';
import { type Kind, sheetAsked } from '../report/index.js';
import { attempt } from './command.js';
import { many, type Output, say } from './output.js';
import { askRecords, type RecordsOptions } from './records-client.js';

/** Where it goes; as typed. */
export interface FileOptions extends RecordsOptions {
  readonly excel?: string;
  readonly pdf?: string;
}

/** The file that is wanted; undefined: it is to be read here. */
export function fileWanted({
  excel,
  pdf,
}: FileOptions): { readonly format: Format; readonly path: string } | undefined {
  if (excel !== undefined) return { format: 'xlsx', path: excel };
  return pdf === undefined ? undefined : { format: 'pdf', path: pdf };
}

/** Writes it and says so. */
export function printFile(
  output: Output,
  options: FileOptions,
  { format, path }: { readonly format: Format; readonly path: string },
  { kind, params }: { readonly kind: Kind; readonly params: Readonly<Record<string, unknown>> },
): Promise<void> {
  return attempt(output, async () => {
    let zone: string | undefined;
    const ask = async (method: string, asked: Readonly<Record<string, unknown>>) => {
      const answer = await askRecords(options, { method, params: asked });
      zone = answer.zone;
      return answer.result;
    };
    const sheet = await sheetAsked({ kind, params, language: output.language }, { ask, zone: () => zone });
    const { rows } = await printed(sheet, format, resolve(path));
    if (options.json) output.write(JSON.stringify({ file: resolve(path), rows }));
    else say(output, { en: `${path}: ${many(rows, 'row')}`, zh: `${path}：${rows} 行` });
  });
}
