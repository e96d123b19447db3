// SPDX-License-Identifier: GPL-2.0-or-later
// How full were the channels towards the exchange in a time? One walk along seizures and along how many were in service.

import { Heap, type HeapOrder, type InHeap, type Instant } from '../kernel/index.js';
import type { LineTimes } from './figures.js';
import type { Period } from './metrics.js';

/** A channel that a leg held; null: to now. */
export interface Seizure {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** From an instant on so many B-channels are in service. */
export interface InService {
  readonly at: Instant;
  readonly channels: number;
}

interface Edge extends InHeap {
  readonly at: Instant;
  readonly busy?: 1 | -1;
  /** So many more, or fewer, are in service. */
  readonly more?: number;
}

/** What ends goes before what begins at the same instant: a channel that is free and seized again was not two. */
const BY_TIME: HeapOrder<Edge> = { first: ({ at }) => at, second: ({ busy = 0 }) => busy };

/**
 * Sums of a period, of seizures that come in any order as long as none begins before what `passed` has said. What goes on goes
 * on to `now`. Time with no channel in service is no time with all of them busy.
 */
export class LineSums {
  readonly #period: Period;
  readonly #now: Instant;
  readonly #edges = new Heap<Edge>(BY_TIME);
  #at: Instant;
  #busy = 0;
  #channels: number;
  #said: number;
  readonly #sums = { seizures: 0, seized: 0, inService: 0, allBusy: 0, peak: 0 };

  /** `channels`: how many were in service when the period began. */
  constructor(period: Period, now: Instant, channels: number) {
    this.#period = { from: period.from, to: Math.max(period.from, Math.min(period.to, now)) };
    this.#now = now;
    this.#at = this.#period.from;
    this.#channels = channels;
    this.#said = channels;
  }

  seized({ from, to }: Seizure): void {
    const end = Math.max(from, to ?? this.#now); // a clock that was put back ends nothing before it began
    if (from >= this.#period.to || (end <= this.#period.from && from < this.#period.from)) return;
    if (from >= this.#period.from) this.#sums.seizures++;
    this.#edges.add({ at: Math.max(from, this.#at), busy: 1, slot: -1 });
    this.#edges.add({ at: Math.max(end, this.#at), busy: -1, slot: -1 });
  }

  /** In the order in which it was said. */
  inService({ at, channels }: InService): void {
    this.#edges.add({ at: Math.max(at, this.#period.from), more: channels - this.#said, slot: -1 });
    this.#said = channels;
  }

  /** Nothing that comes begins before this. */
  passed(at: Instant): void {
    for (let edge = this.#edges.first; edge !== undefined && edge.at < at; edge = this.#edges.first) {
      this.#edges.remove(edge);
      this.#goTo(edge.at);
      this.#busy += edge.busy ?? 0;
      this.#channels += edge.more ?? 0;
    }
  }

  /** When all has come. */
  get times(): LineTimes {
    this.passed(Number.POSITIVE_INFINITY);
    this.#goTo(this.#period.to);
    return this.#sums;
  }

  #goTo(at: Instant): void {
    const time = Math.max(0, Math.min(at, this.#period.to) - this.#at);
    if (time > 0) this.#sums.peak = Math.max(this.#sums.peak, this.#busy);
    this.#sums.seized += time * this.#busy;
    this.#sums.inService += time * this.#channels;
    if (this.#channels > 0 && this.#busy >= this.#channels) this.#sums.allBusy += time;
    this.#at = Math.max(this.#at, Math.min(at, this.#period.to));
  }
}

/** Of a time of which nothing is known yet. */
export const NO_LINES: LineTimes = { seizures: 0, seized: 0, inService: 0, allBusy: 0, peak: 0 };

/** Whether there is something to tell; of a channel that was seized for no time at all there is, too. */
export function isOfLines({ seizures, seized, inService }: LineTimes): boolean {
  return seizures > 0 || seized > 0 || inService > 0;
}

/** Of two times together. */
export function addedLines(one: LineTimes, other: LineTimes): LineTimes {
  return {
    seizures: one.seizures + other.seizures,
    seized: one.seized + other.seized,
    inService: one.inService + other.inService,
    allBusy: one.allBusy + other.allBusy,
    peak: Math.max(one.peak, other.peak),
  };
}

/** `LineSums` of records that are all at hand. */
export function lineTimes(
  seizures: Iterable<Seizure>,
  inService: Iterable<InService>,
  { period, now, channels }: { readonly period: Period; readonly now: Instant; readonly channels: number },
): LineTimes {
  const sums = new LineSums(period, now, channels);
  for (const step of inService) sums.inService(step);
  for (const seizure of seizures) sums.seized(seizure);
  return sums.times;
}
