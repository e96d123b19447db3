// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents are idle, in which queues, and who of them has become so since calls were last looked at?

import type { Instant } from '../kernel/index.js';
import type { AgentState } from './agent-state.js';
import { type AgentSums, noSums } from './agent-sums.js';
import type { Able, Levels, Skills } from './needs.js';
import type { QueueIndex } from './queue-index.js';
import { stateNumber } from './state-counts.js';
import type { Candidate } from './strategies.js';

const NOBODY = noSums(0);

/** An agent as far as matching goes. */
export interface Person extends Able {
  readonly agent: string;
  seats: readonly Seat[];
  /** `reserved`: for nothing but what is for him alone. */
  idle: 'no' | 'reserved' | 'yes';
  since: Instant;
  /** What he does, where it is told; it is counted, and nothing is decided by it. */
  state: AgentState['name'];
  readonly sums: AgentSums;
  /** He has become idle since all calls were looked at, and is so; and those for him alone have not been asked for. */
  isFresh: boolean;
  isUnasked: boolean;
}

/** The day's beginning, which all agents look at: it comes for ten thousand of them in no time. */
interface Today {
  sums: AgentSums;
}

class Somebody implements Person {
  readonly agent: string;
  readonly number: number;
  skills: Skills = {};
  seats: readonly Seat[] = [];
  idle: Person['idle'] = 'no';
  since: Instant = 0;
  state: Person['state'] = 'signedOut';
  isFresh = false;
  isUnasked = false;
  /** As they were when he became idle. */
  known = NOBODY;
  readonly #today: Today;

  constructor(agent: string, number: number, today: Today) {
    this.agent = agent;
    this.number = number;
    this.#today = today;
  }

  get sums(): AgentSums {
    const { sums } = this.#today;
    return this.known.from < sums.from ? sums : this.known;
  }
}

/** An agent's place in one of his queues. */
export interface Seat extends Candidate {
  readonly who: Person;
  readonly queue: QueueIndex;
  /** His own: it stands here, too, since many are looked at. */
  readonly number: number;
  /** Calls with a limit below it are not for this seat. */
  readonly penalty: number;
}

/** How an agent is idle. */
export interface Idleness {
  readonly since: Instant;
  readonly sums: AgentSums;
  readonly reserved: boolean;
}

/** On what terms an agent is a member of a queue, where they are not as usual. */
export interface Terms {
  /** Who has less is asked first, and calls with a limit below it are not for him; usually 0. */
  readonly penalty?: number;
  /** His part in a draw; usually 1. */
  readonly weight?: number;
}

/** Who sits in a queue, in the order of its list, and on what terms. */
export interface Members {
  readonly queue: QueueIndex;
  readonly agents: readonly string[];
  readonly terms: ReadonlyMap<string, Terms>;
}

/** The agents of all queues. */
export class People {
  readonly #people = new Map<string, Somebody>();
  readonly #today: Today = { sums: noSums(Number.NEGATIVE_INFINITY) };
  /** How many idle agents have become so since `tried`. */
  fresh = 0;
  // Lists, some of whose items may be so no more: sets of a few, filled and emptied for every event, are much garbage.
  #fresh: Person[] = [];
  readonly #unasked: Person[] = [];
  readonly #unaskedQueues: QueueIndex[] = [];
  readonly #rankedQueues = new Set<QueueIndex>();

  /** New seats and skills: who was idle is so, and fresh. */
  configure(queues: readonly Members[], skills: ReadonlyMap<string, Skills>, levels: Levels): void {
    const seats = new Map<string, Seat[]>();
    const idle = new Map<Person, Person['idle']>();
    for (const person of this.#people.values()) {
      idle.set(person, person.idle);
      this.take(person);
    }
    for (const { queue, agents, terms } of queues) {
      const members = agents.map((agent, place): Seat => {
        const { penalty = 0, weight = 1 } = terms.get(agent) ?? {};
        const who = this.#known(agent);
        return { who, number: who.number, queue, place, penalty, weight };
      });
      queue.configure(members);
      for (const seat of members) {
        const own = seats.get(seat.who.agent);
        if (own === undefined) seats.set(seat.who.agent, [seat]);
        else own.push(seat);
      }
    }
    for (const person of this.#people.values()) {
      person.skills = skills.get(person.agent) ?? {};
      person.seats = seats.get(person.agent) ?? [];
      person.idle = idle.get(person) ?? 'no';
      for (const { queue } of person.seats) queue.count(stateNumber(person.state), 1);
      this.#sit(person);
    }
    levels.learn([...this.#people.values()]);
  }

  /** What an agent does from now on. */
  setState(agent: string, state: Person['state']): void {
    const person = this.#known(agent);
    if (person.state === state) return;
    const [before, after] = [stateNumber(person.state), stateNumber(state)];
    for (const { queue } of person.seats) {
      queue.count(before, -1);
      queue.count(after, 1);
    }
    person.state = state;
  }

  /** An agent is idle so, or not at all. */
  setIdle(agent: string, idleness: Idleness | undefined): void {
    const person = this.#known(agent);
    this.take(person);
    if (idleness === undefined) return;
    person.idle = idleness.reserved ? 'reserved' : 'yes';
    person.since = idleness.since;
    person.known = idleness.sums;
    this.#sit(person);
  }

  /** Everybody's sums begin anew with these; that makes nobody idle. */
  rollOver(sums: AgentSums): void {
    this.#today.sums = sums;
  }

  stateOf(agent: string): Person['state'] {
    return this.#known(agent).state;
  }

  /** A queue has an order of its agents, which is forgotten when all is tried. */
  concerns(queue: QueueIndex): void {
    if (queue.isRanked) this.#rankedQueues.add(queue);
  }

  /** An agent who can be offered what is for him alone. */
  available(agent: string): Person | undefined {
    const person = this.#people.get(agent);
    return person?.idle === 'no' ? undefined : person;
  }

  /** A queue in which somebody has become idle since it was taken last. */
  takeQueue(): QueueIndex | undefined {
    const queue = this.#unaskedQueues.pop();
    if (queue !== undefined) queue.isUnasked = false;
    return queue;
  }

  /** One of the agents who have become idle since they were taken last. */
  takePerson(): Person | undefined {
    for (let person = this.#unasked.pop(); person !== undefined; person = this.#unasked.pop()) {
      if (!person.isUnasked) continue;
      person.isUnasked = false;
      return person;
    }
    return undefined;
  }

  /** All calls have been looked at: nobody is fresh any more. */
  tried(): void {
    if (this.#rankedQueues.size > 0) {
      for (const queue of this.#rankedQueues) queue.tried();
      this.#rankedQueues.clear();
    }
    if (this.#fresh.length === 0) return;
    for (const person of this.#fresh) person.isFresh = false;
    this.#fresh = [];
    this.fresh = 0;
  }

  #known(agent: string): Somebody {
    let person = this.#people.get(agent);
    if (person === undefined) {
      person = new Somebody(agent, this.#people.size, this.#today);
      this.#people.set(agent, person);
    }
    return person;
  }

  /** He is idle no longer, if he was. */
  take(person: Person): void {
    if (person.idle === 'no') return;
    if (person.idle === 'yes') for (const seat of person.seats) seat.queue.unseat(seat);
    person.idle = 'no';
    person.isUnasked = false;
    if (!person.isFresh) return;
    person.isFresh = false;
    this.fresh--;
  }

  #sit(person: Person): void {
    if (person.idle === 'no') return;
    if (!person.isFresh) {
      person.isFresh = true;
      this.#fresh.push(person);
      this.fresh++;
    }
    if (!person.isUnasked) {
      person.isUnasked = true;
      this.#unasked.push(person);
    }
    if (person.idle === 'reserved') return;
    for (const seat of person.seats) {
      const { queue } = seat;
      queue.seat(seat);
      if (queue.isUnasked) continue;
      queue.isUnasked = true;
      this.#unaskedQueues.push(queue);
    }
  }
}
