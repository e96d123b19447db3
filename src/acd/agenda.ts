// SPDX-License-Identifier: GPL-2.0-or-later
// Which waiting calls are to be looked at now, and which first? The classes to which something has happened.

import { Heap, type Instant } from '../kernel/index.js';
import type { CallClass } from './call-class.js';
import type { CallOrder } from './call-order.js';
import type { Looked } from './queue-index.js';

/** Classes of calls, none of them empty, that with the call to be served first before the others. */
export class Agenda {
  readonly #heap: Heap<CallClass>;
  /** In which calls are served; when it is another, `reorder`. */
  order: CallOrder;
  #now: Instant = 0;

  constructor(order: CallOrder, looked: Looked) {
    this.order = order;
    this.#heap = new Heap({
      first: ({ head }) => {
        looked.heads++;
        return this.order.keys?.first(head) ?? 0;
      },
      second: ({ head }) => this.order.keys?.second(head) ?? 0,
      compare: (a, b) => {
        looked.heads++;
        return this.order.compare(a.head, b.head, this.#now);
      },
    });
  }

  /** The first at `now`; nothing: all is looked at. */
  first(now: Instant): CallClass | undefined {
    if (now !== this.#now) {
      this.#now = now;
      if (this.order.ages) this.#heap.reorder();
    }
    return this.#heap.first;
  }

  /** The ranks of many may have changed. */
  reorder(): void {
    this.#heap.reorder();
  }

  add(known: CallClass): void {
    if (known.slot < 0) this.#heap.add(known);
  }

  remove(known: CallClass): void {
    this.#heap.remove(known);
  }

  /** Another call is the first of its class. */
  moved(known: CallClass): void {
    if (known.slot >= 0) this.#heap.moved(known);
  }

  clear(): void {
    this.#heap.clear();
  }
}
