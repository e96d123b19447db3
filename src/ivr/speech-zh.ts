// SPDX-License-Identifier: GPL-2.0-or-later
// How does Mandarin say figures? 十 百 千 within groups of four, 万 and 亿 between them, 零 for gaps, 两 for two of something.

import type { Parts, Speech } from './speech.js';
import { decimalOf, fenOf, keys, minutesOf, part, sayable, unitsOf } from './spoken-number.js';
import { phoneParts } from './spoken-phone.js';

const WITHIN = ['', 'number-10', 'hundred', 'thousand']; // 十 百 千
const BETWEEN = ['', 'ten-thousand', 'hundred-million']; // 万 亿

/** Figures of Mandarin, by prompts of zh-CN. */
export const mandarin: Speech = {
  number,
  digits,
  phone: (text) => phoneParts(text, digits),

  decimal(written) {
    const { negative, whole, behind } = decimalOf(written);
    const tail = behind === '' ? [] : ['point', ...[...behind].map((digit) => part(Number(digit)))]; // 三点一四: here one is 一
    return [...(negative ? ['minus'] : []), ...number(whole), ...tail];
  },

  amount(written) {
    const { negative, yuan, fen } = fenOf(written);
    const [jiao, rest] = [Math.floor(fen / 10), fen % 10];
    const yuans = yuan > 0 || fen === 0 ? [...count(yuan), 'yuan'] : [];
    const jiaos = jiao > 0 ? [...count(jiao), 'jiao'] : [];
    const gap = yuan > 0 && jiao === 0 && rest > 0 ? [part(0)] : []; // 一百元零五分
    const fens = rest > 0 ? [...gap, ...count(rest), 'fen'] : [];
    return [...(negative ? ['minus'] : []), ...yuans, ...jiaos, ...fens];
  },

  duration(length) {
    const { days, hours, minutes, seconds } = unitsOf(length);
    // 半小时, 一个半小时, 两天零半小时
    if (minutes === 30 && seconds === 0) {
      const before = days > 0 ? [...count(days), 'days'] : [];
      if (hours > 0) return [...before, ...count(hours), 'measure-ge', 'half', 'hours'];
      return [...before, ...(days > 0 ? [part(0)] : []), 'half', 'hours'];
    }
    return lengths([
      [days, 'days'],
      [hours, 'hours'],
      [minutes, 'minutes'],
      [seconds, 'seconds'],
    ]);
  },

  position: (value) => ['position-before', ...number(value), 'position-after'],

  time(hour, minute) {
    const clock = [partOfDay(hour), ...count(hour === 12 ? 12 : hour % 12), 'hour-point'];
    if (minute === 0) return clock;
    if (minute === 30) return [...clock, 'half'];
    const gap = minute < 10 ? [part(0)] : []; // 八点零五分
    return [...clock, ...gap, ...number(minute), 'minute-point'];
  },

  date({ year, month, day, weekday }) {
    const years = year === undefined ? [] : [...[...`${year}`].map((digit) => part(Number(digit))), 'year'];
    const weekdays = weekday === undefined ? [] : [`weekday-${weekday}`];
    return [...years, ...number(month), 'month', ...number(day), 'day', ...weekdays];
  },

  wait(length) {
    if (length < 60_000) return ['less-than', ...count(1), 'minutes'];
    const { hours, minutes } = minutesOf(length);
    const first = hours > 0 ? [...count(hours), 'hours'] : [];
    return minutes > 0 ? [...first, ...count(minutes), 'minutes'] : first;
  },
};

/** One in a number that is read digit by digit is 幺. */
function digits(text: string): Parts {
  return keys(text, (digit) => (digit === '1' ? 'number-yao' : part(Number(digit))));
}

/** A unit that is left out between two others is a 零: 一小时零五秒. */
function lengths(units: readonly (readonly [number, string])[]): Parts {
  const parts: string[] = [];
  let gap = false;
  for (const [value, unit] of units) {
    if (value > 0) parts.push(...(gap ? [part(0)] : []), ...count(value), unit);
    gap = value === 0 && parts.length > 0;
  }
  return parts.length > 0 ? parts : [part(0), 'seconds'];
}

/** Two of something is 两: 两分钟, 两点; as a number it is 二. */
function count(value: number): Parts {
  return value === 2 ? ['number-liang'] : number(value);
}

function number(value: number): Parts {
  if (sayable(value) < 0) return ['minus', ...number(-value)];
  if (value === 0) return [part(0)];

  const parts: string[] = [];
  for (let group = 2; group >= 0; group--) {
    const four = Math.floor(value / 10_000 ** group) % 10_000;
    if (four === 0) continue;
    // A gap before this group is one 零, however wide it is: 十万零五百.
    if (parts.length > 0 && (four < 1000 || skipped(value, group))) parts.push(part(0));
    parts.push(...(four === 2 && group > 0 ? ['number-liang'] : groupOfFour(four, parts.length === 0)));
    if (group > 0) parts.push(BETWEEN[group] ?? '');
  }
  return parts;
}

/** Whether the group above this one is empty: 一亿零三千. */
function skipped(value: number, group: number): boolean {
  return Math.floor(value / 10_000 ** (group + 1)) % 10_000 === 0;
}

/** 1 to 9999. At the very beginning 一十 is said as 十. */
function groupOfFour(four: number, first: boolean): Parts {
  const parts: string[] = [];
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(four / 10 ** place) % 10;
    if (digit === 0) {
      gap = parts.length > 0;
      continue;
    }
    if (gap) parts.push(part(0));
    gap = false;
    const silentOne = digit === 1 && place === 1 && first && parts.length === 0;
    if (!silentOne) parts.push(digit === 2 && place === 3 ? 'number-liang' : part(digit));
    if (place > 0) parts.push(WITHIN[place] ?? '');
  }
  return parts;
}

function partOfDay(hour: number): string {
  if (hour < 6) return 'small-hours';
  if (hour < 12) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}
