// SPDX-License-Identifier: GPL-2.0-or-later
// How is kept why a call was offered to this agent? As an event of the call: him and the next five, the others counted.

import type { Considered, Decision } from '../../acd/index.js';
import type { Records } from '../records/index.js';

const FIGURES = 12; // of one agent

/** Writes a decision down. */
export function noteDecision(records: Records, decision: Decision): void {
  const { offer, call, queue, strategy, winner, next, further, others } = decision;
  records.event('call.matched', {
    ...{ offer, call, queue, agent: winner.agent, strategy },
    figures: told(winner),
    next: next.map((one) => ({ agent: one.agent, figures: told(one) })),
    further,
    others,
  });
}

function told({ figures }: Considered): Readonly<Record<string, number>> {
  const rounded = Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000] as const);
  return Object.fromEntries(rounded.slice(0, FIGURES));
}
