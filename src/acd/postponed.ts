// SPDX-License-Identifier: GPL-2.0-or-later
// Which events of an instant have not had their turn yet, and which of them concern somebody who cannot wait for it?

import { type InHisName, inHisName } from '../kernel/index.js';
import type { AcdEvent } from './acd-event.js';

/** An event, and in whose name it is applied. */
export interface Asked {
  readonly event: AcdEvent;
  readonly by: InHisName;
}

const NONE: readonly Asked[] = [];

/** In the name of whoever is here. */
export const atOnce: InHisName = (work) => work();

/** Events in their order; `subjectsOf` names the agents and calls that one is about. */
export class Postponed {
  readonly #subjectsOf: (event: AcdEvent) => readonly string[];
  #events: (Asked | undefined)[] = [];
  #next = 0;

  constructor(subjectsOf: (event: AcdEvent) => readonly string[]) {
    this.#subjectsOf = subjectsOf;
  }

  get isEmpty(): boolean {
    return this.#next === this.#events.length;
  }

  add(events: readonly AcdEvent[]): void {
    const by = inHisName();
    const asked = events.map((event) => ({ event, by }));
    this.#events = this.isEmpty ? asked : [...this.#events.slice(this.#next), ...asked];
    this.#next = 0;
  }

  /** The first of them. */
  take(): Asked | undefined {
    while (!this.isEmpty) {
      const asked = this.#events[this.#next++];
      if (asked !== undefined) return asked;
    }
    return undefined;
  }

  /** Those about the same agents and calls as `event`, which came after them. */
  takeBefore(event: AcdEvent): readonly Asked[] {
    if (this.isEmpty) return NONE;
    const subjects = this.#subjectsOf(event);
    const taken: Asked[] = [];
    for (let place = this.#next; place < this.#events.length; place++) {
      const other = this.#events[place];
      if (other === undefined || !this.#subjectsOf(other.event).some((subject) => subjects.includes(subject))) continue;
      taken.push(other);
      this.#events[place] = undefined;
    }
    return taken;
  }
}
