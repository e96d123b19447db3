// SPDX-License-Identifier: GPL-2.0-or-later
// Whom does a command ask that reads records? The running box; where none runs, the data directory, read-only.

import { type Command, InvalidArgumentError } from 'commander';
import { ConfigFile } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { type CsvCell, csv, inLanguage } from '../kernel/index.js';
import { attempt, integerOption, warnOfUnwritten } from './command.js';
import { askBox } from './control-client.js';
import type { Output } from './output.js';
import { type ShopOptions, shopFile, socketOf, withShop } from './shop-client.js';
import { zoneOf } from './times.js';

export interface RecordsOptions extends ShopOptions {
  /** `true`, or for Excel. */
  readonly csv?: true | 'excel';
}

/** Adds `--config`, and `--csv` to what can be a table. */
export function withRecords(made: Command, output: Output, { table = true } = {}): Command {
  withShop(made, output);
  if (!table) return made;
  const text = {
    en: 'print CSV; --csv=excel: as Excel keeps telephone numbers whole',
    zh: '以 CSV 输出；--csv=excel：Excel 可完整保留电话号码',
  };
  const form = (given: string) => {
    if (given === 'excel') return given;
    throw new InvalidArgumentError('--csv: --csv or --csv=excel would be right.');
  };
  made.option('--csv [form]', inLanguage(text, output.language), form);
  for (const option of made.options) if (option.long === '--csv') option.conflicts('json');
  return made;
}

/** How many of a list, and of which time. */
export interface Selection extends RecordsOptions {
  readonly last?: number;
  readonly since?: string;
  readonly until?: string;
}

/** Adds `--last`, `--since` and `--until`. `happened`: what is meant by the time of one; `counted`: the measure word. */
export function withSelection(
  made: Command,
  output: Output,
  { happened, counted }: { readonly happened: string; readonly counted: string },
): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return made
    .option(
      '--last <n>',
      t('how many at most; default: 20, of a selection all', `最多多少${counted}，默认 20；有筛选条件时全部`),
      integerOption('last', 1, 100_000),
    )
    .option(
      '--since <time>',
      t(
        `${happened} since: 24h, yesterday, 2026-10-01, 2026-10-01T08:00`,
        '起始时间：24h、yesterday、2026-10-01、2026-10-01T08:00',
      ),
    )
    .option('--until <time>', t(`${happened} until then; a day is in it`, '截止时间；写日期时包含当天'));
}

export interface RecordsQuestion {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the records say, and the shop's zone. */
export async function askRecords(
  { socket, config }: ShopOptions,
  { method, params = {} }: RecordsQuestion,
): Promise<{ readonly result: unknown; readonly zone: string | undefined }> {
  const file = shopFile({ config });
  const at = config === undefined ? socket : socketOf(config);
  try {
    return { result: await askBox(at, method, { params }), zone: await zoneOf(at) };
  } catch (error) {
    const nobody = error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING';
    if (nobody && config !== undefined) ConfigFile.open(config); // a file that is wrong is why nobody answers there
    if (!nobody || file === undefined) throw error;
    const { askClosedRecords } = await import('../host/index.js'); // the whole box: only where none runs that could be asked
    const closed = await askClosedRecords(file, method, params);
    if (closed === undefined) throw error;
    return closed;
  }
}

/** How an answer is printed. */
export interface Printing<T> {
  readonly people: (result: T, output: Output) => void;
  /** Headings and rows. */
  readonly csv?: (result: T, output: Output) => readonly (readonly CsvCell[])[];
}

/** Asks once and prints: JSON as it came, CSV, or for people. */
export async function askRecordsAndPrint<T>(
  output: Output,
  options: RecordsOptions,
  question: RecordsQuestion,
  print: Printing<T>,
): Promise<void> {
  await attempt(output, async () => {
    const { result, zone } = await askRecords(options, question);
    const shown = { ...output, zone };
    if (options.json) output.write(JSON.stringify(result, null, 2));
    else if (options.csv !== undefined && print.csv !== undefined)
      output.write(csv(print.csv(result as T, shown), { excel: options.csv === 'excel' }).slice(0, -1)); // the last line feed is `write`'s
    else print.people(result as T, shown);
    warnOfUnwritten(output, result, zone);
  });
}
