// SPDX-License-Identifier: GPL-2.0-or-later
// What is it that agents are compared for? One call at one instant; and the chance that each of them has in it, which can be worked out again.

import type { Instant } from '../kernel/index.js';
import type { Need } from './needs.js';

/** What a decision goes by besides the agents themselves. */
export interface Asked {
  readonly call: string;
  readonly needs: readonly Need[];
  /** How often the call has been offered before. */
  readonly nth: number;
  /** The place of the member of the queue who was offered a call last; -1: nobody was. */
  readonly after: number;
  /** The word that chance goes by. */
  readonly seed: string;
}

/** A call that is to be given to somebody, at an instant. */
export class Question implements Asked {
  readonly call: string;
  readonly needs: readonly Need[];
  readonly nth: number;
  readonly after: number;
  readonly seed: string;
  /** In whole milliseconds: sums are, too, and so every comparison is exact. */
  readonly now: Instant;
  #isBegun = false;
  #high = 0x9e3779b9;
  #low = 0x243f6a88;

  constructor(now: Instant, { call, needs, nth, after, seed }: Asked) {
    this.now = Math.floor(now);
    this.call = call;
    this.needs = needs;
    this.nth = nth;
    this.after = after;
    this.seed = seed;
  }

  /** An agent's chance: above 0 and below 1, the same whenever it is asked for and whoever else is asked. */
  chance(agent: string): number {
    if (!this.#isBegun) this.#begin(`${this.seed}\n${this.call}\n${this.nth}\n`);
    const high = oneLane(agent, this.#high);
    const low = otherLane(agent, this.#low);
    return ((finished(high ^ (low >>> 16)) >>> 6) * 2 ** 26 + (finished(low ^ (high >>> 13)) >>> 6) + 0.5) / 2 ** 52;
  }

  #begin(text: string): void {
    this.#isBegun = true;
    this.#high = oneLane(text, this.#high);
    this.#low = otherLane(text, this.#low);
  }
}

/** Two lanes of FNV-1a, one of them with a rotation; `finished` mixes what comes out of them. */
function oneLane(text: string, from: number): number {
  let lane = from;
  for (let i = 0; i < text.length; i++) lane = Math.imul(lane ^ text.charCodeAt(i), 0x01000193);
  return lane;
}

function otherLane(text: string, from: number): number {
  let lane = from;
  for (let i = 0; i < text.length; i++)
    lane = Math.imul((lane << 5) | ((lane >>> 27) ^ text.charCodeAt(i)), 0x85ebca6b);
  return lane;
}

/** The finalizer of MurmurHash3: each bit of what goes in changes half of those that come out. */
function finished(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
