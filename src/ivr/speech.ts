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

/** How a language says figures. Numbers are integers below 10^12 in size; others throw a RangeError. */
export interface Speech {
  /** As a quantity: 105 is "one hundred and five". */
  number(value: number): Parts;
  /** One by one, as a telephone number is read; what is no key of a telephone is left out. */
  digits(text: string): Parts;
  /** The place in a queue, from 1. */
  position(value: number): Parts;
  /** `hour` 0 to 23, `minute` 0 to 59. */
  time(hour: number, minute: number): Parts;
  /** A day, with as much of it as is given. */
  date(date: SpokenDate): Parts;
  /** A waiting time, rounded up to minutes: "less than one minute" below one. */
  wait(length: Duration): Parts;
}

const SPEECH: Readonly<Record<Language, Speech>> = { 'zh-CN': mandarin, en: english };

/** The figures of a language. */
export function speechOf(language: Language): Speech {
  return SPEECH[language];
}
