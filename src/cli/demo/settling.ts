// SPDX-License-Identifier: GPL-2.0-or-later
// When is the demonstration over? When both sides, each asked at the same second of its time, are at rest twice in a row.

import type { BoxStatus } from '../../engine/index.js';
import type { ExchangeReport } from '../exchange-reporter.js';

const SECOND = 1_000;
const ENOUGH = 2; // one could fall between a cleared call and the attempt that follows it

/**
 * Compares what exchange and box tell once a second. Goes by their time and not by the arrival of their lines, so that a
 * lock-step run ends at the same instant whenever it is repeated.
 */
export class Settling {
  readonly #exchange = new Map<number, ExchangeReport>();
  readonly #box = new Map<number, BoxStatus>();
  #atRest = 0;
  #last: BoxStatus | undefined;

  /** The box as it was when all was over; undefined before. */
  get last(): BoxStatus | undefined {
    return this.#last;
  }

  exchange(report: ExchangeReport): void {
    this.#exchange.set(secondOf(report.at), report);
    this.#compare(secondOf(report.at));
  }

  box(status: BoxStatus): void {
    this.#box.set(secondOf(status.at), status);
    this.#compare(secondOf(status.at));
  }

  #compare(second: number): void {
    const exchange = this.#exchange.get(second);
    const box = this.#box.get(second);
    if (!exchange || !box || this.#last) return;
    this.#exchange.delete(second);
    this.#box.delete(second);
    this.#atRest = exchange.quiet && isAtRest(box) ? this.#atRest + 1 : 0;
    if (this.#atRest === ENOUGH) this.#last = box;
  }
}

function secondOf(at: number): number {
  return Math.floor(at / SECOND);
}

function isAtRest({ agents, callbacks, calls }: BoxStatus): boolean {
  const resting = agents.every((agent) => agent.state !== 'talking' && agent.state !== 'ringing');
  return callbacks.open === 0 && calls.inProgress === 0 && resting;
}
