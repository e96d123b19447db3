// SPDX-License-Identifier: GPL-2.0-or-later
// What has happened in one call so far? Its history, fed by its legs and by the desks; the rows are made from it.

import type { ClearedBy, Leg, MaskNews, StationLeg, TrunkLeg } from '../../call/index.js';
import {
  type CallFact,
  type CallHistory,
  type CallIdentity,
  GrowingSegments,
  type LegIdentity,
  type Role,
} from '../../cdr/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Interaction } from '../../store/index.js';

/** Who is on a leg, as far as the leg does not know itself. */
export interface LegOwner {
  readonly agent?: string | undefined;
  readonly station?: string | undefined;
  /** Default: of the first leg of a call the customer's, with an agent his, else that of one who is asked. */
  readonly role?: Role;
}

const CLEARED_BY: Readonly<Record<ClearedBy, 'farEnd' | 'box'>> = { party: 'farEnd', line: 'box', box: 'box' };

const whole = (at: Instant) => Math.round(at);

/** Who is told of what stands in no row by itself. */
export interface CallNews {
  /** Of the masks of its legs. */
  readonly masked: (leg: string, news: MaskNews) => void;
  /** A leg comes to this call: now, when another call has made it; undefined: it is this one's from its beginning. */
  readonly joins: (leg: Leg) => Instant | undefined;
  /** Of every leg of it: the record is open until the last one's end. */
  readonly counts: (leg: Leg) => void;
}

/** One call's growing history. */
export class CallRecord {
  #identity: CallIdentity;
  /** What there was with this customer before, the newest first; empty until it is read. */
  past: readonly Interaction[] = [];
  readonly #facts: CallFact[] = [];
  readonly #segments = new GrowingSegments();
  readonly #news: CallNews;

  constructor(identity: CallIdentity, at: Instant, news: CallNews) {
    this.#news = news;
    this.#identity = identity;
    this.#facts.push({ type: 'offered', at: whole(at) });
  }

  get id(): string {
    return this.#identity.id;
  }

  get history(): CallHistory {
    return { call: this.#identity, facts: this.#facts, segments: this.#segments };
  }

  get identity(): CallIdentity {
    return this.#identity;
  }

  /** Completes what is known of the call as a whole: its queue, the request that it serves. */
  know(more: Partial<Omit<CallIdentity, 'id'>>): void {
    this.#identity = { ...this.#identity, ...more };
  }

  add(fact: CallFact): void {
    this.#facts.push({ ...fact, at: whole(fact.at) });
  }

  has(type: CallFact['type']): boolean {
    return this.#facts.some((fact) => fact.type === type);
  }

  /** Follows a leg from now to its end; one that is followed already stays as it is. */
  follow(leg: TrunkLeg | StationLeg | Leg, { agent, station, role }: LegOwner = {}): void {
    if (this.#facts.some((fact) => 'leg' in fact && typeof fact.leg === 'object' && fact.leg.id === leg.id)) return;
    const incoming = leg.direction === 'incoming';
    const { id, kind, stamps } = leg;
    const withheld = incoming && (leg.calling.presentation ?? 'allowed') !== 'allowed';
    const number = withheld ? null : (incoming ? leg.calling.digits : leg.called.digits) || null;
    const direction = incoming ? 'inbound' : 'outbound';
    const place = { span: leg.channel.spanName, slot: leg.channel.slot };
    const owner = { agent: agent ?? null, station: station ?? null, role };
    const identity = { id, kind, direction, number, ...place, ...owner } as const;
    const joinedAt = this.#news.joins(leg);
    if (joinedAt === undefined) this.#begin(leg, identity);
    else this.add({ type: 'joined', at: joinedAt, leg: identity });
    leg.cleared.on(() => {
      const by = CLEARED_BY[leg.clearedBy ?? 'box'];
      this.#noteChannel(leg);
      this.add({ type: 'legCleared', at: leg.stamps.end ?? stamps.start, leg: id, cause: leg.cause ?? 31, by });
    });
    this.#news.counts(leg);
  }

  #begin(leg: Leg, identity: LegIdentity): void {
    const { id, stamps } = leg;
    this.add({ type: 'legBegan', at: stamps.start, leg: identity });
    if (stamps.ring !== undefined) this.add({ type: 'legRinging', at: stamps.ring, leg: id });
    if (stamps.answer !== undefined) this.add({ type: 'legAnswered', at: stamps.answer, leg: id });
    leg.masked.on((news) => this.#news.masked(id, news));
    leg.alerting.on(() => this.add({ type: 'legRinging', at: leg.stamps.ring ?? stamps.start, leg: id }));
    leg.answered.on(() => this.add({ type: 'legAnswered', at: leg.stamps.answer ?? stamps.start, leg: id }));
  }

  /** The exchange may have put the leg on another channel since it began. */
  #noteChannel(leg: Leg): void {
    const index = this.#facts.findIndex((fact) => fact.type === 'legBegan' && fact.leg.id === leg.id);
    const fact = this.#facts[index];
    if (fact?.type !== 'legBegan') return;
    this.#facts[index] = { ...fact, leg: { ...fact.leg, span: leg.channel.spanName, slot: leg.channel.slot } };
  }
}
