// SPDX-License-Identifier: GPL-2.0-or-later
// How are the promises of a day kept, on paper? A simulated day with callbacks in its troughs, through the real rooms.

import type { Offer } from '../../src/acd/index.js';
import { type AttemptRow, CALLBACK_DEFAULTS, type CallbackPorts, Callbacks } from '../../src/callback/index.js';
import { settle } from './callback-world.js';
import { capturedCall } from './captured-call.js';
import { QUEUE, SimulatedDay } from './simulated-day.js';

const SECOND = 1_000;
const HOURS = 11;

/** Who counts as waiting when a trough is looked for. */
export type Counting = 'unoffered' | 'all';

/** The day with its callbacks. */
export class PaperDay extends SimulatedDay {
  troughs = 0;
  readonly callbacks: Callbacks;
  readonly #counting: Counting;
  readonly #attempts = new Set<string>();

  constructor(seed: number, counting: Counting, agents = 500) {
    super(seed, agents);
    this.#counting = counting;
    const window = { zone: 'Asia/Shanghai', hours: [{ from: '08:00', to: '22:00' }], holidays: [] };
    const settings = { ...CALLBACK_DEFAULTS, window, maxTrunks: 120 };
    this.callbacks = new Callbacks(this.clock, this.ids, settings, this.#customers());
    this.surge.news.on(({ type }) => this.callbacks.surge(type === 'surgeOn'));
    this.callbacks.news.on(({ type }) => {
      if (type === 'troughBegan') this.troughs++;
    });
  }

  /** The same second by second, while the disk answers. */
  async liveOn(hours = HOURS): Promise<void> {
    for (let second = 0; second < hours * 3_600; second++) {
      this.second(second);
      if (this.callbacks.inTrough) await settle();
    }
  }

  override close(): void {
    super.close();
    this.callbacks.close();
  }

  get open(): number {
    return this.callbacks.list().length;
  }

  protected override second(nth: number): void {
    const waiting = this.#counting === 'all' ? this.acd.figures(QUEUE).waiting : this.acd.unofferedCallers();
    const readyAgents = this.acd.readyAgents();
    this.callbacks.sample({ ...this.occupancy, callbackChannels: this.busy.callbacks, waiting, readyAgents });
    super.second(nth);
  }

  protected override promise(call: string): void {
    const digits = `139${String(this.calls).padStart(8, '0')}`;
    this.callbacks.capture(capturedCall(call, digits, this.clock.now(), { promised: true, queue: QUEUE }));
    this.callbacks.captureWritten(call);
    this.callbacks.promiseBegan(call);
    super.promise(call);
  }

  protected override gone(call: string): void {
    super.gone(call);
    this.callbacks.callEnded(call);
  }

  protected override talked(offer: Offer): void {
    if (offer.kind === 'call') {
      super.talked(offer);
      return;
    }
    this.#hangUp(offer.call);
    this.acd.agentReleased(offer.agent, offer.call);
  }

  protected override connected({ kind, call, agent }: Offer): void {
    if (kind === 'callback') this.callbacks.connected(call, agent);
  }

  #customers(): CallbackPorts {
    return {
      commit: () => Promise.resolve(),
      dial: (attempt) => this.#dial(attempt),
      ask: (attempt) => this.later(5 * SECOND, () => this.callbacks.digit(attempt, '1')),
      connect: ({ attempt, enqueuedAt }) => this.acd.enqueue(attempt, QUEUE, { kind: 'callback', enqueuedAt }),
      clear: (attempt) => {
        if (this.#hangUp(attempt)) this.acd.remove(attempt);
      },
      offer: () => {},
      withdraw: () => {},
      readyAgents: (queue) => this.acd.readyAgents(queue),
      isReady: () => false,
      begin: () => false,
      standingBy: () => ({ idle: 0, talking: 0 }),
      dialStanding: () => false,
    };
  }

  #dial({ id }: AttemptRow): void {
    this.#attempts.add(id);
    this.busy.callbacks++;
    this.callbacks.dialled(id, '1');
    this.later(this.random.between(4, 20) * SECOND, () => {
      if (this.random.chance(0.8)) this.callbacks.reached(id);
      else this.callbacks.failed(id, 'noAnswer');
    });
  }

  #hangUp(attempt: string): boolean {
    const was = this.#attempts.delete(attempt);
    if (was) this.busy.callbacks--;
    return was;
  }
}
