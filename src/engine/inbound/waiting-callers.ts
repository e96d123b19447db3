// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to a caller in a queue? Answered, entertained, told his position, joined to an agent or promised a callback.

import { CAUSE } from '../../call/index.js';
import type { Callbacks } from '../../callback/index.js';
import { Dialogue, speechOf } from '../../ivr/index.js';
import type { AgentLines, AgentOnLine } from '../agents/index.js';
import type { ExpectedConversation, Recorder } from '../recordings/index.js';
import { queueOf, type Rooms, unattended } from '../rooms/index.js';
import { Treatment } from '../treatment/index.js';
import type { ComputerAgents } from './computer-agent.js';
import type { Visit } from './visit.js';

const RECORDING_ANNOUNCEMENT = 'recording-announcement';

/** The queues' callers. */
export class WaitingCallers {
  readonly #rooms: Rooms;
  readonly #agentLines: AgentLines;
  readonly #recorder: Recorder;
  readonly #callbacks: Callbacks;
  readonly #computerAgents: ComputerAgents;

  constructor(
    rooms: Rooms,
    agentLines: AgentLines,
    recorder: Recorder,
    callbacks: Callbacks,
    computerAgents: ComputerAgents,
  ) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#recorder = recorder;
    this.#callbacks = callbacks;
    this.#computerAgents = computerAgents;
  }

  /** Puts a caller into a queue and answers him. */
  enqueue(visit: Visit, queue: string): void {
    const { records, config } = this.#rooms;
    visit.record.add({ type: 'queued', at: records.now(), queue });
    records.step(visit.record, 'call.queued', { call: visit.call.id, queue });
    const announce = this.#recorder.announces(queue, visit.accessNumber);
    const treatment = new Treatment(this.#rooms, visit.leg, {
      music: queueOf(config, queue)?.music ?? 'queue-music',
      ...(announce === 'before' && { notice: [RECORDING_ANNOUNCEMENT] }),
    });
    visit.gone.on(() => {
      treatment.end();
      this.#agentLines.abandon(visit.call.id);
    });
    this.#wait(visit, queue, treatment);
    const words = [...(announce === 'during' ? [RECORDING_ANNOUNCEMENT] : []), 'please-hold'];
    const welcomed = visit.leg.answer().then(() => treatment.begin(words));
    unattended(this.#rooms, 'answering a queued call', welcomed);
  }

  /** He waits for an agent, at the place that the time of his call gives him. */
  #wait(visit: Visit, queue: string, treatment: Treatment): void {
    visit.whereabouts = 'queue';
    this.#agentLines.enqueue({
      id: visit.call.id,
      queue,
      kind: 'call',
      enqueuedAt: visit.leg.stamps.start,
      party: {
        calling: visit.leg.calling,
        offered: (agent) => this.#recorder.expect(this.#conversation(visit, queue, agent)),
        notTaken: () => this.#recorder.forget(visit.call),
        ringing: ({ leg, ...who }) => visit.record.follow(leg, who),
        connect: (agent) => this.#connect(visit, queue, agent, treatment),
        announce: (position) => treatment.say(() => this.#positionOf(visit, position)),
        overflow: () => this.#overflow(visit, queue, treatment),
      },
    });
  }

  /** His position as it was announced, or the better one that he has come to since. */
  #positionOf(visit: Visit, announced: number): readonly string[] {
    const { dialogues } = this.#rooms;
    const position = Math.min(announced, this.#agentLines.acd.position(visit.call.id) ?? announced);
    if (position === 1) return ['you-are-next'];
    return [...speechOf(dialogues.language).position(position), 'thank-you-for-waiting'];
  }

  /** The agent has lifted. What must be heard before a conversation is recorded both hear to its end; nothing else keeps them apart. */
  #connect(visit: Visit, queue: string, agent: AgentOnLine, treatment: Treatment): void {
    treatment.end();
    if (visit.over) {
      agent.leg.clear();
      return;
    }
    visit.whereabouts = 'people';
    const { record, call, leg } = visit;
    record.follow(agent.leg, { agent: agent.agent, station: agent.station });
    let joined = false;
    const gone = () => (joined ? leg.clear(CAUSE.normalClearing) : this.#back(visit, queue, treatment));
    call.add(agent.leg);
    agent.leg.cleared.on(() => visit.over || gone());
    const join = async () => {
      await this.#join(visit, queue, agent);
      joined = true;
    };
    if (treatment.isNoticed) unattended(this.#rooms, 'joining caller and agent', join());
    else {
      call.overhear(agent.leg, leg);
      const both = treatment.noticed.then(() => (agent.leg.signal.aborted || visit.over ? undefined : join()));
      unattended(this.#rooms, 'joining caller and agent', both);
    }
  }

  async #join(visit: Visit, queue: string, agent: AgentOnLine): Promise<void> {
    const { records } = this.#rooms;
    const { record, call, leg } = visit;
    const hearing = call.join(leg, agent.leg);
    this.#recorder.begin({ ...this.#conversation(visit, queue, agent.agent), leg }, hearing);
    await hearing;
    record.add({ type: 'bridged', at: records.now(), legs: [leg.id, agent.leg.id], agent: agent.agent });
    records.step(record, 'call.bridged', { call: call.id, agent: agent.agent, queue });
    if (visit.number) this.#callbacks.served(visit.number.number, call.id);
  }

  /** The agent is gone before they heard each other: the caller has lost nothing by that. */
  #back(visit: Visit, queue: string, treatment: Treatment): void {
    visit.call.leave(visit.leg);
    this.#recorder.forget(visit.call);
    this.#wait(visit, queue, treatment);
    treatment.goOn();
  }

  #conversation({ call, accessNumber }: Visit, queue: string, agent: string): ExpectedConversation {
    return { call, queue, agent, accessNumber };
  }

  #overflow(visit: Visit, queue: string, treatment: Treatment): void {
    treatment.end();
    const { records, config } = this.#rooms;
    const to = queueOf(config, queue)?.overflow ?? 'callback';
    visit.whereabouts = 'computerAgent';
    records.step(visit.record, 'call.overflowed', { call: visit.call.id, queue, to });
    const over = (to === 'callback' ? this.#promise(visit) : this.#sayGoodbye(visit)).catch((error: unknown) => {
      visit.fail(records.now());
      throw error;
    });
    unattended(this.#rooms, 'an overflowed call', over);
  }

  async #promise(visit: Visit): Promise<void> {
    const result = await this.#computerAgents.promise(visit, this.#rooms.config.surge.prompt);
    if (result !== 'promised') await this.#sayGoodbye(visit);
  }

  async #sayGoodbye(visit: Visit): Promise<void> {
    await new Dialogue(visit.leg, this.#rooms.dialogues).say('goodbye', { bargeIn: false });
    visit.refuse(CAUSE.normalClearing, 'maxWait', this.#rooms.records.now());
  }
}
