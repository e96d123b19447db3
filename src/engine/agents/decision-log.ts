// SPDX-License-Identifier: GPL-2.0-or-later
// How is kept why a call was offered to this agent? As an event of the call: him and the next five, the names of their figures once, the others counted.

import type { Considered, Decision } from '../../acd/index.js';
import type { Records } from '../records/index.js';
import type { Called } from './waiting-parties.js';

const FIGURES = 12; // of one agent

/** Writes a decision down. What there is none of is left out: there is one for each offer. */
export function noteDecision(records: Records, decision: Decision, of: Called): void {
  const { offer, queue, strategy, winner, next, further, others } = decision;
  const compared = [...new Set([winner, ...next].flatMap(({ figures }) => Object.keys(figures)))].slice(0, FIGURES);
  const told = ({ figures }: Considered) => compared.map((name) => rounded(figures[name] ?? 0));
  records.event('call.matched', {
    ...{ offer, ...of, queue, agent: winner.agent, strategy },
    ...(compared.length > 0 && { compared, figures: told(winner) }),
    ...(next.length > 0 && { next: next.map((one) => [one.agent, ...told(one)] as const) }),
    ...(further > 0 && { further }),
    ...(Object.keys(others).length > 0 && { others }),
  });
}

/** Times in whole milliseconds; what lies between 0 and 10, such as a draw, to three places. */
function rounded(figure: number): number {
  return Math.abs(figure) < 10 ? Math.round(figure * 1_000) / 1_000 : Math.round(figure);
}
