// SPDX-License-Identifier: GPL-2.0-or-later
// How are the ways in which calls end called in a report, where they are counted?

import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { valueWords, when, zoneName } from '../words/index.js';
import type { ContactFigures, Report } from './report.js';
import type { Division } from './report-asked.js';

const ENDS: Readonly<Record<string, Bilingual>> = {
  answered: { en: 'answered', zh: '接听' },
  abandoned: { en: 'abandoned', zh: '放弃' },
  captured: { en: 'callback promised', zh: '登记回呼' },
  refused: { en: 'refused', zh: '拒绝' },
  captureOnly: { en: 'number taken only', zh: '仅登记号码' },
  selfServed: { en: 'served by menu', zh: '自助' },
  abandonedInFlow: { en: 'hung up in menu', zh: '菜单中挂机' },
  forwarded: { en: 'forwarded', zh: '转接' },
  message: { en: 'message left', zh: '留言' },
  announced: { en: 'announced', zh: '播放通知' },
  interrupted: { en: 'interrupted', zh: '中断' },
};

/** Those that every report shows; the others when there are some. */
const ALWAYS = 4;

/** `12 answered`, in their order; then those that go on. */
export function endsOf(
  { ended, inProgress }: ContactFigures,
  language: Language,
): readonly (readonly [string, number])[] {
  const ends = Object.entries(ENDS).flatMap(([end, words], index) => {
    const count = ended[end] ?? 0;
    return count > 0 || index < ALWAYS ? [[inLanguage(words, language), count] as const] : [];
  });
  return inProgress > 0 ? [...ends, [valueWords('inProgress', language), inProgress] as const] : ends;
}

/** The rest of those that a table has columns for. */
export function otherEnds({ ended }: ContactFigures): number {
  const shown = Object.keys(ENDS).slice(0, ALWAYS);
  return Object.entries(ended).reduce((sum, [end, count]) => (shown.includes(end) ? sum : sum + count), 0);
}

const PARTS: Readonly<Record<Division, Bilingual>> = {
  queue: { en: 'queue', zh: '队列' },
  'access-number': { en: 'access number', zh: '接入号' },
  hour: { en: 'hour', zh: '时段' },
  weekday: { en: 'day of the week', zh: '星期' },
  day: { en: 'day', zh: '日期' },
  week: { en: 'week', zh: '周' },
  month: { en: 'month', zh: '月份' },
  agent: { en: 'agent', zh: '座席' },
  slot: { en: 'advertisement slot', zh: '广告时段' },
};

export function divisionWord(by: Division): Bilingual {
  return PARTS[by];
}

const NONE: Readonly<Partial<Record<Division, Bilingual>>> = {
  queue: { en: '(no queue)', zh: '（未入队）' },
  'access-number': { en: '(none)', zh: '（无）' },
};

/** By ISO 8601's number of the day. */
const WEEKDAYS: readonly Bilingual[] = [
  { en: 'Monday', zh: '星期一' },
  { en: 'Tuesday', zh: '星期二' },
  { en: 'Wednesday', zh: '星期三' },
  { en: 'Thursday', zh: '星期四' },
  { en: 'Friday', zh: '星期五' },
  { en: 'Saturday', zh: '星期六' },
  { en: 'Sunday', zh: '星期日' },
];

/** `sales`, `88880001 东方卫视`, `09:00-10:00`, `Monday`, `2026-10-01`, `2026-W40`, `2026-10`. */
export function partName(
  by: Division,
  { key, name }: { readonly key: string; readonly name?: string },
  language: Language,
): string {
  if (key === '') return inLanguage(NONE[by] ?? { en: '', zh: '' }, language);
  if (by === 'hour') return `${key}:00-${String(Number(key) + 1).padStart(2, '0')}:00`;
  const weekday = by === 'weekday' ? WEEKDAYS[Number(key) - 1] : undefined;
  if (weekday !== undefined) return inLanguage(weekday, language);
  return name === undefined ? key : `${key} ${name}`;
}

/** Which day, which zone, from when to when, and up to when there are figures. */
export function titleOf({ from, to, until, zone, by }: Report): Bilingual {
  const [day, last] = [when(from, zone, 'day'), when(to - 1, zone, 'day')];
  const whole = when(from, zone, 'hour') === '00:00' && when(to, zone, 'hour') === '00:00';
  const oneDay = whole && day === last;
  const times = oneDay ? ['00:00', '24:00'] : [when(from, zone, 'minute'), when(to, zone, 'minute')];
  const days = day === last ? day : `${day} - ${last}`;
  const now = when(until, zone, day === last ? 'hour' : 'minute');
  const partsEn = by === undefined ? '' : ` by ${PARTS[by].en}`;
  const partsZh = by === undefined ? '' : `（按${PARTS[by].zh}）`;
  const name = zoneName(zone);
  return {
    en: `Report of ${days}${partsEn}, ${name}, from ${times[0]} to ${times[1]}${until < to ? `; so far, until ${now}` : ''}`,
    zh: `${days} 报表${partsZh}，时区 ${name}，${times[0]} 至 ${times[1]}${until < to ? `；截至 ${now}` : ''}`,
  };
}
