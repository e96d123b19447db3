// SPDX-License-Identifier: GPL-2.0-or-later
// Whose turn is it in a queue that goes round? The member who was offered a call last is remembered by his id, whatever becomes of the list.

/** Where a circle stands: who was offered a call last, and his place then, should he be gone. */
export interface Turn {
  readonly agent: string;
  readonly place: number;
}

/** The members of a queue and the one who was offered a call last. */
export class Circle {
  #members: readonly string[] = [];
  #places = new Map<string, number>();
  #after = -1;

  /** The place of who was offered a call last; -1: nobody was. */
  get after(): number {
    return this.#after;
  }

  /** Where it stands. */
  get turn(): Turn | undefined {
    const agent = this.#members[this.#after];
    return agent === undefined ? undefined : { agent, place: this.#after };
  }

  has(agent: string): boolean {
    return this.#places.has(agent);
  }

  /** He was offered a call; who is no member turns nothing. */
  moved(agent: string): void {
    this.#after = this.#places.get(agent) ?? this.#after;
  }

  /** A new list: who was last is so at his new place; if he has gone, the last before him who is still there. */
  configure(members: readonly string[]): void {
    const places = new Map(members.map((agent, place) => [agent, place]));
    const before = this.#members.slice(0, this.#after + 1).reverse();
    const last = before.find((agent) => places.has(agent));
    this.#after = last === undefined ? -1 : (places.get(last) ?? -1);
    this.#members = members;
    this.#places = places;
  }

  /** As it stood before a restart: who has gone meanwhile leaves his turn to who stands at his place now. */
  restore({ agent, place }: Turn): void {
    this.#after = this.#places.get(agent) ?? Math.min(place, this.#members.length) - 1;
  }
}
