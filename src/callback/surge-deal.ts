// SPDX-License-Identifier: GPL-2.0-or-later
// Whose turn is it when a person is free? People are dealt to access numbers in proportion to their weights (deficit round robin). Pure.

import type { Duration, Instant } from '../kernel/index.js';

/** What was dealt to a number: people by weight. Whoever has had less of it is owed more. */
interface Dealt {
  /** People given to it, divided by its weight, counted from when it came into the wave. */
  readonly round: number;
  readonly weight: number;
  readonly lastCall: Instant;
}

/** What was dealt to the numbers that take part in a wave. */
export type Deal = ReadonlyMap<string, Dealt>;

export const NOTHING_DEALT: Deal = new Map();

/** A number to which nobody has called for so long is owed nothing. */
const TAKES_PART: Duration = 10_000;
/** A number is owed so many people at most: what its callers did not come for, others have had. */
const MOST_OWED = 2;
const GRAIN = 1e-9;

/** A call to a number has come: it takes part from where those are who have had least. */
export function dealtIn(deal: Deal, number: string, weight: number, at: Instant): Deal {
  const next = new Map<string, Dealt>();
  let least = Number.POSITIVE_INFINITY;
  for (const [other, dealt] of deal) {
    if (other === number || at - dealt.lastCall > TAKES_PART) continue;
    next.set(other, dealt);
    least = Math.min(least, dealt.round);
  }
  const own = deal.get(number);
  const isNew = own === undefined || at - own.lastCall > TAKES_PART;
  const round = !isNew ? own.round : next.size > 0 ? least : 0;
  return next.set(number, { round, weight, lastCall: at });
}

/** How many other numbers are to have a person before this one: those whose next one would still be less for their weight. */
export function owedBefore(deal: Deal, number: string): number {
  const own = deal.get(number);
  if (own === undefined) return 0;
  const next = ({ round, weight }: Dealt) => round + 1 / weight;
  let owed = 0;
  for (const [other, dealt] of deal) if (other !== number && next(dealt) < next(own) - GRAIN) owed++;
  return owed;
}

/** A person was given to this number. */
export function gave(deal: Deal, number: string): Deal {
  const own = deal.get(number);
  if (own === undefined) return deal;
  const round = own.round + 1 / own.weight;
  const held = ([other, dealt]: readonly [string, Dealt]): [string, Dealt] => {
    if (other === number) return [other, { ...own, round }];
    return [other, { ...dealt, round: Math.max(dealt.round, round - MOST_OWED / dealt.weight) }];
  };
  return new Map([...deal].map(held));
}
