// SPDX-License-Identifier: GPL-2.0-or-later
// How does a plan look as curves? What each agent more, and each channel more, would change.

import { inLanguage, type Language } from '../../kernel/index.js';
import { erlangB, type Plan, type Sizing, waitingForEver, waitingWithPatience } from '../../planning/index.js';
import { type Chart, chartsSvg, type Point } from '../chart.js';

const HOUR = 3_600_000;

export function planSvg(plan: Plan & { readonly sizing: Sizing }, language: Language): string {
  return chartsSvg([agentChart(plan, language), channelChart(plan, language)]);
}

const percent = (value: number) => `${Math.round(value * 100)}%`;

function agentChart({ sizing, work, rule, erlang }: Plan & { readonly sizing: Sizing }, language: Language): Chart {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const { talk, wrapUp, toPeople, within, patience } = sizing;
  const handling = talk + wrapUp;
  const offered = { traffic: (toPeople * handling) / HOUR, handling };
  const found = (agents: number) =>
    patience === undefined
      ? waitingForEver(offered, { agents, within })
      : waitingWithPatience(offered, { agents, within, patience });
  const [from, to] = around(Math.min(work, rule.agents, erlang.agents), Math.max(rule.agents, erlang.agents));
  const of = (value: (waiting: ReturnType<typeof found>) => number): Point[] =>
    counts(from, to).map((agents) => [agents, value(found(agents))]);
  return {
    title: t('What agents change', '座席数的影响'),
    x: { label: t('agents', '座席') },
    y: { label: t('share of callers, of time', '来电占比、时间占比'), domain: [0, 1], tick: percent },
    curves: [
      {
        name: t(`answered within ${within / 1000} s`, `${within / 1000} 秒内接听`),
        points: of(({ serviceLevel }) => serviceLevel),
      },
      ...(patience === undefined ? [] : [{ name: t('give up', '放弃'), points: of(({ abandoned }) => abandoned) }]),
      { name: t('occupancy', '占用率'), points: of(({ occupancy }) => occupancy) },
    ],
    marks: [
      { x: rule.agents, says: t(`rule: ${rule.agents}`, `经验公式：${rule.agents}`) },
      { x: erlang.agents, says: t(`Erlang: ${erlang.agents}`, `爱尔兰公式：${erlang.agents}`) },
    ],
  };
}

function channelChart({ work, rule, erlang }: Plan, language: Language): Chart {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const [from, to] = around(Math.min(work, rule.channels), Math.max(rule.channels, erlang.channels));
  const of = (traffic: number): Point[] => counts(from, to).map((channels) => [channels, erlangB(traffic, channels)]);
  return {
    title: t('What channels change', '通道数的影响'),
    x: { label: t('channels', '通道') },
    y: { label: t('calls that find none', '呼损'), domain: [0, 1], tick: percent },
    curves: [
      { name: t('with greeting, menus, waiting', '含欢迎语、菜单、等待'), points: of(erlang.onLines) },
      { name: t("the agents' work alone", '仅座席话务量'), points: of(work) },
    ],
    marks: [
      { x: rule.channels, says: t(`rule: ${rule.channels}`, `经验公式：${rule.channels}`) },
      { x: erlang.channels, says: t(`Erlang: ${erlang.channels}`, `爱尔兰公式：${erlang.channels}`) },
    ],
  };
}

/** A tenth and a little more on both sides. */
function around(least: number, most: number): readonly [number, number] {
  return [Math.max(1, Math.floor(least * 0.85) - 2), Math.ceil(most * 1.15) + 2];
}

const DRAWN = 400;

function counts(from: number, to: number): readonly number[] {
  const step = Math.max(1, Math.ceil((to - from) / DRAWN));
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, nth) => from + nth * step);
}
