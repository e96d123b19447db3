// SPDX-License-Identifier: GPL-2.0-or-later
// Who notices that a break is too long, that too many are on one, or that a telephone has failed? Looked at once a second; an alarm for each.

import type { AlarmCode } from '../../alarm/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import { type AgentLines, failedTelephones, longBreaks, overfullBreaks } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'config'>;

const BETWEEN: Duration = 1_000;

/** The breaks of all agents against the limits of the file, and who is not ready because his telephone has failed. */
export class BreakWatch {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  #lookedAt: Instant = Number.NEGATIVE_INFINITY;

  constructor(rooms: Needs, agentLines: AgentLines) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
  }

  /** However often it is called, it looks once a second: each look is at all agents. */
  look(): void {
    const { clock, config } = this.#rooms;
    const now = clock.now();
    if (now - this.#lookedAt < BETWEEN) return;
    this.#lookedAt = now;
    const states = (agent: string) => this.#agentLines.acd.agent(agent);
    this.#set('BREAK_TOO_LONG', longBreaks(config, states, now));
    this.#set('BREAKS_TOO_MANY', overfullBreaks(config, states));
    this.#set('STATION_FAILED', failedTelephones(this.#agentLines.acd.agents()));
  }

  #set(code: AlarmCode, subjects: readonly string[]): void {
    const { alarms } = this.#rooms;
    const standing = alarms.standing.filter((alarm) => alarm.code === code).map(({ subject }) => subject);
    for (const subject of subjects) if (!standing.includes(subject)) alarms.raise(code, subject);
    for (const subject of standing) if (!subjects.includes(subject)) alarms.clear(code, subject);
  }
}
