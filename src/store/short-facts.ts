// SPDX-License-Identifier: GPL-2.0-or-later
// How do the facts of events that every call has stand in the database? In a short form; whoever reads them has the whole one.

import { isDeepStrictEqual } from 'node:util';
import {
  offeredInFull,
  recordedInFull,
  recordingInFull,
  shortOffered,
  shortRecorded,
  shortRecording,
} from './short-ids.js';
import { matchInFull, shortMatch } from './short-match.js';
import { routeInFull, shortRoute } from './short-route.js';

type Facts = Readonly<Record<string, unknown>>;
/** Short, or undefined where it cannot be said so. */
export type Shorten = (facts: Facts, beside: Beside) => readonly Code[] | undefined;
/** What the event says in columns of its own; nothing is ''. */
export interface Beside {
  readonly call: string;
  readonly queue: string;
}
/** What an element of the short form may be. */
export type Code = number | string;

/** The same before it is written, and as it is read. */
type Columns = Readonly<Record<keyof Beside, unknown>>;
type Read = Readonly<Record<keyof Beside, string | null>>;

/** Under this name the short form stands; rows of before it, and what cannot be said so, have their facts by name. */
const SHORT = 's';

const FORMS: Readonly<Record<string, { readonly shorten: Shorten; readonly inFull: (short: Codes) => Facts }>> = {
  'call.routed': { shorten: shortRoute, inFull: routeInFull },
  'call.matched': { shorten: shortMatch, inFull: matchInFull },
  'offer.made': { shorten: shortOffered, inFull: offeredInFull },
  'offer.accepted': { shorten: shortOffered, inFull: offeredInFull },
  'recording.started': { shorten: shortRecording, inFull: recordingInFull },
  'recording.ended': { shorten: shortRecorded, inFull: recordedInFull },
};

/** The facts beside those that have columns of their own, as they are written. Lossless: what would not come back as it was is left as it is. */
export function shortened(type: string, facts: Facts, { call, queue }: Columns): Facts {
  const form = FORMS[type];
  if (form === undefined) return facts;
  const beside = { call: String(call ?? ''), queue: String(queue ?? '') };
  const short = form.shorten(facts, beside);
  if (short === undefined || !isDeepStrictEqual(form.inFull(new Codes(short, beside)), facts)) return facts;
  return { [SHORT]: short };
}

/** As they were, of the text that stands in the database. */
export function factsInFull(type: string, detail: string | null, { call, queue }: Read): Facts {
  const facts = detail === null ? {} : (JSON.parse(detail) as Facts);
  const short = facts[SHORT];
  const form = FORMS[type];
  if (form === undefined || !Array.isArray(short)) return facts;
  return form.inFull(new Codes(short as readonly Code[], { call: call ?? '', queue: queue ?? '' }));
}

/** A short form that is read from its beginning. */
export class Codes {
  /** Of the same event. */
  readonly beside: Beside;
  readonly #codes: readonly Code[];
  #at = 0;

  constructor(codes: readonly Code[], beside: Beside) {
    this.#codes = codes;
    this.beside = beside;
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
