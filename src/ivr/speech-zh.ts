// SPDX-License-Identifier: GPL-2.0-or-later
// How does Mandarin say figures? 十 百 千 within groups of four, 万 and 亿 between them, 零 for gaps, 两 for two of something.

import type { Parts, Speech } from './speech.js';
import { keys, minutesOf, part, sayable } from './spoken-number.js';

const WITHIN = ['', 'number-10', 'hundred', 'thousand']; // 十 百 千
const BETWEEN = ['', 'ten-thousand', 'hundred-million']; // 万 亿

/** Figures of Mandarin, by prompts of zh-CN. */
export const mandarin: Speech = {
  number,
  digits: (text) => keys(text, (digit) => (digit === '1' ? 'number-yao' : part(Number(digit)))),
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
