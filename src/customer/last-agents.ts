// SPDX-License-Identifier: GPL-2.0-or-later
// Who served this number last? One talk a number, the most recent, for as many numbers as fit.

import type { Duration, Instant } from '../kernel/index.js';

/** A talk of an agent with a number that is over. Instants are UTC. */
export interface Talk {
  readonly agent: string;
  readonly endedAt: Instant;
  readonly talked: Duration;
}

/** Numbers that are remembered: some 100 bytes each. */
export const MOST_REMEMBERED = 200_000;

/** The last talks by number. Whose talk is the longest ago is forgotten first when there are too many. */
export class LastAgents {
  readonly #most: number;
  /** In the order in which they were noted; what is noted anew goes to the end. */
  readonly #talks = new Map<string, Talk>();

  constructor(most = MOST_REMEMBERED) {
    this.#most = most;
  }

  get size(): number {
    return this.#talks.size;
  }

  get isFull(): boolean {
    return this.#talks.size >= this.#most;
  }

  /** Of several talks with a number that counts which ended last, then the longer one, then that of the lower agent id. */
  note(number: string, talk: Talk): void {
    const before = this.#talks.get(number);
    if (before !== undefined && !counts(talk, before)) return;
    this.#talks.delete(number);
    this.#talks.set(number, talk);
    if (this.#talks.size > this.#most) this.#forgetFirst();
  }

  /** The same for what was before all that is noted: it takes nobody's place when there is no room. */
  recall(number: string, talk: Talk): void {
    const before = this.#talks.get(number);
    if (before === undefined ? this.isFull : !counts(talk, before)) return;
    this.#talks.set(number, talk);
  }

  /** The agent of the last talk with this number that ended within so long before `now`. */
  of(number: string, now: Instant, within: Duration): Talk | undefined {
    const talk = this.#talks.get(number);
    return talk !== undefined && now - talk.endedAt <= within ? talk : undefined;
  }

  #forgetFirst(): void {
    const [first] = this.#talks.keys();
    if (first !== undefined) this.#talks.delete(first);
  }
}

function counts(talk: Talk, before: Talk): boolean {
  if (talk.endedAt !== before.endedAt) return talk.endedAt > before.endedAt;
  if (talk.talked !== before.talked) return talk.talked > before.talked;
  return talk.agent < before.agent;
}
