// SPDX-License-Identifier: GPL-2.0-or-later
// How does a simulated wave look? What became of callers in a few lines; policies side by side; and how it went, as curves.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';
import { abandonRateAhead } from '../../report/index.js';
import type { Compared, Comparison, Estimate, Moment, Outcome } from '../../simulation/index.js';
import { HELD_WORDS, valueWords } from '../../words/index.js';
import { type Chart, chartsSvg, type Point } from '../chart.js';
import { type Column, fittingTable } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { share } from '../plan/plan-page.js';
import { lengthText } from '../spans.js';

export function printOutcome(output: Output, outcome: Outcome, hours: string): void {
  const { language } = output;
  const ends = Object.entries(outcome.ended).map(([end, count]) => `${valueWords(end, language)} ${count}`);
  const back = [outcome.calledBackAfter, outcome.calledBackAfter90].map((time) =>
    time === undefined ? '-' : lengthText(time),
  );
  const lines: readonly Bilingual[] = [
    {
      en: `Callers ${outcome.callers}: ${outcome.talked} talked to an agent, ${outcome.promised} were promised a callback, ${outcome.lost} were lost: ${share(outcome.kept)} kept.`,
      zh: `来电者 ${outcome.callers} 人：${outcome.talked} 人由座席接听，${outcome.promised} 人登记回呼，流失 ${outcome.lost} 人：留住 ${share(outcome.kept)}。`,
    },
    {
      en: `Calls ${outcome.offered}: ${ends.join(', ')}; ${outcome.blocked} more found no channel (${share(outcome.peak)} of them were busy at most).`,
      zh: `呼叫 ${outcome.offered} 个：${ends.join('，')}；另有 ${outcome.blocked} 个遇忙（通道占用最高 ${share(outcome.peak)}）。`,
    },
    {
      en: `Waits: ${share(outcome.serviceLevel)} answered within 0:20, mean ${lengthText(outcome.meanWait)}; ${share(outcome.abandonRate)} gave up.`,
      zh: `等待：0:20 内接听 ${share(outcome.serviceLevel)}，平均 ${lengthText(outcome.meanWait)}；放弃 ${share(outcome.abandonRate)}。`,
    },
    {
      en: `Callbacks ${outcome.callbacks}: ${outcome.connected} kept (${share(outcome.recovery)}), ${outcome.open} open; after ${back[0]}, nine of ten within ${back[1]}.`,
      zh: `回呼 ${outcome.callbacks} 个：完成 ${outcome.connected} 个（${share(outcome.recovery)}），未完成 ${outcome.open} 个；中位 ${back[0]}，九成在 ${back[1]} 内。`,
    },
    ...heldLine(outcome),
    ...aheadLine(outcome),
    {
      en: `Agents: ${hours} hours, ${share(outcome.occupancy)} of them for callers.`,
      zh: `座席：${hours} 小时，其中 ${share(outcome.occupancy)} 用于来电。`,
    },
  ];
  for (const line of lines) say(output, line);
}

/** What promises waited for, the longest first: the setting to look at when few are kept. */
function heldLine({ held }: Outcome): readonly Bilingual[] {
  const reasons = HELD_REASONS.filter((reason) => (held[reason] ?? 0) > 0).sort(
    (one, other) => (held[other] ?? 0) - (held[one] ?? 0),
  );
  if (reasons.length === 0) return [];
  const said = (language: Language) =>
    reasons.map((reason) => `${inLanguage(HELD_WORDS[reason], language)} ${share(held[reason] ?? 0)}`);
  return [
    {
      en: `Of the time in which promises were open no other callback was begun because: ${said('en').join(', ')}.`,
      zh: `有待回呼期间，未能发起更多回呼的原因（时间占比）：${said('zh-CN').join('，')}。`,
    },
  ];
}

/** Of callbacks that were dialled ahead of agents. */
function aheadLine({ ahead }: Outcome): readonly Bilingual[] {
  const { connectedAhead, abandonedAhead: abandoned, worst } = ahead;
  const answered = connectedAhead + abandoned;
  if (answered === 0) return [];
  const now = share(abandonRateAhead(ahead));
  return [
    {
      en: `Dialled ahead of agents: ${answered} answered, ${abandoned} of them found nobody (${now}, never more than ${share(worst)}).`,
      zh: `预测外呼：${answered} 人接听，其中 ${abandoned} 人无座席应答（${now}，最高 ${share(worst)}）。`,
    },
  ];
}

const HELD_REASONS = Object.keys(HELD_WORDS) as readonly (keyof typeof HELD_WORDS)[];

interface Row {
  readonly says: Bilingual;
  readonly figure: Compared;
  readonly form: (value: number) => string;
}

const whole = (value: number) => String(Math.round(value));
const ROWS: readonly Row[] = [
  { says: { en: 'kept', zh: '留住' }, figure: 'kept', form: (value) => share(value) },
  { says: { en: 'talked', zh: '座席接听' }, figure: 'talked', form: whole },
  { says: { en: 'promised a callback', zh: '登记回呼' }, figure: 'promised', form: whole },
  { says: { en: 'lost', zh: '流失' }, figure: 'lost', form: whole },
  { says: { en: 'no channel', zh: '遇忙' }, figure: 'blocked', form: whole },
  { says: { en: 'service level', zh: '服务水平' }, figure: 'serviceLevel', form: (value) => share(value) },
  { says: { en: 'mean wait', zh: '平均等待' }, figure: 'meanWait', form: (value) => lengthText(Math.abs(value)) },
  { says: { en: 'give up', zh: '放弃' }, figure: 'abandonRate', form: (value) => share(value) },
  { says: { en: 'callbacks kept', zh: '完成回呼' }, figure: 'connected', form: whole },
  { says: { en: 'open', zh: '未完成回呼' }, figure: 'open', form: whole },
  {
    says: { en: 'called back after', zh: '回呼间隔' },
    figure: 'calledBackAfter',
    form: (value) => lengthText(Math.abs(value)),
  },
  { says: { en: 'occupancy', zh: '占用率' }, figure: 'occupancy', form: (value) => share(value) },
  { says: { en: 'agent hours', zh: '座席小时' }, figure: 'agentHours', form: (value) => value.toFixed(1) },
];

/** Each policy with its mean; from the second on how it differs from the first, and whether that is more than chance. */
export function printComparison(output: Output, policies: readonly Comparison[], seeds: number): void {
  const columns: readonly Column<Row>[] = [
    { heading: heading('', ''), cell: ({ says }) => inLanguage(says, output.language) },
    ...policies.flatMap(({ policy, figures, difference }, nth): Column<Row>[] => {
      const value: Column<Row> = {
        heading: { en: policy, zh: policy },
        cell: ({ figure, form }) => `${form(figures[figure].mean)}${within(figures[figure], form)}`,
        right: true,
      };
      if (nth === 0) return [value];
      const change: Column<Row> = {
        heading: heading('difference', '差值'),
        cell: ({ figure, form }) => changed(difference[figure], form),
        right: true,
        spare: 1,
      };
      return [value, change];
    }),
  ];
  fittingTable(output, columns, ROWS);
  say(output, {
    en: `Means over ${seeds} seeds, the same callers for each policy; ±: 95 % certain. * differs by more than chance.`,
    zh: `${seeds} 组随机数的平均值，各方案的来电者相同；± 为 95% 置信区间。* 表示差异显著。`,
  });
}

function within({ within: half }: Estimate, form: (value: number) => string): string {
  return half === undefined ? '' : ` ±${form(half)}`;
}

function changed({ mean, within: half }: Estimate, form: (value: number) => string): string {
  const sign = mean < 0 ? '-' : '+';
  const certain = half !== undefined && Math.abs(mean) > half ? '*' : '';
  return `${sign}${form(Math.abs(mean))}${certain}`;
}

/** How it went: channels and share, people, promises. One curve for each policy where there are several. */
export function wavesSvg(waves: Readonly<Record<string, readonly Moment[]>>, language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const names = Object.keys(waves);
  const of = (figure: Exclude<keyof Moment, 'at' | 'held'>, says: string) =>
    names.map((name) => ({
      name: names.length === 1 ? says : `${says}, ${name}`,
      points: (waves[name] ?? []).map((moment): Point => [moment.at / 60_000, moment[figure]]),
    }));
  const x = { label: t('minutes', '分钟') };
  const percent = (value: number) => `${Math.round(value * 100)}%`;
  const charts: readonly Chart[] = [
    {
      title: t('Channels and computer agents', '通道与电脑座席'),
      x,
      y: { label: t('share', '比例'), domain: [0, 1], tick: percent },
      curves: [
        ...of('utilisation', t('channels busy', '通道占用')),
        ...of('share', t('for computer agents', '电脑座席比例')),
      ],
    },
    {
      title: t('People', '人工'),
      x,
      y: { label: t('callers, agents', '来电者、座席') },
      curves: [...of('waiting', t('waiting', '等待')), ...of('talking', t('agents talking', '通话中的座席'))],
    },
    {
      title: t('Promises', '回呼'),
      x,
      y: { label: t('callbacks', '回呼') },
      curves: of('openPromises', t('open', '未完成')),
    },
  ];
  return chartsSvg(charts);
}
