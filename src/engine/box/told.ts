// SPDX-License-Identifier: GPL-2.0-or-later
// What does a program that embeds the box hear of it? Business events; and what went wrong where nobody waits for an answer.

import pino, { type Logger } from 'pino';
import type { Bus } from '../../bus/index.js';
import type { Clock, Emitter, Unsubscribe } from '../../kernel/index.js';
import { type OwnFigures, ownFigures, type Summing } from '../../report/index.js';
import type { CallRow, Listed, Store } from '../../store/index.js';
import { EventLog } from '../views/index.js';
import type { BoxParts } from './parts.js';

/** What others write down in its log. */
export type Noted =
  | 'configuration.refused'
  | 'settings.changed'
  | 'console.signedIn'
  | 'console.signedOut'
  | 'console.refused'
  | 'person.passwordChanged'
  | 'audit.noted'
  | 'audit.refused';

/** Something went wrong, and the box went on. */
export interface BoxProblem {
  readonly error: Error;
  /** What it happened to: the line of the log. */
  readonly what: string;
}

/** The part of a box that tells. */
export class Told {
  /** Business events, when they are durable. */
  readonly bus: Bus;
  /** The same by their places in the log, for those who go on where they were. */
  readonly log: EventLog;
  /** Adds up its records in a thread of its own; undefined: the box goes by a clock that is not the machine's. */
  readonly summing: Summing | undefined;
  readonly #problems: Emitter<BoxProblem>;
  readonly #told: { readonly records: Store; readonly clock: Clock; readonly zone: string };

  constructor(
    { bus, store, clock, config, summing }: Pick<BoxParts, 'bus' | 'store' | 'clock' | 'config' | 'summing'>,
    problems: Emitter<BoxProblem>,
  ) {
    this.bus = bus;
    this.log = new EventLog(store, clock);
    this.summing = summing;
    this.#told = { records: store, clock, zone: config.zone };
    this.#problems = problems;
  }

  /** An agent's own figures: calls, talk, hold, wrap-up, ready and not, today and since he signed in. Rejects with NOT_FOUND. */
  figuresOf(agent: string): Promise<OwnFigures> {
    return ownFigures(this.#told, agent);
  }

  /** The last calls, the newest first. */
  async recentCalls(last: number): Promise<Listed<CallRow>> {
    return (await this.#told.records.list('newestCalls', null, { most: last })).rows();
  }

  /**
   * Tells what went wrong and cost a call, a file or nothing: a dialogue or a listener of yours that threw, a prompt that cannot be played, a
   * batch that could not be written. What the listener throws is lost.
   */
  on(_what: 'error', listener: (problem: BoxProblem) => void): Unsubscribe {
    return this.#problems.on(listener);
  }
}

/** For boxes that are given no log: warnings and errors on standard error, without numbers, names and digits. */
export function standardLog(): Logger {
  const redact = { paths: ['personal', '*.personal'], censor: '[personal]' };
  return pino({ base: null, level: 'warn', redact }, pino.destination({ fd: 2, sync: true }));
}

/** The same log, of which errors are told as well. */
export function tellingLog(log: Logger, problems: Emitter<BoxProblem>): Logger {
  const told = (level: 'warn' | 'error') => (fields: unknown, what?: string) => {
    log[level](fields as object, what);
    const error = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined;
    if (error === undefined) return;
    try {
      problems.emit({ error: error instanceof Error ? error : new Error(String(error)), what: what ?? '' });
    } catch {
      // whoever hears of faults has one himself: told to nobody, or it would never end
    }
  };
  return Object.create(log, { warn: { value: told('warn') }, error: { value: told('error') } }) as Logger;
}
