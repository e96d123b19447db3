// SPDX-License-Identifier: GPL-2.0-or-later
// What is wanted when somebody puts in a request, or changes one? Read from words, as a command or a line of a file has them. Pure.

import { type Calendar, nextOpening, normalise, timeAfter } from '../dialling/index.js';
import type { Bilingual, CsvColumns, Instant } from '../kernel/index.js';
import type { RequestWish, Slot } from './callback-state.js';
import { type CaptureRules, usable } from './capture.js';
import type { AskedCallback } from './wishes.js';

/** What can be said of a request. */
export type AskedField =
  | 'number'
  | 'queue'
  | 'agent'
  | 'at'
  | 'until'
  | 'note'
  | 'priority'
  | 'promised'
  | 'accessNumber';
export type AskedText = Readonly<Partial<Record<AskedField, string>>>;

/** The columns of a file of requests, with what a list in Chinese may call them. */
export const ASKED_COLUMNS: CsvColumns<AskedField> = {
  known: {
    number: ['phone', '号码', '电话', '电话号码', '手机'],
    queue: ['队列', '组'],
    agent: ['座席', '专属座席'],
    at: ['from', '时间', '起始时间', '预约时间'],
    until: ['to', '截止时间', '结束时间'],
    note: ['备注', '说明'],
    priority: ['优先级'],
    promised: ['承诺', '已承诺'],
    accessNumber: ['接入号', '热线号码'],
  },
  needed: ['number'],
};

/** By what it is read. */
export interface AskedRules extends CaptureRules {
  /** Of the calendar's time. */
  readonly now: Instant;
  readonly window: Calendar;
  readonly queues: readonly string[];
  readonly agents: ReadonlyMap<string, readonly string[]>;
}

const LONGEST_NOTE = 500;
const HIGHEST_PRIORITY = 100;
const LATEST = 30 * 86_400_000;
const MINUTE = 60_000;

type Problems = { readonly problems: readonly Bilingual[] };

/** A request as it is written, or all that is wrong with it. Times are the calendar's. */
export function readAsked(
  text: AskedText,
  rules: AskedRules,
): (Omit<AskedCallback, 'about'> & { readonly about: Partial<AskedCallback['about']> }) | Problems {
  const given = trimmed(text);
  const number = readNumber(given.number, rules);
  const wish = readWish(given, rules);
  const priority = given.priority === '' ? 0 : Number(given.priority);
  const promised = promisedOf(given.promised);
  const { queue = queueFor(given.agent, rules), agent } = 'problems' in wish ? {} : wish;
  const problems = [
    ...('problems' in number ? number.problems : []),
    ...('problems' in wish ? wish.problems : []),
    ...(Number.isInteger(priority) && Math.abs(priority) <= HIGHEST_PRIORITY ? [] : [noPriority(given.priority)]),
    ...(promised === undefined ? [noAnswer(given.promised)] : []),
    ...(queue === undefined && !('problems' in wish) ? [NO_QUEUE] : []),
  ];
  if (
    'problems' in number ||
    'problems' in wish ||
    promised === undefined ||
    queue === undefined ||
    problems.length > 0
  )
    return { problems };
  const about = {
    ...(typeof agent === 'string' && { agent }),
    ...(given.note !== '' && { note: given.note }),
    ...(given.accessNumber !== '' && { accessNumber: given.accessNumber }),
    ...(priority !== 0 && { wants: { needs: [], priority } }),
  };
  return { number: number.number, queue, promised, about, slot: wish.slot };
}

/** What is to be changed. An empty `agent` means anyone; what is not given stays. */
export function readWish(text: AskedText, rules: AskedRules): RequestWish | Problems {
  const given = trimmed(text);
  const { queue, agent } = given;
  const slot = given.at === '' && given.until === '' ? undefined : readSlot(given.at, given.until, rules);
  const problems = [
    ...(queue === '' || rules.queues.includes(queue) ? [] : [unknown('queue', '队列', queue, rules.queues)]),
    ...(agent === '' || rules.agents.has(agent) ? [] : [unknown('agent', '座席', agent, [...rules.agents.keys()])]),
    ...(given.note.length > LONGEST_NOTE ? [LONG_NOTE] : []),
    ...(slot !== undefined && 'problems' in slot ? slot.problems : []),
  ];
  if (problems.length > 0 || (slot !== undefined && 'problems' in slot)) return { problems };
  return {
    ...(queue !== '' && { queue }),
    ...(text.agent !== undefined && { agent: agent === '' ? null : agent }),
    ...(text.note !== undefined && { note: given.note }),
    ...(slot !== undefined && { slot }),
  };
}

/** When he wants to be called: from `at` to `until`, `15:00` or `2026-12-01 15:00`, while callbacks are made at all. */
function readSlot(at: string, until: string, { now, window }: AskedRules): Slot | Problems {
  const from = at === '' ? now : momentOf(at, now, window);
  const to = until === '' ? undefined : momentOf(until, from ?? now, window);
  if (from === undefined) return { problems: [noTime('at', at)] };
  if (until !== '' && to === undefined) return { problems: [noTime('until', until)] };
  if (from < now - MINUTE) return { problems: [isOver('at', at)] };
  if (from > now + LATEST || (to ?? from) > now + 2 * LATEST) return { problems: [TOO_LATE] };
  if (to !== undefined && to <= Math.max(from, now)) return { problems: [isOver('until', until)] };
  const opens = nextOpening(window, from);
  if (opens === undefined || (to !== undefined && opens >= to)) return { problems: [SHUT] };
  return { from, ...(to !== undefined && { until: to }) };
}

function momentOf(text: string, now: Instant, { zone }: Calendar): Instant | undefined {
  const [, day, time] =
    /^(?:(\d{4}-\d{2}-\d{2})[ T])?((?:[01]?\d|2[0-3]):[0-5]\d)(?::\d{2})?$/.exec(
      text.replaceAll('/', '-').replace('：', ':'),
    ) ?? [];
  if (time !== undefined)
    return day !== undefined && Number.isNaN(Date.parse(day)) ? undefined : timeAfter(zone, now, time, day);
  const instant = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

function readNumber(digits: string, rules: AskedRules): { readonly number: AskedCallback['number'] } | Problems {
  if (digits === '') return { problems: [{ en: 'number is missing', zh: '缺少号码' }] };
  const plain = digits.normalize('NFKC').replace(/[\s()\-.]/g, '');
  const read =
    /^\+?\d{3,24}$/.test(plain) && normalise(plain, rules.plan) !== undefined
      ? usable(plain, 'unknown', rules)
      : undefined;
  if (read?.kind === 'number') return { number: read.number };
  const words =
    Object.entries(NUMBER_WORDS).find(([reason]) => reason === read?.reason)?.[1] ?? NUMBER_WORDS.notANumber;
  return { problems: [words(digits)] };
}

const NUMBER_WORDS = {
  blacklisted: (digits: string) => ({ en: `number: ${digits} is blocked`, zh: `号码：${digits} 在黑名单中` }),
  doNotCall: (digits: string) => ({ en: `number: ${digits} wants no calls`, zh: `号码：${digits} 在禁呼名单中` }),
  ownNumber: (digits: string) => ({ en: `number: ${digits} is one of our own`, zh: `号码：${digits} 是本系统的号码` }),
  international: (digits: string) => ({
    en: `number: ${digits} is abroad, where nobody is called back`,
    zh: `号码：${digits} 是境外号码，不予回呼`,
  }),
  notCallable: (digits: string) => ({
    en: `number: ${digits} is a service, nobody to call back`,
    zh: `号码：${digits} 是特服号码，不能回呼`,
  }),
  notANumber: (digits: string) => ({
    en: `number: ${digits} is no number: write its digits, such as 13912345678`,
    zh: `号码：${digits} 不是电话号码：请写数字，如 13912345678`,
  }),
} satisfies Record<string, (digits: string) => Bilingual>;

/** The queue of a request that names none: the first of its agent's, or the first of all. */
function queueFor(agent: string, { queues, agents }: AskedRules): string | undefined {
  return (agent === '' ? undefined : agents.get(agent)?.[0]) ?? queues[0];
}

function promisedOf(text: string): boolean | undefined {
  if (['', 'true', 'yes', '1', '是'].includes(text.toLowerCase())) return true;
  return ['false', 'no', '0', '否'].includes(text.toLowerCase()) ? false : undefined;
}

function trimmed(text: AskedText): Readonly<Record<AskedField, string>> {
  const fields = Object.keys(ASKED_COLUMNS.known) as AskedField[];
  return Object.fromEntries(fields.map((field) => [field, (text[field] ?? '').trim()])) as Record<AskedField, string>;
}

const unknown = (what: string, zh: string, name: string, known: readonly string[]): Bilingual => ({
  en: `${what}: there is no ${what} ${name}; there are ${known.slice(0, 10).join(', ') || 'none'}`,
  zh: `${what}：没有${zh} ${name}；现有 ${known.slice(0, 10).join('、') || '无'}`,
});
const noTime = (field: string, text: string): Bilingual => ({
  en: `${field}: ${text} is no time: write 15:00 or "2026-12-01 15:00"`,
  zh: `${field}：${text} 不是时间：请写 15:00 或 "2026-12-01 15:00"`,
});
const isOver = (field: string, text: string): Bilingual => ({
  en: `${field}: ${text} is over, or before the beginning`,
  zh: `${field}：${text} 已过，或早于起始时间`,
});
const noPriority = (text: string): Bilingual => ({
  en: `priority: ${text} is no whole number from -${HIGHEST_PRIORITY} to ${HIGHEST_PRIORITY}`,
  zh: `priority：${text} 不是 -${HIGHEST_PRIORITY} 到 ${HIGHEST_PRIORITY} 的整数`,
});
const noAnswer = (text: string): Bilingual => ({
  en: `promised: ${text} is neither yes nor no`,
  zh: `promised：${text} 应为 yes 或 no`,
});
const LONG_NOTE: Bilingual = {
  en: `note: is longer than ${LONGEST_NOTE} characters`,
  zh: `备注：超过 ${LONGEST_NOTE} 个字符`,
};
const NO_QUEUE: Bilingual = { en: 'queue: the file has none', zh: 'queue：配置文件中没有队列' };
const TOO_LATE: Bilingual = { en: 'at: is more than 30 days ahead', zh: 'at：超过 30 天' };
const SHUT: Bilingual = {
  en: 'at: callbacks are made in the hours of `callback.window` only, and all of this time is outside them',
  zh: 'at：只在 `callback.window` 的时段内回呼，而所选时间全在时段之外',
};
