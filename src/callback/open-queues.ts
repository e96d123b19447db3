// SPDX-License-Identifier: GPL-2.0-or-later
// How many requests are open in each queue? Counted as they come and go.

/** Open requests by queue; no queue without one. */
export class OpenQueues {
  readonly #of = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** The request is open, and belongs to this queue now. */
  update(request: string, queue: string): void {
    if (this.#of.get(request) === queue) return;
    this.remove(request);
    this.#of.set(request, queue);
    this.#counts.set(queue, (this.#counts.get(queue) ?? 0) + 1);
  }

  remove(request: string): void {
    const queue = this.#of.get(request);
    if (queue === undefined) return;
    this.#of.delete(request);
    const left = (this.#counts.get(queue) ?? 1) - 1;
    if (left === 0) this.#counts.delete(queue);
    else this.#counts.set(queue, left);
  }
}
