// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong now? An alarm for each code and subject, raised and cleared by those who notice, told when it changes.

import { Actor, type Bilingual, type Clock, type Duration, Emitter, type Ids, type Instant } from '../kernel/index.js';
import {
  type AlarmEffect,
  type AlarmEvent,
  type AlarmState,
  alarmMachine,
  CLEAR,
  leftStanding,
  type Standing,
} from './alarm-machine.js';
import { ALARM_CODES, type AlarmCode, alarmText, type Severity } from './codes.js';

/** An alarm that stands, or stood. */
export interface BoxAlarm {
  /** Of this standing: raised and cleared carry the same one. */
  readonly id: string;
  readonly code: AlarmCode;
  /** Which span, channel or address; empty where there is only one. */
  readonly subject: string;
  readonly severity: Severity;
  readonly since: Instant;
  /** How often it came since then. */
  readonly times: number;
  readonly text: Bilingual;
}

/** News of an alarm. */
export interface AlarmChange {
  readonly state: 'raised' | 'cleared';
  readonly at: Instant;
  readonly alarm: BoxAlarm;
}

/** One that stood when the last run ended. */
export interface LeftAlarm extends Standing {
  readonly code: AlarmCode;
  readonly subject: string;
}

type AlarmActor = Actor<AlarmState, AlarmEvent, AlarmEffect>;

const QUIET: Duration = 60_000; // what has not happened for a minute is over

/** The alarms of a box. Raising one that stands and clearing one that does not change nothing. */
export class Alarms {
  readonly changed = new Emitter<AlarmChange>();
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #actors = new Map<
    string,
    { readonly code: AlarmCode; readonly subject: string; readonly actor: AlarmActor }
  >();

  /** `left`: what stood when the last run ended; it is cleared unless it is raised again soon. */
  constructor(clock: Clock, ids: Ids, left: readonly LeftAlarm[] = []) {
    this.#clock = clock;
    this.#ids = ids;
    for (const { code, subject, ...standing } of left) this.#add(code, subject, leftStanding(standing, clock.now()));
  }

  /** Something is wrong from now on, until `clear`. True when the alarm is new. */
  raise(code: AlarmCode, subject = ''): boolean {
    return this.#raise(code, subject);
  }

  /** It is right again. */
  clear(code: AlarmCode, subject = ''): void {
    this.#actors.get(key(code, subject))?.actor.send({ type: 'cleared' });
  }

  /** `raise` or `clear`, for those who look at it again and again. True when the alarm is new. */
  set(on: boolean, code: AlarmCode, subject = ''): boolean {
    if (on) return this.raise(code, subject);
    this.clear(code, subject);
    return false;
  }

  /** Something went wrong just now. The alarm stands until that has not happened for a minute. True when it is new. */
  happened(code: AlarmCode, subject = ''): boolean {
    return this.#raise(code, subject, QUIET);
  }

  /** The alarms that stand, the oldest first. */
  get standing(): readonly BoxAlarm[] {
    const standing = [...this.#actors.values()].flatMap(({ code, subject, actor: { state } }) =>
      state.name === 'clear' ? [] : [describe(code, subject, state.standing)],
    );
    return standing.sort((a, b) => a.since - b.since);
  }

  /** Ends the timers; what stands stays so for the next run. */
  close(): void {
    for (const { actor } of this.#actors.values()) actor.close();
  }

  #raise(code: AlarmCode, subject: string, quiet?: Duration): boolean {
    const actor = this.#actors.get(key(code, subject))?.actor ?? this.#add(code, subject, CLEAR);
    const isNew = actor.state.name === 'clear';
    actor.send({ type: 'raised', id: this.#ids.next('alarm'), ...(quiet === undefined ? {} : { quiet }) });
    return isNew;
  }

  #add(code: AlarmCode, subject: string, initial: AlarmState): AlarmActor {
    const actor: AlarmActor = new Actor(alarmMachine, initial, this.#clock, ({ type, standing }) => {
      this.changed.emit({ state: type, at: this.#clock.now(), alarm: describe(code, subject, standing) });
    });
    this.#actors.set(key(code, subject), { code, subject, actor });
    return actor;
  }
}

function key(code: AlarmCode, subject: string): string {
  return `${code} ${subject}`;
}

function describe(code: AlarmCode, subject: string, { id, since, times }: Standing): BoxAlarm {
  const { severity } = ALARM_CODES[code];
  return { id, code, subject, severity, since, times, text: alarmText(code, subject) };
}
