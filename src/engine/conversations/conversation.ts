// SPDX-License-Identifier: GPL-2.0-or-later
// Who carries out what a conversation decides? Legs join and leave the call's bridge, and are cleared, as its machine says.

import type { Call, Leg } from '../../call/index.js';
import {
  type ConversationEffect,
  type ConversationEvent,
  type ConversationState,
  conversation,
  conversationMachine,
  type HangUpPolicy,
  keptBy,
  type Party,
  type PartyAudibility,
  type Role,
} from '../../control/index.js';
import { Actor, Emitter, type Unsubscribe } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';
import { Treatment } from '../treatment/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'dialogues' | 'log'>;

export const HOLD_MUSIC = 'queue-music';

/** What a conversation begins with. */
export interface ConversationOptions {
  readonly policy: HangUpPolicy;
  /** What one hears who is alone while others are away; default: the box's music. */
  readonly music?: string;
}

/** Somebody who is to take part. */
export interface Participant {
  readonly leg: Leg;
  readonly role: Role;
  readonly agent?: string | undefined;
  /** Default: talks and hears. */
  readonly audibility?: PartyAudibility;
}

/** He has it on hold: its end does not clear him, and the others wait when he goes. Or he has another one on hold: its end alone does not. */
export type Kept = 'holds' | 'spared';

/** One conversation in a call. Whoever is in it may be in the call before and after. */
export class Conversation {
  readonly call: Call;
  /** Two have heard each other for the first time. */
  readonly bridged = new Emitter<readonly Party[]>();
  /** Somebody who heard the others does not any more. */
  readonly parted = new Emitter<Party>();
  /** Somebody was put on hold, or fetched back. */
  readonly held = new Emitter<{ readonly party: Party; readonly on: boolean }>();
  /** A customer is alone and alive. */
  readonly givenBack = new Emitter<{ readonly leg: Leg; readonly talked: boolean }>();
  /** Somebody is alone while the others are away, or is so no more. */
  readonly alone = new Emitter<{ readonly leg: Leg; readonly on: boolean }>();
  /** Nobody is in it any more. */
  readonly over = new Emitter<Conversation>();
  readonly #rooms: Needs;
  readonly #music: string;
  readonly #actor: Actor<ConversationState, ConversationEvent, ConversationEffect>;
  readonly #legs = new Map<string, Leg>();
  readonly #ends: Unsubscribe[] = [];
  readonly #away = new Set<string>();
  readonly #kept = new Map<string, { readonly how: Kept; readonly role: Role }>();
  #policy: HangUpPolicy;
  #treatment: Treatment | undefined;
  #admitted: Promise<void> = Promise.resolve();

  constructor(rooms: Needs, call: Call, { policy, music = HOLD_MUSIC }: ConversationOptions) {
    this.#rooms = rooms;
    this.#music = music;
    this.#policy = policy;
    this.call = call;
    this.#actor = new Actor<ConversationState, ConversationEvent, ConversationEffect>(
      conversationMachine,
      conversation(policy),
      rooms.clock,
      (effect) => this.#perform(effect),
    );
    this.#ends.push(call.joined.on(({ leg }) => this.#send({ type: 'heard', id: leg.id })));
  }

  get isOver(): boolean {
    return this.#actor.state.name === 'over';
  }

  /** Two have heard each other. */
  get talked(): boolean {
    return this.#actor.state.talked;
  }

  /** Who takes part now, in the order of coming; also who is away. */
  get parties(): readonly Party[] {
    const { state } = this.#actor;
    return state.name === 'open' ? state.parties : [];
  }

  /** Who is left, if he is alone here. */
  get last(): Leg | undefined {
    const [one, another] = this.parties;
    return one === undefined || another !== undefined ? undefined : this.legOf(one.id);
  }

  /** The leg of one who takes part, or did. */
  legOf(id: string): Leg | undefined {
    return this.#legs.get(id);
  }

  /** What who is alone hears, if somebody is: to say something to him, or to end the music. */
  get treatment(): Treatment | undefined {
    return this.#treatment;
  }

  /** They are there: who hangs up from now on is missed. They hear each other when they `join`. */
  attend(participants: readonly Participant[]): void {
    for (const participant of participants) this.#follow(participant);
    this.#send({ type: 'attend', parties: participants.map(joiningOf) });
  }

  /** Lets them hear each other. Resolves when they do; rejects with LEG_CLEARED. Need not be awaited. */
  join(participants: readonly Participant[]): Promise<void> {
    for (const participant of participants) this.#follow(participant);
    this.#send({ type: 'join', parties: participants.map(joiningOf) });
    return this.#admitted;
  }

  place(leg: Leg, audibility: PartyAudibility): void {
    this.#send({ type: 'place', id: leg.id, audibility });
  }

  /** Takes somebody out alive. */
  leave(leg: Leg): void {
    this.#send({ type: 'leave', id: leg.id });
    this.keep(leg, undefined);
  }

  /** Who is cleared when who goes, whoever holds it now. */
  get policy(): HangUpPolicy {
    return this.#policy;
  }

  /** Changes who is cleared when who goes. */
  follow(policy: HangUpPolicy): void {
    this.#policy = policy;
    this.#sendPolicy();
  }

  /** His telephone is more than this conversation's; `undefined`: it is not any more. */
  keep(leg: Leg, how: Kept | undefined): void {
    if (this.#kept.get(leg.id)?.how === how) return;
    const role = this.parties.find(({ id }) => id === leg.id)?.role;
    if (how !== undefined && role !== undefined) this.#kept.set(leg.id, { how, role });
    else this.#kept.delete(leg.id);
    this.#sendPolicy();
  }

  /** Clears everybody. */
  end(): void {
    this.#send({ type: 'end' });
  }

  /** A leg is over. To be told by who knows it first; later news of it change nothing. */
  gone(leg: Leg): void {
    this.#send({ type: 'gone', id: leg.id });
    this.keep(leg, undefined);
  }

  #sendPolicy(): void {
    const holders = [...this.#kept.values()].filter(({ how }) => how === 'holds');
    const roles = holders.map(({ role }) => role);
    this.#send({ type: 'policy', policy: keptBy(this.#policy, roles) });
  }

  #send(event: ConversationEvent): void {
    this.#actor.send(event);
  }

  #follow({ leg }: Participant): void {
    if (this.#legs.has(leg.id)) return;
    this.#legs.set(leg.id, leg);
    this.#ends.push(leg.cleared.on(() => this.gone(leg)));
    this.call.add(leg);
  }

  #perform(effect: ConversationEffect): void {
    switch (effect.type) {
      case 'admit':
        this.#admitted = this.call.join(...effect.ids.map((id) => this.#leg(id)));
        return;
      case 'place':
        this.#place(this.#leg(effect.id), effect.audibility);
        return;
      case 'entertain':
      case 'quiet':
        this.#entertain(this.#leg(effect.id), effect.type === 'entertain');
        return;
      case 'dismiss':
        this.call.leave(this.#leg(effect.id));
        return;
      case 'bridged':
        this.bridged.emit(effect.parties);
        return;
      case 'parted':
        this.parted.emit(effect.party);
        return;
      case 'held':
      case 'retrieved':
        this.held.emit({ party: effect.party, on: effect.type === 'held' });
        return;
      case 'givenBack':
        this.givenBack.emit({ leg: this.#leg(effect.id), talked: effect.talked });
        return;
      case 'clear':
        if (this.#kept.has(effect.id)) this.call.leave(this.#leg(effect.id));
        else this.#leg(effect.id).clear();
        return;
      case 'over':
        this.#treatment?.end();
        for (const end of this.#ends) end();
        this.over.emit(this);
    }
  }

  /** Who is away has his ear to himself: another bridge may have it. */
  #place(leg: Leg, audibility: PartyAudibility): void {
    if (audibility === 'away') {
      this.#away.add(leg.id);
      this.call.leave(leg);
      return;
    }
    this.call.place(leg, { audibility: this.#audible(audibility) });
    if (this.#away.delete(leg.id)) this.#admitted = this.call.join(leg);
  }

  #entertain(leg: Leg, on: boolean): void {
    this.#treatment?.end();
    this.#treatment = on ? new Treatment(this.#rooms, leg, { music: this.#music }) : undefined;
    this.#treatment?.begin([]);
    this.alone.emit({ leg, on });
  }

  #audible(audibility: Exclude<PartyAudibility, 'away'>) {
    if (typeof audibility === 'string') return audibility;
    return { heardOnlyBy: audibility.heardOnlyBy.map((id) => this.#leg(id)) };
  }

  #leg(id: string): Leg {
    const leg = this.#legs.get(id);
    if (leg === undefined) throw new TypeError(`leg ${id} is not in the conversation`);
    return leg;
  }
}

function joiningOf({ leg, ...party }: Participant) {
  return { id: leg.id, ...party };
}
