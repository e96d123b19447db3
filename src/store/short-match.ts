// SPDX-License-Identifier: GPL-2.0-or-later
// How does it stand in the database why an agent was offered a call? His figures and those of the next as numbers, all names as their places in a list.

import type { BusinessEvents } from '../bus/index.js';
import { type Code, type Codes, codeOf, type Shorten } from './short-facts.js';
import { offerInFull, shortOffer } from './short-ids.js';

type Match = Omit<BusinessEvents['call.matched'], 'call' | 'queue' | 'agent'>;

/** What rows of before mean by a number: only added to, at the end. */
const STRATEGIES = [
  'longestIdle',
  'balanced',
  'idleRatio',
  'leastTalk',
  'leastTalkRatio',
  'fewestCalls',
  'highestSkill',
  'lowestSkill',
  'circular',
  'ringAll',
  'linear',
  'weightedRandom',
];
const COMPARED = [
  'idle',
  'handled',
  'place',
  'penalty',
  'idleInAll',
  'signedIn',
  'talked',
  'level',
  'levels',
  'after',
  'weight',
  'draw',
];
const REASONS = [
  'signedOut',
  'notReady',
  'busy',
  'ringing',
  'talking',
  'wrapUp',
  'reserved',
  'skill',
  'penalty',
  'notHim',
];

/** Offer with its attempt, strategy, what was compared, his figures, how many are next, each with his figures, how many more, the others by reason. */
export const shortMatch: Shorten = (facts) => {
  const {
    offer,
    strategy,
    compared = [],
    figures = [],
    next = [],
    further = 0,
    others = {},
    attempt,
  } = facts as unknown as Match;
  const made = shortOffer(offer, attempt);
  if (made === undefined) return undefined;
  return [
    made,
    codeOf(STRATEGIES, strategy),
    compared.length,
    ...compared.map((name) => codeOf(COMPARED, name)),
    ...figures,
    next.length,
    ...next.flat(),
    further,
    ...Object.entries(others).flatMap(([reason, count]): Code[] => [codeOf(REASONS, reason), count]),
  ];
};

/** The facts of such a row. */
export function matchInFull(codes: Codes): Match {
  const made = offerInFull(String(codes.next()));
  const strategy = codes.word(STRATEGIES);
  const compared = Array.from({ length: codes.number() }, () => codes.word(COMPARED));
  const figures = codes.numbers(compared.length);
  const next = Array.from(
    { length: codes.number() },
    () => [String(codes.next()), ...codes.numbers(compared.length)] as const,
  );
  const further = codes.number();
  const others: Record<string, number> = {};
  while (!codes.isAtEnd) others[codes.word(REASONS)] = codes.number();
  return {
    ...made,
    strategy,
    ...(compared.length > 0 && { compared, figures }),
    ...(next.length > 0 && { next }),
    ...(further > 0 && { further }),
    ...(Object.keys(others).length > 0 && { others }),
  };
}
