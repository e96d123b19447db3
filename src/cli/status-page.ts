// SPDX-License-Identifier: GPL-2.0-or-later
// How does a snapshot of the box look to a person? A page of a few lines; pure.

import type { BoxStatus, CallTotals, ChannelCondition } from '../engine/index.js';
import { inLanguage, type Language } from '../kernel/index.js';
import { HELD_WORDS, stateWords, valueWords } from '../words/index.js';
import { machineLines } from './machine-lines.js';
import { stationCounts } from './stations-page.js';
import { wishWords } from './telephone-words.js';
import { when } from './times.js';
import { padded, widthOf, wrapped } from './width.js';

function bar(share: number, width = 30): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '·'.repeat(width - full);
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The page: about 12 lines and one for each span and queue, each after its heading; on a narrow terminal they go on below it. */
export function statusPage(status: BoxStatus, language: Language, columns = Number.POSITIVE_INFINITY): string {
  const words = new Words(language);
  const lines: readonly (readonly [heading: string, text: string])[] = [
    ...drainLine(status, words),
    [words.t('Channels', '信道'), channels(status)],
    [words.t('Surge', '浪涌'), surgeText(status, words)],
    ...status.spans.map((span) => [words.t(`Span ${span.name}`, `中继 ${span.name}`), spanText(span, words)] as const),
    ...status.queues.map(
      (queue) => [words.t(`Queue ${queue.name}`, `队列 ${queue.name}`), queueText(queue, words)] as const,
    ),
    [words.t('Agents', '座席'), agentCounts(status, language, words)],
    [words.t('Stations', '分机'), stationCounts(status.stations, language)],
    ...status.telephones.map(
      (one) => [words.t(`Telephone ${one.station}`, `话机 ${one.station}`), wishWords(one, language)] as const,
    ),
    [words.t('Calls today', '今日来电'), callsText(status.today.calls, words)],
    [words.t('Callbacks', '回呼'), callbacksText(status, words)],
    ...heldLine(status, words),
    ...status.hours.map((number) => [words.t('Hours', '营业'), hoursText(number, status.zone, words)] as const),
    [words.t('Engine', '引擎'), engineText(status, words)],
    ...storeLine(status, words),
    ...machineLines(status, words),
    ...status.alarms.map(({ text }) => [words.t('ALARM', '告警'), inLanguage(text, language)] as const),
    [words.t('Today', '今日'), todayText(status, words)],
  ];
  const width = Math.max(...lines.map(([heading]) => widthOf(heading))) + 2;
  const room = Math.max(20, columns - width);
  return lines
    .flatMap(([heading, text]) =>
      wrapped(text, room)
        .split('\n')
        .map((line, nth) => padded(nth === 0 ? heading : '', width) + line),
    )
    .join('\n');
}

/** What lines are put together with. */
class Words {
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  readonly t = (en: string, zh: string): string => inLanguage({ en, zh }, this.#language);

  /** Those that say something. */
  readonly list = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(this.t(', ', '，'));
}

function channels({ utilisation, spans }: BoxStatus): string {
  const busy = spans.filter(({ kind }) => kind === 'e1').reduce((sum, span) => sum + span.busy, 0);
  return `${bar(utilisation)} ${percent(utilisation)} (${busy})`;
}

function surgeText({ surge, trough }: BoxStatus, { t, list }: Words): string {
  const on = t(`ON, computer agents take ${percent(surge.share)}`, `已启动，电脑座席比例 ${percent(surge.share)}`);
  return list(surge.on ? on : t('off', '未启动'), trough ? t('trough: callbacks are made', '低谷：正在回呼') : '');
}

function queueText({ waiting, longestWait, ready, today }: BoxStatus['queues'][number], { t, list }: Words): string {
  const seconds = Math.round(longestWait / 1000);
  return list(
    t(`waiting ${waiting}`, `等待 ${waiting}`),
    t(`longest ${seconds} s`, `最长 ${seconds} 秒`),
    t(`ready ${ready}`, `示闲 ${ready}`),
    t(`answered today ${today.answered}`, `今日已接 ${today.answered}`),
    t(`abandoned ${today.abandoned}`, `放弃 ${today.abandoned}`),
  );
}

function callsText(calls: CallTotals, { t }: Words): string {
  const ends = [
    t(`answered ${calls.answered}`, `接听 ${calls.answered}`),
    t(`abandoned ${calls.abandoned}`, `放弃 ${calls.abandoned}`),
    t(`captured ${calls.captured}`, `登记 ${calls.captured}`),
    t(`capture-only ${calls.captureOnly}`, `仅登记 ${calls.captureOnly}`),
    t(`served by menu ${calls.selfServed}`, `自助 ${calls.selfServed}`),
    t(`hung up in menu ${calls.abandonedInFlow}`, `菜单中挂机 ${calls.abandonedInFlow}`),
    ...(calls.forwarded + calls.message + calls.announced === 0
      ? []
      : [
          t(`forwarded ${calls.forwarded}`, `转接 ${calls.forwarded}`),
          t(`messages ${calls.message}`, `留言 ${calls.message}`),
          t(`announced ${calls.announced}`, `播放通知 ${calls.announced}`),
        ]),
    t(`refused ${calls.refused}`, `拒绝 ${calls.refused}`),
    t(`interrupted ${calls.interrupted}`, `中断 ${calls.interrupted}`),
    t(`in progress ${calls.inProgress}`, `进行中 ${calls.inProgress}`),
  ];
  return `${t(`offered ${calls.offered}`, `呼入 ${calls.offered}`)} = ${ends.join(' + ')}`;
}

function callbacksText({ callbacks, today }: BoxStatus, { t, list }: Words): string {
  const { created, connected, failed, attempted } = today.callbacks;
  return list(
    t(`open ${callbacks.open}`, `待回 ${callbacks.open}`),
    t(`today: promised ${created}`, `今日承诺 ${created}`),
    t(`connected ${connected}`, `已接通 ${connected}`),
    t(`failed ${failed}`, `失败 ${failed}`),
    t(`attempts ${attempted}`, `尝试 ${attempted}`),
  );
}

/** Why no promise is kept now. */
function heldLine({ callbacksHeld, zone }: BoxStatus, { t }: Words): (readonly [string, string])[] {
  if (callbacksHeld === undefined) return [];
  const { reason, until } = callbacksHeld;
  const end = when(until, zone);
  const why = HELD_WORDS[reason];
  return [[t('Held', '暂停回呼'), t(`${why.en}${end && `, until ${end}`}`, `${why.zh}${end && `，至 ${end}`}`)]];
}

function hoursText({ number, name, open, until }: BoxStatus['hours'][number], zone: string, { t }: Words): string {
  const end = when(until, zone);
  const who = name === undefined ? number : `${number} ${name}`;
  const state = open ? t('open by hand', '人工开放') : t('closed', '关闭');
  return `${who} ${state}${end && t(`, until ${end}`, `，至 ${end}`)}`;
}

function engineText(status: BoxStatus, words: Words): string {
  const { t, list } = words;
  const { total, late, overruns, slips } = status.ticks;
  return list(
    t(`ticks ${total}`, `节拍 ${total}`),
    t(`late ${late}`, `迟 ${late}`),
    t(`overruns ${overruns}`, `跳过 ${overruns}`),
    t(`slips ${slips}`, `滑码 ${slips}`),
    ...engineRights(status, words),
  );
}

/** Which day, by whose clock; the engine's figures are since the start. */
function todayText({ today, startedAt, zone }: BoxStatus, { t }: Words): string {
  const [since, started] = [when(today.since, zone), when(startedAt, zone)];
  return t(
    `since ${since} (${zone}); box and engine since ${started}`,
    `自 ${since}（${zone}）起；系统和引擎自 ${started} 起`,
  );
}

function engineRights({ realTime, unlockedMemory }: BoxStatus, { t }: Words): string[] {
  return [
    ...(realTime ? [] : [t('no real-time rights', '无实时权限')]),
    ...(unlockedMemory === 0 ? [] : [t('memory may be swapped out', '内存可能被换出')]),
  ];
}

const WAITS_LONG = 1_000; // every record waits some milliseconds

function storeLine({ at, store }: BoxStatus, { t }: Words): (readonly [string, string])[] {
  if (store.since === undefined || at - store.since < WAITS_LONG) return [];
  const [seconds, size] = [Math.round((at - store.since) / 1000), Math.ceil(store.bytes / 1024)];
  const text = t(
    `${store.waiting} records wait to be written, ${size} KiB, the oldest for ${seconds} s`,
    `${store.waiting} 条记录待写入，${size} KiB，最早的已等待 ${seconds} 秒`,
  );
  return [[t('Store', '存储'), text]];
}

function drainLine({ draining, zone }: BoxStatus, { t }: Words): (readonly [string, string])[] {
  if (draining === undefined) return [];
  const { calls, until } = draining;
  const end = when(until, zone, 'time');
  const text = t(
    `no new calls; still up: ${calls}, then the box stops${end && ` (${end})`}`,
    `不接新呼叫；剩余 ${calls} 个呼叫结束后停止${end && `（${end}）`}`,
  );
  return [[t('DRAINING', '平滑停用中'), text]];
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

function spanText(span: BoxStatus['spans'][number], { t, list }: Words): string {
  const d = span.dChannel === 'up' ? t('D up', 'D 正常') : t('D DOWN', 'D 中断');
  const slots = span.slots.map(({ condition }) => CONDITIONS[condition]).join('');
  const figures = list(
    t(`busy ${span.busy} / in service ${span.inService}`, `占用 ${span.busy} / 可用 ${span.inService}`),
    span.busiedOut > 0 ? t(`busied out ${span.busiedOut}`, `闭塞 ${span.busiedOut}`) : '',
    span.dChannel === undefined ? '' : d,
    span.alarm === undefined
      ? ''
      : t(`ALARM ${valueWords(span.alarm, 'en')}`, `告警 ${valueWords(span.alarm, 'zh-CN')}`),
  );
  return `${figures}  ${slots}`;
}

function agentCounts(status: BoxStatus, language: Language, { list }: Words): string {
  const counts = new Map<string, number>();
  for (const { state } of status.agents) counts.set(state, (counts.get(state) ?? 0) + 1);
  return list(...[...counts].map(([state, count]) => `${stateWords(state, language)} ${count}`)) || '-';
}
