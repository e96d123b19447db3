// SPDX-License-Identifier: GPL-2.0-or-later
// What has one agent done, today and since he signed in? Asked of the records, of him alone.

import { TelephonyError } from '../faults.js';
import type { Clock, Instant } from '../kernel/index.js';
import type { Records } from '../store/index.js';
import { type AgentRates, AgentSums, agentRates, SPENT_KINDS } from './agents.js';
import { dayOf } from './days.js';

/** An agent's own figures. Times are UTC, lengths milliseconds, shares 0 to 1. */
export interface OwnFigures {
  readonly agent: string;
  readonly name: string;
  /** As `AgentStatus` has it. */
  readonly state: string;
  readonly reason?: string;
  readonly station?: string;
  readonly at: Instant;
  /** Since midnight in the shop's zone. */
  readonly today: AgentRates;
  /** Not of one who is signed out. */
  readonly sinceSignIn?: AgentRates & { readonly signedInAt: Instant };
}

/** Asks for them. Rejects with NOT_FOUND for one who has never been here. */
export async function ownFigures(
  { records, clock, zone }: { readonly records: Records; readonly clock: Clock; readonly zone: string },
  agent: string,
): Promise<OwnFigures> {
  const known = await records.ask('agentNow', { agent });
  if (known === null) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
  const { name, state, reason, station, signedInAt } = known;
  const at = Math.round(clock.utc(clock.now()));
  const today = dayOf(at, zone);
  const duty = { from: signedInAt ?? at, to: at + 1 };
  const [ofDay, ofDuty] = [new AgentSums(today, at), new AgentSums(duty, at)];
  const asked = { agent, from: Math.min(today.from, duty.from), to: at + 1 };
  for await (const page of (await records.list('agentSegments', { ...asked, kinds: SPENT_KINDS })).pages())
    for (const segment of page) for (const sum of [ofDay, ofDuty]) sum.stay(segment);
  for await (const page of (await records.list('agentStays', asked)).pages())
    for (const stay of page) for (const sum of [ofDay, ofDuty]) sum.state(stay);
  return {
    ...{ agent, name, state: state ?? 'signedOut', at },
    ...(reason === null ? {} : { reason }),
    ...(station === null ? {} : { station }),
    today: agentRates(ofDay.of(agent)),
    ...(signedInAt === null ? {} : { sinceSignIn: { signedInAt, ...agentRates(ofDuty.of(agent)) } }),
  };
}
