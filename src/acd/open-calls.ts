// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the waiting calls can be offered now, and by which of their queues? Kept in classes, and on the agenda what is to be looked at.

import type { Agenda } from './agenda.js';
import { type CallClass, type Entry, keyOf, NO_LIMIT } from './call-class.js';
import type { Leads } from './leads.js';
import type { QueueIndex } from './queue-index.js';

/** A call that waits, and what is out for it. */
export interface Waiting {
  readonly seq: number;
  entries: readonly Entry[];
  /** How often it has been offered, and how many of these offers are out. */
  offered: number;
  offers: number;
  /** The penalty of the first who is being rung for it. */
  limit: number;
  /** The queue by which it is being offered. */
  via: string | undefined;
}

/** The calls that can be offered. */
export class OpenCalls {
  readonly #agenda: Agenda;
  readonly #leads: Leads;
  readonly #queueOf: (entry: Entry) => QueueIndex;
  /** Classes of calls for one agent alone, by him. */
  readonly #forOne = new Map<string, Set<CallClass>>();
  /** How many classes on the agenda are to be asked of every idle agent. */
  unsettled = 0;

  constructor(agenda: Agenda, leads: Leads, queueOf: (entry: Entry) => QueueIndex) {
    this.#agenda = agenda;
    this.#leads = leads;
    this.#queueOf = queueOf;
  }

  /** The classes of calls for one agent alone. */
  onlyFor(agent: string): Iterable<CallClass> {
    return this.#forOne.get(agent) ?? [];
  }

  /** Nobody who is idle now can take the first of the class. */
  settle(known: CallClass): void {
    this.#agenda.remove(known);
    if (!known.settled) this.unsettled--;
    known.settled = true;
    known.queue.pass(known);
    this.#leads.moved(known.queue);
  }

  /** A call is offered by one queue at a time, to as many agents at once as that queue's strategy rings. */
  sort({ entries, offers, limit, via }: Waiting): void {
    const now = offers === 0 ? NO_LIMIT : limit;
    for (const entry of entries) {
      const open = offers === 0 || (via === entry.queue && offers < this.#queueOf(entry).strategy.atOnce);
      if (!open || entry.limit !== now) this.close(entry);
      if (!open || entry.inClass !== undefined) continue;
      entry.limit = now;
      this.#open(entry);
    }
  }

  #open(entry: Entry): void {
    const known = this.#queueOf(entry).classOf(entry);
    const isNew = known.entries.size === 0;
    entry.inClass = known;
    known.entries.add(entry);
    if (known.entries.first === entry) this.#lead(known, entry);
    if (!isNew) return;
    this.unsettled++;
    this.#agenda.add(known);
    if (entry.only === undefined) return;
    const own = this.#forOne.get(entry.only);
    if (own === undefined) this.#forOne.set(entry.only, new Set([known]));
    else own.add(known);
  }

  /** It cannot be offered, if it could. */
  close(entry: Entry): void {
    const known = entry.inClass;
    if (known === undefined) return;
    entry.inClass = undefined;
    if (known.entries.size > 1) {
      const wasFirst = known.head === entry;
      known.entries.delete(entry);
      if (wasFirst) this.#lead(known, known.entries.first ?? entry);
      return;
    }
    this.#agenda.remove(known);
    if (!known.settled) this.unsettled--;
    known.entries.delete(entry);
    known.queue.firsts.drop(known);
    this.#leads.moved(known.queue);
    known.queue.classes.delete(keyOf(entry));
    if (entry.only !== undefined) this.#forOne.get(entry.only)?.delete(known);
  }

  #lead(known: CallClass, head: Entry): void {
    known.queue.firsts.lead(known, head);
    this.#leads.moved(known.queue);
    this.#agenda.moved(known);
  }
}
