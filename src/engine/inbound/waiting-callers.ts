// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to a caller in a queue? Answered, entertained, told his position, joined to an agent or promised a callback.

import { CAUSE } from '../../call/index.js';
import type { Callbacks } from '../../callback/index.js';
import { Dialogue, speechOf } from '../../ivr/index.js';
import type { AgentOnLine, Floor } from '../agents/index.js';
import type { ExpectedConversation, Recorder } from '../recordings/index.js';
import { type Office, queueOf, unattended } from '../rooms/index.js';
import { Pastime } from '../treatment/index.js';
import type { ComputerAgents } from './computer-agent.js';
import type { Visit } from './visit.js';

const RECORDING_ANNOUNCEMENT = 'recording-announcement';

/** The queues' callers. */
export class QueueDesk {
  readonly #office: Office;
  readonly #floor: Floor;
  readonly #recorder: Recorder;
  readonly #callbacks: Callbacks;
  readonly #computerAgents: ComputerAgents;

  constructor(office: Office, floor: Floor, recorder: Recorder, callbacks: Callbacks, computerAgents: ComputerAgents) {
    this.#office = office;
    this.#floor = floor;
    this.#recorder = recorder;
    this.#callbacks = callbacks;
    this.#computerAgents = computerAgents;
  }

  /** Puts a caller into a queue and answers him. */
  enqueue(visit: Visit, queue: string): void {
    const { books, config } = this.#office;
    visit.record.add({ type: 'queued', at: books.now(), queue });
    books.step(visit.record, 'call.queued', { call: visit.call.id, queue });
    const announce = this.#recorder.announces(queue, visit.accessNumber);
    const pastime = new Pastime(this.#office, visit.leg, {
      music: queueOf(config, queue)?.music ?? 'queue-music',
      ...(announce === 'before' && { notice: [RECORDING_ANNOUNCEMENT] }),
    });
    visit.gone.on(() => {
      pastime.end();
      this.#floor.abandon(visit.call.id);
    });
    this.#wait(visit, queue, pastime);
    const words = [...(announce === 'during' ? [RECORDING_ANNOUNCEMENT] : []), 'please-hold'];
    const welcomed = visit.leg.answer().then(() => pastime.begin(words));
    unattended(this.#office, 'answering a queued call', welcomed);
  }

  /** He waits for an agent, at the place that the time of his call gives him. */
  #wait(visit: Visit, queue: string, pastime: Pastime): void {
    visit.whereabouts = 'queue';
    this.#floor.enqueue({
      id: visit.call.id,
      queue,
      kind: 'call',
      enqueuedAt: visit.leg.stamps.start,
      party: {
        calling: visit.leg.calling,
        offered: (agent) => this.#recorder.expect(this.#conversation(visit, queue, agent)),
        notTaken: () => this.#recorder.forget(visit.call),
        ringing: ({ leg, ...who }) => visit.record.follow(leg, who),
        connect: (agent) => this.#connect(visit, queue, agent, pastime),
        announce: (position) => pastime.say(() => this.#positionOf(visit, position)),
        overflow: () => this.#overflow(visit, queue, pastime),
      },
    });
  }

  /** His position as it was announced, or the better one that he has come to since. */
  #positionOf(visit: Visit, announced: number): readonly string[] {
    const { dialogues } = this.#office;
    const position = Math.min(announced, this.#floor.acd.position(visit.call.id) ?? announced);
    if (position === 1) return ['you-are-next'];
    return [...speechOf(dialogues.language).position(position), 'thank-you-for-waiting'];
  }

  /** The agent has lifted. What must be heard before a conversation is recorded both hear to its end; nothing else keeps them apart. */
  #connect(visit: Visit, queue: string, agent: AgentOnLine, pastime: Pastime): void {
    pastime.end();
    if (visit.over) {
      agent.leg.clear();
      return;
    }
    visit.whereabouts = 'people';
    const { record, call, leg } = visit;
    record.follow(agent.leg, { agent: agent.agent, station: agent.station });
    let joined = false;
    const gone = () => (joined ? leg.clear(CAUSE.normalClearing) : this.#back(visit, queue, pastime));
    call.add(agent.leg);
    agent.leg.cleared.on(() => visit.over || gone());
    const join = async () => {
      await this.#join(visit, queue, agent);
      joined = true;
    };
    if (pastime.isNoticed) unattended(this.#office, 'joining caller and agent', join());
    else {
      call.overhear(agent.leg, leg);
      const both = pastime.noticed.then(() => (agent.leg.signal.aborted || visit.over ? undefined : join()));
      unattended(this.#office, 'joining caller and agent', both);
    }
  }

  async #join(visit: Visit, queue: string, agent: AgentOnLine): Promise<void> {
    const { books } = this.#office;
    const { record, call, leg } = visit;
    const hearing = call.join(leg, agent.leg);
    this.#recorder.begin({ ...this.#conversation(visit, queue, agent.agent), leg }, hearing);
    await hearing;
    record.add({ type: 'bridged', at: books.now(), legs: [leg.id, agent.leg.id], agent: agent.agent });
    books.step(record, 'call.bridged', { call: call.id, agent: agent.agent, queue });
    if (visit.number) this.#callbacks.served(visit.number.number, call.id);
  }

  /** The agent is gone before they heard each other: the caller has lost nothing by that. */
  #back(visit: Visit, queue: string, pastime: Pastime): void {
    visit.call.leave(visit.leg);
    this.#recorder.forget(visit.call);
    this.#wait(visit, queue, pastime);
    pastime.goOn();
  }

  #conversation({ call, accessNumber }: Visit, queue: string, agent: string): ExpectedConversation {
    return { call, queue, agent, accessNumber };
  }

  #overflow(visit: Visit, queue: string, pastime: Pastime): void {
    pastime.end();
    const { books, config } = this.#office;
    const to = queueOf(config, queue)?.overflow ?? 'callback';
    visit.whereabouts = 'computerAgent';
    books.step(visit.record, 'call.overflowed', { call: visit.call.id, queue, to });
    const over = (to === 'callback' ? this.#promise(visit) : this.#sayGoodbye(visit)).catch((error: unknown) => {
      visit.fail(books.now());
      throw error;
    });
    unattended(this.#office, 'an overflowed call', over);
  }

  async #promise(visit: Visit): Promise<void> {
    const result = await this.#computerAgents.promise(visit, this.#office.config.surge.prompt);
    if (result !== 'promised') await this.#sayGoodbye(visit);
  }

  async #sayGoodbye(visit: Visit): Promise<void> {
    await new Dialogue(visit.leg, this.#office.dialogues).say('goodbye', { bargeIn: false });
    visit.refuse(CAUSE.normalClearing, 'maxWait', this.#office.books.now());
  }
}
