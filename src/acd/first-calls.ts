// SPDX-License-Identifier: GPL-2.0-or-later
// Which of a queue's calls is the first for somebody? The first of each kind in their order: whoever is for him ends the search.

import { type Instant, SortedList } from '../kernel/index.js';
import { type CallClass, type Entry, orderOfClass } from './call-class.js';
import type { CallOrder } from './call-order.js';

const byListed = (a: CallClass, b: CallClass) => orderOfClass(a.listed ?? a.head, b.listed ?? b.head);

/**
 * The classes of calls of one queue that are for any agent, by priority and then by their first calls: within a priority that order never
 * changes. Those whose first call is another are put in order when somebody asks, however often it was another until then.
 */
export class FirstCalls {
  readonly #heads = new Map<number, SortedList<CallClass>>();
  readonly #moved = new Set<CallClass>();

  /** This call is the first of its class from now on. */
  lead(known: CallClass, head: Entry): void {
    known.head = head;
    if (known.only === undefined) this.#moved.add(known);
  }

  /** None of the class can be offered any more. */
  drop(known: CallClass): void {
    this.#moved.delete(known);
    this.#unlist(known);
  }

  /** Of the classes for which `isFor` holds the one whose first call goes before those of the others. */
  first(isFor: (known: CallClass) => boolean, order: CallOrder, now: Instant): CallClass | undefined {
    this.#putInOrder();
    let first: CallClass | undefined;
    const isBehind = (known: CallClass) => first !== undefined && order.compare(known.head, first.head, now) > 0;
    for (const heads of this.#heads.values()) {
      // Of one priority those behind one that is too late are so, too.
      const found = heads.find((known) => isBehind(known) || isFor(known));
      if (found !== undefined && !isBehind(found)) first = found;
    }
    return first;
  }

  #putInOrder(): void {
    for (const known of this.#moved) {
      const { head } = known;
      this.#unlist(known);
      known.listed = head;
      let heads = this.#heads.get(head.priority);
      if (heads === undefined) {
        heads = new SortedList(byListed);
        this.#heads.set(head.priority, heads);
      }
      heads.add(known);
    }
    this.#moved.clear();
  }

  #unlist(known: CallClass): void {
    const { listed } = known;
    if (listed === undefined) return;
    const heads = this.#heads.get(listed.priority);
    heads?.delete(known);
    if (heads?.size === 0) this.#heads.delete(listed.priority);
    known.listed = undefined;
  }
}
