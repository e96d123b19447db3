// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway plan [forecast]`: how many channels, agents and disks, and how many calls will come?

import { type Command, Option } from 'commander';
import { TelephonyError } from '../../faults.js';
import { csv, inLanguage } from '../../kernel/index.js';
import {
  callsAnHour,
  type Day,
  demandOf,
  forecastOf,
  type Learning,
  planOf,
  questionCost,
  servicesOf,
  storageOf,
  type Wave,
  waveOf,
} from '../../planning/index.js';
import { attempt, command, defaultSocket, withBox } from '../command.js';
import type { Output } from '../output.js';
import { forecastRows, forecastSvg, plannedForecast, printForecast } from '../plan/forecast-page.js';
import { type DemandOptions, knownDemand } from '../plan/known-demand.js';
import { type PlannedWave, printPlan, type WholePlan } from '../plan/plan-page.js';
import { planSvg } from '../plan/plan-plot.js';
import { type ServiceOptions, withServices } from '../plan/service-options.js';
import {
  type HandlingOptions,
  type PlanOptions,
  sizingOf,
  type WaveOptions,
  withHandling,
  withLines,
  withPopulation,
  withWave,
} from '../plan/sizing-options.js';
import { withRecords } from '../records-client.js';

interface SizeOptions extends PlanOptions, WaveOptions, ServiceOptions, DemandOptions {
  readonly svg?: true;
}

interface ForecastOptions extends HandlingOptions, DemandOptions {
  readonly by: Learning;
  readonly svg?: true;
}

export function planCommand(output: Output): Command {
  const summary = {
    en: 'How many channels, agents and disks are needed, and how many calls will come',
    zh: '规划：需要多少通道、座席、磁盘，以及来电预测',
  };
  const made = command(output, 'plan', summary, [
    { line: 'spillway plan', does: { en: 'by the busiest hour of the records', zh: '按记录中最忙的一小时' } },
    {
      line: 'spillway plan --calls 400 --talk 3m --wrap-up 30s --patience 2m',
      does: { en: '400 calls in the busy hour, callers who give up', zh: '忙时 400 个呼叫，来电者会放弃' },
    },
    {
      line: 'spillway plan --users 1000000 --calls-each 2',
      does: { en: 'nobody has counted yet: by customers', zh: '尚无统计：按用户数推算' },
    },
    {
      line: 'spillway plan --calls 800 --wave 5000 --wave-time 10m --agents 20 --channels 60',
      does: { en: 'and what becomes of a wave', zh: '并看一波浪涌的结果' },
    },
    {
      line: 'spillway plan --calls 800 --wave 5000 --question 1=2s,2=2s,9=2s,wait=5s',
      does: { en: 'what each option of a question costs', zh: '一个问题的每个选项占用多少' },
    },
    {
      line: 'spillway plan --users 1000000 --outbound 600 --fax 100',
      does: { en: 'with calls out and fax on the lines', zh: '计入人工呼出和传真' },
    },
    {
      line: 'spillway plan --calls 400 --svg > plan.svg',
      does: { en: 'as curves, for a browser', zh: '曲线图，用浏览器打开' },
    },
  ]);
  withDemand(withRecords(withBox(made, output), output, { table: false }), output);
  withServices(made, output);
  withWave(withLines(withHandling(withPopulation(made, output), output), output), output);
  made.action((options: SizeOptions) => attempt(output, () => size(output, options)));
  made.addCommand(forecastCommand(output));
  return made;
}

function withDemand(made: Command, output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return made
    .option(
      '--history <file>',
      t(
        'calls of another exchange, as CSV: start, and talk or calls',
        '其他系统的呼叫清单（CSV）：时间，可加通话时长或次数',
      ),
    )
    .option('--zone <zone>', t("the file's time zone", '清单的时区'), 'Asia/Shanghai')
    .option('--from <day>', t('from this day on; default: 35 days', '起始日期；默认 35 天'))
    .option('--to <day>', t('up to this day, it is counted', '截止日期（含当天）'))
    .addOption(new Option('--svg', t('print a picture (SVG)', '输出曲线图（SVG）')).conflicts(['json', 'csv']));
}

function forecastCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Calls to expect, by day and quarter of an hour, and the agents for them',
    zh: '来电预测：按天、按一刻钟，以及所需座席',
  };
  const made = command(output, 'forecast', summary, [
    { line: 'spillway plan forecast', does: { en: 'next week, from the weeks in the records', zh: '按记录推测下周' } },
    {
      line: 'spillway plan forecast --by month',
      does: { en: 'next month, from the months before', zh: '按以往各月推测下月' },
    },
    {
      line: 'spillway plan forecast --history calls.csv --csv > roster.csv',
      does: {
        en: "a switchboard's list of calls, as a roster by quarter of an hour",
        zh: '总机的呼叫清单，输出每刻钟的排班',
      },
    },
    { line: 'spillway plan forecast --svg > week.svg', does: { en: 'as a curve', zh: '曲线图' } },
  ]);
  withDemand(withRecords(withBox(made, output), output), output);
  return withHandling(made, output)
    .addOption(
      new Option('--by <what>', t('what predicts what', '按什么推测')).choices(['week', 'month']).default('week'),
    )
    .action((_: unknown, self: Command) =>
      attempt(output, () => forecast(output, self.optsWithGlobals<ForecastOptions>())),
    );
}

async function size(output: Output, options: SizeOptions): Promise<void> {
  const { sizing, source, calls } = await busyHourOf(output, options);
  const plan = planOf(sizing);
  const { keep: recordings, keepRecords: records } = options;
  const talked = calls * (sizing.toPeople / sizing.calls);
  const storage = storageOf({ calls, recorded: talked, talk: sizing.talk, recordings, records });
  const { outbound, outboundTime, fax, faxTime } = options;
  const services = servicesOf(sizing, plan, {
    outbound: { calls: outbound, each: outboundTime },
    fax: { calls: fax, each: faxTime },
  });
  const wave = plannedWave(options, plan, sizing);
  const whole: WholePlan = { ...plan, source, sizing, storage, services, wave };
  if (options.svg) output.write(planSvg(whole, output.language));
  else if (options.json) output.write(JSON.stringify(whole, null, 2));
  else printPlan(output, whole);
}

/** The busy hour, and the calls of an average day. */
async function busyHourOf(
  output: Output,
  options: SizeOptions,
): Promise<Pick<WholePlan, 'sizing' | 'source'> & { readonly calls: number }> {
  const { calls, users, toPeople, busyHour, busyDay } = options;
  if (calls !== undefined && users !== undefined)
    throw new TelephonyError('REFUSED', 'one of --calls and --users would be right');
  if (users !== undefined) {
    const demand = demandOf({ ...options, users, toPeople: toPeople ?? 0.25 });
    const sizing = sizingOf(options, { calls: demand.busyHour, toPeople: demand.toPeople });
    return { sizing, source: 'users', calls: demand.averageDay };
  }
  if (calls !== undefined) {
    const sizing = sizingOf(options, { calls, toPeople: calls * (toPeople ?? 1) });
    return { sizing, source: 'calls', calls: calls / busyHour / busyDay };
  }
  const known = await recorded(output, options);
  const most = busiestHour(known.days);
  if (most === 0) throw nothingKnown(output);
  const open = known.days.filter((day) => day.calls.some((count) => count > 0));
  const sizing = sizingOf(options, { calls: most, toPeople: most * (toPeople ?? 1) }, known);
  return { sizing, source: 'records', calls: known.calls / open.length };
}

/** Where neither a box nor its records are there, what else would do is said. */
async function recorded(output: Output, options: DemandOptions) {
  try {
    return await knownDemand(output, options);
  } catch (error) {
    const nobody = error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING';
    throw nobody && options.socket === defaultSocket() && options.config === undefined ? nothingKnown(output) : error;
  }
}

/** Four quarters in a row with the most calls. */
function busiestHour(days: readonly Day[]): number {
  const all = days.flatMap(({ calls }) => calls);
  return all.reduce((most, _, at) => {
    const hour = all.slice(at, at + 4).reduce((sum, count) => sum + count, 0);
    return Math.max(most, hour);
  }, 0);
}

function plannedWave(
  { wave, waveTime, prompt, question, reached, reserve, ...options }: SizeOptions,
  { erlang }: ReturnType<typeof planOf>,
  { talk, wrapUp }: WholePlan['sizing'],
): PlannedWave | undefined {
  if (wave === undefined) return undefined;
  const { agents = erlang.agents, channels = erlang.channels } = options;
  const asked: Wave = { calls: wave, within: waveTime, channels, agents, reserve, talk, wrapUp, hold: prompt, reached };
  const asking = question && {
    ...waveOf({ ...asked, hold: prompt + question.reduce((sum, { each }) => sum + each, 0) }),
    question: questionCost(asked, question),
  };
  return { ...waveOf(asked), asked, anHour: callsAnHour(30, { hold: prompt, blocking: 0.01 }), asking };
}

async function forecast(output: Output, options: ForecastOptions): Promise<void> {
  const known = await recorded(output, options);
  const found = forecastOf(known.days, options.by);
  if (found === undefined) throw nothingKnown(output);
  const { talk, wrapUp } = sizingOf(options as ForecastOptions & PlanOptions, { calls: 0, toPeople: 0 }, known);
  const planned = plannedForecast(found, talk + wrapUp, options);
  const { language } = output;
  if (options.svg) output.write(forecastSvg(planned, known.days, language));
  else if (options.json) output.write(JSON.stringify(planned, null, 2));
  else if (options.csv !== undefined)
    output.write(csv(forecastRows(planned, language), { excel: options.csv === 'excel' }).slice(0, -1));
  else printForecast(output, planned);
}

function nothingKnown({ language }: Output): TelephonyError {
  const says = {
    en: 'no calls are known of whole days: give --calls or --users, or --history FILE.csv with calls of another exchange',
    zh: '没有整天的来电记录：请给出 --calls 或 --users，或用 --history FILE.csv 读入其他系统的呼叫清单',
  };
  return new TelephonyError('REFUSED', inLanguage(says, language));
}
