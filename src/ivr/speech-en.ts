// SPDX-License-Identifier: GPL-2.0-or-later
// How does English say figures? Teens and tens, "hundred and", thousands and millions; ordinals for days.

import type { Parts, Speech } from './speech.js';
import { decimalOf, fenOf, keys, minutesOf, part, sayable, unitsOf } from './spoken-number.js';
import { phoneParts } from './spoken-phone.js';

const GROUPS = ['', 'thousand', 'million', 'billion'];

/** Figures of English, by prompts of en. */
export const english: Speech = {
  number,
  digits,
  phone: (text) => phoneParts(text, digits),

  decimal(written) {
    const { negative, whole, behind } = decimalOf(written);
    return [...(negative ? ['minus'] : []), ...number(whole), ...(behind === '' ? [] : ['point', ...digits(behind)])];
  },

  // The money of the shop: yuan and fen have no plural.
  amount(written) {
    const { negative, yuan, fen } = fenOf(written);
    const yuans = yuan > 0 || fen === 0 ? [...number(yuan), 'yuan'] : [];
    const fens = fen === 0 ? [] : [...(yuan > 0 ? ['number-and'] : []), ...number(fen), 'fen'];
    return [...(negative ? ['minus'] : []), ...yuans, ...fens];
  },

  duration(length) {
    const { days, hours, minutes, seconds } = unitsOf(length);
    const parts = [
      ...counted(days, 'day'),
      ...counted(hours, 'hour'),
      ...counted(minutes, 'minute'),
      ...counted(seconds, 'second'),
    ];
    return parts.length > 0 ? parts : [part(0), 'seconds'];
  },

  position: (value) => ['position-before', ...number(value), 'position-after'],

  time(hour, minute) {
    if (minute === 0 && hour === 0) return ['midnight'];
    if (minute === 0 && hour === 12) return ['noon'];
    const clock = number(hour % 12 === 0 ? 12 : hour % 12);
    const minutes = minute === 0 ? [] : minute < 10 ? ['number-oh', part(minute)] : number(minute);
    return [...clock, ...minutes, hour < 12 ? 'morning' : 'afternoon'];
  },

  date({ year, month, day, weekday }) {
    const weekdays = weekday === undefined ? [] : [`weekday-${weekday}`];
    const years = year === undefined ? [] : yearOf(year);
    return [...weekdays, 'the', `ordinal-${day}`, 'of', `month-${month}`, ...years];
  },

  wait(length) {
    if (length < 60_000) return ['less-than', part(1), 'minute'];
    const { hours, minutes } = minutesOf(length);
    return [...counted(hours, 'hour'), ...counted(minutes, 'minute')];
  },
};

function digits(text: string): Parts {
  return keys(text, (digit) => part(Number(digit)));
}

function number(value: number): Parts {
  if (sayable(value) < 0) return ['minus', ...number(-value)];
  if (value === 0) return [part(0)];

  const parts: string[] = [];
  for (let group = 3; group >= 0; group--) {
    const three = Math.floor(value / 1000 ** group) % 1000;
    if (three === 0) continue;
    // "one thousand and five": the last group, below a hundred, is joined by "and".
    if (group === 0 && parts.length > 0 && three < 100) parts.push('number-and');
    parts.push(...belowThousand(three));
    if (group > 0) parts.push(GROUPS[group] ?? '');
  }
  return parts;
}

function belowThousand(value: number): Parts {
  if (value < 100) return belowHundred(value);
  const hundreds = [part(Math.floor(value / 100)), 'hundred'];
  const rest = value % 100;
  return rest === 0 ? hundreds : [...hundreds, 'number-and', ...belowHundred(rest)];
}

function belowHundred(value: number): Parts {
  if (value <= 20 || value % 10 === 0) return [part(value)];
  return [part(value - (value % 10)), part(value % 10)];
}

/** In pairs, "twenty twenty-six", but "two thousand and six". */
function yearOf(year: number): Parts {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (year < 1000 || year > 9999 || (century % 10 === 0 && rest < 10)) return number(year);
  if (rest === 0) return [...number(century), 'hundred'];
  return [...number(century), ...(rest < 10 ? ['number-oh', part(rest)] : number(rest))];
}

function counted(value: number, unit: string): Parts {
  if (value === 0) return [];
  return [...number(value), value === 1 ? unit : `${unit}s`];
}
