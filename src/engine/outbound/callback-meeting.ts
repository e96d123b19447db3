// SPDX-License-Identifier: GPL-2.0-or-later
// How do a customer who was called back and an agent come together? He waits at the place of his first call, and is joined.

import type { Callbacks } from '../../callback/index.js';
import { SERVICE } from '../../control/index.js';
import type { AgentLines, AgentOnLine } from '../agents/index.js';
import type { CallDesk } from '../calling/index.js';
import { recordTold } from '../conversations/index.js';
import type { Recorder } from '../recordings/index.js';
import { keptBy, queueOf, type Rooms, unattended } from '../rooms/index.js';
import { Treatment } from '../treatment/index.js';
import type { CallbackAgents } from './callback-agents.js';
import type { CallbackCall } from './callback-call.js';
import { introduced } from './introduced.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'log' | 'records'>;

interface MeetingParts {
  readonly agentLines: AgentLines;
  readonly recorder: Recorder;
  readonly parts: CallDesk['parts'];
  readonly agents: CallbackAgents;
  readonly told: () => Callbacks;
}

/** Where customers and agents meet. */
export class CallbackMeeting {
  readonly #rooms: Needs;
  readonly #parts: MeetingParts;
  /** Customers who have answered what was dialled ahead, and have nobody yet: who has waited longest first. */
  readonly #unserved = new Set<CallbackCall>();

  constructor(rooms: Needs, parts: MeetingParts) {
    this.#rooms = rooms;
    this.#parts = parts;
  }

  /** For an agent who holds his telephone, and if he is there no more for whom there is; at the place of the customer's first call. */
  wait(placed: CallbackCall, again: boolean): void {
    const { customer, attempt } = placed;
    if (customer === undefined) return;
    if (attempt.direct && !again) {
      this.#unserved.add(placed);
      this.serveNext();
      return;
    }
    const line = again ? undefined : this.#parts.agents.lineFor(attempt.id);
    if (line !== undefined && !line.leg.signal.aborted) this.#join(placed, line);
    else this.#enqueue(placed, again);
  }

  /** Somebody stands by, or has answered: who came first is served first. */
  serveNext(): void {
    for (const placed of this.#unserved) {
      const { customer, attempt } = placed;
      const line = customer && this.#parts.agents.takeStanding(customer.queue, attempt.id);
      if (line === undefined) continue;
      this.#unserved.delete(placed);
      this.#join(placed, line);
    }
  }

  /** He waits no longer. */
  left(placed: CallbackCall): void {
    this.#unserved.delete(placed);
    this.#parts.agentLines.remove(placed.attempt.id);
  }

  #enqueue(placed: CallbackCall, again: boolean): void {
    const { customer, attempt, contact } = placed;
    if (customer === undefined) return;
    const { recorder, agentLines } = this.#parts;
    const { call, leg, record } = contact;
    if (again) recorder.forget(call);
    const queue = keptBy(this.#rooms.config, customer.queue);
    const music = queueOf(this.#rooms.config, queue)?.music ?? 'queue-music';
    contact.treatment = new Treatment(this.#rooms, leg, { music, language: contact.language });
    contact.treatment.begin(['callback-connecting']);
    agentLines.enqueue({
      id: attempt.id,
      queue,
      kind: 'callback',
      enqueuedAt: customer.enqueuedAt,
      ...(customer.wants !== undefined && { wants: customer.wants }),
      ...(again || customer.agent === undefined ? {} : { only: customer.agent }),
      party: {
        call: call.id,
        calling: { digits: customer.number },
        offered: (agent) => recorder.expect({ call, queue, agent }),
        notTaken: () => recorder.forget(call),
        ringing: ({ leg: rung, ...who }) => record.follow(rung, who),
        connect: (agent) => this.#join(placed, agent),
      },
    });
  }

  #join(placed: CallbackCall, agent: AgentOnLine): void {
    const { records } = this.#rooms;
    const { agentLines, agents, recorder, parts, told } = this.#parts;
    const { attempt, contact } = placed;
    const { call, leg, record } = contact;
    contact.send({ type: 'agent', agent: agent.agent });
    record.know({ agent: agent.agent });
    record.follow(agent.leg, { agent: agent.agent, station: agent.station });
    const queue = record.identity.queue ?? undefined;
    const conversation = contact.converse({ policy: SERVICE });
    agentLines.waiting.know(attempt.id, call.id);
    const key = agentLines.engage(agent, attempt.id, queue);
    parts.begin({ ...agent, key, conversation, record, contact, queue });
    agents.joined(attempt.id);
    const hearing = introduced(this.#rooms, placed, agent, conversation);
    const recorded = { call, leg, queue: queue ?? '', agent: agent.agent };
    recordTold(this.#rooms, recorder, { recorded, conversation, hearing });
    const joined = hearing.then(() => {
      records.step(record, 'call.bridged', { call: call.id, agent: agent.agent, request: attempt.request });
      told().connected(attempt.id, agent.agent);
    });
    unattended(this.#rooms, 'joining a callback', joined);
  }
}
