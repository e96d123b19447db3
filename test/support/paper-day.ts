// SPDX-License-Identifier: GPL-2.0-or-later
// How does a day go in a large centre, on paper? Callers in waves, agents, computer agents and callbacks, through the real rooms.

import { Acd, type AcdPorts, type Offer, QUEUE_DEFAULTS } from '../../src/acd/index.js';
import {
  type AttemptRow,
  CALLBACK_DEFAULTS,
  type CallbackPorts,
  Callbacks,
  SURGE_DEFAULTS,
  Surge,
} from '../../src/callback/index.js';
import { Ids, seededChance, VirtualClock } from '../../src/kernel/index.js';
import { Random } from '../../src/sim/index.js';
import { settle } from './callback-world.js';
import { capturedCall } from './captured-call.js';

const SECOND = 1_000;
const HOURS = 11;
const QUEUE = 'orders';
const CHANNELS = 900;
const PATIENCE = 120 * SECOND;

/** Who counts as waiting when a trough is looked for. */
export type Counting = 'unoffered' | 'all';

/** A day of 500 agents: six advertisements, an hour and a half apart, and a steady stream between them. */
export class PaperDay {
  readonly clock = new VirtualClock(Date.parse('2026-03-02T09:00:00+08:00'));
  calls = 0;
  promised = 0;
  troughs = 0;
  readonly acd: Acd;
  readonly callbacks: Callbacks;
  readonly #random: Random;
  readonly #surge: Surge;
  readonly #counting: Counting;
  /** Channels that are busy, and those of callbacks among them. */
  readonly #busy = { calls: 0, callbacks: 0 };
  readonly #attempts = new Set<string>();
  /** Callers who have hung up or are served need no further event. */
  readonly #callers = new Set<string>();

  constructor(seed: number, counting: Counting, agents = 500) {
    this.#random = new Random(seed);
    this.#counting = counting;
    const staff = Array.from({ length: agents }, (_, index) => `agent-${index}`);
    const ids = new Ids(this.clock, seededChance(seed));
    const announce = { position: false, every: SECOND };
    this.acd = new Acd(
      this.clock,
      ids,
      [{ ...QUEUE_DEFAULTS, name: QUEUE, agents: staff, announce }],
      this.#telephones(),
    );
    this.#surge = new Surge(this.clock, SURGE_DEFAULTS);
    const window = { zone: 'Asia/Shanghai', hours: [{ from: '08:00', to: '22:00' }], holidays: [] };
    this.callbacks = new Callbacks(
      this.clock,
      ids,
      { ...CALLBACK_DEFAULTS, window, maxTrunks: 120 },
      this.#customers(),
    );
    this.#surge.news.on(({ type }) => this.callbacks.surge(type === 'surgeOn'));
    this.callbacks.news.on(({ type }) => {
      if (type === 'troughBegan') this.troughs++;
    });
    for (const agent of staff) this.acd.signIn(agent);
  }

  /** Lives the day, or its first hours, second by second. */
  async live(hours = HOURS): Promise<void> {
    for (let second = 0; second < hours * 3_600; second++) {
      for (let left = this.#arrivals(second); left > 0; left--) this.#arrive();
      this.#look();
      this.clock.advance(SECOND);
      if (this.callbacks.inTrough) await settle(); // the disk answers
    }
  }

  close(): void {
    this.acd.close();
    this.callbacks.close();
    this.#surge.close();
  }

  get open(): number {
    return this.callbacks.list().length;
  }

  /** Calls of this second: 1 in ten minutes of advertising 7, else 0.75 on the mean. */
  #arrivals(second: number): number {
    const wave = second % 6_000 < 600 && second < 36_000;
    const mean = wave ? 7 : 0.65;
    let [count, rest] = [0, this.#random.exponential(1)];
    for (; rest < mean; rest += this.#random.exponential(1)) count++;
    return count;
  }

  #look(): void {
    const busy = this.#busy.calls + this.#busy.callbacks;
    this.#surge.sample({ busy, inService: CHANNELS });
    const waiting = this.#counting === 'all' ? this.acd.figures(QUEUE).waiting : this.acd.unofferedCallers();
    const readyAgents = this.acd.readyAgents();
    this.callbacks.sample({ busy, inService: CHANNELS, callbackChannels: this.#busy.callbacks, waiting, readyAgents });
  }

  #arrive(): void {
    const call = `call-${++this.calls}`;
    const busy = this.#busy.calls + this.#busy.callbacks;
    if (busy >= CHANNELS) return;
    this.#busy.calls++;
    const decision = this.#surge.decide({ busy, inService: CHANNELS }, busy);
    this.#surge.took(decision);
    if (decision.taker === 'human') this.#wait(call);
    else this.#promise(call);
  }

  #wait(call: string): void {
    this.#callers.add(call);
    this.acd.enqueue(call, QUEUE);
    this.#later(PATIENCE, () => {
      if (!this.#callers.delete(call)) return;
      this.#busy.calls--;
      this.acd.abandon(call);
    });
  }

  #promise(call: string): void {
    const digits = `139${String(this.calls).padStart(8, '0')}`;
    this.callbacks.capture(capturedCall(call, digits, this.clock.now(), { promised: true, queue: QUEUE }));
    this.callbacks.captureWritten(call);
    this.callbacks.promiseBegan(call);
    this.promised++;
    this.#later(8 * SECOND, () => {
      this.#busy.calls--;
      this.callbacks.callEnded(call);
    });
  }

  #telephones(): AcdPorts {
    return {
      ringAgent: ({ offer }) => this.#later(this.#random.between(2, 6) * SECOND, () => this.acd.agentAnswered(offer)),
      connect: (offer) => this.#talk(offer),
      overflow: (call) => {
        if (this.#callers.delete(call)) this.#busy.calls--;
      },
      stopRinging: () => {},
      announce: () => {},
      agentChanged: () => {},
    };
  }

  #talk({ agent, call, kind }: Offer): void {
    this.#callers.delete(call);
    if (kind === 'callback') this.callbacks.connected(call, agent);
    this.#later(this.#random.exponential(170) * SECOND, () => {
      if (kind === 'callback') this.#hangUp(call);
      else this.#busy.calls--;
      this.acd.agentReleased(agent, call);
    });
  }

  #customers(): CallbackPorts {
    return {
      commit: () => Promise.resolve(),
      dial: (attempt) => this.#dial(attempt),
      ask: (attempt) => this.#later(5 * SECOND, () => this.callbacks.digit(attempt, '1')),
      connect: ({ attempt, enqueuedAt }) => this.acd.enqueue(attempt, QUEUE, { kind: 'callback', enqueuedAt }),
      clear: (attempt) => {
        if (this.#hangUp(attempt)) this.acd.remove(attempt);
      },
      offer: () => {},
      withdraw: () => {},
      readyAgents: (queue) => this.acd.readyAgents(queue),
    };
  }

  #dial({ id }: AttemptRow): void {
    this.#attempts.add(id);
    this.#busy.callbacks++;
    this.callbacks.dialled(id, '1');
    this.#later(this.#random.between(4, 20) * SECOND, () => {
      if (this.#random.chance(0.8)) this.callbacks.reached(id);
      else this.callbacks.failed(id, 'noAnswer');
    });
  }

  #hangUp(attempt: string): boolean {
    const was = this.#attempts.delete(attempt);
    if (was) this.#busy.callbacks--;
    return was;
  }

  #later(wait: number, then: () => void): void {
    this.clock.at(this.clock.now() + wait, then);
  }
}
