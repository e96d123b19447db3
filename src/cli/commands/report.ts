// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report [day|week|month|year|wave]`: how many did we lose, how long did they wait, and who worked how long?

import { Argument, type Command, Option } from 'commander';
import { TelephonyError } from '../../faults.js';
import { inLanguage } from '../../kernel/index.js';
import { DIVISIONS, type Division, REPORTS, type Report, type WaveReport } from '../../report/index.js';
import { command, withBox } from '../command.js';
import type { Output } from '../output.js';
import { partsPicture } from '../parts-chart.js';
import { askRecordsAndPrint, type RecordsOptions, withRecords } from '../records-client.js';
import { printReport } from '../report-page.js';
import { reportRows } from '../report-rows.js';
import { curvePicture, curveRows, printWave } from '../wave-page.js';

interface Options extends RecordsOptions {
  readonly day?: string;
  readonly month?: string;
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: Division;
  readonly station?: string;
  readonly svg?: true;
}

export function reportCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: "A day's or month's figures: calls, lost ones, waits, callbacks, lines, agents",
    zh: '日报、月报：来电、流失、等待、回呼、线路、座席',
  };
  const made = command(output, 'report', summary, [
    { line: 'spillway report', does: { en: 'today so far', zh: '今天截至现在' } },
    {
      line: 'spillway report --day yesterday',
      does: { en: 'yesterday: how many did we lose?', zh: '昨天：流失了多少？' },
    },
    {
      line: 'spillway report --by agent',
      does: { en: 'who talked how long, and was ready or not', zh: '每个座席的通话、示闲、示忙时间' },
    },
    {
      line: 'spillway report month --by access-number',
      does: { en: 'which advertisement brought the calls', zh: '各接入号带来多少来电' },
    },
    {
      line: 'spillway report year --by month',
      does: { en: 'the months of this year; their sums are the year', zh: '今年各月；各月之和即全年' },
    },
    {
      line: 'spillway report month --by day --svg > month.svg',
      does: { en: 'its days as bars, the whole as a pie', zh: '每天一根柱，合计一张饼图' },
    },
    {
      line: 'spillway report --from 2026-10-01 --to 2026-10-07 --by hour',
      does: { en: 'by hour of the day, over these days', zh: '这几天按小时合计' },
    },
    {
      line: 'spillway report --by queue --csv=excel > report.csv',
      does: { en: 'for a spreadsheet', zh: '导出为表格' },
    },
    {
      line: 'spillway report wave --from 2026-10-01T20:00 --to 2026-10-01T21:00',
      does: {
        en: 'a wave: caught, lost, called back; per station and showing',
        zh: '一次浪涌：捕获、流失、回呼；按电视台和时段',
      },
    },
    {
      line: 'spillway report wave --day yesterday --svg > wave.svg',
      does: { en: 'its curve as a picture; --csv: as rows', zh: '来电曲线图；--csv 输出数据' },
    },
    {
      line: 'spillway report --json | jq .calls.lost',
      does: { en: 'one figure, for a script', zh: '取一个数字供脚本使用' },
    },
  ]);
  made.addArgument(new Argument('[name]').choices([...REPORTS, 'wave']).default('day', 'day'));
  return withRecords(withBox(made, output), output)
    .option('--day <day>', t('this day: 2026-10-01, today, yesterday', '某一天：2026-10-01、today、yesterday'))
    .option('--month <month>', t('this month: 2026-10, this, last', '某个月：2026-10、this、last'))
    .option('--year <year>', t('this year: 2026, this, last', '某一年：2026、this、last'))
    .option(
      '--from <time>',
      t('from this day or time on: 2026-10-01, 2026-10-01T08:00', '起始日期或时间：2026-10-01、2026-10-01T08:00'),
    )
    .option('--to <time>', t('up to this time; a day is in it', '截止时间；写日期时包含当天'))
    .addOption(new Option('--by <what>', t('divided by', '分类')).choices(DIVISIONS))
    .option('--station <number>', t('of a wave: callers of this access number alone', '浪涌报表：只统计该接入号'))
    .option(
      '--svg',
      t(
        'print a picture (SVG): of a wave its curve, else bars and a pie',
        '输出图形（SVG）：浪涌为曲线，其他为柱图和饼图',
      ),
    )
    .action((name: string, options: Options) => {
      if (name === 'wave') return wave(output, options);
      const { day, month, year, from, to } = options;
      const by = options.by ?? (options.svg ? 'hour' : undefined);
      const question = { method: 'report', params: { name, day, month, year, from, to, by } };
      return askRecordsAndPrint<Report>(output, options, question, {
        people: (report, shown) => (options.svg ? shown.write(pictureOf(report, shown)) : printReport(shown, report)),
        csv: (report, { language }) => reportRows(report, language),
      });
    });
}

/** Throws REFUSED for people who work: their hours are no bars of calls. */
function pictureOf(report: Report, { language }: Output): string {
  if (report.parts !== undefined) return partsPicture(report, report.parts, language);
  throw new TelephonyError('REFUSED', '--svg shows calls: --by with anything but agent would be right');
}

function wave(output: Output, options: Options): Promise<void> {
  const { day, month, year, from, to, station, svg } = options;
  const question = { method: 'report.wave', params: { day, month, year, from, to, station } };
  return askRecordsAndPrint<WaveReport>(output, options, question, {
    people: (report, shown) =>
      svg === true ? shown.write(curvePicture(report, shown.language)) : printWave(shown, report),
    csv: (report, { language }) => curveRows(report, language),
  });
}
