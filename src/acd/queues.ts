// SPDX-License-Identifier: GPL-2.0-or-later
// Which queues are there, how are they run, and what became of their calls?

import { TelephonyError } from '../faults.js';
import type { Agents } from './agents.js';
import type { CallOrder } from './call-order.js';
import { type Callers, homeOf } from './callers.js';
import type { Matching } from './matching.js';
import type { Skills } from './needs.js';
import type { Offer } from './ports.js';
import type { QueueFigures } from './queue-snapshot.js';
import { type Ending, more, NO_CALLS_YET, type QueueTally, tallied } from './service-level.js';
import type { QueueSettings } from './settings.js';
import type { Strategies, Strategy } from './strategies.js';
import type { WaitingCall } from './waiting-machine.js';

interface Queue {
  settings: QueueSettings;
  tally: QueueTally;
}

/** The queues of a box with their counts. */
export class Queues {
  readonly #queues = new Map<string, Queue>();
  readonly #matching: Matching;
  readonly #strategies: Strategies;

  constructor(matching: Matching, strategies: Strategies) {
    this.#matching = matching;
    this.#strategies = strategies;
  }

  /** A queue that is not named any more has no agents, and is gone when it is empty. */
  configure(settings: readonly QueueSettings[], skills: ReadonlyMap<string, Skills>, order?: CallOrder): void {
    for (const queue of settings) {
      const known = this.#queues.get(queue.name);
      if (known === undefined) this.#queues.set(queue.name, { settings: queue, tally: NO_CALLS_YET });
      else known.settings = queue;
    }
    const named = new Set(settings.map(({ name }) => name));
    for (const [name, queue] of this.#queues) {
      if (named.has(name)) continue;
      queue.settings = { ...queue.settings, agents: [] };
      if (this.#matching.size(name) === 0) this.#queues.delete(name);
    }
    const all = this.all().map(({ name, agents, weight, seed, terms = new Map(), ...queue }) => {
      return { name, strategy: this.#strategy(queue), agents, weight, seed, terms };
    });
    this.#matching.configure(all, skills, order);
  }

  #strategy({ strategy: word, ringAtMost }: Pick<QueueSettings, 'strategy' | 'ringAtMost'>): Strategy {
    const strategy = this.#strategies[word];
    return word === 'ringAll' ? { ...strategy, atOnce: Math.min(strategy.atOnce, ringAtMost) } : strategy;
  }

  all(): QueueSettings[] {
    return [...this.#queues.values()].map(({ settings }) => settings);
  }

  /** How a queue is run; throws NOT_FOUND when there is none of this name. */
  settings(name: string): QueueSettings {
    return this.#known(name).settings;
  }

  /** How a queue is run that may be gone. */
  find(name: string): QueueSettings | undefined {
    return this.#queues.get(name)?.settings;
  }

  /** Where the agent of an offer stands in its queue's list; -1: nowhere. */
  placeOf(offer: Offer | undefined): number {
    return offer === undefined ? -1 : (this.find(offer.queue)?.agents.indexOf(offer.agent) ?? -1);
  }

  came(call: WaitingCall): void {
    if (call.kind !== 'call') return;
    const queue = this.#known(homeOf(call));
    queue.tally = more(queue.tally, { enqueued: 1 });
  }

  went(call: WaitingCall, ending: Ending): void {
    const queue = this.#queues.get(homeOf(call));
    if (queue !== undefined) queue.tally = tallied(queue.tally, call.kind, ending, queue.settings.serviceLevel);
  }

  figures(name: string, agents: Agents, callers: Callers): QueueFigures {
    const { tally } = this.#known(name);
    return {
      name,
      waiting: this.#matching.size(name),
      longestWait: callers.longestWait(name),
      ready: this.#matching.idle(name),
      signedIn: agents.signedIn(name),
      tally,
    };
  }

  #known(name: string): Queue {
    const known = this.#queues.get(name);
    if (known === undefined) throw new TelephonyError('NOT_FOUND', `queue ${name}`);
    return known;
  }
}
