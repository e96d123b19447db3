// SPDX-License-Identifier: GPL-2.0-or-later
// What became of a wave? Callers by how they ended and how they were caught, promises by their state and age, per station, per slot, per minute.

import type { Duration, Instant } from '../kernel/index.js';
import { CallbackSums, type Promised } from './callbacks.js';
import { dayOf } from './days.js';
import { type CallbackCounts, callbackServiceLevel, type LineTimes, percentile, recoveryRate } from './figures.js';
import { type InService, LineSums } from './lines.js';
import { type ContactEnd, ContactTally, isIn, isLost, isOffered, type Period, trafficOf } from './metrics.js';
import type { CaughtCall, ContactFigures, MeasuredCall } from './report.js';

/** A showing of an advertisement that lies in the time. */
export interface ShownSlot extends Period {
  readonly slot: string;
  readonly accessNumbers: readonly string[];
  /** How many callers a minute it has had by now in the mean of its earlier showings; nothing: it had none. */
  readonly learned?: readonly number[];
}

/** What is to be reported. */
export interface WaveAsked {
  readonly zone: string;
  readonly period: Period;
  readonly now: Instant;
  readonly slots: readonly ShownSlot[];
  /** How many B-channels were in service when the time began. */
  readonly channels: number;
  /** Only callers of this access number. */
  readonly station?: string | undefined;
}

/** How callers were caught, each once: the number of captures, of which some were merged into a promise that was open. */
export interface WaveFigures {
  readonly calls: ContactFigures;
  readonly captured: Readonly<Record<string, number>>;
  readonly merged: number;
  /** Promised before the answer. */
  readonly unconfirmed: number;
}

/** A station, or a showing; `key` empty: calls that belong to none. */
export interface WavePart extends WaveFigures {
  readonly key: string;
  readonly name?: string;
  readonly promised: number;
  readonly kept: number;
}

/** What came in one step of the curve: each caller by when he called. */
export interface CurvePoint {
  readonly at: Instant;
  readonly offered: number;
  readonly answered: number;
  readonly captured: number;
  readonly lost: number;
}

/** Times are UTC; lengths milliseconds; shares 0 to 1. */
export interface WaveReport extends WaveFigures {
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly until: Instant;
  readonly station?: string;
  /** Refused because no channel was left; and what the exchange turned away before we heard of it: nobody tells us. */
  readonly blocked: { readonly withoutChannel: number; readonly byExchange: null };
  readonly callbacks: CallbackCounts & {
    readonly recoveryRate: number;
    /** Kept by the end of the day of the promise, of all that were made. */
    readonly serviceLevel: number;
    readonly states: Readonly<Record<string, number>>;
    /** From the promise to the talk of those who were called back. */
    readonly timeToCallBack: { readonly calls: number; readonly p50: Duration | null; readonly p90: Duration | null };
  };
  readonly lines: Pick<LineTimes, 'peak' | 'allBusy' | 'seizures'>;
  readonly stations: readonly WavePart[];
  readonly slots: readonly (WavePart &
    Period & { readonly learned?: readonly number[]; readonly came: readonly number[] })[];
  readonly step: Duration;
  readonly curve: readonly CurvePoint[];
}

const MINUTE: Duration = 60_000;
const STEPS: readonly Duration[] = [10_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE];
const MOST_POINTS = 400;

/** How long a step of the curve is: the shortest with which it has no more than some hundreds. */
export function stepOf({ from, to }: Period): Duration {
  return STEPS.find((step) => to - from <= step * MOST_POINTS) ?? (STEPS.at(-1) as Duration);
}

class Sums {
  readonly #contacts = new ContactTally();
  readonly #captured: Record<string, number> = {};
  #lost = 0;
  #merged = 0;
  #unconfirmed = 0;
  promised = 0;
  kept = 0;

  contact(contact: ContactEnd, capture: CaughtCall | null): void {
    this.#contacts.begin();
    if (contact.disposition !== null) this.#contacts.end(contact.disposition);
    if (isLost(contact)) this.#lost++;
    if (capture === null) return;
    this.#captured[capture.way] = (this.#captured[capture.way] ?? 0) + 1;
    if (capture.merged) this.#merged++;
    if (capture.unconfirmed) this.#unconfirmed++;
  }

  get figures(): WaveFigures {
    const { offered, inProgress, counts } = this.#contacts;
    const ended = Object.fromEntries([...counts].filter(([end]) => end !== 'offered' && end !== 'inProgress'));
    const calls = { offered, ended, inProgress, lost: this.#lost, traffic: trafficOf(ended) };
    return { calls, captured: this.#captured, merged: this.#merged, unconfirmed: this.#unconfirmed };
  }
}

/** A report of records that come bit by bit: calls in the order in which they were offered, promises in any. */
export class WaveSums {
  readonly #asked: WaveAsked;
  readonly #whole = new Sums();
  readonly #stations = new Map<string, Sums & { name?: string }>();
  readonly #slots: readonly { readonly shown: ShownSlot; readonly sums: Sums; readonly came: number[] }[];
  readonly #none = new Sums();
  readonly #callbacks: CallbackSums;
  readonly #lines: LineSums;
  readonly #states: Record<string, number> = {};
  readonly #times: Duration[] = [];
  readonly #step: Duration;
  readonly #curve = new Map<number, { offered: number; answered: number; captured: number; lost: number }>();
  #withoutChannel = 0;

  constructor(asked: WaveAsked) {
    const { period, now, zone, channels, slots } = asked;
    this.#asked = asked;
    this.#slots = slots.map((shown) => ({ shown, sums: new Sums(), came: [] }));
    this.#callbacks = new CallbackSums(period, ({ createdAt }) => dayOf(createdAt, zone).to);
    this.#lines = new LineSums(period, now, channels);
    this.#step = stepOf(period);
  }

  /** Before the first call. */
  inService(step: InService): void {
    this.#lines.inService(step);
  }

  /** `isSeen` false: it held a line, and that is all that is told of it. */
  call(call: MeasuredCall, isSeen = true): void {
    const { offeredAt, accessNumber, accessName, contact, capture, seizures } = call;
    this.#lines.passed(offeredAt);
    for (const seizure of seizures) this.#lines.seized(seizure);
    const { period } = this.#asked;
    if (!isSeen || !this.#isMeant(accessNumber)) return;
    if (capture?.merged && isIn(capture.at, period)) this.#callbacks.merged(capture.at);
    if (contact === null || !isOffered(contact, period)) return;
    const slot = this.#slotAt(accessNumber, contact.startedAt);
    for (const sums of [this.#whole, this.#station(accessNumber, accessName), slot?.sums ?? this.#none])
      sums.contact(contact, capture);
    if (slot !== undefined) came(slot.came, contact.startedAt - slot.shown.from);
    if (contact.disposition === 'refused' && contact.reason === 'noChannel') this.#withoutChannel++;
    this.#point(contact, capture);
  }

  promised(promise: Promised): void {
    const { accessNumber = null, createdAt, closedAt, state, captures } = promise;
    if (captures === 0 || !isIn(createdAt, this.#asked.period) || !this.#isMeant(accessNumber)) return;
    this.#callbacks.promised(promise);
    this.#states[state] = (this.#states[state] ?? 0) + 1;
    if (state === 'completed' && closedAt !== null) this.#times.push(closedAt - createdAt);
    const isKept = state === 'completed' || state === 'served';
    for (const sums of [this.#station(accessNumber, null), this.#slotAt(accessNumber, createdAt)?.sums ?? this.#none]) {
      sums.promised++;
      if (isKept) sums.kept++;
    }
  }

  get report(): WaveReport {
    const { zone, period, now, station } = this.#asked;
    const callbacks = this.#callbacks.counts;
    const { peak, allBusy, seizures } = this.#lines.times;
    const times = this.#times;
    return {
      ...{ zone, ...period, until: Math.max(period.from, Math.min(period.to, now)) },
      ...(station === undefined ? {} : { station }),
      ...this.#whole.figures,
      blocked: { withoutChannel: this.#withoutChannel, byExchange: null },
      callbacks: {
        ...callbacks,
        recoveryRate: recoveryRate(callbacks),
        serviceLevel: callbackServiceLevel(callbacks),
        states: this.#states,
        timeToCallBack: {
          calls: times.length,
          p50: percentile(times, 0.5) ?? null,
          p90: percentile(times, 0.9) ?? null,
        },
      },
      lines: { peak, allBusy, seizures },
      stations: [...this.#stations]
        .map(([key, sums]) => partOf(key, sums, sums.name))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
      slots: [
        ...this.#slots.map(({ shown: { slot, from, to, learned }, sums, came }) => ({
          ...{ ...partOf(slot, sums), from, to, came: Array.from(came, (count) => count ?? 0) },
          ...(learned === undefined ? {} : { learned }),
        })),
        { ...partOf('', this.#none), ...period, came: [] },
      ],
      step: this.#step,
      curve: this.#points(),
    };
  }

  #isMeant(accessNumber: string | null): boolean {
    return this.#asked.station === undefined || this.#asked.station === accessNumber;
  }

  #station(accessNumber: string | null, name: string | null): Sums {
    const key = accessNumber ?? '';
    const sums = this.#stations.get(key) ?? new Sums();
    this.#stations.set(key, name === null ? sums : Object.assign(sums, { name }));
    return sums;
  }

  #slotAt(accessNumber: string | null, at: Instant) {
    return this.#slots.find(({ shown }) => isIn(at, shown) && shown.accessNumbers.includes(accessNumber ?? ''));
  }

  #point(contact: ContactEnd, capture: CaughtCall | null): void {
    const nth = Math.floor((contact.startedAt - this.#asked.period.from) / this.#step);
    const point = this.#curve.get(nth) ?? { offered: 0, answered: 0, captured: 0, lost: 0 };
    point.offered++;
    if (contact.disposition === 'answered') point.answered++;
    if (capture !== null) point.captured++;
    if (isLost(contact)) point.lost++;
    this.#curve.set(nth, point);
  }

  /** From the first step in which something came to the last, those between them with nothing, too. */
  #points(): readonly CurvePoint[] {
    const places = [...this.#curve.keys()];
    if (places.length === 0) return [];
    const first = Math.min(...places);
    const { from } = this.#asked.period;
    return Array.from({ length: Math.max(...places) - first + 1 }, (_, index) => {
      const counts = this.#curve.get(first + index) ?? { offered: 0, answered: 0, captured: 0, lost: 0 };
      return { at: from + (first + index) * this.#step, ...counts };
    });
  }
}

/** One more in this minute of a showing. */
function came(minutes: number[], after: Duration): void {
  const nth = Math.floor(after / MINUTE);
  minutes[nth] = (minutes[nth] ?? 0) + 1;
}

function partOf(key: string, sums: Sums, name?: string): WavePart {
  const { promised, kept } = sums;
  return { key, ...(name === undefined ? {} : { name }), ...sums.figures, promised, kept };
}
