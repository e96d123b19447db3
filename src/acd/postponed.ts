// SPDX-License-Identifier: GPL-2.0-or-later
// Which events of an instant have not had their turn yet, and which of them concern somebody who cannot wait for it?

import type { AcdEvent } from './acd-event.js';

/** Events in their order; `subjectsOf` names the agents and calls that one is about. */
export class Postponed {
  readonly #subjectsOf: (event: AcdEvent) => readonly string[];
  #events: (AcdEvent | undefined)[] = [];
  #next = 0;

  constructor(subjectsOf: (event: AcdEvent) => readonly string[]) {
    this.#subjectsOf = subjectsOf;
  }

  get isEmpty(): boolean {
    return this.#next === this.#events.length;
  }

  add(events: readonly AcdEvent[]): void {
    this.#events = this.isEmpty ? [...events] : [...this.#events.slice(this.#next), ...events];
    this.#next = 0;
  }

  /** The first of them. */
  take(): AcdEvent | undefined {
    while (!this.isEmpty) {
      const event = this.#events[this.#next++];
      if (event !== undefined) return event;
    }
    return undefined;
  }

  /** Those about the same agents and calls as `event`, which came after them. */
  takeBefore(event: AcdEvent): AcdEvent[] {
    if (this.isEmpty) return [];
    const subjects = this.#subjectsOf(event);
    const taken: AcdEvent[] = [];
    for (let place = this.#next; place < this.#events.length; place++) {
      const other = this.#events[place];
      if (other === undefined || !this.#subjectsOf(other).some((subject) => subjects.includes(subject))) continue;
      taken.push(other);
      this.#events[place] = undefined;
    }
    return taken;
  }
}
