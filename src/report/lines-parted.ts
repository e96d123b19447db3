// SPDX-License-Identifier: GPL-2.0-or-later
// How full were the lines in each part of a time, and in all of it? One walk for the whole, one for each stretch of its division.

import type { Instant } from '../kernel/index.js';
import type { LineTimes } from './figures.js';
import { addedLines, type InService, isOfLines, LineSums, NO_LINES, type Seizure } from './lines.js';
import { isOfTime, type ReportAsked } from './report-asked.js';
import { type Stretch, stretchesOf } from './stretches.js';

interface Part {
  readonly stretch: Stretch;
  readonly sums: LineSums;
}

type Asked = Pick<ReportAsked, 'period' | 'now' | 'zone' | 'channels' | 'by'>;

/** Calls in the order in which they were offered; how many channels were in service is said before them. */
export class PartedLines {
  readonly #asked: Asked;
  readonly #whole: LineSums;
  readonly #steps: InService[] = [];
  #parts: readonly Part[] | undefined;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#whole = new LineSums(asked.period, asked.now, asked.channels);
  }

  inService(step: InService): void {
    this.#whole.inService(step);
    this.#steps.push(step);
  }

  /** Channels that a call held that was offered then. */
  seized(offeredAt: Instant, seizures: readonly Seizure[]): void {
    this.#whole.passed(offeredAt);
    for (const seizure of seizures) {
      this.#whole.seized(seizure);
      for (const { sums } of this.#touched(seizure)) {
        sums.passed(offeredAt);
        sums.seized(seizure);
      }
    }
  }

  /** When all has come. */
  get times(): LineTimes {
    return this.#whole.times;
  }

  /** By the keys of the division; parts of a time in which no line was in service are not there. */
  get parts(): ReadonlyMap<string, LineTimes> {
    const parts = new Map<string, LineTimes>();
    for (const { stretch, sums } of this.#all()) {
      const { times } = sums;
      if (isOfLines(times)) parts.set(stretch.key, addedLines(parts.get(stretch.key) ?? NO_LINES, times));
    }
    return parts;
  }

  /** Made with the first call: by then it is known how many channels were in service when. */
  #all(): readonly Part[] {
    this.#parts ??= this.#open();
    return this.#parts;
  }

  #open(): readonly Part[] {
    const { by, now, channels } = this.#asked;
    if (by === undefined || !isOfTime(by)) return [];
    let said = 0;
    let before = channels;
    return stretchesOf(this.#asked).map((stretch) => {
      const sums = new LineSums(stretch, now, before);
      for (let step = this.#steps[said]; step !== undefined && step.at < stretch.to; step = this.#steps[++said]) {
        if (step.at >= stretch.from) sums.inService(step);
        before = step.channels;
      }
      return { stretch, sums };
    });
  }

  /** Stretches in which a time lies; null: to now. */
  #touched({ from, to }: Seizure): readonly Part[] {
    const parts = this.#all();
    let [low, high] = [0, parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((parts[middle]?.stretch.to ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    const end = Math.max(from, to ?? this.#asked.now);
    let behind = low;
    while (behind < parts.length && (parts[behind]?.stretch.from ?? end) <= end) behind++;
    return parts.slice(low, behind);
  }
}
