// SPDX-License-Identifier: GPL-2.0-or-later
// What does the report of a time say? Calls, waits, promises, lines and agents, as a whole and by queue, access number or hour.

import { DateTime } from 'luxon';
import type { Duration, Instant } from '../kernel/index.js';
import { type AgentRates, type AgentScore, type AgentStay, AgentSums, agentRates, scoreOf } from './agents.js';
import { type Attempted, CallbackSums, type Promised } from './callbacks.js';
import { type CodeCounts, CodeTally } from './code-tally.js';
import { dayOf, type ReportName } from './days.js';
import {
  type CallbackCounts,
  callbackServiceLevel,
  containment,
  erlangs,
  type LineTimes,
  type QueueCounts,
  recoveryRate,
  utilisationOverTime,
} from './figures.js';
import { type InService, LineSums, type Seizure } from './lines.js';
import { type ContactEnd, isOffered, type Stay, type Traffic, waitOf } from './metrics.js';
import { PartSums } from './part-sums.js';
import { type Division, KEYS_OF_TIME, type ReportAsked } from './report-asked.js';

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
  readonly callbacks: CallbackCounts & { readonly serviceLevel: number; readonly recoveryRate: number };
  readonly lines: LineTimes & { readonly erlangs: number; readonly utilisation: number };
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
  readonly #lines: LineSums;
  readonly #times = new Map<number, string>();
  /** What calls were about. */
  readonly codes = new CodeTally();
  readonly #scores = new Map<string, readonly number[]>();

  constructor(asked: ReportAsked) {
    const { period, now, zone, channels } = asked;
    this.#asked = asked;
    this.#agents = new AgentSums(period, now);
    // The callers were told that they would be rung today.
    this.#callbacks = new CallbackSums(period, ({ createdAt }) => dayOf(createdAt, zone).to);
    this.#lines = new LineSums(period, now, channels);
  }

  call(call: MeasuredCall): void {
    const { period, within } = this.#asked;
    const { contact, capture, segments, seizures } = call;
    this.#lines.passed(call.offeredAt);
    for (const seizure of seizures) this.#lines.seized(seizure);
    if (contact !== null && isOffered(contact, period))
      for (const part of [this.#whole, this.#partOf(call, call.queue, contact.startedAt)]) part?.contact(contact);
    for (const segment of segments) {
      this.#agents.stay(segment);
      const wait = waitOf(segment, period);
      if (wait === undefined) continue;
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
    this.#scores.set(agent, [...(this.#scores.get(agent) ?? []), score]);
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
    const { name, zone, period, now, by } = this.#asked;
    const until = Math.max(period.from, Math.min(period.to, now));
    const callbacks = this.#callbacks.counts;
    const lines = this.#lines.times;
    const whole = this.#whole.figures;
    return {
      name,
      zone,
      ...period,
      until,
      ...whole,
      containment: containment(whole.calls),
      callbacks: {
        ...callbacks,
        serviceLevel: callbackServiceLevel(callbacks),
        recoveryRate: recoveryRate(callbacks),
      },
      lines: { ...lines, erlangs: erlangs(lines, until - period.from), utilisation: utilisationOverTime(lines) },
      codes: this.codes.whole,
      agents: this.#agentFigures(),
      ...(by === undefined ? {} : { by }),
      ...(by === undefined || by === 'agent' ? {} : { parts: this.#partFigures() }),
    };
  }

  #agentFigures(): readonly AgentFigures[] {
    const figures = [...this.#agents.times].map(([agent, times]) => ({
      agent,
      name: this.#asked.nameOf(agent) ?? '',
      codes: this.codes.ofAgent(agent),
      ...agentRates(times),
      ...scoreOf(this.#scores.get(agent) ?? []),
    }));
    return figures.sort((a, b) => (a.agent < b.agent ? -1 : 1));
  }

  #partFigures(): readonly ReportPart[] {
    const parts = [...this.#parts].map(([key, part]) => ({
      key,
      ...(part.name === undefined ? {} : { name: part.name }),
      ...part.figures,
      ...(this.#asked.by === 'queue' && { codes: this.codes.ofQueue(key) }),
    }));
    return parts.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  #partOf({ accessNumber, accessName }: MeasuredCall, queue: string | null, at: Instant): PartSums | undefined {
    const { by } = this.#asked;
    switch (by) {
      case undefined:
      case 'agent':
        return undefined;
      case 'queue':
        return this.#part(queue ?? '');
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
