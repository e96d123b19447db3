// SPDX-License-Identifier: GPL-2.0-or-later
// How does a plan look? The rule of thumb and Erlang's formulas side by side, then the disk and the wave.

import { type Bilingual, inLanguage } from '../../kernel/index.js';
import type { PartCost, Plan, Services, Sizing, Staffing, Storage, Wave, WaveOutcome } from '../../planning/index.js';
import { type Column, fittingTable } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { lengthText } from '../spans.js';
import { printQuestion, printServices } from './service-options.js';

/** All that is printed, and what `--json` gives. */
export interface WholePlan extends Plan {
  /** Where the calls are known from. */
  readonly source: 'users' | 'calls' | 'records';
  readonly sizing: Sizing;
  readonly storage: Storage;
  readonly services: Services;
  readonly wave?: PlannedWave | undefined;
}

export interface PlannedWave extends WaveOutcome {
  readonly asked: Wave;
  /** Calls an hour that computer agents take on an E1, at the most and with 1 % blocked. */
  readonly anHour: { readonly most: number; readonly blocked: number };
  /** The same wave when the computer agent asks a question. */
  readonly asking?: (WaveOutcome & { readonly question: readonly PartCost[] }) | undefined;
}

export function printPlan(output: Output, plan: WholePlan): void {
  const { calls, toPeople, talk, wrapUp } = plan.sizing;
  const lengths = `${lengthText(talk)} + ${lengthText(wrapUp)}`;
  const SOURCES: Readonly<Record<WholePlan['source'], Bilingual>> = {
    users: { en: 'Busy hour', zh: '忙时' },
    calls: { en: 'Busy hour', zh: '忙时' },
    records: { en: 'Busiest hour of the records', zh: '记录中最忙的一小时' },
  };
  const { en, zh } = SOURCES[plan.source];
  say(output, {
    en: `${en}: ${count(calls)} calls, ${count(toPeople)} want a person; talk and wrap-up ${lengths}: ${plan.work.toFixed(2)} Erlangs.`,
    zh: `${zh}：${count(calls)} 个呼叫，${count(toPeople)} 个转人工；通话和整理 ${lengths}：${plan.work.toFixed(2)} 爱尔兰。`,
  });
  output.write('');
  const columns: readonly Column<Row>[] = [
    { heading: heading('', ''), cell: ({ says }) => inLanguage(says, output.language) },
    { heading: heading('rule of thumb', '经验公式'), cell: ({ of }) => of(plan.rule, true), right: true },
    { heading: heading('Erlang', '爱尔兰公式'), cell: ({ of }) => of(plan.erlang, false), right: true },
  ];
  fittingTable(output, columns, rowsOf(plan.sizing));
  output.write('');
  say(output, {
    en: 'The rule divides by loads: it promises no wait and no blocking, and knows no greeting, menu or queue. Erlang C and B (A: with patience) count them.',
    zh: '经验公式只除以负荷：不保证等待和呼损，也不计欢迎语、菜单和排队。爱尔兰 C、B（有耐心时为 A）公式把它们都算在内。',
  });
  const [, outbound, , fax] = plan.services.each;
  if ((outbound?.erlangs ?? 0) + (fax?.erlangs ?? 0) > 0) printServices(output, plan.services);
  output.write('');
  diskLine(output, plan.storage);
  if (plan.wave !== undefined) printWave(output, plan.wave);
}

interface Row {
  readonly says: Bilingual;
  readonly of: (staffing: Staffing, rule: boolean) => string;
}

function rowsOf({ within, shrinkage }: Sizing): readonly Row[] {
  const away = share(shrinkage, 0);
  const [en, zh] = [lengthText(within), lengthText(within)];
  const row = (says: Bilingual, of: Row['of']): Row => ({ says, of });
  const exact = (whole: number, before: number, rule: boolean) =>
    rule ? `${count(whole)} (${before.toFixed(1)})` : count(whole);
  return [
    row({ en: 'agents', zh: '座席' }, (s, rule) => exact(s.agents, s.exactAgents, rule)),
    row({ en: `on the roster, ${away} away`, zh: `排班人数（${away} 不在岗）` }, (s) => count(s.rostered)),
    row({ en: 'occupancy', zh: '占用率' }, (s) => share(s.occupancy)),
    row({ en: 'callers who wait', zh: '需等待的来电' }, (s) => share(s.waits)),
    row({ en: `answered within ${en}`, zh: `${zh} 内接听` }, (s) => share(s.serviceLevel)),
    row({ en: 'mean wait', zh: '平均等待' }, (s) => waitText(s.answeredAfter)),
    row({ en: 'give up', zh: '放弃' }, (s) => share(s.abandoned)),
    row({ en: "channels for the agents' work", zh: '通道（按座席话务量）' }, (s, rule) =>
      exact(s.talkChannels, s.exactTalkChannels, rule),
    ),
    row({ en: 'Erlangs with greeting, menus, waiting', zh: '话务量（含欢迎语、菜单、等待）' }, (s) =>
      Number.isFinite(s.onLines) ? s.onLines.toFixed(2) : '∞',
    ),
    row({ en: 'channels for all of it', zh: '通道（合计）' }, (s, rule) => (rule ? '-' : count(s.channels))),
    row({ en: 'E1', zh: 'E1' }, (s) => count(s.e1s)),
    row({ en: 'blocked on them', zh: '呼损' }, (s) => share(s.blocked)),
  ];
}

function diskLine(output: Output, { recordingsADay, recordings, database, whole }: Storage): void {
  say(output, {
    en: `Disk: ${bytes(recordingsADay)} of recordings a day, ${bytes(recordings)} kept; database ${bytes(database)}; together ${bytes(whole)}.`,
    zh: `磁盘：录音每天 ${bytes(recordingsADay)}，保留共 ${bytes(recordings)}；数据库 ${bytes(database)}；合计 ${bytes(whole)}。`,
  });
}

function printWave(output: Output, { asked, asking, anHour, ...outcome }: PlannedWave): void {
  const { calls, within, agents, channels } = asked;
  output.write('');
  say(output, {
    en: `Wave: ${count(calls)} calls in ${lengthText(within)}, ${count(agents)} agents, ${count(channels)} channels.`,
    zh: `浪涌：${lengthText(within)} 内 ${count(calls)} 个呼叫，座席 ${count(agents)} 个，通道 ${count(channels)} 条。`,
  });
  outcomeLine(output, outcome);
  if (asking !== undefined) {
    say(output, { en: 'If the computer agent asks its question:', zh: '如电脑座席加问一个问题：' });
    outcomeLine(output, asking);
    printQuestion(output, asking.question);
  }
  say(output, {
    en: `Without computer agents ${count(outcome.keptWithout * calls)} (${share(outcome.keptWithout)}). A computer agent's call takes ${lengthText(asked.hold)}: an E1 takes ${count(anHour.most)} of them an hour, ${count(anHour.blocked)} with 1% blocked.`,
    zh: `没有电脑座席时为 ${count(outcome.keptWithout * calls)} 个（${share(outcome.keptWithout)}）。电脑座席每个呼叫 ${lengthText(asked.hold)}：一条 E1 每小时最多接 ${count(anHour.most)} 个，呼损 1% 时 ${count(anHour.blocked)} 个。`,
  });
}

function outcomeLine(output: Output, { talked, caught, turnedAway, kept, callbacks, keptAfter }: WaveOutcome): void {
  const after = Number.isFinite(keptAfter) ? lengthText(keptAfter) : '∞';
  say(output, {
    en: `  ${count(talked)} talk to an agent, ${count(caught)} are promised a callback, ${count(turnedAway)} find no channel: ${share(kept)} kept; ${count(callbacks)} conversations called back take all agents ${after}.`,
    zh: `  ${count(talked)} 个由座席接听，${count(caught)} 个登记回呼，${count(turnedAway)} 个遇忙：留住 ${share(kept)}；${count(callbacks)} 个回呼通话需全体座席 ${after}。`,
  });
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `83.0%`; what is more than nothing is not shown as nothing. */
export function share(value: number, places = 1): string {
  if (value > 0 && value * 100 < 0.5 * 10 ** -places) return `<${(10 ** -places).toFixed(places)}%`;
  return `${(value * 100).toFixed(places)}%`;
}

function waitText(wait: number): string {
  if (!Number.isFinite(wait)) return '∞';
  return wait < 60_000 ? `${(wait / 1000).toFixed(wait < 10_000 ? 2 : 1)} s` : lengthText(wait);
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

function bytes(size: number): string {
  const power = size < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(size) / 3));
  const scaled = size / 1000 ** power;
  return `${scaled.toFixed(scaled < 10 && power > 0 ? 1 : 0)} ${UNITS[power] ?? 'B'}`;
}
