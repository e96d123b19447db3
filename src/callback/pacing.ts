// SPDX-License-Identifier: GPL-2.0-or-later
// How many callbacks may the system begin now? Never more than there are agents, trunks and channels for.

/** What the system's callbacks are measured by. */
export interface PacingFacts {
  /** Agents who are ready, none of them yet taken by an attempt. */
  readonly readyAgents: number;
  /** Attempts under way that have no agent yet. */
  readonly withoutAgent: number;
  /** Channels that callbacks use, those that talk already among them. */
  readonly callbackChannels: number;
  readonly freeChannels: number;
}

/** Attempts that may begin: one for each ready agent, within `maxTrunks`, and never into the reserve. */
export function startable(
  facts: PacingFacts,
  limits: { readonly maxTrunks: number; readonly reserve: number },
): number {
  const agents = facts.readyAgents - facts.withoutAgent;
  const trunks = limits.maxTrunks - facts.callbackChannels;
  const channels = facts.freeChannels - limits.reserve;
  return Math.max(0, Math.min(agents, trunks, channels));
}
