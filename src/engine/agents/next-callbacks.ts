// SPDX-License-Identifier: GPL-2.0-or-later
// An agent wants the next callback: which is it, and who makes the call? By command, or with his telephone in his hand.

import type { Callbacks, Claim } from '../../callback/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import { keptBy, type Rooms } from '../rooms/index.js';
import type { AgentLines } from './agent-lines.js';
import { FEEDBACK_PROMPTS, type Feedback } from './agent-prompts.js';
import type { AgentOnLine } from './waiting-parties.js';

/** Who makes the calls of callbacks that agents ask for. */
export interface CallbackDialler {
  /** Makes what an agent claimed whose telephone lies on its hook; false: he is not free, or it may not be dialled any more. */
  begin(claim: Claim, agent: string): boolean;
  /** Dials it for an agent who holds his telephone meanwhile. */
  dialFor(lease: string, agent: AgentOnLine): void;
  /** Whether an agent's callbacks are made for those who stand by on the line. */
  standsBy(agent: string): boolean;
  /** He stands by from now on; false: he is not free, or has put down. */
  standBy(agent: AgentOnLine): boolean;
}

/** The callbacks that agents ask for. */
export class NextCallbacks {
  readonly #rooms: Pick<Rooms, 'config' | 'dialogues'>;
  readonly #agentLines: AgentLines;
  readonly #callbacks: Callbacks;
  readonly #dialler: CallbackDialler;

  constructor(
    rooms: Pick<Rooms, 'config' | 'dialogues'>,
    agentLines: AgentLines,
    callbacks: Callbacks,
    dialler: CallbackDialler,
  ) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#callbacks = callbacks;
    this.#dialler = dialler;
  }

  /**
   * The next callback for an agent whose telephone lies on its hook: his telephone rings, or the customer's first. Undefined:
   * none may be made now. `request`: this one, out of turn; NOT_FOUND. REFUSED unless he is ready or wraps up: nobody is called for one who is not there.
   */
  byCommand(agent: string, request?: string): string | undefined {
    const { name } = this.#agentLines.acd.agent(agent);
    if ((name !== 'ready' && name !== 'wrapUp') || !this.#agentLines.canRing(agent))
      throw new TelephonyError('REFUSED', `agent ${agent} is ${name}: no callback can be given to him`);
    const claim = request === undefined ? this.#claim(agent) : this.#callbacks.take(request, agent);
    if (claim === undefined) return undefined;
    if (this.#dialler.begin(claim, agent)) return claim.request.id;
    this.#callbacks.release(claim.lease);
    return undefined;
  }

  async #standBy(line: AgentOnLine): Promise<Feedback> {
    await new Dialogue(line.leg, this.#rooms.dialogues).say(FEEDBACK_PROMPTS.callbackFollows, { bargeIn: false });
    return this.#dialler.standBy(line) ? 'callbackFollows' : 'notPossible';
  }

  #claim(agent: string) {
    const { queues = [] } = this.#rooms.config.agents.find(({ id }) => id === agent) ?? {};
    const lost = this.#callbacks.queues.waiting.filter((queue) => queues.includes(keptBy(this.#rooms.config, queue)));
    return this.#callbacks.next(agent, [...new Set([...queues, ...lost])]);
  }

  /** He holds his telephone while the customer is dialled. */
  async byHandset({ agent, station, leg }: AgentOnLine): Promise<Feedback> {
    if (this.#dialler.standsBy(agent)) return this.#standBy({ agent, station, leg });
    const claim = this.#claim(agent);
    if (claim === undefined) return 'noCallbacks';
    if (!this.#agentLines.acd.reserve(agent, claim.lease)) {
      this.#callbacks.release(claim.lease);
      return 'notPossible';
    }
    try {
      await new Dialogue(leg, this.#rooms.dialogues).say(FEEDBACK_PROMPTS.callbackFollows, { bargeIn: false });
    } catch (error) {
      this.#callbacks.release(claim.lease); // he has put down
      this.#agentLines.acd.unreserve(agent, claim.lease);
      throw error;
    }
    this.#dialler.dialFor(claim.lease, { agent, station, leg });
    return 'callbackFollows';
  }
}
