// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report [day|week|month|year|wave]`: how many did we lose, how long did they wait, and who worked how long?

import { Argument, type Command, Option } from 'commander';
import { TelephonyError } from '../../faults.js';
import { inLanguage } from '../../kernel/index.js';
import {
  askedOf,
  DIVISIONS,
  type Division,
  figureSheet,
  type Kind,
  QUESTIONS,
  REPORTS,
  type Report,
  type SpreadName,
} from '../../report/index.js';
import { printBill } from '../bill-page.js';
import { askAndPrint, command, withBox } from '../command.js';
import { printConversion } from '../conversion-page.js';
import { printCustom, printCustoms } from '../custom-page.js';
import { type Output, say } from '../output.js';
import { partsPicture } from '../parts-chart.js';
import { askRecordsAndPrint, type Printing, withRecords } from '../records-client.js';
import { printDetail } from '../report-detail.js';
import { type FileOptions, fileWanted, printFile } from '../report-file.js';
import { printReport } from '../report-page.js';
import { printSpread } from '../spread-page.js';
import { when } from '../times.js';
import { printTrunks } from '../trunk-page.js';
import { curvePicture, printWave } from '../wave-page.js';

interface Options extends FileOptions {
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
      line: 'spillway report incoming --day yesterday',
      does: { en: 'each call that came, also those that were given up', zh: '昨天的呼入明细，含放弃的来电' },
    },
    {
      line: 'spillway report outgoing --month last --csv=excel > outgoing.csv',
      does: { en: 'each call that was made last month, as a file', zh: '上月的呼出明细，导出为文件' },
    },
    {
      line: 'spillway report bill --month last --by agent',
      does: { en: "last month's calls by your rates, for each agent", zh: '按费率计算上月话费，按座席分列' },
    },
    {
      line: 'spillway report conversion --month last',
      does: {
        en: 'which access number brought sales, in calls and by callbacks',
        zh: '各接入号带来多少成交，含回呼成交',
      },
    },
    {
      line: 'spillway report waits --month this',
      does: { en: 'how long callers waited until they were answered or gave up', zh: '接听前和放弃前等待时长的分布' },
    },
    {
      line: 'spillway report causes --day yesterday',
      does: { en: 'with which causes calls ended', zh: '昨天呼叫结束的原因值' },
    },
    {
      line: 'spillway report trunks --month last',
      does: {
        en: 'how full the lines were, hour by hour (Erlangs), and when all were busy',
        zh: '外线各小时的话务量（爱尔兰）和全忙时间',
      },
    },
    {
      line: 'spillway report month --by slot',
      does: { en: 'calls of each advertisement while it was on', zh: '各广告时段播出期间的来电' },
    },
    {
      line: 'spillway report month --by queue --excel month.xlsx',
      does: { en: 'an Excel workbook; --pdf month.pdf: for paper', zh: '输出 Excel 工作簿；--pdf month.pdf 供打印' },
    },
    {
      line: 'spillway report custom evenings --month last',
      does: { en: 'one of your own; without a name: which there are', zh: '自定义报表；不写名称则列出全部' },
    },
    {
      line: 'spillway report send boss',
      does: { en: 'one of `reports` in the file goes out by mail now', zh: '立即用邮件发送文件中 `reports` 的一项' },
    },
    {
      line: 'spillway report rebuild --month this',
      does: { en: 'make the sums of this month anew from the records', zh: '按原始记录重建本月的汇总' },
    },
    {
      line: 'spillway report --json | jq .calls.lost',
      does: { en: 'one figure, for a script', zh: '取一个数字供脚本使用' },
    },
  ]);
  made.addArgument(
    new Argument('[name]')
      .choices([
        ...REPORTS,
        'wave',
        'incoming',
        'outgoing',
        'bill',
        'conversion',
        'waits',
        'causes',
        'trunks',
        'custom',
        'rebuild',
        'send',
      ])
      .default('day', 'day'),
  );
  made.addArgument(
    new Argument(
      '[which]',
      t(
        'of custom and send: one of `customReports`, of `reports` in the file',
        'custom、send：文件中 `customReports`、`reports` 的一项',
      ),
    ),
  );
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
    .option('--excel <file>', t('write an Excel workbook (.xlsx)', '输出为 Excel 工作簿（.xlsx）'))
    .option('--pdf <file>', t('write it for paper (PDF)', '输出为 PDF，供打印'))
    .action((name: string, which: string | undefined, options: Options) => {
      if (name === 'send') return send(output, options, which);
      const { day, month, year, from, to, by, station } = options;
      if (name === 'rebuild') return rebuild(output, options);
      const kind = kindOf(name, options);
      const time = { day, month, year, from, to };
      const divided = { name, ...time, by: by ?? (options.svg ? 'hour' : undefined) };
      if (kind === 'custom' && which === undefined) return printCustoms(output, options);
      const settled = kind === 'custom' ? { ...time, name: which } : { ...time, station };
      const wanted = kind === 'trunks' ? { ...time, by } : settled;
      const params = kind === 'traffic' || kind === 'agents' || kind === 'bill' ? divided : wanted;
      const file = fileWanted(options);
      if (file !== undefined) return printFile(output, options, file, { kind, params });
      if (kind === 'incoming' || kind === 'outgoing') return printDetail(output, options, kind, time);
      return askRecordsAndPrint<never>(
        output,
        options,
        { method: QUESTIONS[kind].method, params: kind === 'trunks' ? askedOf(kind, params) : params },
        {
          people: peopleOf(kind, options),
          csv: (answer, { language }) => {
            const { headings, rows } = figureSheet(kind, answer, language);
            return [headings, ...(rows as Iterable<(typeof headings)[number][]>)];
          },
        },
      );
    });
}

/** One of the file's goes out now, of the last time that has ended. */
function send(output: Output, options: Options, name: string | undefined): Promise<void> {
  const question = { method: 'report.send', params: { name } };
  return askAndPrint<{ readonly to: readonly string[]; readonly file: string }>(
    output,
    options,
    question,
    (sent, shown) =>
      say(shown, {
        en: `${sent.file} is on its way to ${sent.to.join(', ')}; spillway outbox tells whether it was taken`,
        zh: `${sent.file} 正在发往 ${sent.to.join('、')}；spillway outbox 可查看是否送达`,
      }),
  );
}

/** The stretches of time are reports of the traffic; of agents, theirs. */
function kindOf(name: string, { by }: Options): Kind {
  if (!REPORTS.some((one) => one === name)) return name as Kind;
  return by === 'agent' ? 'agents' : 'traffic';
}

function peopleOf(kind: Kind, { svg }: Options): Printing<never>['people'] {
  switch (kind) {
    case 'wave':
      return (found, shown) => (svg ? shown.write(curvePicture(found, shown.language)) : printWave(shown, found));
    case 'waits':
    case 'causes':
      return (found, shown) => printSpread(shown, kind satisfies SpreadName, found);
    case 'trunks':
      return (found, shown) => printTrunks(shown, found);
    case 'custom':
      return (found, shown) => printCustom(shown, found);
    case 'conversion':
      return (found, shown) => printConversion(shown, found);
    case 'bill':
      return (found, shown) => printBill(shown, found);
    default:
      return (found, shown) => (svg ? shown.write(pictureOf(found, shown)) : printReport(shown, found));
  }
}

/** Throws REFUSED for people who work: their hours are no bars of calls. */
function pictureOf(report: Report, { language }: Output): string {
  if (report.parts !== undefined) return partsPicture(report, report.parts, language);
  throw new TelephonyError('REFUSED', '--svg shows calls: --by with anything but agent would be right');
}

/** The sums of a time's quarters are made anew by the box. */
function rebuild(output: Output, options: Options): Promise<void> {
  const { day, month, year, from, to } = options;
  const question = { method: 'report.rebuild', params: { day, month, year, from, to } };
  return askAndPrint<{ readonly from: number; readonly to: number }>(output, options, question, (period, shown) => {
    const [begin, end] = [when(period.from, shown.zone, 'minute'), when(period.to, shown.zone, 'minute')];
    say(shown, {
      en: `the sums from ${begin} to ${end} are made anew; until then reports read the records`,
      zh: `正在重建 ${begin} 至 ${end} 的汇总；完成之前报表直接读取原始记录`,
    });
  });
}
