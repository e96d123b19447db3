// SPDX-License-Identifier: GPL-2.0-or-later
// What do customers do who are called back? They lift or do not, press 1 or do not, and talk, as chance has drawn for each.

import type { Offer } from '../../acd/index.js';
import type { AttemptRow, CallbackChange, CallbackPorts, CustomerOnLine } from '../../callback/index.js';
import { enqueueOptions } from '../../engine/index.js';
import type { Duration } from '../../kernel/index.js';
import type { Nth, People, Records } from '../wave/index.js';
import { type AgentNeeds, CallbackAgents } from './callback-agents.js';

const BUSY: Duration = 1_000; // until the exchange says so

/** What they and the rooms need of each other. */
interface Needs extends AgentNeeds {
  readonly people: People;
  readonly records: Records;
  /** Until he who is asked has heard it and presses the key. */
  readonly question: Duration;
}

/** A customer who is dialled; `direct`: ahead of the agents. */
interface Called extends Nth {
  readonly direct: boolean;
}

/** The attempts that hold a channel, and their customers. */
export class Customers {
  readonly #needs: Needs;
  readonly #agents: CallbackAgents;
  readonly #attempts = new Map<string, Called>();
  /** Attempts ahead of agents that nobody has answered yet. */
  readonly #ringing = new Set<string>();
  readonly #called = new Map<number, number>();
  /** Who has answered what was dialled ahead, and has nobody yet; by attempt, the longest first. */
  readonly #unserved = new Map<string, CustomerOnLine>();

  /** Somebody waits to be told that what is decided of them has been written. */
  areAwaited = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#agents = new CallbackAgents(needs);
  }

  /** Channels that they hold. */
  get channels(): number {
    return this.#attempts.size;
  }

  /** Agents who stand by for them. */
  get standing(): number {
    return this.#agents.standing;
  }

  get ports(): CallbackPorts {
    return {
      commit: (changes) => {
        this.areAwaited = true;
        return Promise.resolve(this.write(changes));
      },
      dial: (attempt) => this.#dial(attempt),
      ask: (attempt) => this.#ask(attempt),
      connect: (customer) => this.#await(customer),
      clear: (attempt) => {
        this.#unserved.delete(attempt);
        this.#attempts.delete(attempt);
        this.#ringing.delete(attempt);
        this.#agents.failed(attempt);
      },
      offer: (lease, request) => this.#agents.offer(lease, request),
      withdraw: (lease) => this.#agents.withdraw(lease),
      readyAgents: (queue) => this.#needs.acd().readyAgents(queue),
      isReady: (agent) => this.#agents.isReady(agent),
      begin: (claim, agent) => this.#agents.begin(claim, agent),
      standingBy: (queue) => this.#agents.standingBy(queue),
      dialStanding: (lease, queue) => this.#agents.dialStanding(lease, queue),
    };
  }

  /** What is decided of promises is on disk at once. */
  write(changes: readonly CallbackChange[]): void {
    for (const change of changes) {
      if (change.type === 'request') this.#needs.records.request(change.row);
      else if (change.type === 'attempt' && change.row.direct) this.#answered(change.row);
    }
  }

  #answered({ outcome }: AttemptRow): void {
    if (outcome === 'connected') this.#needs.records.ahead('connected');
    if (outcome === 'dropped') this.#needs.records.ahead('abandoned');
  }

  /** To be called once a second: agents stand by, or put down. */
  look(): void {
    if (this.#needs.callbacks().inTrough) this.#agents.stand();
    // Whoever stands by stays until nobody is rung for him any more.
    else if (this.#ringing.size === 0) this.#agents.putDown();
    this.#serveNext();
  }

  /** An agent has lifted: for him, or for one who is dialled then. */
  connect(offer: Offer): void {
    if (this.#agents.lifted(offer)) return;
    const { call: attempt, agent, queue } = offer;
    if (this.#attempts.has(attempt)) this.#talk(attempt, agent, queue);
    else this.#needs.acd().agentReleased(agent, attempt);
  }

  #talk(attempt: string, agent: string, queue: string): void {
    const { acd, callbacks, people } = this.#needs;
    const called = this.#attempts.get(attempt);
    if (called === undefined) return;
    const call = this.#agents.joined(attempt, agent, queue);
    callbacks().connected(attempt, agent);
    this.#later(people.answering(called).talk, () => {
      this.#attempts.delete(attempt);
      acd().agentReleased(agent, call);
    });
  }

  #dial({ id, number, direct }: AttemptRow): void {
    const { callbacks, config, people } = this.#needs;
    const caller = people.byNumber(number);
    if (caller === undefined) {
      callbacks().failed(id, 'noAnswer');
      return;
    }
    const nth = this.#called.get(caller) ?? 0;
    this.#called.set(caller, nth + 1);
    this.#attempts.set(id, { caller, nth, direct: direct === true });
    if (direct) this.#ringing.add(id);
    callbacks().dialled(id, number);
    const { how, lifts } = people.answering({ caller, nth });
    const { ring } = config.callback;
    if (how === 'busy') {
      this.#later(BUSY, () => this.#fails(id, 'busy'));
      return;
    }
    callbacks().rang(id);
    if (how === 'noAnswer' || lifts >= ring) this.#later(ring, () => this.#fails(id, 'noAnswer'));
    else this.#later(lifts, () => this.#attempts.has(id) && callbacks().reached(id));
  }

  #fails(attempt: string, how: 'busy' | 'noAnswer'): void {
    this.#ringing.delete(attempt);
    if (this.#attempts.delete(attempt)) this.#needs.callbacks().failed(attempt, how);
  }

  #ask(attempt: string): void {
    const { callbacks, config, people } = this.#needs;
    const called = this.#attempts.get(attempt);
    if (called === undefined) return;
    callbacks().asked(attempt);
    if (!people.answering(called).confirms) return;
    const { key } = config.callback.confirm;
    this.#later(this.#needs.question, () => this.#attempts.has(attempt) && callbacks().digit(attempt, key));
  }

  /** For the agent who holds his telephone, or for whoever stands by; else at the place of his first call. */
  #await(customer: CustomerOnLine): void {
    const { acd, config } = this.#needs;
    const { attempt, queue, enqueuedAt, agent, wants } = customer;
    this.#ringing.delete(attempt);
    if (this.#attempts.get(attempt)?.direct) {
      this.#unserved.set(attempt, customer);
      this.#serveNext();
      return;
    }
    const onLine = this.#agents.onLine(attempt);
    if (onLine !== undefined) {
      this.#talk(attempt, onLine, queue);
      return;
    }
    const said = { ...(agent !== undefined && { only: agent }), ...(wants !== undefined && { wants }) };
    acd().enqueue(attempt, queue, enqueueOptions(config, { queue, kind: 'callback', enqueuedAt, ...said }));
  }

  #serveNext(): void {
    for (const [attempt, { queue }] of this.#unserved) {
      const agent = this.#agents.takeStanding(queue, attempt);
      if (agent === undefined) continue;
      this.#unserved.delete(attempt);
      this.#talk(attempt, agent, queue);
    }
  }

  #later(wait: Duration, then: () => void): void {
    const { clock } = this.#needs;
    clock.at(clock.now() + wait, then);
  }
}
