// SPDX-License-Identifier: GPL-2.0-or-later
// What does a running exchange tell? A line a second of its own time; begins the traffic once layer 2 is up.

import {
  type Bilingual,
  type Cancel,
  type Clock,
  every,
  type Instant,
  inLanguage,
  type Language,
} from '../kernel/index.js';
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

/** JSON, or sentences in the reader's language. */
export interface ReportForm {
  readonly json: boolean;
  readonly language: Language;
}

export class ExchangeReporter {
  readonly #network: Network;
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #cancel: Cancel;
  #begun = false;

  constructor(
    network: Network,
    media: MediaPort,
    clock: Clock,
    write: (line: string) => void,
    { json, language }: ReportForm,
  ) {
    this.#network = network;
    this.#media = media;
    this.#clock = clock;
    this.#cancel = every(clock, 1000, () => {
      this.#beginOnce();
      write(json ? JSON.stringify(this.report()) : inLanguage(sentence(this.report()), language));
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

function sentence({ ready, callsUp, offered, blocked, conversations }: ExchangeReport): Bilingual {
  if (!ready) return { en: 'waiting for the box: layer 2 is down', zh: '等待系统：D 信道第二层未建立' };
  return {
    en: `calls up ${callsUp}, offered ${offered}, blocked ${blocked}, conversations ${conversations}`,
    zh: `现有呼叫 ${callsUp}，呼入 ${offered}，无空闲信道 ${blocked}，通话 ${conversations}`,
  };
}
