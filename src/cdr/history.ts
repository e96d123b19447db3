// SPDX-License-Identifier: GPL-2.0-or-later
// What happened in a call? Its facts in the order in which they came; the records are functions of them.

import { DISPOSITIONS, type Direction, type Disposition } from '../bus/index.js';
import type { Instant } from '../kernel/index.js';
import type { ClearedBy, LegKind } from '../store/index.js';
import type { GrowingSegments } from './segments.js';

/** What is known of a call from its first moment. */
export interface CallIdentity {
  readonly id: string;
  readonly direction: Direction;
  /** Canonical number of who calls; null when withheld. Personal. */
  readonly calling?: string | null;
  readonly callingRaw?: string | null;
  readonly callingType?: string | null;
  readonly callingPresentation?: 'allowed' | 'restricted' | 'unavailable' | null;
  readonly called?: string | null;
  readonly accessNumber?: string | null;
  readonly accessName?: string | null;
  readonly redirecting?: string | null;
  /** An outbound call: the callback request that it serves. */
  readonly request?: string | null;
  readonly agent?: string | null;
  readonly queue?: string | null;
  /** The contact that it is part of; default: one of its own, which has the call's id. */
  readonly contact?: string;
  /** Whose number it is, and what he speaks; for the contact. */
  readonly customer?: string;
  readonly language?: string;
}

/** What somebody is in a conversation. */
export type Role = 'customer' | 'agent' | 'consulted' | 'supervisor' | 'machine';

/** Who did it, and over what: a person, a program or the box; by telephone, shell, web. */
export interface By {
  readonly actor?: string | undefined;
  readonly source?: string | undefined;
}

/** What is known of a leg from its first moment. */
export interface LegIdentity {
  readonly id: string;
  readonly kind: LegKind;
  readonly direction: Direction;
  readonly span?: string | null;
  readonly slot?: number | null;
  readonly station?: string | null;
  readonly agent?: string | null;
  readonly number?: string | null;
  /** Default: the first leg of a call that is not internal is the customer's, a leg with an agent his, any other consulted. */
  readonly role?: Role | undefined;
}

/** One fact of a call. `leg` is the id of the leg that it is about; of each it may be known whose doing it was. */
export type CallFact = By & WhatHappened;

type WhatHappened =
  | { readonly type: 'offered'; readonly at: Instant }
  | { readonly type: 'legBegan'; readonly at: Instant; readonly leg: LegIdentity }
  | { readonly type: 'legRinging'; readonly at: Instant; readonly leg: string }
  | { readonly type: 'legAnswered'; readonly at: Instant; readonly leg: string }
  /** A leg that another call made is in this one from now on; it stays that call's leg, and here it has segments. */
  | { readonly type: 'joined'; readonly at: Instant; readonly leg: LegIdentity }
  /** These legs hear each other from now on. `agent` when one of them is an agent's; `consulting`: the customer does not hear it. */
  | {
      readonly type: 'bridged';
      readonly at: Instant;
      readonly legs: readonly string[];
      readonly agent?: string | undefined;
      readonly consulting?: boolean;
    }
  /** These legs hear nobody any more, and are still there; `reason` such as `conferenceLeft`. */
  | { readonly type: 'parted'; readonly at: Instant; readonly legs: readonly string[]; readonly reason?: string }
  /** The leg hears nobody of its conversation, and goes back to it. */
  | { readonly type: 'held' | 'resumed'; readonly at: Instant; readonly leg: string }
  /** The leg waits at a parking place for somebody to fetch it. */
  | { readonly type: 'parked'; readonly at: Instant; readonly leg: string }
  /** These legs leave their conversation because the call goes elsewhere; `to` says where, `how` what becomes the end's reason. */
  | {
      readonly type: 'transferred';
      readonly at: Instant;
      readonly legs: readonly string[];
      readonly to?: string;
      readonly how?: 'transferred' | 'forcedTransfer' | 'deflected' | 'pickedUp';
    }
  | {
      readonly type: 'legCleared';
      readonly at: Instant;
      readonly leg: string;
      readonly cause: number;
      readonly by: ClearedBy;
    }
  | { readonly type: 'queued'; readonly at: Instant; readonly queue: string }
  /** The customer waits no more, and not because an agent answered; `reason` such as `overflowed`, `moved`, `key`. */
  | { readonly type: 'queueLeft'; readonly at: Instant; readonly reason: string }
  /** The number is taken and durable; `promised`: a callback is promised by voice. */
  | { readonly type: 'captured'; readonly at: Instant; readonly request: string; readonly promised: boolean }
  | { readonly type: 'flowBegan'; readonly at: Instant; readonly flow: string }
  /** He heard this, and was cleared after it. */
  | { readonly type: 'announced'; readonly at: Instant; readonly prompt: string }
  | { readonly type: 'flowEnded'; readonly at: Instant; readonly reason?: string }
  /** The customer speaks a message; `left`: there is one now. */
  | { readonly type: 'messageBegan'; readonly at: Instant }
  | { readonly type: 'messageEnded'; readonly at: Instant; readonly left?: boolean }
  /** A flow came to its end with the caller; no agent was needed. */
  | { readonly type: 'selfServed'; readonly at: Instant }
  /** The box turns the call away; `reason` such as `blacklist`, `unknownNumber`, `noSpace`, `noChannel`, `dataCall`. */
  | { readonly type: 'refused'; readonly at: Instant; readonly reason: string }
  /** All that is attached to the contact from now on. Personal. */
  | { readonly type: 'dataAttached'; readonly at: Instant; readonly data: Readonly<Record<string, string>> }
  /** The box began to end while the call was up. */
  | { readonly type: 'interrupted'; readonly at: Instant }
  | { readonly type: 'ended'; readonly at: Instant; readonly cause?: number | undefined };

/** A call from its offer to now. */
export interface CallHistory {
  readonly call: CallIdentity;
  readonly facts: readonly CallFact[];
  /** Of one that goes on: what was made of its facts until now. */
  readonly segments?: GrowingSegments;
}

type FactOf<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>;

/** The contact that a call is part of. */
export function contactOf({ id, contact }: Pick<CallIdentity, 'id' | 'contact'>): string {
  return contact ?? id;
}

/** The first fact of a type. */
export function first<Type extends CallFact['type']>({ facts }: CallHistory, type: Type): FactOf<Type> | undefined {
  return facts.find((fact): fact is FactOf<Type> => fact.type === type);
}

/** The leg that a call begins with: the customer's; of a call inside the house his who calls. */
export function firstLeg({ facts }: CallHistory): LegIdentity | undefined {
  for (const fact of facts) if (fact.type === 'legBegan' || fact.type === 'joined') return fact.leg;
  return undefined;
}

/** The last fact of a type. */
export function last<Type extends CallFact['type']>({ facts }: CallHistory, type: Type): FactOf<Type> | undefined {
  return facts.findLast((fact): fact is FactOf<Type> => fact.type === type);
}

/** How the call ended for the caller: of all that its facts say, what stands first in `DISPOSITIONS`; null while it is in progress. */
export function dispositionOf(history: CallHistory): Disposition | null {
  if (!first(history, 'ended')) return null;
  const outside = trunkLegs(history);
  const said = new Set(history.facts.flatMap((fact) => saidBy(fact, outside)));
  if (history.call.direction !== 'inbound') said.add('failed');
  else said.add(leftAFlow(history) ? 'abandonedInFlow' : 'abandoned');
  return DISPOSITIONS.find((disposition) => said.has(disposition)) ?? null;
}

/** Legs to numbers outside. */
function trunkLegs({ facts }: CallHistory): ReadonlySet<string> {
  const legs = facts.flatMap((fact) => (fact.type === 'legBegan' || fact.type === 'joined' ? [fact.leg] : []));
  return new Set(legs.filter(({ kind }) => kind === 'trunk').map(({ id }) => id));
}

/** Who talks with nobody but somebody outside was given there: no agent, and no telephone of the house, has answered him. */
function saidBy(fact: CallFact, outside: ReadonlySet<string>): Disposition[] {
  switch (fact.type) {
    case 'bridged':
      return [fact.agent === undefined && fact.legs.every((leg) => outside.has(leg)) ? 'forwarded' : 'answered'];
    case 'captured':
      return [fact.promised ? 'captured' : 'captureOnly'];
    case 'messageEnded':
      return fact.left === true ? ['message'] : [];
    case 'selfServed':
    case 'announced':
    case 'interrupted':
    case 'refused':
      return [fact.type];
    default:
      return [];
  }
}

/** Whether he was in a flow when he was last anywhere. */
function leftAFlow({ facts }: CallHistory): boolean {
  return facts.findLast(({ type }) => type === 'flowBegan' || type === 'queued')?.type === 'flowBegan';
}
