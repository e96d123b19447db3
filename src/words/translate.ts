// SPDX-License-Identifier: GPL-2.0-or-later
// How does an English sentence of ours read in Chinese? It is looked up in the catalogue, and so are the parts it was made of.

import type { Language } from '../kernel/index.js';

/**
 * Sentences by their English form: `agent {} is not signed in` to `座席 {} 未签入`. Each `{}` stands for what the program puts there, which
 * is translated too if it is a sentence itself; `{2}` is the second of them, where Chinese has another order, and `{=}` is one of our
 * words, which no name of the shop's can be taken for.
 */
export type Sentences = Readonly<Record<string, string>>;

/** `FILE:LINE:COLUMN: `, for programs too. */
const PLACE = /^(\S.*?:\d+:\d+: )(.*)$/;

/** What was said before the reader's language was known: both. */
const BOTH = /^(.*) \/ (.*\p{Script=Han}.*)$/u;

/** `sign-in, sign-out`: names that programs read. */
const WORD_LIST = /^[^\s,]+(?:, [^\s,]+)+$/;

interface Pattern {
  readonly english: RegExp;
  readonly chinese: string;
  /** How much of it is said, not put in: the sentence that says most is the one that was meant. */
  readonly weight: number;
}

/** Sentences in both languages. */
export class Catalogue {
  readonly #forms: ReadonlySet<string>;
  readonly #whole: ReadonlyMap<string, string>;
  readonly #patterns: readonly Pattern[];
  readonly #words: Sentences;

  constructor(parts: readonly Sentences[], words: Sentences = {}) {
    this.#words = words;
    const all = parts.flatMap((part) => Object.entries(part));
    this.#forms = new Set(all.map(([english]) => english));
    this.#whole = new Map(all.filter(([english]) => !english.includes('{}')));
    this.#patterns = all
      .filter(([english]) => english.includes('{}'))
      .map(([english, chinese]) => patternOf(english, chinese))
      .sort((a, b) => b.weight - a.weight);
  }

  /** Whether it knows the form of a sentence, its places written `{}`. */
  knows(form: string): boolean {
    return this.#forms.has(form);
  }

  /** The sentence in the reader's language; what nobody has translated stays as it is. */
  say(sentence: string, language: Language): string {
    const lines = sentence.split('\n').map((line) => {
      const [, place = '', rest = line] = PLACE.exec(line) ?? [];
      const [, english, chinese] = BOTH.exec(rest) ?? [];
      if (english !== undefined && chinese !== undefined) return place + (language === 'zh-CN' ? chinese : english);
      return language === 'zh-CN' ? place + this.#chinese(rest) : line;
    });
    return lines.join('\n');
  }

  #chinese(sentence: string): string {
    const whole = this.#whole.get(sentence);
    if (whole !== undefined) return whole;
    for (const { english, chinese } of this.#patterns) {
      const found = english.exec(sentence);
      const said = found === null ? undefined : this.#filled(chinese, found.slice(1));
      if (said !== undefined) return said;
    }
    return this.#afterPlace(sentence);
  }

  /** Undefined: one of the parts is not the word of ours that it should be, so another sentence was meant. */
  #filled(chinese: string, parts: readonly string[]): string | undefined {
    let next = 0;
    let fits = true;
    const said = chinese.replace(/\{([\d=]?)\}/g, (_, mark: string) => {
      const part = parts[/\d/.test(mark) ? Number(mark) - 1 : next++] ?? '';
      if (mark === '=') {
        fits &&= this.#words[part] !== undefined;
        return this.#words[part] ?? part;
      }
      if (WORD_LIST.test(part)) return part.replaceAll(', ', '、');
      return part.includes(' ') ? (this.#words[part] ?? this.#chinese(part)) : part;
    });
    return fits ? said : undefined;
  }

  /** `FILE: what is wrong with it`: only what follows is ours. */
  #afterPlace(sentence: string): string {
    const at = sentence.indexOf(': ');
    if (at < 0) return sentence;
    const [place, rest] = [sentence.slice(0, at), sentence.slice(at + 2)];
    const said = this.#chinese(rest);
    if (said === rest) return sentence;
    return `${place}：${said}`;
  }
}

function patternOf(english: string, chinese: string): Pattern {
  const fixed = english.split('{}');
  const source = fixed.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('(.*?)');
  return { english: new RegExp(`^${source}$`), chinese, weight: fixed.join('').length };
}
