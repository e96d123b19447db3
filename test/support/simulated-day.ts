// SPDX-License-Identifier: GPL-2.0-or-later
// How does a day of calls go in a large centre, on paper? Callers in waves, patient for a while; reception, surge control and the queues
// are the real ones.

import { createHash } from 'node:crypto';
import { Acd, type AcdPorts, type Offer, QUEUE_DEFAULTS, type QueueSettings } from '../../src/acd/index.js';
import { SURGE_DEFAULTS, Surge } from '../../src/callback/index.js';
import { Ids, seededChance, VirtualClock } from '../../src/kernel/index.js';
import { type AccessNumber, type ReceptionSnapshot, type Route, receive } from '../../src/reception/index.js';
import { Random } from '../../src/sim/index.js';

const SECOND = 1_000;
const HOURS = 11;
const CHANNELS = 900;
const PATIENCE = 240 * SECOND; // on the mean
const PROMISE = 8 * SECOND;
export const QUEUE = 'orders';
const ACCESS: AccessNumber = { number: '4008880001', queue: QUEUE };
const NOBODY: ReadonlySet<string> = new Set();

/** A day of 500 agents: six advertisements, an hour and forty minutes apart, and a steady stream between them. */
export class SimulatedDay {
  readonly clock = new VirtualClock(Date.parse('2026-03-02T09:00:00+08:00'));
  calls = 0;
  promised = 0;
  answered = 0;
  abandoned = 0;
  overflowed = 0;
  refused = 0;
  readonly acd: Acd;
  protected readonly ids: Ids;
  protected readonly random: Random;
  protected readonly surge: Surge;
  /** Channels that callers hold, and those beside them. */
  protected readonly busy = { calls: 0, callbacks: 0 };
  /** Callers who have hung up or are served need no further event. */
  readonly #callers = new Set<string>();
  readonly #told = createHash('sha256');

  constructor(seed: number, agents = 500) {
    this.random = new Random(seed);
    const staff = Array.from({ length: agents }, (_, index) => `agent-${index}`);
    this.ids = new Ids(this.clock, seededChance(seed));
    const announce = { position: false, every: SECOND };
    const queue: QueueSettings = { ...QUEUE_DEFAULTS, name: QUEUE, agents: staff, announce };
    this.acd = new Acd(this.clock, this.ids, [queue], this.#telephones());
    this.surge = new Surge(this.clock, SURGE_DEFAULTS);
    for (const agent of staff) this.acd.signIn(agent);
  }

  /** Lives the day, or its first hours. */
  live(hours = HOURS): void {
    for (let second = 0; second < hours * 3_600; second++) this.second(second);
  }

  /** What all of it came to: the same for the same seed, to the last millisecond. */
  digest(): string {
    return this.#told.copy().digest('hex');
  }

  close(): void {
    this.acd.close();
    this.surge.close();
  }

  protected second(nth: number): void {
    for (let left = this.#arrivals(nth); left > 0; left--) this.#arrive();
    this.surge.sample({ busy: this.inUse, inService: CHANNELS });
    this.clock.advance(SECOND);
  }

  protected get inUse(): number {
    return this.busy.calls + this.busy.callbacks;
  }

  protected get occupancy(): { readonly busy: number; readonly inService: number } {
    return { busy: this.inUse, inService: CHANNELS };
  }

  /** He is promised a callback, and goes. */
  protected promise(call: string): void {
    this.later(PROMISE, () => this.gone(call));
  }

  /** An agent has taken him. */
  protected connected(_offer: Offer): void {}

  /** A conversation is over. */
  protected talked({ call, agent }: Offer): void {
    this.gone(call);
    this.acd.agentReleased(agent, call);
  }

  protected gone(call: string): void {
    this.busy.calls--;
    this.#tell('gone', call);
  }

  protected later(wait: number, then: () => void): void {
    this.clock.at(this.clock.now() + wait, then);
  }

  /** Calls of this second: in ten minutes of advertising 7 on the mean, else 0.65. */
  #arrivals(second: number): number {
    const wave = second % 6_000 < 600 && second < 36_000;
    const mean = wave ? 7 : 0.65;
    let [count, rest] = [0, this.random.exponential(1)];
    for (; rest < mean; rest += this.random.exponential(1)) count++;
    return count;
  }

  #arrive(): void {
    const call = `call-${++this.calls}`;
    if (this.inUse >= CHANNELS) {
      this.refused++;
      return;
    }
    const verdict = this.surge.decide(this.occupancy, { people: this.inUse });
    const route = receive({ accessNumber: ACCESS.number }, this.#snapshot(verdict), this.clock.now());
    if (route.surgeFollowed) this.surge.took(verdict);
    this.busy.calls++;
    this.#tell(route.kind, call);
    this.#lead(call, route);
  }

  #snapshot(surge: ReceptionSnapshot['surge']): ReceptionSnapshot {
    return {
      accessNumbers: [ACCESS],
      blacklist: NOBODY,
      surge,
      queue: (name) => ({ ...this.acd.figures(name), overflow: { kind: 'callback' } }),
      canPromise: true,
      closing: false,
    };
  }

  #lead(call: string, route: Route): void {
    if (route.kind === 'queue') this.#wait(call, route.queue);
    else if (route.kind === 'computerAgent') {
      this.promised++;
      this.promise(call);
    } else {
      this.refused++;
      this.gone(call);
    }
  }

  #wait(call: string, queue: string): void {
    this.#callers.add(call);
    this.acd.enqueue(call, queue);
    this.later(this.random.exponential(PATIENCE), () => {
      if (!this.#callers.delete(call)) return;
      this.abandoned++;
      this.acd.abandon(call);
      this.gone(call);
    });
  }

  #telephones(): AcdPorts {
    return {
      ringAgent: ({ offer }) => this.later(this.random.between(2, 6) * SECOND, () => this.acd.agentAnswered(offer)),
      connect: (offer) => this.#connect(offer),
      overflow: (call) => {
        if (!this.#callers.delete(call)) return;
        this.overflowed++;
        this.gone(call);
      },
      stopRinging: () => {},
      announce: () => {},
      agentChanged: () => {},
    };
  }

  #connect(offer: Offer): void {
    if (this.#callers.delete(offer.call)) this.answered++;
    this.connected(offer);
    this.#tell('connect', `${offer.call} ${offer.agent}`);
    this.later(this.random.exponential(170) * SECOND, () => this.talked(offer));
  }

  #tell(what: string, whom: string): void {
    this.#told.update(`${this.clock.now()} ${what} ${whom}\n`);
  }
}
