// SPDX-License-Identifier: GPL-2.0-or-later
// How do the facts of events that every call has stand in the database? In a short form; whoever reads them has the whole one.

import { isDeepStrictEqual } from 'node:util';
import { matchInFull, shortMatch } from './short-match.js';
import { routeInFull, shortRoute } from './short-route.js';

type Facts = Readonly<Record<string, unknown>>;
/** Short, or undefined where it cannot be said so. */
export type Shorten = (facts: Facts, queue: string) => readonly Code[] | undefined;
/** What an element of the short form may be. */
export type Code = number | string;

/** Under this name the short form stands; rows of before it, and what cannot be said so, have their facts by name. */
const SHORT = 's';

const FORMS: Readonly<Record<string, { readonly shorten: Shorten; readonly inFull: (short: Codes) => Facts }>> = {
  'call.routed': { shorten: shortRoute, inFull: routeInFull },
  'call.matched': { shorten: shortMatch, inFull: matchInFull },
};

/** The facts beside those that have columns of their own, as they are written. Lossless: what would not come back as it was is left as it is. */
export function shortened(type: string, facts: Facts, queue: unknown): Facts {
  const form = FORMS[type];
  if (form === undefined) return facts;
  const name = typeof queue === 'string' ? queue : '';
  const short = form.shorten(facts, name);
  if (short === undefined || !isDeepStrictEqual(form.inFull(new Codes(short, name)), facts)) return facts;
  return { [SHORT]: short };
}

/** As they were, of the text that stands in the database. */
export function factsInFull(type: string, detail: string | null, queue: string | null): Facts {
  const facts = detail === null ? {} : (JSON.parse(detail) as Facts);
  const short = facts[SHORT];
  const form = FORMS[type];
  if (form === undefined || !Array.isArray(short)) return facts;
  return form.inFull(new Codes(short as readonly Code[], queue ?? ''));
}

/** A short form that is read from its beginning. */
export class Codes {
  /** That of the event. */
  readonly queue: string;
  readonly #codes: readonly Code[];
  #at = 0;

  constructor(codes: readonly Code[], queue: string) {
    this.#codes = codes;
    this.queue = queue;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#codes.length;
  }

  next(): Code {
    return this.#codes[this.#at++] ?? '';
  }

  number(): number {
    return Number(this.next());
  }

  numbers(count: number): number[] {
    return Array.from({ length: count }, () => this.number());
  }

  /** A word of a list by its place, or the word itself. */
  word(words: readonly string[]): string {
    const code = this.next();
    return typeof code === 'number' ? (words[code] ?? '') : code;
  }
}

/** The place of a word in a list, or itself. */
export function codeOf(words: readonly string[], word: string): Code {
  const place = words.indexOf(word);
  return place < 0 ? word : place;
}
