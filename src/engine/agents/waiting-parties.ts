// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits for an agent, and what is to be done for him when one comes?

import type { Leaving, Need, Offer, Relaxation } from '../../acd/index.js';
import type { StationLeg } from '../../call/index.js';
import type { Destination } from '../../config/index.js';
import type { DivertTo } from '../../control/index.js';
import { Emitter, type Instant } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { Wants } from '../rooms/index.js';

/** An agent at his telephone, and the leg to it. */
export interface AgentOnLine {
  readonly agent: string;
  readonly station: string;
  readonly leg: StationLeg;
}

/** Who waits for an agent, and what is to be done for him. */
export interface WaitingParty {
  /** His call, where the queues know him by another key: that of a callback's attempt. */
  readonly call?: string;
  /** What the agent's telephone shows. */
  readonly calling: PartyNumber;
  /** An agent is being rung; of several at once, the first of them. */
  offered?(agent: string): void;
  /** He did not take it, and nobody else is being rung. */
  notTaken?(): void;
  /** The agent's telephone rings; the leg may come to nothing. */
  ringing?(agent: AgentOnLine): void;
  /** The agent has answered: join at once. */
  connect(agent: AgentOnLine, offer?: Offer): void;
  /** It is time to tell him his place. */
  announce?(): void;
  /** Somebody sends him elsewhere: he is to leave the queue. Nothing: he can only wait. */
  moved?(to: Destination): void;
  /** The agent who was offered him sends him on: he is out of the queue, and looked after. */
  deflect?(to: DivertTo, station: string): void;
  /** He has waited too long, or is sent on by his queue, and is out of it. */
  overflow?(leaving: Leaving): void;
}

/** A party that is put into a queue. */
export interface EnqueueRequest {
  readonly id: string;
  readonly queue: string;
  readonly kind: 'call' | 'callback';
  readonly enqueuedAt: Instant;
  readonly only?: string;
  /** What is asked less strictly after a while. */
  readonly relax?: readonly Relaxation[];
  /** Higher goes first; 0 is usual. */
  readonly priority?: number | undefined;
  /** Added to the priority that his access number or a dialogue gives him, where none is named. */
  readonly extraPriority?: number;
  /** Which his call came by, and what a dialogue said of him: from these and the queue come needs and priority. */
  readonly accessNumber?: string | undefined;
  readonly wants?: Wants | undefined;
  /** What an agent must be able to do for it besides, by the rules. */
  readonly needs?: readonly Need[];
  readonly party: WaitingParty;
}

/** What news of an offer say of whom it is. */
export interface Called {
  readonly call: string;
  /** By which the queues know a callback that has a call. */
  readonly attempt?: string;
}

const REMEMBERED = 1_000; // of those who have another key than their call: offers end after they have left, too

/** All who wait, by the keys by which the queues know them: mostly their calls. */
export class WaitingParties {
  /** He waits no longer, or has been given to an agent. */
  readonly left = new Emitter<string>();
  readonly #requests = new Map<string, EnqueueRequest>();
  readonly #calls = new Map<string, string>();

  get(call: string): EnqueueRequest | undefined {
    return this.#requests.get(call);
  }

  add(request: EnqueueRequest): void {
    const { id, party } = request;
    this.#requests.set(id, request);
    if (party.call !== undefined) this.know(id, party.call);
  }

  /** By a key that is not its call the queues know a callback, also one whose agent held his telephone for it. */
  know(key: string, call: string): void {
    this.#calls.set(key, call);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > REMEMBERED && oldest !== undefined) this.#calls.delete(oldest);
  }

  /** Whose call that is, of one who waits or has waited. */
  called(key: string): Called {
    const call = this.#calls.get(key);
    return call === undefined ? { call: key } : { call, attempt: key };
  }

  delete(call: string): void {
    if (this.#requests.delete(call)) this.left.emit(call);
  }
}
