// SPDX-License-Identifier: GPL-2.0-or-later
// What does a box know from its last run? Open requests, recent attempts, lists of numbers, totals.

import { isAlarmCode, type LeftAlarm } from '../../alarm/index.js';
import { type AttemptRow, LONGEST_WINDOW, type RequestRow } from '../../callback/index.js';
import type { Directory } from '../../customer/index.js';
import type { Clock, Duration } from '../../kernel/index.js';
import type { DeadLetter, Letter, Message } from '../../outbox/index.js';
import type { ExceptionRow, LeftAgent, LeftOver, OutboxRow, Store, StoredMessage } from '../../store/index.js';
import { attemptOf, midnight, requestOf, Today, Totals } from '../records/index.js';
import { storedDirectory } from './stored-directory.js';

const AHEAD_WINDOW: Duration = 30 * 86_400_000; // no profile counts longer

/** Read once when a box is opened. */
export interface Memory {
  readonly version: string;
  readonly requests: readonly RequestRow[];
  readonly attempts: readonly AttemptRow[];
  /** What became of calls that were dialled ahead of agents. */
  readonly ahead: LeftOver['ahead'];
  readonly doNotCall: readonly string[];
  readonly blocked: readonly string[];
  readonly totals: Totals;
  readonly today: Today;
  /** Alarms that stood. */
  readonly alarms: readonly LeftAlarm[];
  /** Messages that were not taken. */
  readonly outbox: readonly (Letter | DeadLetter)[];
  readonly noted: LeftOver['noted'];
  /** Names of channels that somebody busied out. */
  readonly busiedOut: readonly string[];
  readonly exceptions: readonly ExceptionRow[];
  /** What people have used up of their allowances. */
  readonly tolls: LeftOver['tolls'];
  readonly laterCalls: LeftOver['laterCalls'];
  /** Agents who were signed in. */
  readonly agents: readonly LeftAgent[];
  /** What was said of telephones. */
  readonly telephones: LeftOver['telephones'];
  /** The shop's customers. */
  readonly customers: Directory;
  /** Who waits for whose telephone. */
  readonly campOns: LeftOver['campOns'];
  /** Who called each telephone last. */
  readonly lastCallers: LeftOver['lastCallers'];
  /** What is in boxes. */
  readonly messages: readonly StoredMessage[];
  /** Whose turn it is in queues that go round. */
  readonly turns: LeftOver['turns'];
  /** Trunk groups whose callers hear us before the answer. */
  readonly heardEarly: LeftOver['heardEarly'];
  /** Requests that people and programs have put in. */
  readonly asked: LeftOver['asked'];
}

/** `zone`: the shop's. */
export async function remember(store: Store, version: string, clock: Clock, zone: string): Promise<Memory> {
  const now = clock.now();
  const left = await store.ask('leftOver', { since: now - LONGEST_WINDOW, ahead: now - AHEAD_WINDOW });
  return {
    version,
    requests: left.requests.map(requestOf),
    attempts: left.attempts.map(attemptOf),
    ahead: left.ahead,
    doNotCall: left.doNotCall,
    blocked: left.blocked,
    totals: new Totals(await store.ask('counted', null)),
    today: new Today(clock, () => zone, await store.ask('countedSince', { since: midnight(clock.utc(now), zone) })),
    alarms: left.alarms.flatMap(({ code, raisedAt, ...alarm }) =>
      isAlarmCode(code) ? [{ ...alarm, code, since: raisedAt }] : [],
    ),
    outbox: left.outbox.map(letterOf),
    noted: left.noted,
    busiedOut: left.busiedOut,
    exceptions: left.exceptions,
    tolls: left.tolls,
    laterCalls: left.laterCalls,
    agents: left.agents,
    telephones: left.telephones,
    customers: await storedDirectory(store),
    messages: await store.ask('storedMessages', null),
    campOns: left.campOns,
    lastCallers: left.lastCallers,
    turns: left.turns,
    heardEarly: left.heardEarly,
    asked: left.asked,
  };
}

function letterOf({ message, reason, deadAt, ...row }: OutboxRow): Letter | DeadLetter {
  const letter = { ...row, message: JSON.parse(message) as Message, reason: reason ?? undefined };
  return deadAt === null ? letter : { ...letter, deadAt };
}
