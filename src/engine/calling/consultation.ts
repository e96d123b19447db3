// SPDX-License-Identifier: GPL-2.0-or-later
// Who carries out a consultation? A bridge of its own for agent and third, while the held conversation goes on without the agent.

import type { Call, Leg } from '../../call/index.js';
import {
  CONFERENCE,
  CONSULTATION,
  type ConsultationEffect,
  type ConsultationEvent,
  type ConsultationState,
  consultationMachine,
  divertName,
  PRIVATE,
} from '../../control/index.js';
import { Actor, type Cancel, Emitter } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import { Conversation, type Participant } from '../conversations/index.js';
import { assertOpen, unattended } from '../rooms/index.js';
import type { ConsultationRooms, ConsultationStart } from './consultation-start.js';
import { noteTransfer, type Part, type Parts } from './parts.js';
import { atTelephone, type Callee, type Reached, tellRings } from './reach.js';

/** An agent, a third, and who is held. */
export class Consultation {
  readonly held: Part;
  readonly callee: Callee;
  readonly over = new Emitter<Consultation>();
  readonly #rooms: ConsultationRooms;
  readonly #agentLines: AgentLines;
  readonly #parts: Parts;
  readonly #start: ConsultationStart;
  readonly #bridge: Call;
  readonly #conversation: Conversation;
  readonly #actor: Actor<ConsultationState, ConsultationEvent, ConsultationEffect>;
  #third: Reached | undefined;
  #cancel: Cancel = () => {};
  /** The two talk on: nothing of it is taken apart at its end. */
  #isOwn = false;

  /** Throws REFUSED when the box ends. */
  constructor(rooms: ConsultationRooms, agentLines: AgentLines, parts: Parts, start: ConsultationStart) {
    assertOpen(rooms);
    const { held, callee } = start;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#parts = parts;
    this.#start = start;
    this.held = held;
    this.callee = callee;
    this.#bridge = rooms.calls.open();
    this.#conversation = new Conversation(rooms, this.#bridge, { policy: CONSULTATION });
    this.#actor = new Actor<ConsultationState, ConsultationEvent, ConsultationEffect>(
      consultationMachine,
      { name: 'asking', waited: true },
      rooms.clock,
      ({ type }) => this.#effects[type](),
    );
  }

  get state(): ConsultationState['name'] {
    return this.#actor.state.name;
  }

  /** What the lines of both are engaged with. */
  get key(): string {
    return this.#bridge.id;
  }

  /** Whom the agent talks with, if he has answered and is not the one who waits now. */
  get heard(): Leg | undefined {
    return this.#active === this.key ? this.#third?.leg : undefined;
  }

  send(event: ConsultationEvent): void {
    this.#actor.send(event);
  }

  /** The agent talks with the one of the two, and the other hears music. */
  alternate(): void {
    const { leg, station, key, conversation } = this.held;
    const active = this.#active;
    if (this.state !== 'talking' || active === undefined) return;
    const asks = active === this.key;
    const [from, to] = asks ? [this.#conversation, conversation] : [conversation, this.#conversation];
    from.place(leg, 'away');
    this.#agentLines.tellLine(station, { type: 'retrieved', call: asks ? key : this.key });
    to.place(leg, 'talks');
  }

  /** Rings the third. Throws what keeps him from being rung: then nobody has been. */
  begin(): void {
    const { held, callee } = this;
    const { records } = this.#rooms;
    const { leg, record, agent } = held;
    this.#bridge.add(leg); // a bridge that nobody ever joins ends with it
    try {
      this.#cancel = this.#ring();
    } catch (error) {
      this.#leaveBridge();
      throw error;
    }
    this.#follow();
    if (agent !== undefined) records.step(record, 'call.consulted', { call: record.id, agent, to: divertName(callee) });
    if (this.#start.given) this.send({ type: 'transfer' });
    else if (this.state === 'asking' && !leg.signal.aborted) {
      this.#agentLines.tellLine(held.station, { type: 'consulted', call: this.key });
      leg.tone(this.#agentLines.tones.ringback);
    }
  }

  #ring(): Cancel {
    const { leg, contact, record, station, agent, queue } = this.held;
    const { ringFor, searches, given } = this.#start;
    const cause = given ? ('transfer' as const) : ('consult' as const);
    const outside = { cause, agent, station, queue, accessNumber: contact?.accessNumber };
    const who = { call: this.key, calling: contact?.leg.calling ?? leg.calling, record: record.id, own: station };
    return searches.begin(
      this.callee,
      { ...who, ringFor, outside },
      {
        began: (third) => this.#began(third),
        answered: (third) => {
          this.#answered(third);
          this.send({ type: 'answered' });
        },
        failed: (reason) => this.send({ type: 'failed', reason }),
      },
    );
  }

  #follow(): void {
    const { leg, conversation } = this.held;
    leg.cleared.on(() => this.send({ type: 'agentGone' }));
    conversation.over.on(() => this.send({ type: 'heldGone' }));
    this.#conversation.bridged.on((parties) => {
      const legs = parties.map(({ id }) => id);
      this.held.record.add({ type: 'bridged', at: this.#rooms.records.now(), legs, consulting: true });
    });
  }

  /** His leg is in the record, and in the call, of what is held: it is that contact's. */
  #began(third: Reached): void {
    const { record } = this.held;
    this.#third = third;
    record.follow(third.leg, third);
    tellRings(this.#rooms, record.id, third);
  }

  /** Whoever it was who rang first: it is he who talks. */
  #answered(third: Reached): void {
    this.#third = third;
    third.leg.cleared.on(() => this.send({ type: 'targetGone' }));
  }

  readonly #effects: Readonly<Record<ConsultationEffect['type'], () => void>> = {
    bridge: () => this.#bridgeThem(),
    letGo: () => this.#letGo(),
    handOver: () => this.#handOver(),
    together: () => this.#together(),
    back: () => this.#back(),
    ownCall: () => this.#ownCall(),
    over: () => this.#end(),
    recall: () => this.#start.recall(this.held),
    release: () => this.held.leg.clear(),
    drop: () => {
      this.#cancel();
      this.#third?.leg.clear();
    },
    told: () => {
      const { leg } = this.held;
      // Who has alternated talks with who was held, and hears him.
      if (!leg.signal.aborted && this.#active !== this.held.key) leg.tone(this.#agentLines.tones.busy);
    },
  };

  #bridgeThem(): void {
    const { leg, agent } = this.held;
    const third = this.#third;
    if (third === undefined) return;
    leg.silence();
    const asked: Participant = { leg: third.leg, role: 'consulted', agent: third.agent };
    this.#join(this.#conversation, [{ leg, role: 'agent', agent }, asked]);
  }

  #join(conversation: Conversation, who: readonly Participant[]): void {
    unattended(this.#rooms, 'joining a consultation', conversation.join(who));
  }

  /** The agent is out of both; his telephone is let go. Who is held hears that another one is rung. */
  #letGo(): void {
    const { held } = this;
    const { conversation, leg } = held;
    noteTransfer(this.#rooms.records, held, divertName(this.callee), 'transfer');
    conversation.leave(leg);
    this.#agentLines.tellLine(held.station, { type: 'parted', call: this.key });
    if (this.state === 'given' && conversation.last !== undefined) {
      conversation.treatment?.end();
      conversation.last.tone(this.#agentLines.tones.ringback);
    }
    leg.clear();
  }

  /** The third comes out of the bridge of the two and into the conversation of who was held. */
  #handOver(): void {
    const { contact, conversation } = this.held;
    const third = this.#takeThird();
    if (third === undefined) return;
    conversation.last?.silence();
    if (third.agent === undefined && conversation.policy !== CONFERENCE) conversation.follow(PRIVATE);
    this.#bring(third);
    if (third.agent !== undefined) contact?.handed(third.agent);
  }

  #together(): void {
    const { agent, conversation, record } = this.held;
    const third = this.#takeThird();
    if (third === undefined) return;
    this.#back();
    conversation.follow(CONFERENCE);
    this.#bring(third);
    if (agent === undefined) return;
    const facts = { call: record.id, agent, with: divertName(this.callee) };
    this.#rooms.records.step(record, 'call.conferenced', facts);
  }

  /** Into the conversation that was held. */
  #bring(third: Reached): void {
    const { conversation } = this.held;
    const { leg, agent } = third;
    const at = conversation.isOver ? undefined : atTelephone(third);
    if (at !== undefined) this.#parts.take(at, this.held);
    if (conversation.isOver)
      leg.clear(); // who held it has gone, too: nobody is there to talk with
    else this.#join(conversation, [{ leg, role: agent === undefined ? 'consulted' : 'agent', agent }]);
  }

  /** Out of the bridge that agent and third had. */
  #takeThird(): Reached | undefined {
    const third = this.#third;
    if (third === undefined || third.leg.signal.aborted) return undefined;
    this.#leaveBridge();
    return third;
  }

  /** Out of the bridge of the two first: his ear is the conversation's again. */
  #back(): void {
    const { conversation, leg, station, key } = this.held;
    const isBack = this.#active === key; // he has alternated: what he hears, he hears of the two
    this.#leaveBridge();
    this.#agentLines.tellLine(station, { type: 'retrieved', call: key });
    if (leg.signal.aborted) return;
    if (!isBack) leg.silence();
    conversation.place(leg, 'talks');
    conversation.keep(leg, undefined);
  }

  /** Who was held has gone: they talk on, with nobody waiting. */
  #ownCall(): void {
    const { leg, station, agent, record } = this.held;
    const [conversation, key] = [this.#conversation, this.key];
    conversation.follow(PRIVATE);
    conversation.place(leg, 'talks');
    this.#agentLines.tellLine(station, { type: 'retrieved', call: key });
    const own = { key, conversation, record, contact: undefined, queue: undefined };
    this.#parts.begin({ ...own, station, agent, leg });
    const at = this.#third === undefined ? undefined : atTelephone(this.#third);
    if (at !== undefined) this.#parts.begin({ ...own, ...at });
    this.#isOwn = true;
  }

  /** What his line is engaged with now. */
  get #active(): string | undefined {
    const line = this.#agentLines.lineAt(this.held.station);
    return line?.name === 'engaged' ? line.active : undefined;
  }

  #leaveBridge(): void {
    for (const leg of this.#bridge.legs) {
      this.#conversation.leave(leg);
      this.#bridge.remove(leg);
    }
  }

  /** The lines hear that the question is over. */
  #end(): void {
    const { held, key } = this;
    if (this.#isOwn) {
      this.over.emit(this);
      return;
    }
    this.#leaveBridge();
    this.#agentLines.tellLine(held.station, { type: 'parted', call: key });
    const station = this.#third?.station;
    // Whom a queue gave is known to it by this key, and goes on by it with the customer.
    const isHis = station !== undefined && !this.#parts.all(station).some((part) => part.key === key);
    if (isHis) this.#agentLines.tellLine(station, { type: 'parted', call: key });
    this.over.emit(this);
  }
}
