// SPDX-License-Identifier: GPL-2.0-or-later
// Where was each leg of a call, from when to when, and as what? Talk, hold and wait are sums of these stays.

import type { Instant } from '../kernel/index.js';
import type { SegmentKind } from '../store/index.js';
import {
  type By,
  type CallFact,
  type CallHistory,
  type CallIdentity,
  contactOf,
  type LegIdentity,
  type Role,
} from './history.js';

/** A leg's stay: a leg is at one place at a time, so the segments of a leg follow each other. */
export interface Segment {
  readonly contact: string;
  /** The call in whose record it is, and its place there, from 1. */
  readonly call: string;
  readonly n: number;
  readonly leg: string;
  readonly kind: SegmentKind;
  readonly queue: string | null;
  readonly flow: string | null;
  /** Whose it is, or with whom the customer is. */
  readonly agent: string | null;
  readonly role: Role;
  readonly fromAt: Instant;
  /** Null: to now. */
  readonly toAt: Instant | null;
  /** `answered`, `abandoned`, `overflowed`, `transferred`, `held`, `hungUp`, `cleared`, ... */
  readonly endReason: string | null;
  /** Who ended it, and over what. */
  readonly actor: string | null;
  readonly source: string | null;
}

/** The stays of all legs of a call, in the order in which they began. */
export function segmentsOf(history: CallHistory): readonly Segment[] {
  return (history.segments ?? new GrowingSegments()).of(history);
}

/** The stays of one call whose facts go on coming: each fact is heard once, however often it is asked. */
export class GrowingSegments {
  #walk: { readonly call: CallIdentity; readonly stays: Stays } | undefined;
  #heard = 0;

  /** As they stand now; the same ones go on when facts have come. */
  of(history: CallHistory): readonly Segment[] {
    const { call, facts } = history;
    if (this.#walk?.call !== call) {
      this.#walk = { call, stays: new Stays(history) };
      this.#heard = 0;
    }
    const { stays } = this.#walk;
    for (; this.#heard < facts.length; this.#heard++) stays.hear(facts[this.#heard] as CallFact);
    return stays.all;
  }
}

type Open = { -readonly [Key in keyof Segment]: Segment[Key] };
type Place = Partial<Pick<Segment, 'queue' | 'flow' | 'agent'>>;

/** What ends when a leg goes to another kind of stay. */
const ENDED_BY_NEXT: Readonly<Record<SegmentKind, string>> = {
  ringing: 'answered',
  talking: 'answered',
  held: 'held',
  consulting: 'consulting',
  waiting: 'queued',
  flow: 'flow',
  parked: 'parked',
  message: 'message',
};

/** Who hears whom. `held`: those of them who hear nobody for the time being. */
interface Conversation {
  readonly legs: Set<string>;
  readonly held: Set<string>;
  readonly consulting: boolean;
  readonly queue: string | null;
  readonly agent: string | null;
}

/** One walk along the facts. */
class Stays {
  readonly all: Open[] = [];
  readonly #of: Pick<Segment, 'contact' | 'call'>;
  readonly #internal: boolean;
  readonly #roles = new Map<string, { readonly role: Role; readonly agent: string | null; readonly rings: boolean }>();
  readonly #open = new Map<string, Open>();
  readonly #conversations: Conversation[] = [];
  #customer: string | undefined;
  #queue: string | null;
  #interrupted = false;

  constructor({ call }: CallHistory) {
    this.#of = { contact: contactOf(call), call: call.id };
    this.#internal = call.direction === 'internal';
    this.#queue = call.queue ?? null;
  }

  hear(fact: CallFact): void {
    switch (fact.type) {
      case 'legBegan':
      case 'joined':
        this.#came(fact.leg);
        break;
      case 'legRinging':
        if (this.#roles.get(fact.leg)?.rings) this.#go(fact.leg, 'ringing', fact);
        break;
      case 'legAnswered':
        if (this.#open.get(fact.leg)?.kind === 'ringing') this.#end(fact.leg, fact, 'answered');
        break;
      case 'bridged':
        this.#bridged(fact);
        break;
      case 'parted':
      case 'transferred': {
        const reason = fact.type === 'transferred' ? (fact.how ?? 'transferred') : (fact.reason ?? 'parted');
        for (const leg of fact.legs) this.#leave(leg, fact, reason);
        break;
      }
      case 'held':
      case 'resumed':
        this.#heldOrResumed(fact);
        break;
      case 'legCleared':
        this.#leave(fact.leg, fact, this.#howCleared(fact));
        break;
      case 'interrupted':
        this.#interrupted = true;
        break;
      case 'ended':
        for (const leg of [...this.#open.keys()]) this.#end(leg, fact, 'cleared');
        break;
      default:
        this.#hearOfCustomer(fact);
        break;
    }
  }

  #hearOfCustomer(fact: CallFact): void {
    const customer = fact.type === 'parked' ? fact.leg : this.#customer;
    if (customer === undefined) return;
    switch (fact.type) {
      case 'queued':
        this.#queue = fact.queue;
        this.#go(customer, 'waiting', fact, { queue: fact.queue });
        break;
      case 'flowBegan':
        this.#go(customer, 'flow', fact, { flow: fact.flow });
        break;
      case 'messageBegan':
        this.#go(customer, 'message', fact, { queue: this.#queue });
        break;
      case 'parked':
        this.#leave(customer, fact, 'parked');
        this.#go(customer, 'parked', fact);
        break;
      case 'queueLeft':
        this.#endIf(customer, 'waiting', fact, fact.reason);
        break;
      case 'flowEnded':
        this.#endIf(customer, 'flow', fact, fact.reason ?? 'ended');
        break;
      case 'messageEnded':
        this.#endIf(customer, 'message', fact, 'ended');
        break;
      case 'selfServed':
      case 'announced':
      case 'captured':
      case 'refused':
        this.#end(customer, fact, fact.type);
        break;
    }
  }

  #came({ id, role, agent = null, direction }: LegIdentity): void {
    const first = this.#roles.size === 0 && !this.#internal;
    const usual: Role = first ? 'customer' : agent === null ? 'consulted' : 'agent';
    this.#roles.set(id, { role: role ?? usual, agent, rings: direction !== 'inbound' });
    if ((role ?? usual) === 'customer') this.#customer ??= id;
  }

  #bridged(fact: CallFact & { readonly type: 'bridged' }): void {
    const { legs, consulting = false } = fact;
    for (const conversation of this.#conversations)
      for (const leg of legs) if (conversation.consulting || !consulting) conversation.legs.delete(leg);
    const agent = fact.agent ?? legs.map((leg) => this.#roles.get(leg)?.agent).find((one) => typeof one === 'string');
    const begun = {
      legs: new Set(legs),
      held: new Set<string>(),
      consulting,
      queue: this.#queue,
      agent: agent ?? null,
    };
    this.#conversations.push(begun);
    for (const leg of legs) this.#go(leg, consulting ? 'consulting' : 'talking', fact, this.#placeIn(begun, leg));
  }

  #placeIn({ queue, agent }: Conversation, leg: string): Place {
    return { queue, agent: this.#roles.get(leg)?.agent ?? agent };
  }

  /** One who is left alone by it holds the other. */
  #heldOrResumed(fact: CallFact & { readonly type: 'held' | 'resumed' }): void {
    const conversation = this.#talkOf(fact.leg);
    if (conversation === undefined) return;
    if (fact.type === 'held') conversation.held.add(fact.leg);
    else conversation.held.delete(fact.leg);
    const talkers = [...conversation.legs].filter((leg) => !conversation.held.has(leg));
    for (const leg of conversation.legs) {
      const kind = talkers.length > 1 && talkers.includes(leg) ? 'talking' : 'held';
      const now = this.#open.get(leg)?.kind;
      if (now === kind || (now === 'consulting' && fact.type === 'held')) continue;
      this.#go(leg, kind, fact, this.#placeIn(conversation, leg), fact.type);
    }
  }

  #talkOf(leg: string): Conversation | undefined {
    return this.#conversations.findLast(({ legs, consulting }) => legs.has(leg) && !consulting);
  }

  /** It is in no conversation any more; nobody talks who is alone, and who was consulting goes on holding. */
  #leave(leg: string, fact: CallFact, reason: string): void {
    this.#end(leg, fact, reason);
    for (const { legs, consulting } of this.#conversations) {
      if (!legs.delete(leg) || legs.size !== 1) continue;
      const [alone = ''] = legs;
      legs.clear();
      const kind = this.#open.get(alone)?.kind;
      if (kind === undefined || (kind === 'consulting') !== consulting) continue;
      const holds = consulting ? this.#talkOf(alone) : undefined;
      if (holds !== undefined) this.#go(alone, 'held', fact, this.#placeIn(holds, alone), 'otherLeft');
      else if (kind === 'talking' || kind === 'held' || consulting) this.#end(alone, fact, 'otherLeft');
    }
  }

  #howCleared({ leg, by }: CallFact & { readonly type: 'legCleared' }): string {
    if (by === 'interrupted' || this.#interrupted) return 'interrupted';
    const kind = this.#open.get(leg)?.kind;
    if (kind === 'ringing') return 'notAnswered';
    if (kind === 'waiting' && by === 'farEnd') return 'abandoned';
    return by === 'farEnd' ? 'hungUp' : 'cleared';
  }

  #go(leg: string, kind: SegmentKind, fact: CallFact, place: Place = {}, why?: string): void {
    this.#end(leg, fact, why ?? ENDED_BY_NEXT[kind]);
    const { role = 'consulted', agent = null } = this.#roles.get(leg) ?? {};
    const begun: Open = {
      contact: this.#of.contact,
      call: this.#of.call,
      n: this.all.length + 1,
      leg,
      kind,
      role,
      fromAt: fact.at,
      toAt: null,
      endReason: null,
      queue: place.queue ?? null,
      flow: place.flow ?? null,
      agent: place.agent === undefined ? agent : place.agent,
      actor: null,
      source: null,
    };
    this.#open.set(leg, begun);
    this.all.push(begun);
  }

  #endIf(leg: string, kind: SegmentKind, fact: CallFact, reason: string): void {
    if (this.#open.get(leg)?.kind === kind) this.#end(leg, fact, reason);
  }

  #end(leg: string, { at, actor, source }: { readonly at: Instant } & By, reason: string): void {
    const open = this.#open.get(leg);
    if (open === undefined) return;
    this.#open.delete(leg);
    open.toAt = Math.max(open.fromAt, at);
    open.endReason = reason;
    open.actor = actor ?? null;
    open.source = source ?? null;
  }
}
