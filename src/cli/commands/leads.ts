// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway leads`: who has called, given up or asked on a web page, and with whom has nobody talked since?

import { type Command, Option } from 'commander';
import { type CsvCell, inLanguage } from '../../kernel/index.js';
import { LEAD_COLUMNS, leadRows } from '../../report/index.js';
import { LEAD_STATES, type Lead, type LeadState } from '../../store/index.js';
import { command, withBox } from '../command.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { type Output, say } from '../output.js';
import { askRecordsAndPrint, type Selection, withRecords, withSelection } from '../records-client.js';

interface Options extends Selection {
  readonly number?: string;
  readonly state?: LeadState;
  readonly station?: string;
}

export function leadsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Leads: one for each number that called, gave up or asked on a web page, and how far you have got with it',
    zh: '客户线索：每个来电、放弃或网页登记的号码一条，及跟进情况',
  };
  const made = command(output, 'leads', summary, [
    { line: 'spillway leads', does: { en: 'the last 20 of the last 30 days', zh: '近 30 天内最近 20 条' } },
    {
      line: 'spillway leads --state open --since yesterday',
      does: { en: 'who came since then, and nobody has talked with him', zh: '其后来过、尚无人跟进的线索' },
    },
    {
      line: 'spillway leads --since 2026-10-01 --csv=excel > leads.csv',
      does: { en: 'for a spreadsheet', zh: '导出为表格' },
    },
  ]);
  return withSelection(withRecords(withBox(made, output), output), output, { happened: 'came', counted: '条' })
    .option('--number <number>', t('of this number', '该号码的线索'))
    .option(
      '--station <number>',
      t('who dialled this access number, or the one of this name', '拨打过该接入号（号码或名称）的线索'),
    )
    .addOption(new Option('--state <state>', t('how far it is', '跟进情况')).choices(LEAD_STATES))
    .action(({ number, state, station, since, until, last, ...options }: Options) =>
      askRecordsAndPrint<readonly Lead[]>(
        output,
        options,
        { method: 'leads', params: { number, state, accessNumber: station, since, until, last } },
        { people: leadTable, csv: fileRows },
      ),
    );
}

function leadTable(leads: readonly Lead[], output: Output): void {
  if (leads.length === 0) {
    say(output, { en: 'no leads', zh: '没有线索' });
    return;
  }
  const columns = LEAD_COLUMNS.filter(({ ofFiles }) => ofFiles !== true).map(
    ({ cell, ...column }): Column<Lead> => ({ ...column, cell: (lead) => cell(lead, output) }),
  );
  sayLeftOut(output, fittingTable(output, columns, leads));
}

function fileRows(leads: readonly Lead[], output: Output): (readonly CsvCell[])[] {
  const { headings, cells } = leadRows(output);
  return [headings, ...leads.map(cells)];
}
