// SPDX-License-Identifier: GPL-2.0-or-later
// Why did a call in a wave get what it got? In words, for `route explain`; words/routing.ts has them in Chinese. Pure.

import type { SurgeDecision, SurgeGrounds } from '../../callback/index.js';

const percent = (share: number) => `${Math.round(share * 100)} %`;
const seconds = (wait: number) => `${Math.round(wait / 1_000)} s`;

/** A line for each thing that the decision went by. */
export function surgeFindings(decision: SurgeDecision, grounds: SurgeGrounds): readonly string[] {
  const { busy, inService, group, threshold, wait, waitOn, manual } = grounds;
  const trunks = `${busy} of ${inService} channels of ${group} are busy`;
  const said = manual === undefined ? [] : [`switched ${manual} by hand`];
  const waits =
    waitOn === undefined ? [] : [`the next caller waits ${seconds(wait ?? 0)}, a surge begins at ${seconds(waitOn)}`];
  if (decision.reason === 'calm')
    return ['human, calm', ...said, `${trunks}, a surge begins at ${threshold}`, ...waits];
  return [
    `surge: ${trunks}, computer agents take ${percent(decision.share)}`,
    ...said,
    ...waits,
    because(decision, grounds),
  ];
}

function because(decision: SurgeDecision, { people, reserve, busy, inService }: SurgeGrounds): string {
  switch (decision.reason) {
    case 'humanReserve':
      return `human: ${people} calls are with people, ${reserve} are left to them`;
    case 'keptForOthers':
      return `${taker(decision)}: a person is free, but is kept for another number by its weight`;
    case 'othersFirst':
      return `${taker(decision)}: people had a call to take, but it is another number's turn by its weight`;
    case 'lastChannels':
      return `${taker(decision)}: only ${Math.max(0, inService - busy)} channels are free`;
    default:
      return decision.taker === 'human'
        ? 'human: the share leaves this call to people'
        : `${taker(decision)}: the share gives it this call`;
  }
}

function taker(decision: SurgeDecision): string {
  if (decision.taker !== 'computerAgent') return decision.taker;
  return decision.way === 'spoken' ? 'computerAgent' : `computerAgent ${decision.way}`;
}
