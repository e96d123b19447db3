// SPDX-License-Identifier: GPL-2.0-or-later
// Which choice did a caller mean, or which digits, by what an engine understood? The longest phrase in it; pure.

import type { Language } from '../kernel/index.js';

/** What may be said in place of keys: phrases for each key of a menu, or the digits of a number. */
export type MaySay =
  | {
      readonly kind: 'choices';
      readonly phrases: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>;
    }
  | { readonly kind: 'digits' };

const DIGITS: Readonly<Record<string, string>> = {
  ...{ zero: '0', oh: '0', o: '0', nought: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6' },
  ...{ seven: '7', eight: '8', nine: '9', star: '*', hash: '#', pound: '#' },
  ...{
    零: '0',
    〇: '0',
    洞: '0',
    一: '1',
    幺: '1',
    妖: '1',
    二: '2',
    两: '2',
    三: '3',
    四: '4',
    五: '5',
    六: '6',
    七: '7',
    八: '8',
    九: '9',
  },
};
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 };
const SPOKEN_DIGITS: Readonly<Record<Language, readonly string[]>> = {
  en: ['zero', 'oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  'zh-CN': ['零', '一', '幺', '二', '三', '四', '五', '六', '七', '八', '九'],
};

/** The grammar for the engine. */
export function phrasesOf(what: MaySay, language: Language): readonly string[] {
  if (what.kind === 'digits') return SPOKEN_DIGITS[language];
  return [...new Set(Object.values(what.phrases).flatMap((phrases) => phrases[language]))];
}

/** The keys that he meant; undefined: that is none of them, or may be two. */
export function keysMeant(what: MaySay, language: Language, text: string): string | undefined {
  const words = wordsOf(text);
  return what.kind === 'digits' ? digitsIn(words) : choiceIn(what.phrases, language, words);
}

function choiceIn(
  phrases: Extract<MaySay, { readonly kind: 'choices' }>['phrases'],
  language: Language,
  words: readonly string[],
): string | undefined {
  let best: { readonly keys: ReadonlySet<string>; readonly length: number } = { keys: new Set(), length: 0 };
  for (const [key, ofLanguage] of Object.entries(phrases)) {
    for (const phrase of ofLanguage[language]) {
      const wanted = wordsOf(phrase);
      if (wanted.length === 0 || wanted.length < best.length || !isIn(wanted, words)) continue;
      best = { keys: new Set(wanted.length > best.length ? [key] : [...best.keys, key]), length: wanted.length };
    }
  }
  if (best.length > 0) return best.keys.size === 1 ? [...best.keys][0] : undefined;
  const digit = digitsIn(words); // he says the key itself
  return digit !== undefined && Object.hasOwn(phrases, digit) ? digit : undefined;
}

function isIn(wanted: readonly string[], words: readonly string[]): boolean {
  return words.some((_, at) => wanted.every((word, index) => words[at + index] === word));
}

/** Digits one by one, `double` and `triple` before one; anything else between them and it is no number. */
function digitsIn(words: readonly string[]): string | undefined {
  let [digits, times] = ['', 1];
  for (const word of words) {
    const digit = DIGITS[word] ?? (/^\d+$/.test(word) ? word : undefined);
    if (digit !== undefined) {
      digits += digit.repeat(times);
      times = 1;
    } else if (TIMES[word] !== undefined && times === 1) times = TIMES[word];
    else return undefined;
  }
  return digits === '' || times > 1 ? undefined : digits;
}

/** Words of letters, and each Chinese character, as none of them is spelled in two ways. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|〇|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|\d+/gu) ?? []
  );
}
