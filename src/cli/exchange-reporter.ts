// SPDX-License-Identifier: GPL-2.0-or-later
// What does a running exchange tell? A line a second of its own time; begins the traffic once layer 2 is up.

import { type Cancel, type Clock, every, type Instant } from '../kernel/index.js';
import type { MediaPort } from '../native/index.js';
import type { Network } from '../sim/index.js';

/** One line of `spillway exchange --json`. */
export interface ExchangeReport {
  readonly type: 'exchange';
  readonly at: Instant;
  readonly ready: boolean;
  readonly offered: number;
  readonly blocked: number;
  readonly callsUp: number;
  readonly conversations: number;
  /** Every planned caller has come and no call is up. */
  readonly quiet: boolean;
  readonly slips: number;
}

export class ExchangeReporter {
  readonly #network: Network;
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #cancel: Cancel;
  #begun = false;

  constructor(network: Network, media: MediaPort, clock: Clock, write: (line: string) => void, json: boolean) {
    this.#network = network;
    this.#media = media;
    this.#clock = clock;
    this.#cancel = every(clock, 1000, () => {
      this.#beginOnce();
      write(json ? JSON.stringify(this.report()) : sentence(this.report()));
    });
  }

  report(): ExchangeReport {
    const { log, exchange, quiet } = this.#network;
    return {
      type: 'exchange',
      at: this.#clock.now(),
      ready: exchange.ready,
      offered: log.offered,
      blocked: log.blocked,
      callsUp: exchange.callsUp,
      conversations: log.conversations,
      quiet,
      slips: this.#media.counters().slips,
    };
  }

  close(): void {
    this.#cancel();
  }

  #beginOnce(): void {
    if (this.#begun || !this.#network.exchange.ready) return;
    this.#begun = true;
    this.#network.begin();
  }
}

function sentence(report: ExchangeReport): string {
  if (!report.ready) return 'waiting for the box: layer 2 is down';
  return `calls up ${report.callsUp}, offered ${report.offered}, blocked ${report.blocked}, conversations ${report.conversations}`;
}
