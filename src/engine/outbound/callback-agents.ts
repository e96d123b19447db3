// SPDX-License-Identifier: GPL-2.0-or-later
// Which agent is a callback for, and how is he got? Offered to a queue, rung first, kept while the customer is rung, or standing by.

import { CAUSE } from '../../call/index.js';
import type { AttemptOutcome, Callbacks, Claim, RequestRow, StandingBy } from '../../callback/index.js';
import type { AgentLines, AgentOnLine } from '../agents/index.js';
import { keptBy, type Rooms } from '../rooms/index.js';
import { tellAgent } from './callback-words.js';
import { HeldAgents } from './held-agents.js';
import { StandingAgents, standingToken } from './standing-agents.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'log'>;

/** The agents' side of callbacks. */
export class CallbackAgents {
  readonly standing: StandingAgents;
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #held: HeldAgents;
  readonly #told: () => Callbacks;

  constructor(rooms: Needs, agentLines: AgentLines, told: () => Callbacks) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#held = new HeldAgents(agentLines);
    this.#told = told;
    this.standing = new StandingAgents(rooms, agentLines, (queue, time) => told().handled(queue, time));
  }

  /** The agent's telephone that he holds for an attempt. */
  lineFor(attempt: string): AgentOnLine | undefined {
    return this.#held.of(attempt)?.line;
  }

  /** Customer and agent are joined: he is not kept for it any more. */
  joined(attempt: string): void {
    this.#held.release(attempt);
  }

  /** An attempt has come to nothing. */
  failed(attempt: string, why: AttemptOutcome): void {
    this.#agentLines.remove(attempt);
    const line = this.#held.release(attempt)?.line;
    if (line !== undefined) tellAgent(this.#rooms, line.leg, why);
  }

  /** Rings an agent for a claimed request: this one, or one of its queue. The customer is dialled when he has lifted. */
  offer(lease: string, request: RequestRow, only?: string): void {
    const { wants } = request;
    this.#agentLines.enqueue({
      id: lease,
      queue: keptBy(this.#rooms.config, request.queue),
      kind: 'callback',
      enqueuedAt: request.enqueuedAt,
      ...(wants !== undefined && { wants }),
      ...(only === undefined ? {} : { only }),
      party: { calling: { digits: request.number }, connect: (agent) => this.dialFor(lease, agent) },
    });
  }

  withdraw(lease: string): void {
    this.#agentLines.remove(lease);
    this.#held.release(lease);
  }

  /** See `CallbackPorts.begin`: the customer is dialled first, or the agent's telephone rings. He is kept for it until it has come to something. */
  begin({ lease, order, request }: Claim, agent: string): boolean {
    if (!this.#held.reserve(lease, agent)) return false;
    if (order === 'agentFirst') {
      this.offer(lease, request, agent);
      return true;
    }
    const attempt = this.#told().dial(lease, agent);
    if (attempt === undefined) this.#held.release(lease);
    else this.#held.dialled(attempt, { agent, lease });
    return attempt !== undefined;
  }

  readyAgents(queue?: string): number {
    return this.#agentLines.readyAgents(queue === undefined ? undefined : keptBy(this.#rooms.config, queue));
  }

  /** Whether he is ready, and his telephone can ring. */
  isReady(agent: string): boolean {
    const { config } = this.#rooms;
    if (!config.agents.some(({ id }) => id === agent) || this.#agentLines.dutyOf(agent) === undefined) return false;
    return this.#agentLines.acd.agent(agent).name === 'ready' && this.#agentLines.canRing(agent);
  }

  /** Dials a claimed request for an agent who holds his telephone meanwhile; he hears it ring. */
  dialFor(lease: string, agent: AgentOnLine): void {
    const attempt = this.#told().dial(lease, agent.agent);
    if (attempt === undefined) {
      this.#held.release(lease);
      agent.leg.clear(CAUSE.normalClearing);
    } else this.#hold(attempt, lease, agent);
  }

  standingBy(queue: string): StandingBy {
    return this.standing.of(keptBy(this.#rooms.config, queue));
  }

  /** The same for one who stands by. */
  dialStanding(lease: string, queue: string): boolean {
    const line = this.standing.take(keptBy(this.#rooms.config, queue));
    if (line === undefined) return false;
    const attempt = this.#told().dialHeld(lease, line.agent);
    if (attempt === undefined) this.standing.putBack(line);
    else this.#hold(attempt, standingToken(line.agent), line);
    return attempt !== undefined;
  }

  /** An agent who stands by takes a customer who has answered. */
  takeStanding(queue: string, attempt: string): AgentOnLine | undefined {
    const line = this.standing.take(keptBy(this.#rooms.config, queue));
    if (line !== undefined) this.#held.dialled(attempt, { agent: line.agent, lease: standingToken(line.agent), line });
    return line;
  }

  #hold(attempt: string, lease: string, agent: AgentOnLine): void {
    this.#held.dialled(attempt, { agent: agent.agent, lease, line: agent });
    agent.leg.cleared.on(() => {
      if (this.#held.release(attempt) !== undefined) this.#told().failed(attempt, 'withdrawn');
    });
    agent.leg.tone(this.#agentLines.tones.ringback);
  }
}
