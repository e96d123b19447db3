// SPDX-License-Identifier: GPL-2.0-or-later
// What does a spectator see? On a terminal a page that renews itself, elsewhere a plain line, each at most once a second.

import type { BoxStatus } from '../../engine/index.js';
import { type Clock, type Instant, inLanguage } from '../../kernel/index.js';
import { summaryLine } from '../commands/watch.js';
import type { ExchangeReport } from '../exchange-reporter.js';
import { livePage } from '../live-page.js';
import type { Output } from '../output.js';
import { statusPage } from '../status-page.js';

/** The live page of the demonstration; `quiet`: nothing is shown. */
export class Page {
  readonly #output: Output;
  readonly #clock: Clock;
  readonly #quiet: boolean;
  readonly #update: ReturnType<typeof livePage>;
  #nextAt: Instant;
  /** As it was heard of last. */
  exchange: ExchangeReport | undefined;

  constructor(output: Output, clock: Clock, quiet: boolean) {
    this.#output = output;
    this.#clock = clock;
    this.#quiet = quiet;
    this.#update = livePage({ json: quiet });
    this.#nextAt = clock.now();
  }

  show(box: BoxStatus): void {
    if (this.#quiet || this.#clock.now() < this.#nextAt) return;
    this.#nextAt = this.#clock.now() + 990; // its lines come once a second, more or less
    if (this.#update) this.#update(this.#drawn(box));
    else this.#output.write(summaryLine(box, this.#output.language));
  }

  done(): void {
    this.#update?.done();
  }

  #drawn(box: BoxStatus): string {
    const { language, columns } = this.#output;
    const side = inLanguage({ en: 'Exchange', zh: '交换机' }, language);
    const blocked = inLanguage({ en: 'found no channel', zh: '无空闲信道' }, language);
    const { callsUp = 0, blocked: found = 0 } = this.exchange ?? {};
    return `${statusPage(box, language, columns)}\n${side}  ${callsUp}, ${blocked} ${found}`;
  }
}
