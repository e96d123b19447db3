// SPDX-License-Identifier: GPL-2.0-or-later
// Who is one customer to the box, and who carries out what becomes of him? His leg, his call, its record, and his contact's machine.

import { CAUSE, type Call, type TrunkLeg } from '../../call/index.js';
import {
  type ContactData,
  type ContactEffect,
  type ContactEvent,
  type ContactState,
  contactMachine,
  withData,
} from '../../contact/index.js';
import type { Party } from '../../control/index.js';
import type { TelephoneNumber } from '../../dialling/index.js';
import { Dialogue, type DialogueContext } from '../../ivr/index.js';
import { Actor, LANGUAGES, type Language } from '../../kernel/index.js';
import { type Claims, NO_CLAIMS } from '../../reception/index.js';
import type { Batch } from '../../store/index.js';
import { Conversation, type ConversationOptions } from '../conversations/index.js';
import type { CallRecord } from '../records/index.js';
import type { Rooms, Wants } from '../rooms/index.js';
import type { Treatment } from '../treatment/index.js';

type Performed = 'selfServed' | 'refuse' | 'clear' | 'endTreatment';
/** What those do who brought him in: the desk of inbound calls, that of callbacks. */
export type ContactTask = Exclude<ContactEffect, { readonly type: Performed }>;

/** What a contact begins with. */
export interface ContactParts {
  readonly leg: TrunkLeg;
  readonly call: Call;
  readonly record: CallRecord;
  /** His number, if it is one; withheld numbers stay unknown. */
  readonly number?: TelephoneNumber | undefined;
  readonly accessNumber?: string | undefined;
}

/** What a contact needs of the box. */
export type ContactRooms = Pick<Rooms, 'clock' | 'dialogues' | 'log' | 'records'>;

/**
 * A customer from SETUP, or our dialling, to his end; the record of his call is closed when its last leg is gone. To be made before
 * his leg is added to the call: what the leg tells at its end must be in the record before the call ends.
 */
export class Contact {
  readonly leg: TrunkLeg;
  readonly call: Call;
  readonly record: CallRecord;
  readonly number: TelephoneNumber | undefined;
  readonly accessNumber: string;
  /** What he wants to hear: he has said so, or the directory has it of him. */
  language: Language | undefined;
  /** What he hears while he waits. */
  treatment: Treatment | undefined;
  /** From what comes what he needs of agents, beside the queue. */
  asks: { readonly accessNumber?: string; readonly wants?: Wants; readonly isLeft?: true };
  /** The rules of who is about to wait have been asked: no more than once. */
  ruled = false;
  /** The queue in which reception has found that he can wait: it is not asked again. */
  admitted: string | undefined;
  /** He came in a wave: he is told at once how long he will wait, and by which key a callback keeps his place. */
  keepsPlace = false;
  /** What rules have given him for when he waits. */
  claims: Claims = NO_CLAIMS;
  /** Why he is led to a queue; written with what he does there first. */
  led: ((batch: Batch) => void) | undefined;
  /** The rules that have held for him: none does so twice. */
  rules: readonly string[] = [];
  readonly #rooms: ContactRooms;
  readonly #actor: Actor<ContactState, ContactEvent, ContactEffect>;
  readonly #task: (contact: Contact, task: ContactTask) => void;
  #conversation: Conversation | undefined;
  #data: ContactData = {};

  constructor(rooms: ContactRooms, parts: ContactParts, task: (contact: Contact, task: ContactTask) => void) {
    const { leg, call, record } = parts;
    this.#rooms = rooms;
    this.#task = task;
    this.leg = leg;
    this.call = call;
    this.record = record;
    this.number = parts.number;
    this.accessNumber = parts.accessNumber ?? '';
    this.asks = { accessNumber: this.accessNumber };
    this.language = LANGUAGES.find((one) => one === record.identity.language);
    this.#actor = new Actor<ContactState, ContactEvent, ContactEffect>(
      contactMachine,
      { name: 'arriving' },
      rooms.clock,
      (effect) => this.#perform(effect),
    );
    leg.cleared.on(() => this.#gone());
    call.ended.on(() => rooms.records.end(record, leg.cause));
  }

  get state(): ContactState {
    return this.#actor.state;
  }

  get over(): boolean {
    return this.leg.signal.aborted;
  }

  /** Is with an agent, or waits for one. */
  get withPeople(): boolean {
    const { name } = this.state;
    const is = name === 'waiting' || name === 'talking' || name === 'held' || name === 'parked';
    return is && this.leg.state !== 'cleared';
  }

  send(event: ContactEvent): void {
    this.#actor.send(event);
  }

  /** What is attached to him; it goes with him wherever he goes. */
  get data(): ContactData {
    return this.#data;
  }

  /** Attaches more; an empty value takes its key out. Throws REFUSED when it is too much. */
  attach(more: ContactData): void {
    this.#data = withData(this.#data, more);
    const { records } = this.#rooms;
    this.record.add({ type: 'dataAttached', at: records.now(), data: this.#data });
    records.step(this.record, 'call.dataAttached', { call: this.call.id, keys: Object.keys(more) });
  }

  /** Clears with a Q.850 cause and says why in the record. */
  refuse(cause: number, reason: string): void {
    this.send({ type: 'refused', cause, reason });
  }

  /** Who talks with him, in his language. */
  dialogue(more: Pick<DialogueContext, 'house' | 'watcher'> = {}): Dialogue {
    const { dialogues } = this.#rooms;
    return new Dialogue(this.leg, { ...dialogues, ...more, language: this.language ?? dialogues.language });
  }

  /** Reception has found that he can wait in this queue. */
  admit(queue: string): void {
    this.admitted = queue;
    this.send({ type: 'queue', queue });
  }

  /** Another agent serves him from now on. */
  handed(agent: string): void {
    this.record.know({ agent });
    this.send({ type: 'handed', agent });
  }

  /** A conversation with him in it: who talked with him before is gone. */
  converse(options: ConversationOptions): Conversation {
    const conversation = new Conversation(this.#rooms, this.call, options);
    this.#conversation = conversation;
    conversation.bridged.on((parties) => this.#bridged(parties));
    conversation.held.on(({ party, on }) => this.#held(party, on));
    conversation.alone.on(({ leg, on }) => leg === this.leg && this.#alone(on));
    conversation.parted.on((party) => this.#parted(party));
    conversation.givenBack.on(() => this.send({ type: 'givenBack' }));
    return conversation;
  }

  /** Who talks with him, if anybody does or did. */
  get conversation(): Conversation | undefined {
    return this.#conversation;
  }

  #bridged(parties: readonly Party[]): void {
    const agent = parties.find(({ agent }) => agent !== undefined)?.agent;
    const legs = parties.map(({ id }) => id);
    this.record.add({ type: 'bridged', at: this.#rooms.records.now(), legs, agent });
    this.send({ type: 'talked' });
  }

  #held({ id, agent }: Party, on: boolean): void {
    const { records } = this.#rooms;
    this.record.add({ type: on ? 'held' : 'resumed', at: records.now(), leg: id });
    if (agent !== undefined)
      records.step(this.record, on ? 'call.held' : 'call.retrieved', { call: this.call.id, agent });
  }

  #alone(on: boolean): void {
    if (on) this.send({ type: 'held' });
    else if ('agent' in this.state) this.send({ type: 'retrieved', agent: this.state.agent });
  }

  /** Of one who is cleared that says enough for the record. */
  #parted({ id, agent, role }: Party): void {
    const { records } = this.#rooms;
    const up = this.call.legs.some((leg) => leg.id === id && !leg.signal.aborted);
    if (up) this.record.add({ type: 'parted', at: records.now(), legs: [id] });
    if (agent !== undefined && role !== 'supervisor') records.event('call.parted', { call: this.call.id, agent });
  }

  /** The conversation hears of it first: who was with him is cleared by its policy, and what it tells is in the record in time. */
  #gone(): void {
    const { leg } = this;
    this.#conversation?.gone(leg);
    this.send({ type: 'gone', byBox: leg.clearedBy === 'box', answered: leg.stamps.answer !== undefined });
  }

  #perform(effect: ContactEffect): void {
    const { leg, record } = this;
    const at = this.#rooms.records.now();
    switch (effect.type) {
      case 'endTreatment':
        this.treatment?.end();
        return;
      case 'selfServed':
        if (!record.has('interrupted')) record.add({ type: 'selfServed', at });
        return;
      case 'refuse':
        if (this.over) return;
        record.add({ type: 'refused', at, reason: effect.reason });
        leg.clear(effect.cause);
        return;
      case 'clear':
        leg.clear(CAUSE.normalClearing);
        return;
      case 'resumeFlow':
        record.add({ type: 'flowBegan', at, flow: effect.flow });
        this.#task(this, effect);
        return;
      default:
        this.#task(this, effect);
    }
  }
}
