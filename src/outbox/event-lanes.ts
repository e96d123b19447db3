// SPDX-License-Identifier: GPL-2.0-or-later
// Which events go to a web hook next? Those of one contact one after the other, those of others beside them; pure, and bounded.

/** With so many held in memory for a hook no further page (250) is read; the others wait in the event log. */
export const MOST_HELD = 250;
/** So many may be under way at once. */
export const MOST_UNDER_WAY = 8;

/** An event that is to be told. */
export interface Laned {
  /** Its place in the log. */
  readonly n: number;
  /** Events with the same one keep their order. */
  readonly lane: string;
}

/** The events that are held for one hook. */
export class EventLanes<E extends Laned> {
  /** In the order of the log. */
  readonly #held = new Map<number, E>();
  readonly #underWay = new Set<number>();
  #read: number;

  /** `after`: the last event that need not be told any more. */
  constructor(after: number) {
    this.#read = after;
  }

  /** The last event that was read, wanted or not. */
  get read(): number {
    return this.#read;
  }

  /** All up to here are done with: what a new beginning goes on from. */
  get done(): number {
    const [first] = this.#held.keys();
    return first === undefined ? this.#read : first - 1;
  }

  get held(): number {
    return this.#held.size;
  }

  get hasRoom(): boolean {
    return this.#held.size < MOST_HELD;
  }

  get isUnderWay(): boolean {
    return this.#underWay.size > 0;
  }

  /** What the log has up to `last`: of those the wanted ones. */
  add(wanted: readonly E[], last: number): void {
    for (const event of wanted) this.#held.set(event.n, event);
    this.#read = last;
  }

  /** Those to be sent now, `most` under way at once: the first of each lane. They are under way from here on. */
  next(most: number): readonly E[] {
    const busy = new Set<string>();
    const chosen: E[] = [];
    for (const event of this.#held.values()) {
      if (this.#underWay.size >= most) break;
      if (!busy.has(event.lane) && !this.#underWay.has(event.n)) {
        chosen.push(event);
        this.#underWay.add(event.n);
      }
      busy.add(event.lane);
    }
    return chosen;
  }

  /** It was taken, or is given up. */
  over(n: number): void {
    this.#underWay.delete(n);
    this.#held.delete(n);
  }

  /** It was not taken: it stays the first of its lane. */
  back(n: number): void {
    this.#underWay.delete(n);
  }
}
