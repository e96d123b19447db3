// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of the calls of one part of a report, or of all? Their ends and their waits, summed up as they come.

import type { Duration } from '../kernel/index.js';
import {
  abandonRate,
  averageSpeedOfAnswer,
  averageTimeToAbandon,
  type QueueCounts,
  serviceLevel,
  serviceLevelOfAnswered,
  serviceLevelWithAbandoned,
} from './figures.js';
import {
  addedCounts,
  type ContactEnd,
  ContactTally,
  counted,
  isLost,
  NOBODY_YET,
  trafficOf,
  type Wait,
} from './metrics.js';
import type { ReportPart } from './report.js';

/** Begun with nothing; `name`: of an access number. */
export class PartSums {
  readonly name: string | undefined;
  readonly #contacts = new ContactTally();
  #lost = 0;
  #waits: QueueCounts = NOBODY_YET;
  readonly #within = new Set<Duration>();

  constructor(name?: string) {
    this.name = name;
  }

  contact(contact: ContactEnd): void {
    this.#contacts.begin();
    if (contact.disposition !== null) this.#contacts.end(contact.disposition);
    if (isLost(contact)) this.#lost++;
  }

  wait({ how, waited }: Pick<Wait, 'how' | 'waited'>, within: Duration): void {
    this.#waits = counted(this.#waits, how, waited, within);
    this.#within.add(within);
  }

  /** Many at once. */
  contacts({
    offered,
    lost,
    ended,
  }: {
    readonly offered: number;
    readonly lost: number;
    readonly ended: Readonly<Record<string, number>>;
  }): void {
    this.#contacts.begin(offered);
    for (const [disposition, count] of Object.entries(ended)) this.#contacts.end(disposition, count);
    this.#lost += lost;
  }

  /** Many at once. */
  waits(counts: QueueCounts, within: Duration): void {
    this.#waits = addedCounts(this.#waits, counts);
    this.#within.add(within);
  }

  get figures(): Pick<ReportPart, 'calls' | 'waits'> {
    const { offered, inProgress, counts } = this.#contacts;
    const ended = Object.fromEntries([...counts].filter(([end]) => end !== 'offered' && end !== 'inProgress'));
    const waits = this.#waits;
    return {
      calls: { offered, ended, inProgress, lost: this.#lost, traffic: trafficOf(ended) },
      waits: {
        ...waits,
        within: [...this.#within].sort((a, b) => a - b),
        serviceLevel: serviceLevel(waits),
        serviceLevelOfAnswered: serviceLevelOfAnswered(waits),
        serviceLevelWithAbandoned: serviceLevelWithAbandoned(waits),
        abandonRate: abandonRate(waits),
        averageSpeedOfAnswer: averageSpeedOfAnswer(waits),
        averageTimeToAbandon: averageTimeToAbandon(waits),
      },
    };
  }
}
