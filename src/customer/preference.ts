// SPDX-License-Identifier: GPL-2.0-or-later
// To whom does a caller go before anybody else of his queue? To the agent whose customer he is, or who served him last. Pure.

import type { Duration } from '../kernel/index.js';
import type { Customer } from './customer.js';

/** How a queue looks after callers whom somebody knows. */
export interface PreferenceRules {
  /** The agent who served him last. */
  readonly memory?: {
    /** So long ago at most. */
    readonly within: Duration;
    /** So long he is waited for when he is busy. */
    readonly wait: Duration;
    /** The caller is asked first; only when that agent is idle. */
    readonly ask: boolean;
  };
  /** The owner of his account, the deputy, the group. */
  readonly byCustomer: boolean;
}

/** How an agent is for a queue: `out`: not signed in, or none of its agents. */
export type Presence = 'idle' | 'busy' | 'out';

/** Where a caller is to be tried first. */
export type Preference =
  | { readonly kind: 'anybody' }
  /** He is asked whether he wants this agent. */
  | { readonly kind: 'ask'; readonly agent: string }
  /** This agent alone for so long; 0: one offer. */
  | {
      readonly kind: 'agent';
      readonly agent: string;
      readonly why: 'owner' | 'deputy' | 'lastAgent';
      readonly wait: Duration;
    }
  /** The queue whose agents know him. */
  | { readonly kind: 'group'; readonly queue: string };

/** What is known of a caller and of those who may serve him. */
export interface PreferenceFacts {
  readonly customer: Pick<Customer, 'owner' | 'deputy' | 'group'> | undefined;
  readonly lastAgent: string | undefined;
  readonly presence: (agent: string) => Presence;
  /** Whether an agent of this queue is idle. */
  readonly hasIdle: (queue: string) => boolean;
}

const ANYBODY: Preference = { kind: 'anybody' };

/** Owner, deputy and group as far as one of them is free; then the agent of the last call; then anybody. */
export function preferenceOf({ memory, byCustomer }: PreferenceRules, facts: PreferenceFacts): Preference {
  const { customer, lastAgent, presence } = facts;
  const own = byCustomer && customer !== undefined ? ownAgentOf(customer, facts) : undefined;
  if (own !== undefined) return own;
  if (memory === undefined || lastAgent === undefined) return ANYBODY;
  const is = presence(lastAgent);
  if (is === 'idle')
    return memory.ask
      ? { kind: 'ask', agent: lastAgent }
      : { kind: 'agent', agent: lastAgent, why: 'lastAgent', wait: memory.wait };
  // Of one who is not idle nothing is said; without the question he is waited for.
  if (is === 'out' || memory.ask || memory.wait === 0) return ANYBODY;
  return { kind: 'agent', agent: lastAgent, why: 'lastAgent', wait: memory.wait };
}

function ownAgentOf(
  { owner, deputy, group }: Pick<Customer, 'owner' | 'deputy' | 'group'>,
  { presence, hasIdle }: PreferenceFacts,
): Preference | undefined {
  if (owner !== undefined && presence(owner) === 'idle') return { kind: 'agent', agent: owner, why: 'owner', wait: 0 };
  if (deputy !== undefined && presence(deputy) === 'idle')
    return { kind: 'agent', agent: deputy, why: 'deputy', wait: 0 };
  return group !== undefined && hasIdle(group) ? { kind: 'group', queue: group } : undefined;
}
