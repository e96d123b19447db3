// SPDX-License-Identifier: GPL-2.0-or-later
// How does it stand in the database why a call went where it went? What was asked and found as the place of its sentence, with what the sentence leaves open.

import type { AskedAndFound, BusinessEvents } from '../bus/index.js';
import { type Code, type Codes, codeOf, type Shorten } from './short-facts.js';

type Routed = Omit<BusinessEvents['call.routed'], 'call' | 'queue'>;

/** What rows of before mean by a number: these lists are only added to, at their ends. A sentence that is in none of them is written out. */
const PLACES = ['queue', 'flow', 'ring', 'announce', 'computerAgent', 'captureOnly', 'refuse', 'message'];
const REASONS = [
  'queue',
  'flow',
  'surge',
  'rule',
  'area',
  'message',
  'nobodySignedIn',
  'nobodyReady',
  'nobodySkilled',
  'queueFull',
  'outsideHours',
  'blacklist',
  'unknownNumber',
  'incompleteNumber',
  'noSpace',
  'closing',
];

/** `#` is a number, `*` any words, `@` the queue of the event. */
const SENTENCES: readonly AskedAndFound[] = [
  ['box', 'open'],
  ['access number', '@'],
  ['access number', '*'],
  ['blacklist', 'not listed'],
  ['hours', 'open'],
  ['hours', 'open, by hand'],
  ['hours', 'closed'],
  ['hours', 'closed, by hand'],
  ['surge', 'human, calm'],
  ['surge', '# of # channels of * are busy, a surge begins at #'],
  ['surge', 'surge: # of # channels of * are busy, computer agents take # %'],
  ['surge', 'the next caller waits # s, a surge begins at # s'],
  ['surge', 'switched * by hand'],
  ['surge', 'human: # calls are with people, # are left to them'],
  ['surge', 'human: the share leaves this call to people'],
  ['surge', '*: the share gives it this call'],
  ['surge', '*: only # channels are free'],
  ['surge', "*: people had a call to take, but it is another number's turn by its weight"],
  ['surge', '*: a person is free, but is kept for another number by its weight'],
  ['queue', 'takes calls'],
  ['queue', 'a dialogue comes first'],
  ['queue', 'nobodySignedIn'],
  ['queue', 'queueFull'],
  ['rule *', 'does not hold'],
  ['rule *', 'holds: *'],
  ['area', 'unknown'],
  ['area', '*, as *'],
  ['area', '*'],
  ['rule *', 'area *: does not hold'],
];
/** The usual beginning, in one. */
const CALM = ['box', 'access number', 'blacklist', 'hours'].length;
const USUAL = -1;

const PATTERNS = SENTENCES.map(([asked, found]) => ({ asked: patternOf(asked), found: patternOf(found) }));

function patternOf(sentence: string): RegExp | undefined {
  if (!/[#*]/.test(sentence)) return undefined;
  const open = sentence.replaceAll(/[.+?^$()|[\]\\{}]/g, '\\$&');
  return new RegExp(`^${open.replaceAll('*', '(.+)').replaceAll('#', '(0|[1-9]\\d*)')}$`, 's');
}

/** Where to, why, then what was asked and found, then rule, rules and priority where there are some. */
export const shortRoute: Shorten = (facts, { queue }) => {
  const { to, reason, trace, ...more } = facts as unknown as Routed;
  const codes: Code[] = [codeOf(PLACES, to), codeOf(REASONS, reason), trace.length];
  const isUsual = trace.length >= CALM && isUsualStart(trace, queue);
  if (isUsual) codes.push(USUAL);
  for (const line of isUsual ? trace.slice(CALM) : trace) codes.push(...lineCodes(line, queue));
  const { rule, rules = [], priority } = more;
  if (rule === undefined && priority === undefined) return codes;
  return [...codes, rules.length, ...rules, rule ?? '', priority ?? 0];
};

function isUsualStart(trace: readonly AskedAndFound[], queue: string): boolean {
  return trace
    .slice(0, CALM)
    .every(([asked, found], nth) => asked === usual(queue)[nth]?.[0] && found === usual(queue)[nth]?.[1]);
}

function usual(queue: string): readonly AskedAndFound[] {
  return [
    ['box', 'open'],
    ['access number', queue],
    ['blacklist', 'not listed'],
    ['hours', 'open'],
  ];
}

function lineCodes([asked, found]: AskedAndFound, queue: string): readonly Code[] {
  for (const [place, sentence] of SENTENCES.entries()) {
    const open = [
      ...opened(asked, sentence[0], PATTERNS[place]?.asked, queue),
      ...opened(found, sentence[1], PATTERNS[place]?.found, queue),
    ];
    if (!open.includes(null)) return [place, ...open.filter((code) => code !== null)];
  }
  return [asked, found];
}

/** What a sentence leaves open; null in it: it is another sentence. */
function opened(said: string, sentence: string, pattern: RegExp | undefined, queue: string): readonly (Code | null)[] {
  if (pattern === undefined) return said === (sentence === '@' ? queue : sentence) ? [] : [null];
  const found = pattern.exec(said);
  if (found === null) return [null];
  const marks = [...sentence].filter((letter) => letter === '#' || letter === '*');
  return marks.map((mark, nth) => (mark === '#' ? Number(found[nth + 1]) : (found[nth + 1] ?? '')));
}

/** The facts of such a row. */
export function routeInFull(codes: Codes): Routed {
  const to = codes.word(PLACES);
  const reason = codes.word(REASONS);
  const lines = codes.number();
  const trace: AskedAndFound[] = [];
  while (trace.length < lines && !codes.isAtEnd) trace.push(...linesOf(codes));
  if (codes.isAtEnd) return { to, reason, trace };
  const rules = Array.from({ length: codes.number() }, () => String(codes.next()));
  const rule = String(codes.next());
  const priority = codes.number();
  return {
    ...{ to, reason },
    ...(rule !== '' && { rule, rules }),
    ...(priority !== 0 && { priority }),
    trace,
  };
}

function linesOf(codes: Codes): readonly AskedAndFound[] {
  const code = codes.next();
  if (code === USUAL) return usual(codes.beside.queue);
  if (typeof code === 'string') return [[code, String(codes.next())]];
  const [asked, found] = SENTENCES[code] ?? ['', ''];
  return [[filled(asked, codes), filled(found, codes)]];
}

function filled(sentence: string, codes: Codes): string {
  if (sentence === '@') return codes.beside.queue;
  return sentence.replaceAll(/[#*]/g, () => String(codes.next()));
}
