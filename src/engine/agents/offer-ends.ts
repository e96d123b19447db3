// SPDX-License-Identifier: GPL-2.0-or-later
// An offer was not taken: which outcome is it, by what the telephone tells, and how is it told?

import { type AgentState, type Offer, type OfferEnd, type Refusal, RING_NO_ANSWER } from '../../acd/index.js';
import { STATION_BUSY } from '../../control/index.js';
import type { Records } from '../records/index.js';
import type { Called } from './waiting-parties.js';

/** The reason for which an offer to an outside number is refused when no channel is free. */
export const NO_CHANNEL = 'noChannel';
/** The same, of a telephone that went out of service while it rang. */
export const STATION_FAILED = 'stationFailed';
/** An outside number that cannot be had. */
const UNREACHABLE = 'unreachable';

/** Agents who are not ready because an offer found their telephone failed, and it tells nothing of its coming back. */
export function failedTelephones(agents: readonly AgentState[]): readonly string[] {
  return agents
    .filter((state) => state.name === 'notReady' && outcomeOf(state.reason) === 'failed')
    .map(({ agent }) => agent);
}

const OUTCOMES: Readonly<Record<string, Refusal>> = {
  [STATION_BUSY]: 'busy',
  [NO_CHANNEL]: 'busy',
  busy: 'busy',
  [RING_NO_ANSWER]: 'timedOut',
  [STATION_FAILED]: 'failed',
  [UNREACHABLE]: 'failed',
};

/** The outcome, by the reason that the line gives; anything else is a refusal by whoever is there. */
export function outcomeOf(reason: string): Refusal {
  return OUTCOMES[reason] ?? 'declined';
}

const EVENTS = {
  made: 'offer.made',
  accepted: 'offer.accepted',
  timedOut: 'offer.timedOut',
  declined: 'offer.declined',
  busy: 'offer.declined',
  failed: 'offer.declined',
  answeredElsewhere: 'offer.withdrawn',
  withdrawn: 'offer.withdrawn',
} as const satisfies Readonly<Record<'made' | 'accepted' | OfferEnd, string>>;

/** Tells of an offer: that it was made or accepted, or how it ended. */
export function tellOffer(
  records: Records,
  what: 'made' | 'accepted' | OfferEnd,
  { offer, agent, queue }: Offer,
  of: Called,
): void {
  const customer = what === 'made' ? records.customerFacts(of.call) : {};
  const facts = { offer, agent, queue, ...of, ...customer };
  if (what === 'busy' || what === 'failed') records.event(EVENTS[what], { ...facts, reason: what });
  else records.event(EVENTS[what], facts);
}
