// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway blocked | do-not-call add, remove, list`: whose calls are refused, and who is never called?

import type { Command } from 'commander';
import type { ListEntry } from '../../engine/index.js';
import { type Bilingual, type Duration, inLanguage } from '../../kernel/index.js';
import { valueWords } from '../../words/index.js';
import { attempt, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { askShopAndPrint, withShop } from '../shop-client.js';
import { exportNumbers, type FileOptions, importNumbers, withFiles } from '../shop-files.js';
import { durationOption } from '../span-of-time.js';
import { when } from '../times.js';
import { timedTable } from './lists.js';

interface Options extends FileOptions {
  readonly reason?: string;
  readonly for?: Duration;
}

interface Kind {
  readonly noun: string;
  readonly method: 'blocked' | 'doNotCall';
  readonly summary: Bilingual;
  readonly added: (number: string) => Bilingual;
  readonly removed: (number: string) => Bilingual;
}

const BLOCKED: Kind = {
  noun: 'blocked',
  method: 'blocked',
  summary: {
    en: 'Numbers whose calls are refused: list, add, remove; files in and out',
    zh: '黑名单：拒接这些号码的来电；可列出、加入、移除，可导入导出',
  },
  added: (number) => ({ en: `calls from ${number} are refused`, zh: `已加入黑名单：${number}` }),
  removed: (number) => ({ en: `calls from ${number} are let in again`, zh: `已移出黑名单：${number}` }),
};

const DO_NOT_CALL: Kind = {
  noun: 'do-not-call',
  method: 'doNotCall',
  summary: {
    en: 'Numbers that are never called: list, add, remove; files in and out',
    zh: '禁呼名单：不再呼叫这些号码；可列出、加入、移除，可导入导出',
  },
  added: (number) => ({ en: `${number} is never called`, zh: `已加入禁呼名单：${number}` }),
  removed: (number) => ({ en: `${number} may be called again`, zh: `已移出禁呼名单：${number}` }),
};

export function blockedCommand(output: Output): Command {
  const made = numbersCommand(output, BLOCKED).alias('blacklist');
  return made.option(
    '--for <time>',
    inLanguage({ en: 'add: for so long, such as 2h or 7d', zh: 'add：持续时间，如 2h 或 7d' }, output.language),
    durationOption('for'),
  );
}

export function doNotCallCommand(output: Output): Command {
  return numbersCommand(output, DO_NOT_CALL);
}

function numbersCommand(output: Output, kind: Kind): Command {
  const { noun, summary } = kind;
  const forAWhile = noun === 'blocked' ? ' --for 7d' : '';
  const made = withBox(
    command(output, `${noun} [action] [number]`, summary, [
      {
        line: `spillway ${noun}`,
        does: { en: 'all of them, with those of the file', zh: '列出全部，包括配置文件中的号码' },
      },
      {
        line: `spillway ${noun} add 13912345678${forAWhile} --reason pranks`,
        does: { en: 'add one; in force at once', zh: '加入一个号码，立即生效' },
      },
      { line: `spillway ${noun} remove 13912345678`, does: { en: 'take it off', zh: '移除一个号码' } },
      { line: `spillway ${noun} export > numbers.csv`, does: { en: 'as import takes it', zh: '导出，可再导入' } },
      {
        line: `spillway ${noun} import numbers.csv`,
        does: {
          en: `columns number,reason${noun === 'blocked' ? ',until' : ''}; UTF-8 or GBK; all rows or none`,
          zh: `列 number,reason${noun === 'blocked' ? ',until' : ''}；UTF-8 或 GBK；全部导入或全不导入`,
        },
      },
    ]),
    output,
  );
  return withFiles(withShop(made, output), output)
    .option('--reason <text>', inLanguage({ en: 'add: why', zh: 'add：原因' }, output.language))
    .action((action: string | undefined, number: string | undefined, options: Options) =>
      act(output, kind, { action: action ?? 'list', number }, options),
    );
}

async function act(
  output: Output,
  { noun, method, added, removed }: Kind,
  { action, number }: { readonly action: string; readonly number: string | undefined },
  options: Options,
): Promise<void> {
  if (action === 'list' && number === undefined) {
    await askShopAndPrint<readonly ListEntry[]>(
      output,
      options,
      { method: `${method}.list`, params: {} },
      (rows, shown) => list(shown, rows),
    );
    return;
  }
  if (action === 'export' && number === undefined) return attempt(output, () => exportNumbers(output, method, options));
  if (action === 'import' && number !== undefined)
    return attempt(output, () => importNumbers(output, method, number, options));
  if ((action !== 'add' && action !== 'remove') || number === undefined) {
    const right = `spillway ${noun} list, add NUMBER, remove NUMBER, import FILE, export`;
    return refuse(output, { en: `write: ${right}`, zh: `请写：${right}` }, EXIT.usage);
  }
  const params = { number, ...(action === 'add' ? { reason: options.reason, within: options.for } : {}) };
  await askShopAndPrint<ListEntry>(output, options, { method: `${method}.${action}`, params }, (entry, { zone }) => {
    say(output, action === 'add' ? added(entry.number) : removed(entry.number));
    if (entry.until !== undefined)
      say(output, { en: `until ${when(entry.until, zone)}`, zh: `有效期至 ${when(entry.until, zone)}` });
  });
}

function list(output: Output, rows: readonly ListEntry[]): void {
  if (rows.length === 0) {
    say(output, { en: 'none', zh: '无' });
    return;
  }
  const ofFile = inLanguage({ en: 'from the file', zh: '来自配置文件' }, output.language);
  timedTable(
    output,
    [
      heading('number', '号码'),
      heading('since', '加入时间'),
      heading('until', '有效期至'),
      heading('reason', '原因'),
      heading('by', '操作人'),
    ],
    rows.map((row) => [
      row.number,
      when(row.at, output.zone),
      when(row.until, output.zone),
      valueWords(row.reason, output.language),
      row.from === 'file' ? ofFile : valueWords(row.by, output.language),
    ]),
  );
}
