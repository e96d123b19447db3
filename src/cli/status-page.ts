// SPDX-License-Identifier: GPL-2.0-or-later
// How does a snapshot of the box look to a person? A page of a few lines; pure.

import type { BoxStatus, ChannelCondition } from '../engine/index.js';
import { inLanguage, type Language } from '../kernel/index.js';
import { stateWords } from '../words/index.js';
import { when } from './times.js';

function bar(share: number, width = 30): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '·'.repeat(width - full);
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The page; about 12 lines plus one for each span and queue. */
export function statusPage(status: BoxStatus, language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const { calls, callbacks, surge } = status;
  const busy = status.spans.filter((s) => s.kind === 'e1').reduce((sum, s) => sum + s.busy, 0);
  const lines = [
    ...drainLine(status, t),
    `${t('Channels', '信道')}   ${bar(status.utilisation)} ${percent(status.utilisation)} (${busy})`,
    `${t('Surge', '浪涌')}      ${surge.on ? `${t('ON, computer agents take', '已启动，电脑座席比例')} ${percent(surge.share)}` : t('off', '未启动')}${status.trough ? `  ${t('trough: callbacks are made', '低谷：正在回呼')}` : ''}`,
    ...status.spans.map((span) => spanLine(span, t)),
    ...status.queues.map(
      (q) =>
        `${t('Queue', '队列')} ${q.name}: ${t('waiting', '等待')} ${q.waiting}, ${t('longest', '最长')} ${Math.round(q.longestWait / 1000)} s, ${t('ready', '示闲')} ${q.ready}, ${t('answered', '已接')} ${q.answered}, ${t('abandoned', '放弃')} ${q.abandoned}`,
    ),
    `${t('Agents', '座席')}     ${agentCounts(status, language)}`,
    `${t('Calls', '来电')}      ${t('offered', '呼入')} ${calls.offered} = ${t('answered', '接听')} ${calls.answered} + ${t('abandoned', '放弃')} ${calls.abandoned} + ${t('captured', '登记')} ${calls.captured} + ${t('capture-only', '仅登记')} ${calls.captureOnly} + ${t('served by menu', '自助')} ${calls.selfServed} + ${t('hung up in menu', '菜单中挂机')} ${calls.abandonedInFlow} + ${t('refused', '拒绝')} ${calls.refused} + ${t('interrupted', '中断')} ${calls.interrupted} + ${t('in progress', '进行中')} ${calls.inProgress}`,
    `${t('Callbacks', '回呼')}  ${t('open', '待回')} ${callbacks.open}, ${t('connected', '已接通')} ${callbacks.connected}, ${t('failed', '失败')} ${callbacks.failed}, ${t('attempts', '次数')} ${callbacks.attempted}`,
    `${t('Engine', '引擎')}     ${t('ticks', '节拍')} ${status.ticks.total}, ${t('late', '迟')} ${status.ticks.late}, ${t('overruns', '跳过')} ${status.ticks.overruns}, ${t('slips', '滑码')} ${status.ticks.slips}${engineRights(status, t)}`,
    ...storeLine(status, t),
    ...status.alarms.map(({ text }) => `${t('ALARM', '告警')} ${inLanguage(text, language)}`),
  ];
  return lines.join('\n');
}

function engineRights({ realTime, unlockedMemory }: BoxStatus, t: (en: string, zh: string) => string): string {
  const missing = [
    ...(realTime ? [] : [t('no real-time rights', '无实时权限')]),
    ...(unlockedMemory === 0 ? [] : [t('memory may be swapped out', '内存可能被换出')]),
  ];
  return missing.map((what) => `, ${what}`).join('');
}

const WAITS_LONG = 1_000; // every record waits some milliseconds

function storeLine({ at, store }: BoxStatus, t: (en: string, zh: string) => string): string[] {
  if (store.since === undefined || at - store.since < WAITS_LONG) return [];
  const [seconds, size] = [Math.round((at - store.since) / 1000), Math.ceil(store.bytes / 1024)];
  return [
    t(
      `Store      ${store.waiting} records wait to be written, ${size} KiB, the oldest for ${seconds} s`,
      `存储       ${store.waiting} 条记录待写入，${size} KiB，最早的已等待 ${seconds} 秒`,
    ),
  ];
}

function drainLine({ draining, zone }: BoxStatus, t: (en: string, zh: string) => string): string[] {
  if (draining === undefined) return [];
  const { calls, until } = draining;
  const end = until === undefined ? '' : ` (${when(until, zone, 'time')})`;
  return [
    t(
      `DRAINING  no new calls; still up: ${calls}, then the box stops${end}`,
      `平滑停用中     不接新呼叫；剩余 ${calls} 个呼叫结束后停止${end}`,
    ),
  ];
}

const CONDITIONS: Readonly<Record<ChannelCondition, string>> = {
  idle: '·',
  ringing: 'r',
  talking: 'T',
  draining: 'D',
  busiedOut: 'B',
  alarm: '!',
  outOfService: 'x',
};

function spanLine(span: BoxStatus['spans'][number], t: (en: string, zh: string) => string): string {
  const d = span.dChannel ? `, D ${span.dChannel === 'up' ? t('up', '正常') : t('DOWN', '中断')}` : '';
  const out = span.busiedOut > 0 ? `, ${t('busied out', '闭塞')} ${span.busiedOut}` : '';
  const alarm = span.alarm ? `, ${t('ALARM', '告警')} ${span.alarm}` : '';
  const slots = span.slots.map(({ condition }) => CONDITIONS[condition]).join('');
  return `${t('Span', '中继')} ${span.name}: ${t('busy', '占用')} ${span.busy} / ${t('in service', '可用')} ${span.inService}${out}${d}${alarm}  ${slots}`;
}

function agentCounts(status: BoxStatus, language: Language): string {
  const counts = new Map<string, number>();
  for (const { state } of status.agents) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${stateWords(state, language)} ${count}`).join(', ') || '-';
}
