// SPDX-License-Identifier: GPL-2.0-or-later
// What do customers do who are called back? They lift or do not, press 1 or do not, and talk, as chance has drawn for each.

import type { Acd, Offer } from '../acd/index.js';
import type { AttemptRow, CallbackChange, CallbackPorts, Callbacks, CustomerOnLine } from '../callback/index.js';
import type { Config } from '../config/index.js';
import { enqueueOptions } from '../engine/index.js';
import type { Clock, Duration } from '../kernel/index.js';
import type { Nth, People } from './people.js';
import type { Records } from './records.js';

const BUSY: Duration = 1_000; // until the exchange says so
const QUESTION: Duration = 5_000; // until he has heard it and presses the key

/** What they and the rooms need of each other. */
interface Needs {
  readonly clock: Clock;
  readonly config: Config;
  readonly people: People;
  readonly records: Records;
  readonly acd: () => Acd;
  readonly callbacks: () => Callbacks;
}

/** The attempts that hold a channel, and their customers. */
export class Customers {
  readonly #needs: Needs;
  readonly #attempts = new Map<string, Nth>();
  readonly #called = new Map<number, number>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Channels that they hold. */
  get channels(): number {
    return this.#attempts.size;
  }

  get ports(): CallbackPorts {
    return {
      commit: (changes) => Promise.resolve(this.write(changes)),
      dial: (attempt) => this.#dial(attempt),
      ask: (attempt) => this.#ask(attempt),
      connect: (customer) => this.#await(customer),
      clear: (attempt) => {
        if (this.#attempts.delete(attempt)) this.#needs.acd().remove(attempt);
      },
      offer: () => {},
      withdraw: () => {},
      readyAgents: (queue) => this.#needs.acd().readyAgents(queue),
    };
  }

  /** What is decided of promises is on disk at once. */
  write(changes: readonly CallbackChange[]): void {
    for (const change of changes) if (change.type === 'request') this.#needs.records.request(change.row);
  }

  /** An agent has lifted for him. */
  connect({ call: attempt, agent }: Offer): void {
    const { acd, callbacks, people } = this.#needs;
    const called = this.#attempts.get(attempt);
    if (called === undefined) {
      acd().agentReleased(agent, attempt);
      return;
    }
    callbacks().connected(attempt, agent);
    this.#later(people.answering(called).talk, () => {
      this.#attempts.delete(attempt);
      acd().agentReleased(agent, attempt);
    });
  }

  #dial({ id, number }: AttemptRow): void {
    const { callbacks, config, people } = this.#needs;
    const caller = people.byNumber(number);
    if (caller === undefined) {
      callbacks().failed(id, 'noAnswer');
      return;
    }
    const nth = this.#called.get(caller) ?? 0;
    this.#called.set(caller, nth + 1);
    this.#attempts.set(id, { caller, nth });
    callbacks().dialled(id, number);
    const { how, lifts } = people.answering({ caller, nth });
    const { ring } = config.callback;
    if (how === 'busy') this.#later(BUSY, () => this.#fails(id, 'busy'));
    else if (how === 'noAnswer' || lifts >= ring) this.#later(ring, () => this.#fails(id, 'noAnswer'));
    else this.#later(lifts, () => this.#attempts.has(id) && callbacks().reached(id));
  }

  #fails(attempt: string, how: 'busy' | 'noAnswer'): void {
    if (this.#attempts.delete(attempt)) this.#needs.callbacks().failed(attempt, how);
  }

  #ask(attempt: string): void {
    const { callbacks, people } = this.#needs;
    const called = this.#attempts.get(attempt);
    if (called === undefined) return;
    callbacks().asked(attempt);
    if (!people.answering(called).confirms) return;
    this.#later(QUESTION, () => this.#attempts.has(attempt) && callbacks().digit(attempt, '1'));
  }

  #await({ attempt, queue, enqueuedAt, agent }: CustomerOnLine): void {
    const { acd, config } = this.#needs;
    const only = agent === undefined ? {} : { only: agent };
    acd().enqueue(attempt, queue, enqueueOptions(config, { queue, kind: 'callback', enqueuedAt, ...only }));
  }

  #later(wait: Duration, then: () => void): void {
    const { clock } = this.#needs;
    clock.at(clock.now() + wait, then);
  }
}
