// SPDX-License-Identifier: GPL-2.0-or-later
// How does a file of customers get into the box? Read here, in UTF-8 or GBK, and sent piece by piece; all of it holds, or nothing.

import { readFileSync } from 'node:fs';
import { type CustomerRow, MOST_PROBLEMS, readCustomers } from '../../customer/index.js';
import type { CustomerImport } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { inLanguage, type LineProblem, recognise } from '../../kernel/index.js';
import { EXIT, errorJson, many, type Output, say } from '../output.js';
import { progressLine } from '../progress.js';
import { askShop, isRunning, type ShopOptions } from '../shop-client.js';
import { inFile } from '../written.js';

const LARGEST_PIECE = 40_000; // characters of JSON; in UTF-8 and with its frame within what a box takes in one question

export interface ImportOptions extends ShopOptions {
  readonly replace?: boolean;
}

/** Takes the file in, and says what came of it. */
export async function importCustomers(output: Output, file: string, options: ImportOptions): Promise<void> {
  const read = readRows(file);
  if (read.problems.length > 0) {
    refuseFile(output, file, read.problems, read.wrong);
    return;
  }
  const result = await send(output, read.rows, options);
  if (result.problems !== undefined) {
    refuseFile(output, file, result.problems, result.wrong ?? result.problems.length);
    return;
  }
  if (options.json) output.write(JSON.stringify(result, null, 2));
  else sayTaken(output, result);
}

interface ReadFile {
  readonly rows: readonly CustomerRow[];
  readonly problems: readonly LineProblem[];
  readonly wrong: number;
}

function readRows(file: string): ReadFile {
  const read = recognise(inFile(file, () => readFileSync(file)));
  if (read === undefined) throw new TelephonyError('REFUSED', `${file} is no text: save it as CSV in UTF-8 or GBK`);
  const { rows, problems } = readCustomers(read.text);
  return { rows, problems: problems.slice(0, MOST_PROBLEMS), wrong: problems.length };
}

async function send(output: Output, rows: readonly CustomerRow[], options: ImportOptions): Promise<CustomerImport> {
  const progress = progressLine(output, { import: { en: 'taking in customers', zh: '正在导入客户' } }, options);
  const whole = !(await isRunning(options));
  const replace = options.replace === true;
  try {
    let result: CustomerImport = { taken: 0, of: rows.length };
    let at = 0;
    do {
      const piece = whole ? rows : pieceFrom(rows, at);
      const params = { at, of: rows.length, rows: piece, replace };
      result = (await askShop(options, { method: 'customers.import', params })) as CustomerImport;
      at += piece.length;
      progress.tell('import', rows.length === 0 ? 1 : at / rows.length);
    } while (at < rows.length);
    return result;
  } finally {
    progress.end();
  }
}

/** As many rows as go into one question; one at least. */
function pieceFrom(rows: readonly CustomerRow[], at: number): readonly CustomerRow[] {
  let [end, size] = [at, 0];
  while (end < rows.length && (end === at || size < LARGEST_PIECE)) {
    size += Buffer.byteLength(JSON.stringify(rows[end]));
    end++;
  }
  return rows.slice(at, size > LARGEST_PIECE && end - at > 1 ? end - 1 : end);
}

function refuseFile(output: Output, file: string, problems: readonly LineProblem[], wrong: number): void {
  process.exitCode = EXIT.failed;
  const lines = problems.map(
    ({ line, says }) => `${file}:${line}: ${inLanguage(says, output.json ? 'en' : output.language)}`,
  );
  if (output.json) {
    output.complain(
      errorJson(new TelephonyError('REFUSED', [`${wrong} errors, nothing was taken in`, ...lines].join('\n'))),
    );
    return;
  }
  for (const line of lines) output.complain(line);
  const more = wrong - problems.length;
  const [en, zh] = more > 0 ? [` (${more} more)`, `（另有 ${more} 处）`] : ['', ''];
  output.complain(
    inLanguage(
      {
        en: `${many(wrong, 'error')}${en}: nothing was taken in; mend the file and import it again`,
        zh: `${wrong} 处错误${zh}：未导入任何客户；请修改文件后重新导入`,
      },
      output.language,
    ),
  );
}

function sayTaken(output: Output, { added = 0, changed = 0, removed = 0, hints = [] }: CustomerImport): void {
  say(output, {
    en: `${many(added, 'customer')} added, ${changed} changed, ${removed} removed; in force from the next call on`,
    zh: `新增 ${added} 位客户，更新 ${changed} 位，移除 ${removed} 位；下一个来电起生效`,
  });
  sayHints(output, hints);
}

/** Names that lead nowhere: callers go on without them. */
export function sayHints(output: Output, hints: readonly string[]): void {
  const word = inLanguage({ en: 'hint', zh: '提示' }, output.language);
  for (const hint of hints)
    output.complain(`${word}: ${inLanguage({ en: hint, zh: hintInChinese(hint) }, output.language)}`);
}

function hintInChinese(hint: string): string {
  const kinds: Readonly<Record<string, string>> = { owner: '专属座席', deputy: '备用座席', group: '组' };
  const [, kind = '', name, what, count] = /^(\w+) (.+) is no (agent|queue) of the file \((\d+)\)$/.exec(hint) ?? [];
  if (name === undefined) return hint;
  return `${kinds[kind] ?? kind} ${name} 不是配置文件中的${what === 'agent' ? '座席' : '队列'}（${count} 位客户）`;
}
