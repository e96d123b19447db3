// SPDX-License-Identifier: GPL-2.0-or-later
// How are figures said from recorded parts? One list of prompt names each; every language has its own grammar.

import type { Duration, Language } from '../kernel/index.js';
import { english } from './speech-en.js';
import { mandarin } from './speech-zh.js';

/** Names of prompts that are played one after the other. */
export type Parts = readonly string[];

/** A day to be said; `weekday` 1 (Monday) to 7. What is left out is not said. */
export interface SpokenDate {
  readonly year?: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly weekday?: number;
}

/** How a language says figures. Numbers are below 10^12 in size; others throw a RangeError. */
export interface Speech {
  /** As a quantity: 105 is "one hundred and five". An integer. */
  number(value: number): Parts;
  /** A quantity as it is written, `3.14` or `-20`: what follows the point digit by digit. */
  decimal(written: string): Parts;
  /** Yuan, as it is written: `12.5` is 十二元五角; at most two digits follow the point. */
  amount(written: string): Parts;
  /** One by one, as a telephone number is read; what is no key of a telephone is left out. */
  digits(text: string): Parts;
  /** A telephone number in the groups in which it is written, or in those that are usual in China, with a breath between them. */
  phone(text: string): Parts;
  /** The place in a queue, from 1. */
  position(value: number): Parts;
  /** `hour` 0 to 23, `minute` 0 to 59. */
  time(hour: number, minute: number): Parts;
  /** A day, with as much of it as is given. */
  date(date: SpokenDate): Parts;
  /** A length of time to the second, below 10^12 minutes. */
  duration(length: Duration): Parts;
  /** A waiting time, rounded up to minutes: "less than one minute" below one. */
  wait(length: Duration): Parts;
}

const SPEECH: Readonly<Record<Language, Speech>> = { 'zh-CN': mandarin, en: english };

/** The figures of a language. */
export function speechOf(language: Language): Speech {
  return SPEECH[language];
}
