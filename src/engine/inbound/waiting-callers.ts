// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to a caller in a queue? Answered, entertained, told his position, joined to an agent.

import type { Leaving } from '../../acd/index.js';
import type { Callbacks } from '../../callback/index.js';
import type { Destination } from '../../config/index.js';
import type { ContactState } from '../../contact/index.js';
import { type DivertTo, type HangUpPolicy, PRIVATE, SERVICE, SERVICE_AND_BACK } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import { speechOf } from '../../ivr/index.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import { atTelephone, type CallDesk, type Reached } from '../calling/index.js';
import type { Contact } from '../contacts/index.js';
import { HOLD_MUSIC, type Participant, RECORDING_ANNOUNCEMENT } from '../conversations/index.js';
import type { ExpectedConversation, Recorder } from '../recordings/index.js';
import { accessNumberOf, ownNeeds, queueOf, type Rooms, unattended, wanted } from '../rooms/index.js';
import { Treatment } from '../treatment/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'log' | 'records'>;

const DEFLECTED_RINGS: Duration = 30_000;

/** The queues' callers. */
export class WaitingCallers {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #recorder: Recorder;
  readonly #callbacks: Callbacks;
  readonly #calling: CallDesk;
  #flows: () => readonly string[] = () => [];

  constructor(rooms: Needs, agentLines: AgentLines, recorder: Recorder, callbacks: Callbacks, calling: CallDesk) {
    this.#calling = calling;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#recorder = recorder;
    this.#callbacks = callbacks;
  }

  /** To which flows those who wait can be sent. */
  flows(names: () => readonly string[]): void {
    this.#flows = names;
  }

  /** He is in a queue from now on: for the first time, and then he is answered; or again, at his old place. */
  wait(contact: Contact, queue: string, again: boolean): void {
    if (again) {
      this.#recorder.forget(contact.call);
      this.#enqueue(contact, queue);
      contact.treatment?.goOn();
      return;
    }
    const { records } = this.#rooms;
    contact.record.add({ type: 'queued', at: records.now(), queue });
    records.step(contact.record, 'call.queued', { call: contact.call.id, queue });
    const announce = this.#recorder.announces({ queue, accessNumber: contact.accessNumber });
    const treatment = new Treatment(this.#rooms, contact.leg, {
      music: this.#musicOf(queue),
      welcome: this.#welcomeOf(contact),
      ...(announce === 'before' && { notice: [RECORDING_ANNOUNCEMENT] }),
    });
    contact.treatment = treatment;
    this.#enqueue(contact, queue);
    const words = [...(announce === 'during' ? [RECORDING_ANNOUNCEMENT] : []), 'please-hold'];
    const welcomed = contact.leg.answer().then(() => treatment.begin(words));
    unattended(this.#rooms, 'answering a queued call', welcomed);
  }

  /** What his access number says to who comes to its queue: once, whatever queues he goes through. */
  #welcomeOf(contact: Contact): string | undefined {
    if (contact.treatment !== undefined) return undefined;
    return accessNumberOf(this.#rooms.config, contact.accessNumber)?.welcome;
  }

  /** He is in no queue any more. */
  leave({ call: { id } }: Contact, abandoned: boolean): void {
    if (abandoned) this.#agentLines.abandon(id);
    else this.#agentLines.remove(id);
  }

  /** He waits for an agent, at the place that the time of his call gives him. */
  #enqueue(contact: Contact, queue: string): void {
    const { call, leg, record } = contact;
    this.#agentLines.enqueue({
      id: call.id,
      queue,
      kind: 'call',
      enqueuedAt: leg.stamps.start,
      ...asksOf(contact),
      party: {
        calling: leg.calling,
        offered: (agent) => this.#recorder.expect(this.#conversation(contact, queue, agent)),
        notTaken: () => this.#recorder.forget(call),
        ringing: ({ leg: rung, ...who }) => record.follow(rung, who),
        connect: (agent) => this.#connect(contact, queue, agent),
        moved: (to) => this.#move(contact, to),
        announce: (position) => contact.treatment?.say(() => this.#positionOf(contact, position)),
        deflect: (to, station) => this.#deflect(contact, queue, to, station),
        overflow: (leaving) => this.#overflow(contact, leaving),
      },
    });
  }

  /** What he has given up he does not ask for again, wherever he goes; what his queue asked stays with it. */
  #overflow(contact: Contact, { to, needs }: Leaving): void {
    const asks = asksOf(contact);
    const own = ownNeeds(this.#rooms.config, asks);
    const left = needs.filter(({ skill }) => own.some((need) => need.skill === skill));
    const { priority } = wanted(this.#rooms.config, { queue: '', ...asks });
    contact.asks = { wants: { needs: left, priority }, isLeft: true };
    contact.send({ type: 'overflowed', ...(to !== undefined && { to }) });
  }

  /** Throws NOT_FOUND for a flow that there is not. */
  #move(contact: Contact, to: Destination): void {
    if (to.kind === 'flow' && !this.#flows().includes(to.flow))
      throw new TelephonyError('NOT_FOUND', `flow ${to.flow}`);
    contact.record.add({ type: 'queueLeft', at: this.#rooms.records.now(), reason: 'moved' });
    contact.send({ type: 'moved', to });
  }

  /** To another queue; or somebody is rung for him while he goes on hearing music. Who cannot be had leaves him at his old place. */
  #deflect(contact: Contact, queue: string, to: DivertTo, station: string): void {
    if ('queue' in to) {
      contact.send({ type: 'transferred', to });
      return;
    }
    const { call, leg, record } = contact;
    const wanted = { call: call.id, calling: leg.calling, ringFor: DEFLECTED_RINGS, record: record.id, own: station };
    const back = () => {
      if (!contact.over) this.#enqueue(contact, queue);
    };
    try {
      const cancel = this.#calling.searches.begin(to, wanted, {
        began: ({ leg: rung, ...who }) => {
          record.follow(rung, who);
          call.add(rung); // the record ends with the last leg
        },
        answered: (who) => this.#connect(contact, queue, who),
        failed: back,
      });
      leg.cleared.on(cancel);
    } catch (error) {
      back();
      if (!(error instanceof TelephonyError)) throw error;
      this.#rooms.log.info({ station, reason: error.message }, 'a call cannot be sent on');
    }
  }

  /** His position as it was announced, or the better one that he has come to since. */
  #positionOf({ call }: Contact, announced: number): readonly string[] {
    const { dialogues } = this.#rooms;
    const position = Math.min(announced, this.#agentLines.acd.position(call.id) ?? announced);
    if (position === 1) return ['you-are-next'];
    return [...speechOf(dialogues.language).position(position), 'thank-you-for-waiting'];
  }

  /**
   * Somebody has answered: an agent, whoever is at a station, or outside. What must be heard before a conversation is recorded both
   * hear to its end; nothing else keeps them apart.
   */
  #connect(contact: Contact, queue: string, who: Reached): void {
    const { state, leg, call, record, treatment } = contact;
    if (contact.over) {
      who.leg.clear();
      return;
    }
    const { agent } = who;
    const policy = policyOf(state, who);
    contact.send({ type: 'agent', agent: agent ?? '' });
    record.follow(who.leg, { agent, ...(who.station !== undefined && { station: who.station }) });
    const conversation = contact.converse({ policy, music: this.#musicOf(queue) });
    const parties: readonly Participant[] = [
      { leg, role: 'customer' },
      { leg: who.leg, role: agent === undefined ? 'consulted' : 'agent', agent },
    ];
    conversation.attend(parties);
    const at = atTelephone(who);
    if (at !== undefined) this.#calling.parts.take(at, { conversation, record, contact, queue });
    const join = () => this.#join(contact, queue, agent, conversation.join(parties));
    if (treatment === undefined || treatment.isNoticed || at === undefined)
      unattended(this.#rooms, 'joining caller and agent', join());
    else {
      call.overhear(at.leg, leg);
      const both = treatment.noticed.then(() => (conversation.isOver ? undefined : join()));
      unattended(this.#rooms, 'joining caller and agent', both);
    }
  }

  async #join(contact: Contact, queue: string, agent: string | undefined, hearing: Promise<void>): Promise<void> {
    const { record, call, leg, number } = contact;
    if (agent !== undefined) this.#recorder.begin({ ...this.#conversation(contact, queue, agent), leg }, hearing);
    await hearing;
    if (agent !== undefined) this.#rooms.records.step(record, 'call.bridged', { call: call.id, agent, queue });
    if (number) this.#callbacks.served(number.number, call.id);
  }

  #musicOf(queue: string): string {
    return queueOf(this.#rooms.config, queue)?.music ?? HOLD_MUSIC;
  }

  #conversation({ call, accessNumber }: Contact, queue: string, agent: string): ExpectedConversation {
    return { call, queue, agent, accessNumber };
  }
}

/** From what come his needs: the language that a flow chose is among it, until what is left of them is known. */
function asksOf({ asks: { accessNumber, wants, isLeft }, language }: Contact) {
  return { accessNumber, wants: isLeft || language === undefined ? wants : { language, ...wants } };
}

/** A flow that wants him back gets him; with somebody who is no agent it is over when either goes. */
function policyOf(state: ContactState, { agent }: Reached): HangUpPolicy {
  if (agent === undefined) return PRIVATE;
  return state.name === 'waiting' && state.back?.talked === true ? SERVICE_AND_BACK : SERVICE;
}
