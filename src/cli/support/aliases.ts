// SPDX-License-Identifier: GPL-2.0-or-later
// How does a text leave the shop without its people? Numbers, names and secrets become aliases, the same one wherever they stand.
//
// Two nets: what is known (the file's names, PINs, numbers, secrets) is taken out wherever it stands; what only looks like a number, an
// address or a secret is taken out, too. Times and the box's own ids stay: without them nobody could follow a call.

import { listKey, type NumberPlan } from '../../dialling/index.js';

type Kind = 'number' | 'person' | 'secret' | 'address';

/** The box's own ids: kind, 16 letters of time, counter and chance; with what is written behind them. */
const OWN_ID = String.raw`\b[a-z]+-[0-9a-hjkmnp-tv-z]{16}\b(?:\.\d{1,3})?`;
const DAY = String.raw`(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?Z?`;
const TIME = String.raw`\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b`;
const IP = String.raw`\b\d{1,3}(?:\.\d{1,3}){3}\b`;
/** Seven digits and more, with what people write between them; or five and six that stand alone. */
const NUMBER = String.raw`\+?\(?\d(?:(?: ?[.-]|\) ?| )?\d){6,}|(?<![\p{L}\d.])\d{5,6}(?![\p{L}\d])`;
const NUMBERS = new RegExp(`(${OWN_ID})|(${DAY})|(${TIME})|(${IP})|(${NUMBER})`, 'gu');

const MAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
const URL_BEYOND_HOST = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@"']+@)?([^\s/?#"'`<>)]+)([/?#][^\s"'`<>)]+)/gi;
const HASH = /\b(?:scrypt|sha256|v1)[$=:][^\s"',}]+/g;
/** Long and of letters and figures: a key of somebody. */
const TOKEN = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}(?![\w-])/g;
const USER = /\b(user:|program:[\w.-]+\()([^\s"'(),]+)/g;
const HOME = /(\/home\/)([^\s"'/:]+)/g;

const SECRET_KEYS =
  'pin|pinhash|password|passwd|secret|token|access_token|accesstoken|key|sign|authorization|cookie|user';
const SECRET_KEY = new RegExp(`^(?:${SECRET_KEYS})$`, 'i');
/** What programs write as a number though it is one to dial. */
const NUMBER_KEY = /number|call(?:ed|ing|er)|phone/i;
/** `user: li` of a file; an actor is `user:li(1000)`. */
const USER_FIELD = /(\buser["']?\s*[:=]\s+)(["']?)([^\s"',}]+)\2/gi;
/** `pin: 4711`, `"password": "x"`, `key=x`, in whatever text. */
const SECRET_FIELD = new RegExp(
  String.raw`((?<![\w-])(?:${SECRET_KEYS.replace('|user', '')})["']?\s*[:=]\s*)(["']?)([^\s"',&}{\]]+)\2`,
  'gi',
);

export class Aliases {
  readonly #plan: NumberPlan | undefined;
  readonly #known = new Map<string, Kind>();
  readonly #aliases = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #counts: Record<Kind, number> = { number: 0, person: 0, secret: 0, address: 0 };

  /** With a plan, the forms of one number have one alias. */
  constructor(plan?: NumberPlan) {
    this.#plan = plan;
  }

  /** How many of each kind were taken out. */
  get counts(): Readonly<Record<Kind, number>> {
    return { ...this.#counts };
  }

  /** Taken out wherever it stands from now on. */
  know(kind: Kind, value: unknown): void {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim().length >= 2) this.#known.set(text.trim(), kind);
  }

  /** The text without them. */
  text(text: string): string {
    const known = [...this.#known].sort(([a], [b]) => b.length - a.length);
    let said = text;
    for (const [value, kind] of known) {
      if (said.includes(value)) said = said.replaceAll(wholeWord(value), () => this.#mark(kind, value));
    }
    const field = (all: string, key: string, quote: string, value: string) =>
      /^(?:null|true|false|undefined)$/.test(value) || hasMark(value)
        ? all
        : `${key}${quote}${this.#mark('secret', value)}${quote}`;
    const marked = said
      .replaceAll(URL_BEYOND_HOST, (_, scheme: string, host: string, rest: string) =>
        rest === '/' ? `${scheme}${host}/` : `${scheme}${host}/${this.#mark('secret', rest)}`,
      )
      .replaceAll(SECRET_FIELD, field)
      .replaceAll(USER_FIELD, field)
      .replaceAll(HASH, (hash) => this.#mark('secret', hash))
      .replaceAll(MAIL, (address) => this.#mark('address', address))
      .replaceAll(
        USER,
        (_, before: string, name: string) => before + (isOurs(name) ? name : this.#mark('person', name)),
      )
      .replaceAll(
        HOME,
        (_, before: string, name: string) => before + (hasMark(name) ? name : this.#mark('person', name)),
      )
      .replaceAll(NUMBERS, (all, id, day, time, ip, number: string | undefined) =>
        number === undefined || id || day || time || ip ? all : this.#mark('number', number),
      )
      .replaceAll(TOKEN, (token) => (IS_OWN_ID.test(token) ? token : this.#mark('secret', token)));
    return marked.replaceAll(MARKS, (mark) => this.#names[(mark.codePointAt(0) ?? FIRST_MARK) - FIRST_MARK] ?? mark);
  }

  /** The same for what is in an object: by its keys, too. Numbers of programs, such as times and counts, stay; a file's are people's. */
  value(value: unknown, key = '', from: 'program' | 'person' = 'program'): unknown {
    if (key === 'personal') return '[personal]';
    const isPlain = typeof value === 'string' || typeof value === 'number';
    if (SECRET_KEY.test(key) && isPlain && value !== '') return this.#alias('secret', String(value));
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number' && (from === 'person' || NUMBER_KEY.test(key))) return this.#number(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item, key, from));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [this.text(name), this.value(item, name, from)]),
    );
  }

  #number(value: number): unknown {
    const text = String(value);
    const said = this.text(text);
    return said === text ? value : said;
  }

  #alias(kind: Kind, value: string): string {
    return this.#names[this.#numberOf(kind, value)] ?? '';
  }

  /** Stands in the text until all is taken out: nothing in it could be taken for a number, or for a part of one. */
  #mark(kind: Kind, value: string): string {
    return String.fromCodePoint(FIRST_MARK + this.#numberOf(kind, value));
  }

  #numberOf(kind: Kind, value: string): number {
    const key = `${kind} ${kind === 'number' ? this.#canonical(value) : value}`;
    const there = this.#aliases.get(key);
    if (there !== undefined) return there;
    const made = this.#names.push(`${kind}-${++this.#counts[kind]}`) - 1;
    this.#aliases.set(key, made);
    return made;
  }

  #canonical(number: string): string {
    const digits = number.replaceAll(/[^\d+]/g, '');
    return this.#plan === undefined ? digits : listKey(digits, this.#plan);
  }
}

/** Of the private plane: no text of a shop has them. */
const FIRST_MARK = 0xf0000;
const MARKS = /[\u{f0000}-\u{fffff}]/gu;
const hasMark = (text: string) => /[\u{f0000}-\u{fffff}]/u.test(text);
const IS_OWN_ID = new RegExp(`^${OWN_ID}$`);

/** Users that every machine has. */
const isOurs = (name: string) => ['root', 'spillway', 'unknown'].includes(name) || hasMark(name);

/** Not within other words: `Li` is no part of `Listen`. Chinese has no spaces between words. */
function wholeWord(value: string): RegExp {
  const quoted = value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const inner = /\p{Script=Han}/u.test(value) ? '' : String.raw`[\p{L}\d]`;
  return inner === '' ? new RegExp(quoted, 'gu') : new RegExp(`(?<!${inner})${quoted}(?!${inner})`, 'gu');
}
