// SPDX-License-Identifier: GPL-2.0-or-later
// What does the planner ask for? Options of `spillway plan`, each with the default of the trade.

import { type Command, InvalidArgumentError } from 'commander';
import { type Duration, inLanguage } from '../../kernel/index.js';
import type { QuestionPart, Sizing } from '../../planning/index.js';
import { integerOption, numberOption } from '../command.js';
import type { Output } from '../output.js';
import { durationOption } from '../span-of-time.js';
import { questionOption } from './service-options.js';

const SECOND = 1_000;
const MOST_CALLS = 10_000_000;

/** How calls are handled and what callers may find: the same for a plan and for a forecast. */
export interface HandlingOptions {
  readonly talk?: Duration;
  readonly wrapUp?: Duration;
  readonly level: number;
  readonly within: Duration;
  readonly patience?: Duration;
  readonly shrinkage: number;
}

export interface PlanOptions extends HandlingOptions {
  readonly users?: number;
  readonly callsEach: number;
  readonly days: number;
  readonly busyDay: number;
  readonly busyHour: number;
  readonly toPeople?: number;
  readonly calls?: number;
  readonly flow: Duration;
  readonly selfService: Duration;
  readonly blocking: number;
  readonly agentLoad: number;
  readonly lineLoad: number;
  readonly keep: number;
  readonly keepRecords: number;
}

/** A wave that is asked about beside the busy hour. */
export interface WaveOptions {
  readonly wave?: number;
  readonly waveTime: Duration;
  readonly prompt: Duration;
  readonly question?: readonly QuestionPart[];
  readonly reached: number;
  readonly reserve: number;
  readonly agents?: number;
  readonly channels?: number;
}

/** `0.8` or `80%`; more than `least`, at most `most`. */
export function shareOption(name: string, least = 0, most = 1): (text: string) => number {
  return (text) => {
    const value = /^\d+(\.\d+)?%$/.test(text) ? Number(text.slice(0, -1)) / 100 : Number(text);
    if (text.trim() !== '' && value > least && value <= most) return value;
    throw new InvalidArgumentError(
      `--${name}: a share such as 80% or 0.8, above ${least}, at most ${most}, would be right.`,
    );
  };
}

export function withHandling(made: Command, { language }: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return made
    .option(
      '--talk <time>',
      t('mean talk time; default: as the records say, else 90s', '平均通话时间；默认按记录，无记录时为 90s'),
      lengthOption('talk'),
    )
    .option(
      '--wrap-up <time>',
      t('mean wrap-up; default: as the records say, else 5s', '平均整理时间；默认按记录，无记录时为 5s'),
      lengthOption('wrap-up'),
    )
    .option(
      '--level <share>',
      t('callers to be answered in time', '按时接听的比例'),
      shareOption('level', 0, 0.9999),
      0.8,
    )
    .option('--within <time>', t('what is in time', '按时的标准'), durationOption('within'), 20 * SECOND)
    .option(
      '--patience <time>',
      t('mean patience of callers; without it nobody gives up', '来电者的平均耐心；不写则视为无人放弃'),
      lengthOption('patience'),
    )
    .option(
      '--shrinkage <share>',
      t('paid time away from calls: breaks, training, illness', '不能接电话的工时比例：休息、培训、病假'),
      shareOption('shrinkage', -1e-9, 0.9),
      0.3,
    );
}

export function withPopulation(made: Command, { language }: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return made
    .option('--calls <n>', t('calls in the busy hour', '忙时呼叫数'), numberOption('calls', 1, MOST_CALLS))
    .option('--users <n>', t('or: customers who may call', '或者：可能来电的用户数'), numberOption('users', 1, 1e9))
    .option(
      '--calls-each <n>',
      t('calls of each in a month', '每用户每月呼叫次数'),
      numberOption('calls-each', 0.001, 1000),
      2,
    )
    .option('--days <n>', t('days of a month on which they call', '每月工作天数'), integerOption('days', 1, 31), 30)
    .option(
      '--busy-day <factor>',
      t('the busiest day, as so many average days', '忙天集中系数'),
      numberOption('busy-day', 1, 31),
      2,
    )
    .option(
      '--busy-hour <share>',
      t('its busiest hour, as a share of it', '忙时集中系数'),
      shareOption('busy-hour'),
      0.1,
    )
    .option(
      '--to-people <share>',
      t(
        "calls that want a person; default: 25% of users' calls, all of --calls",
        '转人工的比例；默认：按 --users 计为 25%，按 --calls 计为全部',
      ),
      shareOption('to-people'),
    );
}

export function withLines(made: Command, { language }: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return made
    .option(
      '--flow <time>',
      t('greeting and menus before the queue', '排队前的欢迎语和菜单'),
      durationOption('flow'),
      15 * SECOND,
    )
    .option(
      '--self-service <time>',
      t('a call that wants nobody, after them', '不转人工的呼叫在此之后的时长'),
      durationOption('self-service'),
      60 * SECOND,
    )
    .option(
      '--blocking <share>',
      t('calls that may find no channel', '允许的呼损'),
      shareOption('blocking', 0, 0.5),
      0.01,
    )
    .option(
      '--agent-load <share>',
      t("the rule's load of an agent", '经验公式：座席负荷'),
      shareOption('agent-load'),
      0.8,
    )
    .option(
      '--line-load <erlangs>',
      t("the rule's Erlangs of a line", '经验公式：每中继话务量（爱尔兰）'),
      shareOption('line-load'),
      0.7,
    )
    .option(
      '--keep <days>',
      t('recordings are kept for so long', '录音保留天数'),
      integerOption('keep', 1, 36_500),
      180,
    )
    .option(
      '--keep-records <days>',
      t('records are kept for so long', '记录保留天数'),
      integerOption('keep-records', 1, 36_500),
      1095,
    );
}

export function withWave(made: Command, { language }: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return made
    .option(
      '--wave <n>',
      t('a wave: so many calls at once after an advertisement', '浪涌：广告后涌入的呼叫数'),
      integerOption('wave', 1, MOST_CALLS),
    )
    .option('--wave-time <time>', t('within so long', '浪涌持续时间'), lengthOption('wave-time'), 600 * SECOND)
    .option(
      '--prompt <time>',
      t("how long a computer agent's call holds a channel", '电脑座席每个呼叫占用通道的时间'),
      lengthOption('prompt'),
      12 * SECOND,
    )
    .option(
      '--question <times>',
      t(
        'and its question, if it asks one: 6s, or by key 1=2s,2=2s,9=2s,wait=5s',
        '加问一个问题所需的时间：6s，或按键分列 1=2s,2=2s,9=2s,wait=5s',
      ),
      questionOption,
    )
    .option(
      '--reached <share>',
      t('callers who are reached when called back', '回呼能接通的比例'),
      shareOption('reached'),
      0.7,
    )
    .option('--reserve <n>', t('channels that stay free', '保留的空闲通道数'), integerOption('reserve', 0, 1000), 2)
    .option(
      '--agents <n>',
      t('agents in the wave; default: as planned', '浪涌时的座席数；默认按规划'),
      integerOption('agents', 0, 10_000),
    )
    .option(
      '--channels <n>',
      t('channels in the wave; default: as planned', '浪涌时的通道数；默认按规划'),
      integerOption('channels', 1, 10_000),
    );
}

/** Longer than nothing: it is divided by. */
function lengthOption(name: string): (text: string) => Duration {
  const read = durationOption(name);
  return (text) => {
    const length = read(text);
    if (length > 0) return length;
    throw new InvalidArgumentError(`--${name}: a length of time above 0, such as 90s, would be right.`);
  };
}

/** What of a plan's input the options say. */
export function sizingOf(
  options: PlanOptions,
  busy: { readonly calls: number; readonly toPeople: number },
  known: { readonly talk?: Duration | undefined; readonly wrapUp?: Duration | undefined } = {},
): Sizing {
  const { level, within, patience, shrinkage, flow, selfService, blocking, agentLoad, lineLoad } = options;
  const talk = options.talk ?? known.talk ?? 90 * SECOND;
  const wrapUp = options.wrapUp ?? known.wrapUp ?? 5 * SECOND;
  return {
    ...busy,
    talk,
    wrapUp,
    level,
    within,
    patience,
    shrinkage,
    flow,
    selfService,
    blocking,
    agentLoad,
    lineLoad,
  };
}
