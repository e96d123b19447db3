// SPDX-License-Identifier: GPL-2.0-or-later
// What does the report of a time say? Calls, waits, promises, lines and agents, as a whole and by queue, access number or hour.

import { DateTime } from 'luxon';
import type { Duration, Instant } from '../kernel/index.js';
import { type AgentRates, type AgentScore, type AgentStay, AgentSums } from './agents.js';
import { type Attempted, CallbackSums, type Promised } from './callbacks.js';
import { type CodeCounts, CodeTally } from './code-tally.js';
import { dayOf, type ReportName } from './days.js';
import type { CallbackCounts, LineTimes, QueueCounts } from './figures.js';
import type { InService, Seizure } from './lines.js';
import { PartedLines } from './lines-parted.js';
import { reportMade } from './made.js';
import { type ContactEnd, isOffered, type Stay, type Traffic, waitOf } from './metrics.js';
import { PartSums } from './part-sums.js';
import { seesQueue } from './reach.js';
import { type Division, KEYS_OF_TIME, type ReportAsked } from './report-asked.js';
import { showingOf } from './slots.js';

/** How and when a call's number was taken. */
export interface CaughtCall {
  readonly at: Instant;
  readonly merged: boolean;
  readonly way: string;
  readonly unconfirmed: boolean;
}

/** A call as it is measured: its own contact if it is a contact's first, and where its legs were. */
export interface MeasuredCall {
  readonly offeredAt: Instant;
  readonly queue: string | null;
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  readonly contact: ContactEnd | null;
  /** When its number was taken; `merged`: the number's promise was open already. */
  readonly capture: CaughtCall | null;
  readonly segments: readonly Stay[];
  readonly seizures: readonly Seizure[];
}

/** Inbound contacts that began in the time: `offered` = all of `ended` + `inProgress`. */
export interface ContactFigures {
  readonly offered: number;
  readonly ended: Readonly<Record<string, number>>;
  readonly inProgress: number;
  /** Gave up or turned away, and promised nothing. */
  readonly lost: number;
  /** The same in the trade's four columns; with `inProgress` they are `offered`. */
  readonly traffic: Traffic;
}

/** Of the waits that ended in the time. */
export interface WaitFigures extends QueueCounts {
  /** The service level's times of their queues. */
  readonly within: readonly Duration[];
  readonly serviceLevel: number;
  /** The same as Asterisk's queues have it, its first and its second one. */
  readonly serviceLevelOfAnswered: number;
  readonly serviceLevelWithAbandoned: number;
  readonly abandonRate: number;
  readonly averageSpeedOfAnswer: Duration;
  readonly averageTimeToAbandon: Duration;
}

export interface AgentFigures extends AgentRates, AgentScore {
  readonly agent: string;
  readonly name: string;
  /** What his calls were about. */
  readonly codes: CodeCounts;
}

/** A queue, an access number, a stretch of time (`KEYS_OF_TIME`). `key` empty: calls that had none. */
export interface ReportPart {
  readonly key: string;
  readonly name?: string;
  readonly calls: ContactFigures;
  readonly waits: WaitFigures;
  /** Of a queue: what its calls were about. */
  readonly codes?: CodeCounts;
}

/** How full the lines to the exchange were: Erlangs in the mean of the time. */
export interface LineFigures extends LineTimes {
  readonly erlangs: number;
  readonly utilisation: number;
}

/** Times are UTC; lengths milliseconds; shares 0 to 1. */
export interface Report {
  readonly name: ReportName;
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Up to when there are figures: the time's end, or now. */
  readonly until: Instant;
  readonly calls: ContactFigures;
  readonly waits: WaitFigures;
  /** Served by menus alone, of all that were offered. */
  readonly containment: number;
  readonly callbacks: CallbackCounts & {
    readonly serviceLevel: number;
    readonly recoveryRate: number;
    readonly abandonRateAhead: number;
  };
  readonly lines: LineFigures & {
    /** Of a division by time: each part in which lines were in service. */
    readonly parts?: readonly (LineFigures & { readonly key: string })[];
  };
  /** What calls were about, by the word of their agents. */
  readonly codes: CodeCounts;
  readonly agents: readonly AgentFigures[];
  readonly by?: Division;
  readonly parts?: readonly ReportPart[];
}

const QUARTER: Duration = 900_000; // all zones are whole quarters of an hour from UTC

/** A report of records that come bit by bit: calls in the order in which they were offered, all else in any. */
export class ReportSums {
  readonly #asked: ReportAsked;
  readonly #whole = new PartSums();
  readonly #parts = new Map<string, PartSums>();
  readonly #agents: AgentSums;
  readonly #callbacks: CallbackSums;
  readonly #lines: PartedLines;
  readonly #times = new Map<number, string>();
  /** What calls were about. */
  readonly codes = new CodeTally();
  readonly #scores = new Map<string, { readonly scores: number; readonly sum: number }>();

  constructor(asked: ReportAsked) {
    const { period, now, zone } = asked;
    this.#asked = asked;
    this.#agents = new AgentSums(period, now);
    // The callers were told that they would be rung today.
    this.#callbacks = new CallbackSums(period, ({ createdAt }) => dayOf(createdAt, zone).to);
    this.#lines = new PartedLines(asked);
  }

  call(call: MeasuredCall): void {
    const { period, within, only } = this.#asked;
    const { contact, capture, segments, seizures } = call;
    this.#lines.seized(call.offeredAt, seizures);
    if (contact !== null && isOffered(contact, period) && seesQueue(only?.reach, call.queue))
      for (const part of [this.#whole, this.#partOf(call, call.queue, contact.startedAt)]) part?.contact(contact);
    for (const segment of segments) {
      this.#agents.stay(segment);
      const wait = waitOf(segment, period);
      if (wait === undefined || !seesQueue(only?.reach, wait.queue)) continue;
      const { queue, endedAt } = wait;
      for (const part of [this.#whole, this.#partOf(call, queue, endedAt)]) part?.wait(wait, within(queue));
    }
    if (capture?.merged) this.#callbacks.merged(capture.at);
  }

  state(state: AgentStay): void {
    this.#agents.state(state);
  }

  /** A caller has given his agent a score. */
  scored({ agent, score }: { readonly agent: string; readonly score: number }): void {
    const { scores, sum } = this.#scores.get(agent) ?? { scores: 0, sum: 0 };
    this.#scores.set(agent, { scores: scores + 1, sum: sum + score });
  }

  promised(promise: Promised): void {
    this.#callbacks.promised(promise);
  }

  attempted(attempt: Attempted): void {
    this.#callbacks.attempted(attempt);
  }

  /** Before the first call. */
  inService(step: InService): void {
    this.#lines.inService(step);
  }

  get report(): Report {
    return reportMade(this.#asked, {
      whole: this.#whole,
      parts: this.#parts,
      callbacks: this.#callbacks.counts,
      lines: this.#lines.times,
      linesOf: this.#lines.parts,
      agents: this.#agents.times,
      scores: this.#scores,
      codes: this.codes,
    });
  }

  #partOf({ accessNumber, accessName }: MeasuredCall, queue: string | null, at: Instant): PartSums | undefined {
    const { by } = this.#asked;
    switch (by) {
      case undefined:
      case 'agent':
        return undefined;
      case 'queue':
        return this.#part(queue ?? '');
      case 'slot': {
        const slot = showingOf(this.#asked.shown ?? [], accessNumber, at)?.slot;
        return slot === undefined ? undefined : this.#part(slot);
      }
      case 'access-number':
        return this.#part(accessNumber ?? '', accessName ?? undefined);
      default:
        return this.#part(this.#timeOf(at, KEYS_OF_TIME[by]));
    }
  }

  #part(key: string, name?: string): PartSums {
    const part = this.#parts.get(key) ?? new PartSums(name);
    this.#parts.set(key, part);
    return part;
  }

  #timeOf(at: Instant, form: string): string {
    const quarter = Math.floor(at / QUARTER);
    const key = this.#times.get(quarter) ?? DateTime.fromMillis(at, { zone: this.#asked.zone }).toFormat(form);
    this.#times.set(quarter, key);
    return key;
  }
}
