// SPDX-License-Identifier: GPL-2.0-or-later
// Who is cleared when who goes? Policies of conversations, as data.

/** What somebody is in a conversation: `machine` is a computer agent, a recorder's announcement, a flow. */
export type Role = 'customer' | 'agent' | 'consulted' | 'supervisor' | 'machine';

/**
 * What follows when the last party of a role has gone. `end`: all others are cleared, but not who is away. `endServed`: the same once
 * they have heard each other; before that customers are given back: whom nobody has served yet loses nothing because his agent vanishes. `giveBack`: customers leave
 * the conversation alive, for their contact to go on with them. `stay`: nothing, but one alone is given back. `keep`: nothing, also
 * when one alone is left: somebody comes for him.
 */
export type Consequence = 'end' | 'endServed' | 'giveBack' | 'stay' | 'keep';

/** Who is cleared when who goes, as data: it can be changed while the conversation goes on. */
export type HangUpPolicy = Readonly<Record<Role, Consequence>>;

/** A customer and who serves him: it is over when either has gone. */
export const SERVICE: HangUpPolicy = {
  customer: 'end',
  agent: 'endServed',
  consulted: 'stay',
  supervisor: 'stay',
  machine: 'stay',
};

/** Somebody of the house calls him: who gives up before he answers lets his telephone ring no more. */
export const CALLED: HangUpPolicy = { ...SERVICE, agent: 'end' };

/** As SERVICE, but a customer whose agent has gone is not cleared: a flow goes on with him. */
export const SERVICE_AND_BACK: HangUpPolicy = { ...SERVICE, agent: 'giveBack' };

/** The same while some of these roles have the others on hold: should they go, others come in their place, or they are rung again. */
export function keptBy(policy: HangUpPolicy, roles: readonly Role[]): HangUpPolicy {
  return { ...policy, ...Object.fromEntries(roles.map((role) => [role, 'keep'])) };
}

/** Two of the house, or one of them and somebody outside: it is over when either has gone. */
export const PRIVATE: HangUpPolicy = { ...SERVICE, consulted: 'end' };

/** An agent asks somebody while another waits: who is left of the two stays, to be given to the one who waits, or to go back to him. */
export const CONSULTATION: HangUpPolicy = { ...SERVICE, agent: 'keep', consulted: 'keep' };

/** Everybody comes and goes as he likes; one alone is given back. */
export const CONFERENCE: HangUpPolicy = {
  customer: 'stay',
  agent: 'stay',
  consulted: 'stay',
  supervisor: 'stay',
  machine: 'stay',
};
