// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes part in a conversation, who hears whom, and who goes when somebody goes? Pure: it clears nobody, it says who is to be cleared.
//
//   open ──join──> open ──heard by two──> open, talked ──────────┐
//     │  <──leave, left, audibility, policy──  │                 │
//     │ a party has gone: by the policy its role's rest goes on, │ the last has gone,
//     │ is given back to whoever led it, or the conversation     │ or the policy ends it
//     │ ends                                                     v
//     └──────────────────── the last has gone ───────────────> over

import { type Machine, type Step, stay } from '../kernel/index.js';
import type { Consequence, HangUpPolicy, Role } from './hang-up-policy.js';

/** A leg, by its id. */
export type PartyId = string;

/**
 * Talks and hears; hears only; is held (hears nobody and is not heard); hears all and is heard only by some (whisper, coaching); or is
 * away: in another conversation, or about to dial, and comes back to this one or hands it over.
 */
export type PartyAudibility = 'talks' | 'hearsOnly' | 'held' | 'away' | { readonly heardOnlyBy: readonly PartyId[] };

/** Somebody in the conversation. */
export interface Party {
  readonly id: PartyId;
  readonly role: Role;
  readonly audibility: PartyAudibility;
  /** There, and let in later; let in; heard by the engine's word. */
  readonly stage: 'attending' | 'admitted' | 'hears';
  /** Of an agent, a consulted one or a supervisor: his id. */
  readonly agent?: string | undefined;
}

export type ConversationState =
  | {
      readonly name: 'open';
      readonly parties: readonly Party[];
      readonly policy: HangUpPolicy;
      /** Two have heard each other. */
      readonly talked: boolean;
    }
  | { readonly name: 'over'; readonly talked: boolean };

export type ConversationEvent =
  /** They are there and not let in yet: another announcement is heard first. */
  | { readonly type: 'attend'; readonly parties: readonly Joining[] }
  /** They are let in together; who is in already stays as he is. */
  | { readonly type: 'join'; readonly parties: readonly Joining[] }
  /** The engine says that he hears. */
  | { readonly type: 'heard'; readonly id: PartyId }
  | { readonly type: 'place'; readonly id: PartyId; readonly audibility: PartyAudibility }
  /** He is taken out alive: to a queue, a flow, another conversation. */
  | { readonly type: 'leave'; readonly id: PartyId }
  /** His leg is over. */
  | { readonly type: 'gone'; readonly id: PartyId }
  | { readonly type: 'policy'; readonly policy: HangUpPolicy }
  /** Everybody is cleared. */
  | { readonly type: 'end' };

/** A party as he is let in: talks, if not said otherwise. */
export type Joining = Omit<Party, 'stage' | 'audibility'> & { readonly audibility?: PartyAudibility };

export type ConversationEffect =
  /** Let them hear: in one step. */
  | { readonly type: 'admit'; readonly ids: readonly PartyId[] }
  | { readonly type: 'place'; readonly id: PartyId; readonly audibility: PartyAudibility }
  /** Take him out; his leg is not cleared. */
  | { readonly type: 'dismiss'; readonly id: PartyId }
  /** Talk begins, or somebody joins it: these hear each other. */
  | { readonly type: 'bridged'; readonly parties: readonly Party[] }
  /** He is alone here while somebody is away, or is to come: music; and no more of it. */
  | { readonly type: 'entertain' | 'quiet'; readonly id: PartyId }
  /** Somebody who heard does not any more. */
  | { readonly type: 'parted'; readonly party: Party }
  | { readonly type: 'held'; readonly party: Party }
  | { readonly type: 'retrieved'; readonly party: Party }
  /** A customer is alone and alive: his contact goes on with him. `talked`: he was served. */
  | { readonly type: 'givenBack'; readonly id: PartyId; readonly talked: boolean }
  | { readonly type: 'clear'; readonly id: PartyId }
  | { readonly type: 'over' };

type Open = Extract<ConversationState, { readonly name: 'open' }>;
type ConversationStep = Step<ConversationState, ConversationEffect>;

/** Nobody is in it yet. */
export function conversation(policy: HangUpPolicy): ConversationState {
  return { name: 'open', parties: [], policy, talked: false };
}

/** Runs one conversation. It has no deadline: what takes too long is its contact's business. */
export const conversationMachine: Machine<ConversationState, ConversationEvent, ConversationEffect> = {
  expired: { type: 'end' },
  deadline: () => undefined,

  transition(state, event) {
    if (state.name === 'over') return stay(state);
    const step = next(state, event);
    const [before, after] = [aloneIn(state), aloneIn(step.state)];
    if (before === after) return step;
    const left = step.state.name === 'open' && step.state.parties.some(({ id }) => id === before);
    return {
      state: step.state,
      effects: [
        ...(before !== undefined && left ? [{ type: 'quiet', id: before } as const] : []),
        ...step.effects,
        ...(after === undefined ? [] : [{ type: 'entertain', id: after } as const]),
      ],
    };
  },
};

function next(state: Open, event: ConversationEvent): ConversationStep {
  switch (event.type) {
    case 'attend':
      return stay({ ...state, parties: [...state.parties, ...freshOf(state, event.parties, 'attending')] });
    case 'join':
      return joined(state, event.parties);
    case 'heard':
      return heard(state, event.id);
    case 'place':
      return placed(state, event.id, event.audibility);
    case 'leave':
      return left(state, event.id);
    case 'gone':
      return gone(state, event.id);
    case 'policy':
      return stay({ ...state, policy: event.policy });
    case 'end':
      return ended(state, []);
  }
}

/** Who has talked here and is the only one in the bridge now: the others are away, or somebody is to come. */
function aloneIn(state: ConversationState): PartyId | undefined {
  if (state.name === 'over' || !state.talked) return undefined;
  const [alone, another] = state.parties.filter(
    ({ stage, audibility }) => stage !== 'attending' && (audibility === 'talks' || audibility === 'held'),
  );
  return alone !== undefined && another === undefined && alone.audibility === 'talks' ? alone.id : undefined;
}

function freshOf({ parties }: Open, joining: readonly Joining[], stage: Party['stage']): Party[] {
  return joining
    .filter(({ id }, at) => ![...parties, ...joining.slice(0, at)].some((party) => party.id === id))
    .map((party) => ({ audibility: 'talks', ...party, stage }));
}

function joined(state: Open, joining: readonly Joining[]): ConversationStep {
  const ids = new Set(joining.map(({ id }) => id));
  const isLetIn = ({ id, stage }: Party) => stage === 'attending' && ids.has(id);
  const parties = [...state.parties, ...freshOf(state, joining, 'attending')];
  const letIn = parties.filter(isLetIn);
  if (letIn.length === 0) return stay(state);
  const placed = letIn.filter(({ audibility }) => audibility !== 'talks');
  return {
    state: { ...state, parties: parties.map((party) => (isLetIn(party) ? { ...party, stage: 'admitted' } : party)) },
    effects: [
      ...placed.map(({ id, audibility }) => ({ type: 'place', id, audibility }) as const),
      { type: 'admit', ids: letIn.map(({ id }) => id) },
    ],
  };
}

function heard(state: Open, id: PartyId): ConversationStep {
  const parties = state.parties.map((party) => (party.id === id ? ({ ...party, stage: 'hears' } as const) : party));
  const talking = parties.filter(takesPart);
  const isNew =
    talking.some((party) => party.id === id) && !state.parties.some((party) => party.id === id && takesPart(party));
  if (!isNew || talking.length < 2) return stay({ ...state, parties });
  return { state: { ...state, parties, talked: true }, effects: [{ type: 'bridged', parties: talking }] };
}

/** Hears, and is heard by somebody. */
function takesPart({ stage, audibility }: Party): boolean {
  return stage === 'hears' && audibility === 'talks';
}

function placed(state: Open, id: PartyId, audibility: PartyAudibility): ConversationStep {
  const before = state.parties.find((party) => party.id === id);
  if (before === undefined) return stay(state);
  const party: Party = { ...before, audibility };
  const [held, retrieved] = [!isAside(before) && isAside(party), isAside(before) && !isAside(party)];
  const parties = state.parties.map((one) => (one.id === id ? party : one));
  const joins = !takesPart(before) && takesPart(party) && !retrieved && parties.filter(takesPart).length > 1;
  return {
    state: { ...state, parties },
    effects: [
      { type: 'place', id, audibility },
      ...(held ? [{ type: 'held', party } as const] : []),
      ...(retrieved ? [{ type: 'retrieved', party } as const] : []),
      ...(joins ? [{ type: 'bridged', parties: parties.filter(takesPart) } as const] : []),
    ],
  };
}

function isAside({ audibility }: Party): boolean {
  return audibility === 'held' || audibility === 'away';
}

function left(state: Open, id: PartyId): ConversationStep {
  const party = state.parties.find((one) => one.id === id);
  if (party === undefined) return stay(state);
  const effects: ConversationEffect[] = [{ type: 'dismiss', id }, ...partedOf([party])];
  return settled(without(state, [id]), party.role, effects);
}

function gone(state: Open, id: PartyId): ConversationStep {
  const party = state.parties.find((one) => one.id === id);
  if (party === undefined) return stay(state);
  return settled(without(state, [id]), party.role, partedOf([party]));
}

/** One of this role is no longer there: the policy says what follows, when he was the last of them. */
function settled(state: Open, role: Role, effects: readonly ConversationEffect[]): ConversationStep {
  if (state.parties.length === 0) return { state: over(state), effects: [...effects, { type: 'over' }] };
  const company = state.parties.filter((party) => isCompany(state, party));
  if (company.every(({ audibility }) => audibility === 'away')) return ended(state, effects);
  if (state.parties.some((party) => party.role === role)) return { state, effects };
  const consequence = consequenceOf(state, role);
  if (consequence === 'end') return ended(state, effects);
  if (consequence === 'keep' || (consequence === 'stay' && company.length > 1)) return { state, effects };
  return givenBack(state, effects);
}

/** He talks with the others; a supervisor does when he has taken the call over. */
function isCompany({ policy }: Open, { role }: Party): boolean {
  return role !== 'supervisor' || policy.supervisor === 'end';
}

function consequenceOf({ policy, talked }: Open, role: Role): Exclude<Consequence, 'endServed'> {
  const consequence = policy[role];
  if (consequence !== 'endServed') return consequence;
  return talked ? 'end' : 'giveBack';
}

/** Customers leave alive; nobody else stays without one. */
function givenBack(state: Open, effects: readonly ConversationEffect[]): ConversationStep {
  const customers = state.parties.filter(({ role }) => role === 'customer');
  const back = customers.flatMap(({ id }): ConversationEffect[] => [
    { type: 'dismiss', id },
    { type: 'givenBack', id, talked: state.talked },
  ]);
  const rest = without(
    state,
    customers.map(({ id }) => id),
  );
  return ended(rest, [...effects, ...partedOf(customers), ...back]);
}

function ended(state: Open, effects: readonly ConversationEffect[]): ConversationStep {
  const cleared = state.parties.map(
    ({ id, audibility }): ConversationEffect => ({ type: audibility === 'away' ? 'dismiss' : 'clear', id }),
  );
  return { state: over(state), effects: [...effects, ...partedOf(state.parties), ...cleared, { type: 'over' }] };
}

const over = ({ talked }: Open): ConversationState => ({ name: 'over', talked });

function partedOf(parties: readonly Party[]): ConversationEffect[] {
  return parties.filter(({ stage }) => stage === 'hears').map((party) => ({ type: 'parted', party }));
}

function without(state: Open, ids: readonly PartyId[]): Open {
  return { ...state, parties: state.parties.filter(({ id }) => !ids.includes(id)) };
}
