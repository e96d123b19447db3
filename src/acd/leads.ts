// SPDX-License-Identifier: GPL-2.0-or-later
// Some agents have become idle: which call of each of their queues is to be looked at first? No other is, until that one is dealt with.

import type { Instant } from '../kernel/index.js';
import type { Agenda } from './agenda.js';
import type { Looked, QueueIndex } from './queue-index.js';

/** Of each queue in which somebody has become idle, the first of the calls that nobody could take before and one of these may. */
export class Leads {
  readonly #agenda: Agenda;
  readonly #looked: Looked;
  #queues: QueueIndex[] = [];
  /** In which another call may be the first by now. */
  readonly #moved: QueueIndex[] = [];
  #now: Instant = 0;

  constructor(agenda: Agenda, looked: Looked) {
    this.#agenda = agenda;
    this.#looked = looked;
  }

  /** Somebody has become idle in this queue. */
  begin(queue: QueueIndex, now: Instant): void {
    queue.begin(now);
    if (!queue.isLed) this.#queues.push(queue);
    queue.isLed = true;
    this.#follow(queue, now);
  }

  /** A call of this queue is the first of its kind, has gone, or has been looked at in vain. */
  moved(queue: QueueIndex): void {
    if (!queue.isLed || queue.isMoved) return;
    queue.isMoved = true;
    this.#moved.push(queue);
  }

  /** The calls that are the first now are on the agenda, and those that were are not. */
  follow(now: Instant): void {
    if (now !== this.#now) {
      this.#now = now;
      if (this.#agenda.order.ages) for (const queue of this.#queues) this.moved(queue);
    }
    for (let queue = this.#moved.pop(); queue !== undefined; queue = this.#moved.pop()) {
      queue.isMoved = false;
      this.#follow(queue, now);
    }
  }

  /** All has been looked at. */
  end(): void {
    if (this.#queues.length === 0) return;
    for (const queue of this.#queues) {
      queue.isLed = false;
      queue.end();
    }
    this.#queues = [];
  }

  #follow(queue: QueueIndex, now: Instant): void {
    const { lead } = queue;
    const next = queue.toLead(this.#agenda.order, now, this.#looked);
    if (lead !== undefined && lead !== next) this.#agenda.remove(lead);
    queue.lead = next;
    if (next !== undefined) this.#agenda.add(next);
  }
}
